import { splitPath } from '../../runtime/engine/path.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { Trace } from '../api/scenario.ts';
import { createDatasetSource, type DatasetSource } from '../host/dataset-source.ts';
import { noteDisclosure, noteRows, type DisclosureBase } from './disclosures.ts';
import { isOpenData } from './policy/kept.ts';
import { mayInside, type PolicyBase } from './policy/policy.ts';
import { sourcesAt, type Column } from './provenance.ts';
import type { KnownRun } from './runs.ts';
import { isOwnData } from './sharing/browsing.ts';

export type TraceBase = DisclosureBase & PolicyBase;

type NodeTrace = Trace['nodes'][string];

/** Stands in a trace for a value of a column whose grant is over. */
const OVER: Readonly<Record<Locale, string>> = { 'zh-CN': '（授权已结束，不再显示）', en: '(the grant is over: no longer shown)' };
/** Stands there for a value that is for the people of the unit alone. */
const KEPT: Readonly<Record<Locale, string>> = { 'zh-CN': '（只给所属单位的人看）', en: '(for the people of its unit only)' };

/** Rows of one dataset in the output of one step; they are changed in place where they may no longer be shown. */
interface Shown {
  readonly node: string;
  /** The scenario's name of the dataset. */
  readonly local: string;
  readonly rows: readonly Record<string, Json>[];
  /** Of the rows themselves, where the step kept them. */
  readonly rowIds: readonly string[];
}

const recordsIn = (value: unknown): Record<string, Json>[] => [value].flat().filter((one): one is Record<string, Json> => typeof one === 'object' && one !== null && !Array.isArray(one));

/** What a query gave: its rows, and by the name of each join the rows beside them. */
function shownBy(run: KnownRun, path: string, { output, explanation }: NodeTrace): readonly Shown[] {
  const query = explanation as { readonly kind?: unknown; readonly dataset?: unknown; readonly rowIds?: unknown } | undefined;
  if (query?.kind !== 'query' || typeof query.dataset !== 'string' || typeof output !== 'object' || output === null) return [];
  const { rows, row } = output as { readonly rows?: unknown; readonly row?: unknown };
  const found = recordsIn(rows ?? row);
  const { prefix, node } = splitPath(path);
  const config = run.scenario.flows[run.state.flows[prefix]?.flow ?? '']?.nodes[node]?.config as { readonly join?: Readonly<Record<string, { readonly dataset: string }>> } | undefined;
  const joined = Object.entries(config?.join ?? {}).map(([name, join]): Shown => ({ node: path, local: join.dataset, rows: found.flatMap((one) => recordsIn(one[name])), rowIds: [] }));
  return [{ node: path, local: query.dataset, rows: found, rowIds: Array.isArray(query.rowIds) ? query.rowIds.map(String) : [] }, ...joined];
}

/** The rows as they are kept, for whom they are about where the step did not ask for that column. */
async function keptRows({ store }: DisclosureBase, dataset: string, ids: readonly string[]): Promise<readonly { readonly data: JsonObject }[]> {
  const rows = await Promise.all(ids.map((id) => store.datasets.row(dataset, id)));
  return rows.flatMap((row) => (row ? [row] : []));
}

/** The id of a row may be made of its key. */
function hideIds({ rows, rowIds }: Shown, node: NodeTrace | undefined, words: string): void {
  for (const row of rows) if (Object.hasOwn(row, '_id')) row['_id'] = words;
  if (node && rowIds.length > 0) node.explanation = { ...(node.explanation as object), rowIds: [] };
}

/** What a node tells, once something it may be made of may not be shown any more. */
function hideNode(node: NodeTrace, words: string): void {
  for (const part of ['input', 'output', 'explanation', 'waiting'] as const) if (node[part] !== undefined) node[part] = words;
  if (node.sentences !== undefined) node.sentences = [];
  if (node.error) node.error.message = words;
}

type Seen = Pick<DatasetSource, 'shown' | 'closed'>;

/**
 * What a reader may be shown of the data of a run. Whoever looks into it by a role in the whole house, and is not of the
 * unit of the scenario, is shown what is open to everybody or their own.
 */
function seenBy(base: TraceBase, run: KnownRun, reader: User): { readonly seen: Seen; readonly isInside: boolean } {
  const source = createDatasetSource(base, run.plan);
  if (mayInside(base, reader, 'run.view', 'scenario', run.scenario.id)) return { seen: source, isInside: true };
  const isKept = (local: string): boolean => {
    const known = base.sharing.definitionOf(run.plan.datasets[local]?.id ?? '');
    return known !== undefined && !isOpenData(known, base.places.of('dataset', known.id).unit) && !isOwnData(base, reader, known);
  };
  return { isInside: false, seen: { shown: (local, fields) => (isKept(local) ? [] : source.shown(local, fields)), closed: (local, fields) => (isKept(local) ? fields : source.closed(local, fields)) } };
}

/** Columns that may have made the values of a node and of which nothing may be known now. */
function closedAt(source: Seen, run: KnownRun, path: string): readonly Column[] {
  const columns = sourcesAt(run.plan, run.state.flows, path);
  return [...new Set(columns.map(({ local }) => local))].flatMap((local) => source.closed(local, columns.filter((one) => one.local === local).map(({ column }) => column)).map((column) => ({ local, column })));
}

/** Datasets a query reads itself: of those it is told column by column. */
function readBy(run: KnownRun, path: string): ReadonlySet<string> {
  const { prefix, node } = splitPath(path);
  const found = run.scenario.flows[run.state.flows[prefix]?.flow ?? '']?.nodes[node];
  const { dataset, join = {} } = (found?.type === 'data.query' ? found.config : {}) as { readonly dataset?: string; readonly join?: Readonly<Record<string, { readonly dataset: string }>> };
  return new Set([...(dataset === undefined ? [] : [dataset]), ...Object.values(join).map((one) => one.dataset)]);
}

/** What a trace tells of a run beside its nodes: values on edges, the result, what it is called, what waits. */
function hideAround(run: KnownRun, trace: Trace, isClosed: (path: string) => boolean, words: string): void {
  const flow = run.scenario.flows[trace.flow];
  for (const [id, edge] of Object.entries(trace.edges)) if (edge.value !== undefined && isClosed(flow?.edges[id]?.[0].split('.')[0] ?? '')) edge.value = words;
  const last = run.state.end?.at(-1);
  if (trace.result !== undefined && last !== undefined && isClosed(last)) trace.result = words;
  const paths = Object.keys(trace.nodes);
  if (trace.subject !== undefined && paths.some((path) => flow?.nodes[path]?.caption !== undefined && isClosed(path))) trace.subject = words;
  if (trace.error && paths.some((path) => trace.nodes[path]?.error !== undefined && isClosed(path))) trace.error.message = words;
  trace.waiting = (trace.waiting ?? []).map((one) => {
    const { path, since, round, taskId } = one as { readonly path: string; readonly since?: string; readonly round?: number; readonly taskId?: string };
    return isClosed(path) ? { path, ...(since === undefined ? {} : { since }), ...(round === undefined ? {} : { round }), ...(taskId === undefined ? {} : { taskId }) } : one;
  });
}

/** Takes out of a trace whatever may be made of columns that may not be shown any more, however far from where they were read. */
function hideDerived(source: Seen, run: KnownRun, trace: Trace, words: string): void {
  const closed = new Map(Object.keys(trace.nodes).map((path) => [path, closedAt(source, run, path)]));
  const isClosed = (path: string) => (closed.get(path) ?? closedAt(source, run, path)).length > 0;
  hideAround(run, trace, isClosed, words);
  for (const [path, node] of Object.entries(trace.nodes)) {
    const own = readBy(run, path);
    if ((closed.get(path) ?? []).some(({ local }) => !own.has(local))) hideNode(node, words);
  }
}

/** Puts on record what the reader is shown of rows: about whom where that is known, of the others how many. */
async function noteShown(base: DisclosureBase, run: KnownRun, reader: string, { shown, open }: { readonly shown: Shown; readonly open: readonly string[] }): Promise<void> {
  const { local, node } = shown;
  const definition = run.plan.datasets[local];
  if (!definition) return;
  const to = { by: reader, scenario: run.scenario.id, run: run.state.id, use: 'trace' } as const;
  const subject = run.plan.scenario.datasets[local]?.subject ?? definition.subject;
  const named = subject !== undefined && open.includes(subject);
  const rows = named ? shown.rows.map((data) => ({ data })) : subject === undefined ? [] : await keptRows(base, definition.id, shown.rowIds);
  await noteRows(base, run.plan, to, { local, fields: open, node, rows });
  const reading = base.sharing.reading(run.plan, local);
  const unnamed = shown.rows.length - rows.length;
  if (unnamed <= 0 || reading.kind === 'own') return;
  await noteDisclosure(base, to, { dataset: definition.id, fields: open, node, subjects: [], rows: unnamed, ...(reading.kind === 'shared' && reading.grant ? { grant: reading.grant.id } : {}) });
}

/** Takes out of a trace what may no longer be shown of data of other units, and puts on record whose data the reader sees. */
export async function discloseTrace(base: TraceBase, run: KnownRun, trace: Trace, { reader, locale }: { readonly reader: User; readonly locale: Locale }): Promise<void> {
  const { seen: source, isInside } = seenBy(base, run, reader);
  const words = (isInside ? OVER : KEPT)[locale];
  hideDerived(source, run, trace, words);
  for (const shown of Object.entries(trace.nodes).flatMap(([path, node]) => shownBy(run, path, node))) {
    const definition = run.plan.datasets[shown.local];
    if (!definition || shown.rows.length === 0) continue;
    const columns = definition.fields.map(({ id }) => id).filter((id) => shown.rows.some((row) => Object.hasOwn(row, id)));
    const open = new Set(source.shown(shown.local, columns));
    for (const row of shown.rows) for (const id of columns) if (!open.has(id) && Object.hasOwn(row, id)) row[id] = words;
    if (open.size === 0) hideIds(shown, trace.nodes[shown.node], words);
    else await noteShown(base, run, reader.id, { shown, open: [...open] });
  }
}
