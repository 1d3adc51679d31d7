import { TYPE_OF_LOOK } from '../../../../runtime/schema/answer-kind.ts';
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

export function removeField(fields: readonly FormField[], at: number): readonly FormField[] {
  return fields.toSpliced(at, 1);
}

export type FieldPatch = { readonly [Key in keyof FormField]?: FormField[Key] | undefined };

/** The field with some members changed; a member given as undefined is taken out. */
export function patchField(field: FormField, patch: FieldPatch): FormField {
  return Object.fromEntries(Object.entries({ ...field, ...patch }).filter(([, value]) => value !== undefined)) as FormField;
}

/** The type a look brings: its own; text where the look before brought one, but a person may be a group of values as a unit is. */
function typeForLook(field: FormField, widget: string): FormField['type'] | undefined {
  const own = TYPE_OF_LOOK[widget];
  if (own !== undefined || TYPE_OF_LOOK[field.widget ?? ''] === undefined || (widget === 'person' && field.type === 'context')) return own;
  return 'string';
}

/** What another look changes besides: the type, a table its first column; what only the look before needs goes. */
export function lookPatch(field: FormField, widget: FormField['widget'] | undefined): FieldPatch {
  const type = typeForLook(field, widget ?? '');
  const choices = widget === 'checks' && field.enum === undefined && field.options === undefined ? { enum: ['a', 'b', 'c'] } : {};
  const counts = field.widget === 'checks' && widget !== 'checks' ? { min: undefined, max: undefined } : {};
  return { ...choices, ...counts, widget, ...(type === undefined ? {} : { type }), columns: widget === 'table' ? (field.columns ?? [{ id: 'col1', type: 'string' }]) : undefined, depth: widget === 'region' ? field.depth : undefined };
}
