import { hash } from 'node:crypto';
import type { StoredRow } from '../../../../runtime/host/row-filter.ts';
import { canonicalText } from '../../../../runtime/schema/canonical-json.ts';
import type { FieldType } from '../../../../runtime/schema/field.ts';
import { valueKey } from '../../../stores/core/values.ts';
import { MARK } from './classes.ts';

/** A column that may be counted only, and its type: 1.5 and 1.50 are one value. */
export type SecretColumn = readonly [id: string, type: FieldType | undefined];

const marked = (text: string): string => hash('sha256', text, 'base64url').slice(0, MARK);

/** By what it holds and not by its version, which a replacement of all rows changes of each. */
export const heldMark = (seed: string, { id, data }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)} ${canonicalText(data)}`);
export const idMark = (seed: string, { id }: StoredRow): string => marked(`${seed} ${JSON.stringify(id)}`);
/** By what it holds in one column, whatever becomes of the others. */
export const columnMark = (seed: string, [column, type]: SecretColumn, { id, data }: StoredRow): string => marked(`${seed} ${JSON.stringify([id, column])} ${valueKey(data[column], type)}`);

/** One mark for many, in whatever order they come; none of them twice. */
export function markOfAll(marks: Iterable<string>): string {
  const all = Buffer.alloc(MARK);
  for (const mark of marks) for (let at = 0; at < MARK; at += 1) all[at] = (all[at] ?? 0) ^ mark.charCodeAt(at);
  return all.toString('base64url');
}
