import type { ScenarioDataset } from '../../../../../runtime/schema/dataset.ts';
import { FIELD_TYPES, type DatasetField, type FieldType, type FormField } from '../../../../../runtime/schema/field.ts';
import { personalAnswer } from '../../../../../runtime/schema/personal.ts';
import { privacyFields, privacyOf, type Column } from './new-dataset/guess-columns.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;

/** A dataset that a scenario keeps itself, as its file has it. */
export type OwnDataset = Extract<ScenarioDataset, { readonly own: unknown }>;

/** Types a column of an own dataset can have, what people need most first. */
export const OWN_TYPES: readonly FieldType[] = ['string', 'integer', 'decimal', 'boolean', 'date', 'date-time', 'time', ...FIELD_TYPES].filter((type, index, all): type is FieldType => all.indexOf(type) === index);

/** Looks of a question that nobody answers. */
const NO_ANSWER: ReadonlySet<string | undefined> = new Set(['static', 'open']);

/** A column for every question that has an answer and no column yet; those about a person are marked as such, and an identity number tells whose data a row is. */
export function columnsOfForm(fields: readonly FormField[], titleOf: (field: FormField) => string, columns: readonly Column[]): readonly Column[] {
  const there = new Set(columns.map(({ id }) => id));
  const made = fields
    .filter((field) => !there.has(field.id) && !NO_ANSWER.has(field.widget))
    .map((field): Column => {
      const title = titleOf(field);
      const kind = personalAnswer(field, title);
      return { id: field.id, title, type: field.type, optional: field.optional === true || field.visible !== undefined, key: false, subject: false, ...(kind === undefined ? {} : { privacy: kind.mask ?? 'plain' }) };
    });
  const subject = columns.some((column) => column.subject) ? undefined : made.find(({ privacy }) => privacy === 'id-card');
  return made.map((column) => (column === subject ? { ...column, subject: true } : column));
}

/** The columns of an own dataset as they are edited. */
export function columnsOfOwn({ own, unique, subject }: OwnDataset, titleOf: (title: string) => string): readonly Column[] {
  return own.fields.map(({ id, title, type, optional, personal, mask }) => ({ id, title: title === undefined ? id : titleOf(title), type, optional: optional ?? false, key: unique?.includes(id) ?? false, subject: subject === id, privacy: privacyOf({ personal, mask }) }));
}

/**
 * The dataset as edited. Everything the editor does not show (sharing, references, indexes) stays; a title that
 * points into the texts stays while its words do.
 */
export function ownOfColumns(title: string, columns: readonly Column[], was: OwnDataset | undefined, titleOf: (title: string) => string): OwnDataset {
  const before = new Map(was?.own.fields.map((field) => [field.id, field]));
  const fields = columns.map((column): DatasetField => {
    const { title: oldTitle, optional: _optional, personal, mask, ...kept } = before.get(column.id) ?? { id: column.id };
    const privacy = privacyOf({ personal, mask }) === column.privacy ? { ...(personal === undefined ? {} : { personal }), ...(mask === undefined ? {} : { mask }) } : privacyFields(column.privacy);
    const words = column.title.trim();
    const sameTitle = oldTitle !== undefined && titleOf(oldTitle) === words ? oldTitle : words === '' || words === column.id ? undefined : words;
    return { ...kept, type: column.type, ...(sameTitle === undefined ? {} : { title: sameTitle }), ...(column.optional ? { optional: true } : {}), ...privacy };
  });
  const key = columns.filter((column) => column.key).map(({ id }) => id).slice(0, 4);
  const subject = columns.find((column) => column.subject)?.id;
  const ownTitle = was !== undefined && titleOf(was.own.title) === title.trim() ? was.own.title : title.trim();
  return { own: { ...was?.own, title: ownTitle, fields }, ...(subject === undefined ? {} : { subject }), ...(key.length === 0 ? {} : { unique: key }) };
}

/** A name for formulas that is not taken: `health/report` → `report`. */
export function localNameOf(address: string, taken: readonly string[]): string {
  const base = (address.split('/').at(-1) ?? 'data').replaceAll('-', '_');
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base}_${number}`;
  return name;
}

export function isLocalName(name: string, taken: readonly string[]): boolean {
  return NAME.test(name) && !taken.includes(name) && !['row', 'param', 'run', 'user', 'item'].includes(name);
}
