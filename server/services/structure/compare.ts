import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../runtime/schema/field.ts';
import { fieldsOfCheck } from '../../../runtime/schema/quality.ts';
import type { LostPart } from '../../api/structure.ts';
import { newlyUnique } from '../../stores/core/unique-keys.ts';

/** What differs between two definitions of one dataset, as far as rows and readers care. */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Columns that demand more of a row than they did. */
  readonly tightened: readonly DatasetField[];
  readonly unique: readonly (readonly string[])[];
  /** Columns that refer to a dataset they did not refer to. */
  readonly references: readonly string[];
  readonly parts: readonly LostPart[];
}

function isTighter(before: DatasetField | undefined, after: DatasetField): boolean {
  if (after.compute !== undefined) return false;
  if (before === undefined || before.compute !== undefined || before.type !== after.type) return true;
  const isNarrower = after.enum !== undefined && (before.enum === undefined || before.enum.some((choice) => after.enum?.includes(choice) !== true));
  return isNarrower || (before.optional === true && after.optional !== true);
}

const keyOf = (fields: readonly string[]): string => fields.join(', ');

/** Parts of the old definition that used a column which is gone and that are not in the new one. */
function lostParts(before: DatasetDefinition, after: DatasetDefinition, removed: ReadonlySet<string>): readonly LostPart[] {
  const uses = (fields: readonly string[]) => fields.some((field) => removed.has(field));
  const keys = (kind: 'unique' | 'index'): readonly LostPart[] => {
    const left = new Set((after[kind] ?? []).map(keyOf));
    return (before[kind] ?? []).filter((fields) => uses(fields) && !left.has(keyOf(fields))).map((fields) => ({ kind, id: keyOf(fields) }));
  };
  const totals = (before.totals ?? []).filter(({ id, by, sum }) => uses([...by, ...(sum === undefined ? [] : [sum])]) && after.totals?.some((total) => total.id === id) !== true);
  const checks = (before.entry?.checks ?? []).filter((check) => uses(fieldsOfCheck(check)));
  return [
    ...(before.key && uses(before.key) ? [{ kind: 'key' as const, id: keyOf(before.key) }] : []),
    ...(before.subject !== undefined && removed.has(before.subject) ? [{ kind: 'subject' as const, id: before.subject }] : []),
    ...totals.map(({ id }) => ({ kind: 'total' as const, id })),
    ...keys('unique'), ...keys('index'),
    ...checks.map((check) => ({ kind: 'check' as const, id: fieldsOfCheck(check).join(', ') })),
  ];
}

export function compare(before: DatasetDefinition, after: DatasetDefinition): Difference {
  const old = new Map(before.fields.map((field) => [field.id, field]));
  const now = new Set(after.fields.map(({ id }) => id));
  const removed = before.fields.map(({ id }) => id).filter((id) => !now.has(id));
  return {
    added: after.fields.map(({ id }) => id).filter((id) => !old.has(id)),
    changed: after.fields.filter((field) => old.has(field.id) && JSON.stringify(field) !== JSON.stringify(old.get(field.id))).map(({ id }) => id),
    removed,
    tightened: after.fields.filter((field) => isTighter(old.get(field.id), field)),
    unique: newlyUnique(before, after),
    references: after.fields.filter(({ id, ref, compute }) => ref !== undefined && compute === undefined && ref !== old.get(id)?.ref).map(({ id }) => id),
    parts: lostParts(before, after, new Set(removed)),
  };
}
