import { Check, CircleHelp, Scale, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Explanation } from '../../../../../runtime/schema/explanation.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Reason } from '../../../../../server/api/portal.ts';
import type { NodeTrace, Trace } from '../../../../../server/api/scenario.ts';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { member } from '../../document/pointer.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import { spokenValue } from '../../formula/formula-scope.ts';
import { readTests } from '../../../../../runtime/language/reading/reading.ts';
import { chiefJudgement } from '../../panel/hit-rules.ts';
import { ValueView } from '../../panel/value-view.tsx';
import '../../panel/panel.css';
import { reasonOf } from '../../document/reason.ts';
import { Lineage } from './lineage.tsx';
import { runTexts } from './run-text.ts';

/** A value a rule looked at, for the table of data used. */
interface Used {
  readonly name: string;
  readonly value: string;
  readonly need: string;
  readonly met: boolean | null;
  readonly source: string;
}

function useUsed(scenario: Scenario, flow: string): (explanation: unknown) => readonly Used[] {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  return (explanation) => {
    const judgement = chiefJudgement(explanation);
    if (judgement === undefined) return [];
    const looked = [...judgement.conditions, ...judgement.nearMisses.map((miss) => miss.failed)];
    const first = looked.filter((condition, at) => looked.findIndex((other) => other.input === condition.input) === at);
    return first.map((condition) => ({
      name: inputTitle(scenario, flow, condition.input, locale),
      value: spokenValue(condition.value, locale),
      need: condition.test === '-' || condition.test === '' ? '–' : (readTests(condition.test, locale) ?? condition.test),
      met: condition.met,
      source: listed(condition.sources.map((source) => (source.node === undefined ? (source.path ?? text.computed) : nodeTitle(scenario, flow, source.node, locale))).filter((word, at, all) => all.indexOf(word) === at), locale) || text.computed,
    }));
  };
}

/** What the form of a node asks under a name. */
function fieldTitle(scenario: Scenario, flow: string, node: string, field: string, locale: 'zh-CN' | 'en'): string | undefined {
  const fields = member(member(member(scenario.flows[flow]?.nodes, node), 'config'), 'fields');
  const asked: unknown = Array.isArray(fields) ? fields.find((one: unknown) => member(one, 'id') === field) : undefined;
  const title = member(asked, 'title');
  return asked === undefined ? undefined : scenarioText(scenario, typeof title === 'string' ? title : `@${node}.${field}`, locale);
}

/** Tables title an input in the column itself, by the text `<node>.<input>` or not at all: then it is called as what it tests. */
function inputTitle(scenario: Scenario, flow: string, input: string, locale: 'zh-CN' | 'en'): string {
  for (const [id, node] of Object.entries(scenario.flows[flow]?.nodes ?? {})) {
    const columns = node.config['inputs'];
    const column: unknown = Array.isArray(columns) ? columns.find((one: unknown) => member(one, 'id') === input) : undefined;
    if (column === undefined) continue;
    const [title, expr] = [member(column, 'title'), member(column, 'expr')];
    const [from = '', field = ''] = typeof expr === 'string' ? expr.trim().split('.') : [];
    const words = scenarioText(scenario, typeof title === 'string' ? title : `@${id}.${input}`, locale) ?? fieldTitle(scenario, flow, from, field, locale);
    if (words !== undefined) return words;
  }
  return input;
}

function Met({ met }: { readonly met: boolean | null }) {
  const text = useTexts(runTexts);
  const Sign = met === true ? Check : met === false ? X : CircleHelp;
  return (
    <span className="state-word" data-tone={met === true ? 'ok' : met === false ? undefined : 'warn'}>
      <Sign size={13} strokeWidth={2.4} aria-hidden="true" />
      {met === true ? text.met : met === false ? text.notMet : text.unknown}
    </span>
  );
}

function UsedTable({ rows }: { readonly rows: readonly Used[] }) {
  const text = useTexts(runTexts);
  if (rows.length === 0) return null;
  return (
    <GridTable heads={[text.name, text.value, text.need, text.from]}>
      {rows.map((row) => (
        <GridRow key={row.name}>
          <td>{row.name}</td>
          <td>
            <b>{row.value}</b>
          </td>
          <td>
            {row.need} <Met met={row.met} />
          </td>
          <td>{row.source}</td>
        </GridRow>
      ))}
    </GridTable>
  );
}

function ReasonView({ reason }: { readonly reason: Reason }) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  return (
    <>
      <p className="run-why">
        {reason.rule === undefined ? null : <Chip tone="ok">{reason.rule}</Chip>}
        <b>{reason.sentence}</b>
        <span className="ui-quiet">{reason.place}</span>
      </p>
      <p className="run-told">{(reason.told[0] === reason.sentence ? reason.told.slice(1) : reason.told).join(locale === 'en' ? ' ' : '')}</p>
      {reason.nearMisses.length === 0 ? null : (
        <>
          <h4>{text.nearMisses}</h4>
          <ul className="run-misses">
            {reason.nearMisses.map((miss) => (
              <li key={miss.rule}>
                <code>{miss.rule}</code> {miss.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
      {reason.bases.length === 0 ? null : (
        <>
          <h4>{text.law}</h4>
          <ul className="run-misses">
            {reason.bases.map((basis) => (
              <li key={`${basis.title} ${basis.article ?? ''}`}>
                <Scale size={13} aria-hidden="true" /> {basis.title} {basis.article}
                <span className="ui-quiet"> {[basis.levelTitle, basis.from === undefined ? undefined : text.since(basis.from)].filter(Boolean).join(' · ')}</span>
                {basis.flag === undefined ? null : <Chip tone="warn">{basis.flag}</Chip>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The same as the server said it, with labels and units. */
function usedLine({ label, value, need, met, source }: Reason['lines'][number]): Used {
  return { name: label, value, need: need ?? '–', met: met ?? null, source: source ?? '' };
}

function Why({ scenario, flow, node }: { readonly scenario: Scenario; readonly flow: string; readonly node: NodeTrace }) {
  const used = useUsed(scenario, flow);
  const reason = reasonOf(node);
  const explanation = node.explanation as Explanation | undefined;
  return (
    <div className="run-pane">
      <UsedTable rows={explanation?.kind === 'table' && reason !== undefined && reason.lines.length > 0 ? reason.lines.map(usedLine) : used(explanation)} />
      {reason === undefined ? null : <ReasonView reason={reason} />}
      {explanation?.kind === 'query' ? <Lineage scenario={scenario} query={explanation} at={node.endedAt} /> : null}
      {explanation?.kind === 'score' || explanation?.kind === 'expression' ? <ValueView value={explanation} /> : null}
    </div>
  );
}

/** Why, input and output of one step of a run. */
export function NodeFacts({ scenario, trace, path }: { readonly scenario: Scenario; readonly trace: Trace; readonly path: string | undefined }) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const node = path === undefined ? undefined : (member(trace.nodes, path) as NodeTrace | undefined);
  if (path === undefined || node === undefined) return <EmptyState title={text.pickNode} />;
  const value = (held: unknown, none: string): ReactNode => <div className="run-pane">{held === undefined || (typeof held === 'object' && held !== null && Object.keys(held).length === 0) ? <p className="ui-quiet">{none}</p> : <ValueView value={held} />}</div>;
  const why = (node.explanation !== undefined && node.explanation !== null) || reasonOf(node) !== undefined;
  const items = [
    ...(why ? [{ id: 'why', title: text.why, content: <Why scenario={scenario} flow={trace.flow} node={node} /> }] : []),
    { id: 'output', title: text.output, content: value(node.output, text.noOutput) },
    { id: 'input', title: text.input, content: value(node.input, text.noInput) },
  ];
  return (
    <section className="run-facts" aria-label={text.nodeData(path)}>
      <h3>
        {text.nodeData(nodeTitle(scenario, trace.flow, path.split('/').at(-1) ?? path, locale))}
        {node.status === 'dead' ? <Chip>{text.notReached}</Chip> : null}
      </h3>
      {node.error === undefined ? null : (
        <p className="note-bar" data-tone="err">
          {node.error.message} <code>{node.error.code}</code>
        </p>
      )}
      <Tabs key={path} label={text.nodeData(path)} items={items} />
    </section>
  );
}
