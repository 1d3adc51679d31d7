import type { Case } from '../../../../../runtime/schema/case.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { isRecord, member } from '../../document/pointer.ts';
import { hitRules } from '../../panel/hit-rules.ts';
import { stepsOf } from './steps.ts';

type Json = Readonly<Record<string, unknown>>;
type RowsByDataset = Readonly<Record<string, readonly Json[]>>;

/** Empty answers are written as absent: a form reads both alike. */
function filled(value: unknown): Json {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, held]) => held !== null && held !== undefined)) : {};
}

/** What the run was started with: the output of its start node. */
export function startOf(scenario: Scenario, trace: Trace): Json {
  const start = stepsOf(trace).find((step) => scenario.flows[trace.flow]?.nodes[step.node]?.type.startsWith('start.'));
  return filled(start?.trace.output);
}

/** What people answered, in order. `outcome`, `by` and `at` are written by the node itself. */
function answersOf(scenario: Scenario, trace: Trace): NonNullable<Case['answers']> {
  return stepsOf(trace).flatMap((step) => {
    const type = scenario.flows[trace.flow]?.nodes[step.node]?.type ?? '';
    if (!type.startsWith('human.') || step.trace.status !== 'done' || !isRecord(step.trace.output)) return [];
    const { outcome, by: _by, at: _at, ...data } = step.trace.output;
    if (typeof outcome !== 'string') return [];
    const seconds = Math.max(0, Math.round((Date.parse(step.trace.endedAt ?? '') - Date.parse(step.trace.startedAt ?? '')) / 1000));
    return [{ node: step.node, ...(seconds > 0 ? { after: `PT${seconds}S` } : {}), outcome, data: filled(data) }];
  });
}

function expectOf(scenario: Scenario, trace: Trace): Case['expect'] {
  const steps = stepsOf(trace);
  const end = steps.findLast((step) => step.trace.status === 'done' && scenario.flows[trace.flow]?.nodes[step.node]?.type.startsWith('output.'));
  const rules = Object.fromEntries(
    steps.flatMap((step) => {
      const [hit] = hitRules(step.trace.explanation);
      return hit === undefined || step.depth > 0 ? [] : [[step.node, hit] as const];
    }),
  );
  return { status: trace.status, ...(end === undefined ? {} : { end: end.node }), ...(Object.keys(rules).length === 0 ? {} : { rules }) };
}

/** A case that would do again what the trace did, and expects the same. */
export function caseFromTrace(scenario: Scenario, trace: Trace, facts: { readonly id: string; readonly title: string; readonly rows?: RowsByDataset }): Case {
  const answers = answersOf(scenario, trace);
  return {
    id: facts.id,
    title: facts.title,
    ...(trace.flow === 'main' ? {} : { flow: trace.flow }),
    at: trace.startedAt,
    ...(isRecord(trace.starter) ? { user: trace.starter } : {}),
    start: { ...startOf(scenario, trace) },
    ...(facts.rows === undefined || Object.keys(facts.rows).length === 0 ? {} : { rows: Object.fromEntries(Object.entries(facts.rows).map(([name, rows]) => [name, rows.map((row) => ({ ...row }))])) }),
    ...(answers.length === 0 ? {} : { answers }),
    expect: expectOf(scenario, trace),
  };
}

/** A row that a run read, by local dataset name. */
export interface ReadRow {
  readonly dataset: string;
  readonly id: string;
}

/** Every row a run read, joined ones too, from what its queries recorded. */
export function rowsRead(scenario: Scenario, trace: Trace): readonly ReadRow[] {
  const found = new Map<string, ReadRow>();
  const add = (dataset: unknown, id: unknown): void => {
    if (typeof dataset === 'string' && typeof id === 'string') found.set(`${dataset} ${id}`, { dataset, id });
  };
  for (const step of stepsOf(trace)) {
    const { explanation, output } = step.trace;
    if (!isRecord(explanation) || explanation['kind'] !== 'query') continue;
    for (const id of (explanation['rowIds'] ?? []) as readonly unknown[]) add(explanation['dataset'], id);
    const join = scenario.flows[trace.flow]?.nodes[step.node]?.config['join'];
    const held = [...((member(output, 'rows') ?? []) as readonly unknown[]), member(output, 'row')];
    if (!isRecord(join)) continue;
    for (const row of held) for (const [alias, side] of Object.entries(join)) add(member(side, 'dataset'), member(member(row, alias), '_id'));
  }
  return [...found.values()];
}
