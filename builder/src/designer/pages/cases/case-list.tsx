import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { Link } from 'wouter';
import type { Case } from '../../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { CaseResult } from '../../../../../server/api/scenario.ts';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import { caseTexts } from './case-text.ts';
import { coverageOf } from './coverage.ts';

const TONES = { ok: CircleCheck, err: CircleAlert, neutral: CircleDashed } as const;

function toneOf(result: CaseResult | undefined): keyof typeof TONES {
  return result === undefined ? 'neutral' : result.passed ? 'ok' : 'err';
}

/** A square for a passed case, a dot for a failed one. */
export function CaseMeter({ cases, results }: { readonly cases: readonly Case[]; readonly results: ReadonlyMap<string, CaseResult> }) {
  return (
    <div className="case-meter" aria-hidden="true">
      {cases.map((item) => (
        <i key={item.id} data-tone={toneOf(results.get(item.id))} />
      ))}
    </div>
  );
}

/** What no case has reached, with links to the canvas. */
export function CoverageNote({ scenario, results }: { readonly scenario: Scenario; readonly results: readonly CaseResult[] }) {
  const text = useTexts(caseTexts);
  const { locale } = useLocale();
  const { nodes, edges, rules } = coverageOf(scenario, results);
  const whole = nodes.missing.length === 0 && edges.missing.length === 0 && rules.missing.length === 0;
  return (
    <details className="case-coverage" open={!whole}>
      <summary>
        <b>{text.coverage}</b> {text.nodesCovered(nodes.covered, nodes.total)} · {text.edgesCovered(edges.covered, edges.total)} · {text.rulesCovered(rules.covered, rules.total)}
      </summary>
      {whole ? <p>{text.allCovered}</p> : null}
      {nodes.missing.length === 0 ? null : (
        <p>
          {text.uncoveredNodes}：
          {listed(nodes.missing.map(({ flow, node }) => nodeTitle(scenario, flow, node, locale)), locale)}
        </p>
      )}
      {rules.missing.length === 0 ? null : (
        <p>
          {text.uncoveredRules}：
          {rules.missing.map(({ flow, node, rule }) => (
            <Link key={`${flow} ${node} ${rule}`} href={`/s/${scenario.id}/table/${encodeURIComponent(flow)}/${encodeURIComponent(node)}`}>
              {nodeTitle(scenario, flow, node, locale)} {rule}{' '}
            </Link>
          ))}
        </p>
      )}
    </details>
  );
}

export interface CaseListProps {
  readonly scenario: Scenario;
  readonly cases: readonly Case[];
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly current: string | undefined;
  readonly onOpen: (id: string) => void;
}

export function CaseList({ scenario, cases, results, current, onOpen }: CaseListProps) {
  const text = useTexts(caseTexts);
  const { locale } = useLocale();
  return (
    <ul>
      {cases.map((item) => {
        const result = results.get(item.id);
        const tone = toneOf(result);
        const Sign = TONES[tone];
        return (
          <li key={item.id}>
            <button type="button" className="list-row" {...(item.id === current ? { 'aria-current': true as const } : {})} onClick={() => onOpen(item.id)}>
              <Sign size={16} strokeWidth={1.75} data-tone={tone} aria-hidden="true" />
              <span className="list-row-words">
                <b>{scenarioText(scenario, item.title, locale) ?? item.id}</b>
                <em {...(tone === 'err' ? { 'data-tone': 'err' } : {})}>
                  <span className="ui-hidden">{result === undefined ? text.notRun : result.passed ? text.passed : text.failed}</span>
                  {result !== undefined && !result.passed ? (result.failures[0]?.message[locale] ?? item.id) : item.id}
                </em>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
