import { referencesOf, referredColumn } from '../../runtime/schema/reference.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import { referredValues } from '../stores/core/references.ts';
import { valueKey } from '../stores/core/values.ts';
import { rowProblem, type RowProblem } from '../stores/rows/problem.ts';
import type { Base } from './context.ts';

/** Looked up at once. */
const AT_ONCE = 500;
/** More rows than a dataset may hold. */
const ALL = 10_000_000;

interface Target {
  readonly field: string;
  readonly to: string;
  readonly column: string;
  /** How a value is told from others. */
  readonly nameOf: (value: Json) => string;
}

async function targetsOf(base: Base, definition: DatasetDefinition): Promise<readonly Target[]> {
  const found = await Promise.all(referencesOf(definition).map(async ({ field, to }): Promise<readonly Target[]> => {
    const other = to === definition.id ? definition : await base.store.datasets.get(to);
    const column = other ? referredColumn(other) : undefined;
    if (!other || column === undefined) return [];
    const type = other.fields.find(({ id }) => id === column)?.type;
    return [{ field, to, column, nameOf: (value) => valueKey(value, type) }];
  }));
  return found.flat();
}

/** One by one, because that is what an index answers. */
async function isThere(base: Base, { to, column }: Target, value: Json): Promise<boolean> {
  const query = { filter: { all: [{ field: column, op: '=' as const, value }] }, limit: 1 };
  return (base.store.datasets.atOnce?.(to, query) ?? (await base.store.datasets.query(to, query))).count > 0;
}

async function keysThere(base: Base, target: Target, wanted: ReadonlyMap<string, Json>): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  const all = [...wanted];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const part = all.slice(from, from + AT_ONCE);
    if (base.store.datasets.atOnce) {
      for (const [key, value] of part) if (await isThere(base, target, value)) there.add(key);
      continue;
    }
    const { rows } = await base.store.datasets.query(target.to, { filter: { all: [{ field: target.column, op: 'in', values: part.map(([, value]) => value) }] }, limit: ALL });
    for (const { data } of rows) there.add(target.nameOf(data[target.column] ?? null));
  }
  return there;
}

/** A row that is about to be written. */
export interface ComingRow {
  readonly number: number;
  readonly data: JsonObject;
  /** What it was. */
  readonly before?: JsonObject;
}

/** Cells that refer to rows which are not there and do not come with them; what a row said before is not looked at. */
export async function referenceProblems(base: Base, definition: DatasetDefinition, rows: readonly ComingRow[]): Promise<readonly RowProblem[]> {
  const problems: RowProblem[] = [];
  for (const target of await targetsOf(base, definition)) {
    const { field, to, column, nameOf } = target;
    const coming = new Set(to === definition.id ? rows.map(({ data }) => nameOf(data[column] ?? null)) : []);
    const cells = rows.filter(({ data, before }) => before === undefined || JSON.stringify(before[field]) !== JSON.stringify(data[field])).flatMap(({ number, data }) => referredValues(data[field]).map((value) => ({ number, value, key: nameOf(value) }))).filter(({ key }) => !coming.has(key));
    const there = await keysThere(base, target, new Map(cells.map(({ key, value }) => [key, value])));
    for (const { number, value, key } of cells) if (!there.has(key)) problems.push(rowProblem('SCN_DATA_REF_MISSING', { row: number, field, value, words: { to } }));
  }
  return problems;
}
