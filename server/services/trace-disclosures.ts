import { splitPath } from '../../runtime/engine/path.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Trace } from '../api/scenario.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import { noteRows, type DisclosureBase } from './disclosures.ts';
import type { KnownRun } from './runs.ts';

type NodeTrace = Trace['nodes'][string];

/** Stands in a trace for a value of a column whose grant is over. */
const OVER: Readonly<Record<Locale, string>> = { 'zh-CN': '（授权已结束，不再显示）', en: '(the grant is over: no longer shown)' };

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

/** Takes out of a trace what may no longer be shown of data of other units, and puts on record whose data the reader sees. */
export async function discloseTrace(base: DisclosureBase, run: KnownRun, trace: Trace, { reader, locale }: { readonly reader: string; readonly locale: Locale }): Promise<void> {
  const source = createDatasetSource(base, run.plan);
  for (const shown of Object.entries(trace.nodes).flatMap(([path, node]) => shownBy(run, path, node))) {
    const definition = run.plan.datasets[shown.local];
    if (!definition || shown.rows.length === 0) continue;
    const columns = definition.fields.map(({ id }) => id).filter((id) => shown.rows.some((row) => Object.hasOwn(row, id)));
    const open = new Set(source.shown(shown.local, columns));
    for (const row of shown.rows) for (const id of columns) if (!open.has(id) && Object.hasOwn(row, id)) row[id] = OVER[locale];
    if (open.size === 0) {
      hideIds(shown, trace.nodes[shown.node], OVER[locale]);
      continue;
    }
    const subject = run.plan.scenario.datasets[shown.local]?.subject ?? definition.subject;
    const named = subject !== undefined && open.has(subject);
    const rows = named ? shown.rows.map((data) => ({ data })) : await keptRows(base, definition.id, shown.rowIds);
    await noteRows(base, run.plan, { by: reader, scenario: run.scenario.id, run: run.state.id, use: 'trace' }, { local: shown.local, fields: [...open], node: shown.node, rows });
  }
}
