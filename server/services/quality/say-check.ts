import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { fieldsOfCheck, type QualityCheck } from '../../../runtime/schema/quality.ts';

/** A check in the words of whoever made it: its title, else the columns it is about, which are the same in every language. */
export function sayCheck({ fields }: DatasetDefinition, check: QualityCheck): string {
  if (check.title !== undefined) return check.title;
  if ('kind' in check && check.kind === 'holds') return check.formula;
  const named = fieldsOfCheck(check).map((id) => {
    const title = fields.find((field) => field.id === id)?.title;
    return title === undefined || title.startsWith('@') ? id : title;
  });
  return named.length === 0 ? '行数 / rows' : named.join(' + ');
}
