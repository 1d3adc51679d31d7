import { CircleAlert, CircleCheck, CircleDashed, PenLine, Play, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Case } from '../../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { CaseResult } from '../../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { isRecord } from '../../document/pointer.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import { useTrace } from '../../document/trace-context.tsx';
import { ValueView } from '../../panel/value-view.tsx';
import '../../panel/panel.css';
import { stampText } from '../shared/format.ts';
import { answerNames, expectNames, rowNames, startNames } from './case-names.ts';
import { caseTexts } from './case-text.ts';

export interface CaseDetailProps {
  readonly scenario: Scenario;
  readonly value: Case;
  readonly result: CaseResult | undefined;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function shown(value: unknown): string {
  if (value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Failures({ result }: { readonly result: CaseResult }) {
  const text = useTexts(caseTexts);
  const { locale } = useLocale();
  if (result.passed) return null;
  return (
    <section className="case-part">
      <h3>{text.failuresTitle}</h3>
      <GridTable heads={[text.place, text.expected, text.actual]}>
        {result.failures.map((failure) => (
          <GridRow key={`${failure.path} ${failure.message.en}`}>
            <td>
              {failure.message[locale]}
              {failure.path === '' ? null : (
                <em>
                  <code>{failure.path}</code>
                </em>
              )}
            </td>
            <td>
              <del className="case-expected">{shown(failure.expected)}</del>
            </td>
            <td>
              <ins className="case-actual">{shown(failure.actual)}</ins>
            </td>
          </GridRow>
        ))}
      </GridTable>
    </section>
  );
}

/** Names of nodes in a case are ids; people know them by title. */
function Walked({ scenario, flow, result }: { readonly scenario: Scenario; readonly flow: string; readonly result: CaseResult }) {
  const text = useTexts(caseTexts);
  const { locale } = useLocale();
  if (result.covered.nodes.length === 0) return null;
  return (
    <section className="case-part">
      <h3>{text.walked}</h3>
      <p className="case-path">
        {result.covered.nodes.map((node) => (
          <Chip key={node}>
            {nodeTitle(scenario, flow, node, locale)}
            {(result.covered.rules[node] ?? []).map((rule) => (
              <b key={rule} className="ui-mono">
                {rule}
              </b>
            ))}
          </Chip>
        ))}
      </p>
    </section>
  );
}

/** One case: what goes in, who answers what, what must come out, and what came out. */
export function CaseDetail({ scenario, value, result, onEdit, onRemove }: CaseDetailProps) {
  const text = useTexts(caseTexts);
  const { locale } = useLocale();
  const [, navigate] = useLocation();
  const test = useTrace();
  const flow = value.flow ?? 'main';
  const { list } = useDatasets();
  const names = { scenario, flow, locale, datasets: list.map(({ definition }) => definition) };
  const tone = result === undefined ? 'neutral' : result.passed ? 'ok' : 'err';
  const Sign = result === undefined ? CircleDashed : result.passed ? CircleCheck : CircleAlert;
  const run = (): void => {
    navigate(`/s/${scenario.id}/canvas`);
    void test.run({ flow, caseId: value.id });
  };
  return (
    <article className="case-detail">
      <header className="page-head">
        <h2>{scenarioText(scenario, value.title, locale) ?? value.id}</h2>
        <Chip tone={tone} icon={<Sign aria-hidden="true" />}>
          {result === undefined ? text.notRun : result.passed ? text.passed : text.failed}
        </Chip>
        <span className="ui-grow" />
        <Button icon={<Play size={14} aria-hidden="true" />} onPress={run}>
          {text.test}
        </Button>
        <Button icon={<PenLine size={14} aria-hidden="true" />} onPress={onEdit}>
          {text.edit}
        </Button>
        <Button icon={<Trash2 size={14} aria-hidden="true" />} onPress={onRemove}>
          {text.remove}
        </Button>
      </header>
      <p className="ui-quiet">
        <code>{value.id}</code> · {text.at} {stampText(value.at, locale, scenario.zone)}
        {isRecord(value.user) && typeof value.user['name'] === 'string' ? ` · ${text.by} ${value.user['name']}` : ''}
        {result === undefined ? '' : ` · ${text.ms(result.ms.toFixed(1))}`}
      </p>
      {result === undefined ? null : <Failures result={result} />}
      {result === undefined ? null : <Walked scenario={scenario} flow={flow} result={result} />}
      <div className="case-columns">
        <section className="case-part">
          <h3>{text.start}</h3>
          <ValueView value={value.start} nameOf={startNames(names)} />
        </section>
        <section className="case-part">
          <h3>{text.expect}</h3>
          <ValueView value={value.expect} nameOf={expectNames(names, text)} />
        </section>
        {value.answers === undefined ? null : (
          <section className="case-part">
            <h3>{text.answers}</h3>
            {value.answers.map((answer, at) => (
              <div key={`${answer.node} ${at}`} className="case-answer">
                <b>{nodeTitle(scenario, flow, answer.node, locale)}</b>
                <ValueView value={Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'node'))} nameOf={answerNames(names, answer.node, text)} />
              </div>
            ))}
          </section>
        )}
        <section className="case-part">
          <h3>{text.rows}</h3>
          {value.rows === undefined ? null : <ValueView value={value.rows} nameOf={rowNames(names)} />}
          <p className="ui-quiet">{text.sharedRows}</p>
        </section>
      </div>
    </article>
  );
}
