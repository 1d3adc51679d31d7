import type { FormColumn, FormField } from '../../../../runtime/schema/field.ts';
import type { DatasetColumn } from '../panel/dataset-columns.ts';

/** A column id that the table does not have yet. */
export function freeColumnId(columns: readonly FormColumn[]): string {
  const used = new Set(columns.map(({ id }) => id));
  for (let number = columns.length + 1; ; number += 1) if (!used.has(`col${number}`)) return `col${number}`;
}

/** The column with some members changed; a member given as undefined is taken out. */
export function patchColumn(column: FormColumn, patch: { readonly [Key in keyof FormColumn]?: FormColumn[Key] | undefined }): FormColumn {
  return Object.fromEntries(Object.entries({ ...column, ...patch }).filter(([, value]) => value !== undefined)) as FormColumn;
}

/** How a column is hidden tells what it holds. */
const kindOfMask = (mask: string): Pick<FormField, 'kind'> => (mask === 'id-card' ? { kind: 'id-card' } : mask === 'phone' ? { kind: 'phone' } : {});

/** A question for every column of a dataset that the form does not ask yet. */
export function fieldsOfColumns(fields: readonly FormField[], columns: readonly DatasetColumn[]): readonly FormField[] {
  const asked = new Set(fields.map(({ id }) => id));
  return columns.filter(({ id }) => !asked.has(id)).map(({ id, title, type = 'string', enum: choices, mask }): FormField => ({
    id, type,
    ...(title === undefined ? {} : { title }),
    ...(type === 'string' && mask !== undefined && choices === undefined ? kindOfMask(mask) : {}),
    ...(choices === undefined ? {} : { enum: [...choices].slice(0, 200), ...(type === 'list' ? { widget: 'checks' } : {}) }),
  }));
}

/** Runs of fields under one section, by the index of the first. */
export function sectionRun(fields: readonly FormField[], at: number): { readonly from: number; readonly to: number } {
  const { section } = fields[at] ?? {};
  let [from, to] = [at, at];
  while (from > 0 && fields[from - 1]?.section === section) from -= 1;
  while (to < fields.length - 1 && fields[to + 1]?.section === section) to += 1;
  return { from, to };
}

/** The field and those after it in the same section come under another one; undefined takes them out of any. */
export function startSection(fields: readonly FormField[], at: number, section: string | undefined): readonly FormField[] {
  const { to } = sectionRun(fields, at);
  return under(fields, at, to, section);
}

/** The whole run of fields around one comes under another section. */
export function renameSection(fields: readonly FormField[], at: number, section: string | undefined): readonly FormField[] {
  const { from, to } = sectionRun(fields, at);
  return under(fields, from, to, section);
}

function under(fields: readonly FormField[], from: number, to: number, section: string | undefined): readonly FormField[] {
  return fields.map((field, index) => {
    if (index < from || index > to) return field;
    const { section: _before, ...rest } = field;
    return section === undefined || section === '' ? rest : { ...rest, section };
  });
}
