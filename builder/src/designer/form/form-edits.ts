import type { FormField } from '../../../../runtime/schema/field.ts';

/** A field id that the form does not have yet: `name`, `name2`, … */
export function freeFieldId(fields: readonly FormField[], wish: string): string {
  const used = new Set(fields.map((field) => field.id));
  if (!used.has(wish)) return wish;
  for (let number = 2; ; number += 1) if (!used.has(`${wish}${number}`)) return `${wish}${number}`;
}

export function insertField(fields: readonly FormField[], at: number, field: FormField): readonly FormField[] {
  return fields.toSpliced(at, 0, { ...field, id: freeFieldId(fields, field.id) });
}

export function moveField(fields: readonly FormField[], from: number, to: number): readonly FormField[] {
  const field = fields[from];
  if (field === undefined || to < 0 || to >= fields.length || from === to) return fields;
  return fields.toSpliced(from, 1).toSpliced(to, 0, field);
}

export function duplicateField(fields: readonly FormField[], at: number): readonly FormField[] {
  const field = fields[at];
  return field === undefined ? fields : insertField(fields, at + 1, field);
}

export function removeField(fields: readonly FormField[], at: number): readonly FormField[] {
  return fields.toSpliced(at, 1);
}

/** The field with some members changed; a member given as undefined is taken out. */
export function patchField(field: FormField, patch: { readonly [Key in keyof FormField]?: FormField[Key] | undefined }): FormField {
  return Object.fromEntries(Object.entries({ ...field, ...patch }).filter(([, value]) => value !== undefined)) as FormField;
}
