import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { GoneRow, RowHistory } from '../api/row-past.ts';
import { fail } from '../errors.ts';
import type { RowPast } from '../stores/store.ts';
import { audit } from './context.ts';
import { demandDataset, nameOfRow } from './datasets.ts';
import type { DisclosureBase } from './disclosures.ts';
import type { PolicyBase } from './policy/policy.ts';
import { demandBrowsing } from './sharing/browsing.ts';
import { subjectsIn } from './subjects.ts';

/** Deleted rows in one answer. */
const LISTED = 200;

export type PastBase = DisclosureBase & PolicyBase;

type Change = RowHistory['items'][number]['changes'][number];

/** Whom a row was about at any time, as marks. */
function aboutPast(base: PastBase, { subject }: DatasetDefinition, values: readonly JsonObject[]): JsonObject {
  return subject === undefined ? {} : { subjects: subjectsIn(values.map((data) => ({ data })), subject).map(base.markSubject) };
}

const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a change made of each column that is still one, the row being `after` it. */
function changesOf({ fields }: DatasetDefinition, { before = {}, gone }: RowPast, after: JsonObject | null, isFirst: boolean): readonly Change[] {
  const wanted = fields.map(({ id }) => id).filter((id) => (isFirst ? (after?.[id] ?? null) !== null : Object.hasOwn(before, id)));
  return wanted.map((field) => ({ field, from: isFirst ? null : (before[field] ?? null), to: gone ? null : (after?.[field] ?? null) })).filter(({ from, to }) => gone !== undefined || isFirst || !isSame(from, to));
}

const nameOf = (base: PastBase, id: string): string => base.people.find(id)?.name ?? id;

/** What became of one row, newest first; the reading is audited like a reading of rows. @throws SCN_API_NOT_FOUND, SCN_GRANT_ROWS */
export async function readRowPast(base: PastBase, dataset: string, row: string, user: User): Promise<RowHistory> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  const [now, past] = await Promise.all([base.store.datasets.row(dataset, row), base.store.datasets.past(dataset, row)]);
  if (!now && past.length === 0) throw fail('SCN_API_NOT_FOUND', { what: row });
  const values: JsonObject[] = now ? [now.data] : [];
  const items: RowHistory['items'][number][] = [];
  let after: JsonObject | null = now?.data ?? null;
  for (const note of past) {
    const { v, at, by, run, node, before, gone } = note;
    const isFirst = before === undefined;
    const scenario = run === undefined ? undefined : (await base.store.runs.get(run))?.scenario;
    items.push({
      kind: gone ? 'delete' : isFirst ? 'insert' : 'update', version: v, at, by: nameOf(base, by), changes: [...changesOf(definition, note, after, isFirst)],
      ...(note.import === undefined ? {} : { import: note.import }), ...(run === undefined ? {} : { run }), ...(node === undefined ? {} : { node }), ...(scenario === undefined ? {} : { scenario }),
    });
    // Before a row was made there was none, or an earlier one that is gone.
    after = isFirst ? null : gone ? before : { ...after, ...before };
    if (after) values.push(after);
  }
  await audit(base, user.id, 'row.history', nameOfRow(base, definition, row), { changes: items.length, fields: definition.fields.map(({ id }) => id), ...aboutPast(base, definition, values) });
  return { items, exists: now !== null, whole: past.at(-1)?.before === undefined && past.length > 0 };
}

/** The latest deleted rows of a dataset. @throws SCN_API_NOT_FOUND, SCN_GRANT_ROWS */
export async function readGoneRows(base: PastBase, dataset: string, user: User): Promise<readonly GoneRow[]> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  const gone = await base.store.datasets.gone(dataset, LISTED);
  const values = gone.flatMap(({ past: [last] }) => (last?.before ? [last.before] : []));
  await audit(base, user.id, 'dataset.gone', dataset, { rows: gone.length, ...aboutPast(base, definition, values) });
  return gone.flatMap(({ id, past: [last] }) => (last ? [{ id, at: last.at, by: nameOf(base, last.by) }] : []));
}
