import { createHash } from 'node:crypto';
import { breachOf } from '../../../runtime/host/running-totals.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { DatasetTotal } from '../../../runtime/schema/total.ts';
import { valueKey } from '../core/values.ts';
import { storeError } from '../errors.ts';
import type { Run } from './database.ts';
import type { DatasetTable } from './dataset-tables.ts';
import { fieldExpression, splitFilter, Values } from './row-filter.ts';

/** With more groups than this, whoever writes has the dataset to himself and all of its groups are looked at. */
const MANY_GROUPS = 50;

/** A 64-bit number for a lock, the same on every server. */
const lockOf = (...names: readonly string[]): bigint => createHash('sha256').update(names.join('\n')).digest().readBigInt64BE(0);

/** The groups of a total that rows are in, one row for each. */
function groupsOf(table: DatasetTable, total: DatasetTotal, rows: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(rows.map((data) => [total.by.map((field) => valueKey(data[field], table.types.get(field))).join('\u0000'), data]));
}

const valueText = (table: DatasetTable, { sum }: DatasetTotal) => (sum === undefined ? 'count(*)' : `coalesce(sum(${fieldExpression(sum, table.types.get(sum))}), 0)`);

function demand(table: DatasetTable, total: DatasetTotal, group: JsonObject, value: string): void {
  const broken = breachOf(table.definition, total, group, value);
  if (broken) throw storeError('SCN_DATA_TOTAL', broken);
}

async function demandGroup(run: Run, table: DatasetTable, total: DatasetTotal, data: JsonObject): Promise<void> {
  const values = new Values();
  const { where } = splitFilter({ all: total.by.map((field) => ({ field, op: '=', value: data[field] ?? null })) }, table.types, values);
  const [found] = await run<{ value: string }>({ text: `SELECT ${valueText(table, total)}::text AS value FROM ${table.name} WHERE ${where}`, values: values.all });
  demand(table, total, data, found?.value ?? '0');
}

/** Every group of every total. For whoever has the dataset to himself. @throws SCN_DATA_TOTAL */
export async function demandAllTotals(run: Run, table: DatasetTable): Promise<void> {
  for (const total of table.definition.totals ?? []) {
    const groups = total.by.map((field) => fieldExpression(field, table.types.get(field)));
    const value = valueText(table, total);
    const values = new Values();
    const limits = [...(total.min === undefined ? [] : [`${value} < ${values.add(String(total.min))}::numeric`]), ...(total.max === undefined ? [] : [`${value} > ${values.add(String(total.max))}::numeric`])];
    const [found] = await run<{ value: string; data: JsonObject | null }>({ text: `SELECT ${value}::text AS value, (array_agg(data))[1] AS data FROM ${table.name}${groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`} HAVING count(*) > 0 AND (${limits.join(' OR ')}) LIMIT 1`, values: values.all });
    if (found) demand(table, total, found.data ?? {}, found.value);
  }
}

/**
 * The groups that written rows are or were in. Whoever comes second waits until the first is done, and then sees its rows;
 * locks are taken in one order, after all rows were written, so that nobody waits in a circle.
 * @throws SCN_DATA_TOTAL
 */
export async function demandTotals(run: Run, written: ReadonlyMap<DatasetTable, readonly JsonObject[]>): Promise<void> {
  const tables = [...written].filter(([{ definition }, rows]) => (definition.totals ?? []).length > 0 && rows.length > 0).sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  for (const [table, rows] of tables) {
    const touched = (table.definition.totals ?? []).map((total) => ({ total, groups: groupsOf(table, total, rows) }));
    const isMany = touched.some(({ groups }) => groups.size > MANY_GROUPS);
    await run({ name: isMany ? 'total-lock' : 'total-lock-shared', text: `SELECT pg_advisory_xact_lock${isMany ? '' : '_shared'}($1)`, values: [lockOf('totals', table.id).toString()] });
    if (isMany) {
      await demandAllTotals(run, table);
      continue;
    }
    const locks = touched.flatMap(({ total, groups }) => [...groups.keys()].map((key) => lockOf('total', table.id, total.id, key))).sort((a, b) => (a < b ? -1 : 1));
    await run({ name: 'total-locks', text: 'SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) WITH ORDINALITY AS g (k, o) ORDER BY o', values: [locks.map(String)] });
    for (const { total, groups } of touched) for (const data of groups.values()) await demandGroup(run, table, total, data);
  }
}
