import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { referencesOf, referredColumn } from '../../../runtime/schema/reference.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { referredValues } from '../core/references.ts';
import { valueKey } from '../core/values.ts';
import { storeError } from '../errors.ts';
import type { Run } from './database.ts';
import { asTable, DATASET_COLUMNS, type DatasetTable } from './dataset-tables.ts';
import { fieldExpression, splitFilter, Values } from './row-filter.ts';

/** What a transaction did to the rows of one dataset, as far as references care. */
export class Touched {
  /** Rows that were written, with the columns that are other now; all of a new row. */
  readonly written = new Map<string, { readonly data: JsonObject; readonly changed: readonly string[] | null }>();
  /** Values of the key that rows had and have no more. */
  readonly lost: Json[] = [];

  write(id: string, data: JsonObject, changed: readonly string[] | null): void {
    const before = this.written.get(id);
    this.written.set(id, { data, changed: before?.changed === null || changed === null ? null : [...(before?.changed ?? []), ...changed] });
  }

  remove(id: string): void {
    this.written.delete(id);
  }
}

/** Whether what a row was has to be known when it changes. */
export function isWatched(definition: DatasetDefinition): boolean {
  return referencesOf(definition).length > 0 || referredColumn(definition) !== undefined;
}

type Stored = Parameters<typeof asTable>[0];

/** Which of these values the column of a dataset has; their rows stay until the transaction ends. */
async function keysThere(run: Run, table: DatasetTable, column: string, wanted: readonly Json[]): Promise<ReadonlySet<string>> {
  const type = table.types.get(column);
  const values = new Values();
  const { where, left } = splitFilter({ all: [{ field: column, op: 'in', values: wanted }] }, table.types, values);
  const found = await run<{ id: string; v: number; data: JsonObject }>({ text: `SELECT id, v, jsonb_build_object(${values.add(column)}::text, data -> ${values.add(column)}::text) AS data FROM ${table.name} WHERE ${where} ORDER BY id FOR KEY SHARE`, values: values.all });
  return new Set(found.filter(({ id, v, data }) => left.every((test) => test({ id, version: v, data }))).map(({ data }) => valueKey(data[column], type)));
}

async function demandKnown(run: Run, table: DatasetTable, touched: Touched): Promise<void> {
  const references = referencesOf(table.definition).map((reference) => {
    const cells = [...touched.written].filter(([, { changed }]) => changed === null || changed.includes(reference.field));
    return { ...reference, cells: cells.flatMap(([row, { data }]) => referredValues(data[reference.field]).map((value) => ({ row, value }))) };
  }).filter(({ cells }) => cells.length > 0);
  if (references.length === 0) return;
  const found = await run<Stored>({ name: 'reference-lock', text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = ANY($1) ORDER BY id FOR KEY SHARE`, values: [[...new Set(references.map(({ to }) => to))]] });
  const tables = new Map(found.map((row) => [row.id, asTable(row)]));
  for (const { field, to, cells } of references) {
    const other = tables.get(to);
    const column = other && referredColumn(other.definition);
    if (!other || column === undefined) continue;
    const type = other.types.get(column);
    const wanted = new Map(cells.map(({ value }) => [valueKey(value, type), value]));
    const there = await keysThere(run, other, column, [...wanted.values()]);
    const missing = cells.find(({ value }) => !there.has(valueKey(value, type)));
    if (missing) throw storeError('SCN_DATA_REF', { dataset: table.id, field, to, value: missing.value, row: missing.row });
  }
}

/** How often each of these keys is in a column, also as a part of a list. */
async function countsIn(run: Run, { name, types }: DatasetTable, field: string, lost: readonly Json[]): Promise<readonly { readonly value: Json; readonly count: number }[]> {
  const cell = fieldExpression(field, types.get(field));
  const literal = `data -> '${field.replaceAll("'", "''")}'`;
  const found = await run<{ value: Json; count: string }>({
    text: `SELECT g.value, (SELECT count(*) FROM ${name} WHERE ${cell} IS NOT NULL AND (${literal} = g.value OR ${literal} @> jsonb_build_array(g.value) OR ${literal} #>> '{}' = g.value #>> '{}')) AS count FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS g (value, o) ORDER BY o`,
    values: [JSON.stringify(lost)],
  });
  return found.map(({ value, count }) => ({ value, count: Number(count) })).filter(({ count }) => count > 0);
}

async function demandUnused(run: Run, table: DatasetTable, { lost }: Touched): Promise<void> {
  const column = referredColumn(table.definition);
  if (column === undefined || lost.length === 0) return;
  const referrers = await run<Stored>({ name: 'referrers', text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE definition::jsonb -> 'fields' @> jsonb_build_array(jsonb_build_object('ref', $1::text)) ORDER BY id FOR KEY SHARE`, values: [table.id] });
  if (referrers.length === 0) return;
  const type = table.types.get(column);
  const there = await keysThere(run, table, column, lost);
  const gone = [...new Map(lost.map((value) => [valueKey(value, type), value]))].filter(([key]) => !there.has(key)).map(([, value]) => value);
  if (gone.length === 0) return;
  for (const other of referrers.map(asTable)) {
    for (const { field } of referencesOf(other.definition).filter(({ to }) => to === table.id)) {
      const counts = await countsIn(run, other, field, gone);
      const [first] = counts;
      if (first) throw storeError('SCN_DATA_REFERRED', { dataset: table.id, value: first.value, by: other.id, field, count: first.count, keys: counts.length });
    }
  }
}

/**
 * What written rows refer to must be there and stays until the transaction ends; keys that went may not be referred to.
 * @throws SCN_DATA_REF, SCN_DATA_REFERRED
 */
export async function demandReferences(run: Run, touched: ReadonlyMap<DatasetTable, Touched>): Promise<void> {
  for (const [table, rows] of touched) {
    await demandKnown(run, table, rows);
    await demandUnused(run, table, rows);
  }
}
