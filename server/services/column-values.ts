import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { audit, type Base } from './context.ts';
import { demandDataset } from './datasets.ts';
import type { PolicyBase } from './policy/policy.ts';
import { demandBrowsing } from './sharing/browsing.ts';

/** Rows looked at: the first ones, so that a click in a sheet never reads a whole dataset. */
const LOOKED_AT = 2000;
const MOST_VALUES = 100;
const LONGEST = 80;

/**
 * The different texts and numbers of one column, most frequent first, for lists to choose from. Of data about people
 * nothing is given that could be about one of them: no column of persons, and none that differs in nearly every row.
 * @throws SCN_API_NOT_FOUND, SCN_DATA_FIELD
 */
export async function columnValues(base: Base & PolicyBase, { dataset, field }: { readonly dataset: string; readonly field: string }, user: User): Promise<readonly (string | number)[]> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  const column = definition.fields.find(({ id }) => id === field);
  if (column === undefined) throw fail('SCN_DATA_FIELD', { dataset, field, fields: definition.fields.map(({ id }) => id).join(', ') });
  if (column.id === definition.subject || (column.sharing ?? definition.sharing) === 'none') return [];
  const { rows } = await base.store.datasets.query(dataset, { limit: LOOKED_AT });
  const counts = new Map<string | number, number>();
  for (const { data } of rows) {
    const value = data[field];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= LONGEST)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  await audit(base, user.id, 'dataset.values', dataset, { fields: [field], rows: rows.length });
  if (definition.subject !== undefined && counts.size > MOST_VALUES) return [];
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, MOST_VALUES).map(([value]) => value);
}
