import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetField, FieldType } from '../../../../../../runtime/schema/field.ts';
import { NAME_PATTERN } from '../../../../../../runtime/schema/ids.ts';
import { fieldsOfCheck } from '../../../../../../runtime/schema/quality.ts';
import type { DatasetTotal } from '../../../../../../runtime/schema/total.ts';
import type { LostPart } from '../../../../../../server/api/structure.ts';

/** Columns of a key or an index. */
export type Group = readonly string[];

/** Most columns of a key or an index. */
export const MOST_IN_GROUP = 4;

/** A column as it is being written; choices are lines. */
export interface ColumnDraft {
  readonly field: DatasetField;
  readonly choices: string;
  readonly isSubject: boolean;
}

export type ColumnFault = 'needName' | 'badId' | 'takenId' | 'badChoices';

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number']);

const linesOf = (choices: string): readonly string[] => [...new Set(choices.split('\n').map((line) => line.trim()).filter((line) => line !== ''))];

export function draftOf(field: DatasetField, definition: DatasetDefinition): ColumnDraft {
  return { field: { ...field, title: field.title ?? field.id }, choices: (field.enum ?? []).join('\n'), isSubject: definition.subject === field.id };
}

/** A copy without what is empty. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined && part !== '' && part !== false)) as T;
}

/** The column as it is kept. */
export function fieldOfDraft({ field, choices }: ColumnDraft): DatasetField {
  const lines = linesOf(choices);
  const { enum: _, title = '', unit = '', texts, ...rest } = field;
  const english = texts?.en?.title?.trim() ?? '';
  const kept = { ...rest, id: field.id.trim(), ...(title.trim() === field.id.trim() ? {} : { title: title.trim() }), unit: unit.trim(), ...(english === '' ? (texts ? { texts: {} } : {}) : { texts: { en: { title: english } } }) };
  return compact({ ...kept, ...(lines.length === 0 ? {} : { enum: NUMBERS.has(field.type) ? lines.map(Number) : [...lines] }) }) as DatasetField;
}

/** What is wrong with a column; `old` is the id it has. */
export function columnFaults({ fields }: DatasetDefinition, old: string | undefined, { field, choices }: ColumnDraft): readonly ColumnFault[] {
  return [
    ...((field.title ?? '').trim() === '' ? ['needName' as const] : []),
    ...(new RegExp(NAME_PATTERN, 'u').test(field.id) ? [] : ['badId' as const]),
    ...(fields.some(({ id }) => id === field.id && id !== old) ? ['takenId' as const] : []),
    ...(NUMBERS.has(field.type) && linesOf(choices).some((line) => !Number.isFinite(Number(line))) ? ['badChoices' as const] : []),
  ];
}

/** The definition with a column in the place it had, or at the end. */
export function withDraft(definition: DatasetDefinition, old: string | undefined, draft: ColumnDraft): DatasetDefinition {
  const field = fieldOfDraft(draft);
  const { subject, ...rest } = definition;
  const person = draft.isSubject ? field.id : subject === old ? undefined : subject;
  const fields = old === undefined ? [...definition.fields, field] : definition.fields.map((one) => (one.id === old ? field : one));
  return { ...rest, fields, ...(person === undefined ? {} : { subject: person }) };
}

const uses = (group: Group, id: string): boolean => group.includes(id);
const usesTotal = ({ by, sum }: DatasetTotal, id: string): boolean => sum === id || by.includes(id);

/** The definition without a column and without whatever cannot be without it. */
export function withoutColumn(definition: DatasetDefinition, id: string): DatasetDefinition {
  const { key, unique, index, totals, subject, entry, ...rest } = definition;
  const groups = (all: readonly Group[] | undefined) => all?.filter((group) => !uses(group, id)).map((group) => [...group]);
  return {
    ...rest,
    fields: definition.fields.filter((field) => field.id !== id),
    ...(key && !uses(key, id) ? { key } : {}),
    ...(unique ? { unique: groups(unique) ?? [] } : {}),
    ...(index ? { index: groups(index) ?? [] } : {}),
    ...(totals ? { totals: totals.filter((total) => !usesTotal(total, id)) } : {}),
    ...(subject === undefined || subject === id ? {} : { subject }),
    ...(entry ? { entry: { ...entry, ...(entry.checks ? { checks: entry.checks.filter((check) => !fieldsOfCheck(check).includes(id)) } : {}) } } : {}),
  };
}

/** The column one place further up. */
export function movedUp(definition: DatasetDefinition, id: string): DatasetDefinition {
  const at = definition.fields.findIndex((field) => field.id === id);
  const [before, moved] = [definition.fields[at - 1], definition.fields[at]];
  if (!before || !moved) return definition;
  return { ...definition, fields: definition.fields.with(at - 1, moved).with(at, before) };
}

/** With a list of unique keys or indexes; none of them leaves the part out. */
export function withGroups(definition: DatasetDefinition, part: 'unique' | 'index', groups: readonly Group[]): DatasetDefinition {
  const { [part]: _, ...rest } = definition;
  return groups.length === 0 ? rest : { ...rest, [part]: groups.map((group) => [...group]) };
}

export function withKey(definition: DatasetDefinition, key: Group): DatasetDefinition {
  const { key: _, ...rest } = definition;
  const fields = definition.fields.map((field) => (key.includes(field.id) ? required(field) : field));
  return key.length === 0 ? rest : { ...rest, fields, key: [...key] };
}

function required(field: DatasetField): DatasetField {
  const { optional: _, ...rest } = field;
  return rest;
}

/** How many things differ, for people. */
export function countChanges(before: DatasetDefinition, after: DatasetDefinition): number {
  const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) !== JSON.stringify(other ?? null);
  const old = new Map(before.fields.map((field) => [field.id, field]));
  const now = new Set(after.fields.map(({ id }) => id));
  const fields = after.fields.filter((field) => differs(old.get(field.id), field)).length + before.fields.filter(({ id }) => !now.has(id)).length;
  const kept = before.fields.map(({ id }) => id).filter((id) => now.has(id));
  const order = differs(kept, after.fields.map(({ id }) => id).filter((id) => old.has(id))) ? 1 : 0;
  return fields + order + (['key', 'unique', 'index', 'totals', 'subject'] as const).filter((part) => differs(before[part], after[part])).length;
}

/** Totals that went because a column did. */
export const droppedTotals = (parts: readonly LostPart[]): readonly string[] => parts.filter(({ kind }) => kind === 'total').map(({ id }) => id);
