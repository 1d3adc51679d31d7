import { Type, type Static } from 'typebox';
import { NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';

/** Value types a designer can choose; they name FEEL types. `decimal` is text in JSON. */
export const FIELD_TYPES = [
  'string', 'integer', 'number', 'decimal', 'boolean', 'date', 'time', 'date-time', 'duration', 'list', 'context', 'any',
] as const;
export const FieldTypeSchema = Type.Union(FIELD_TYPES.map((t) => Type.Literal(t)));
export type FieldType = (typeof FIELD_TYPES)[number];

/** A value given as a FEEL formula. */
export const Feel = (description?: string) =>
  Type.String({ format: 'feel', maxLength: 4000, ...(description ? { description } : {}) });
/** A FEEL formula evaluated per row, with `row` (or the node's own locals) in scope. */
export const FeelRow = (description?: string) =>
  Type.String({ format: 'feel-row', maxLength: 4000, ...(description ? { description } : {}) });

/** Where a choice field takes its options from. */
export const OptionSourceSchema = Type.Union([
  Type.Object(
    {
      dataset: NameSchema,
      value: NameSchema,
      label: NameSchema,
      detail: Type.Optional(NameSchema),
    },
    { additionalProperties: false },
  ),
  Type.Object({ list: NameSchema }, { additionalProperties: false }),
]);
export type OptionSource = Static<typeof OptionSourceSchema>;

/** How a field is shown; absent = chosen from the type. */
export const WidgetSchema = Type.Union(
  ['text', 'textarea', 'number', 'amount', 'date', 'date-time', 'time', 'select', 'radio', 'checkbox', 'person', 'open', 'static']
    .map((w) => Type.Literal(w)),
);

/**
 * One question of a form. Labels, hints and error sentences are text references;
 * a missing `title` falls back to the text key `<node>.<field>` and then to the id.
 */
export const FormFieldSchema = Type.Object(
  {
    id: NameSchema,
    type: FieldTypeSchema,
    title: Type.Optional(TextRefSchema),
    hint: Type.Optional(TextRefSchema),
    error: Type.Optional(TextRefSchema),
    widget: Type.Optional(WidgetSchema),
    optional: Type.Optional(Type.Boolean({ description: 'May stay empty' })),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 200 })),
    options: Type.Optional(OptionSourceSchema),
    default: Type.Optional(Feel('Value shown at first')),
    visible: Type.Optional(FeelRow('Shown only when true; sees the fields of this form as `form.x`')),
    check: Type.Optional(FeelRow('Must be true; otherwise the error sentence shows; sees `form.x`')),
    of: Type.Optional(Feel('For widget `open`: the reference the person must open')),
    min: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    max: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000 })),
    pattern: Type.Optional(Type.String({ maxLength: 500 })),
    section: Type.Optional(TextRefSchema),
  },
  { additionalProperties: false },
);
export type FormField = Static<typeof FormFieldSchema>;

/** Sharing class of data (domain.md 5): unconditional, restricted, not shared. */
export const SharingSchema = Type.Union([
  Type.Literal('unconditional'), Type.Literal('restricted'), Type.Literal('none'),
]);

/** A column of a dataset. */
export const DatasetFieldSchema = Type.Object(
  {
    id: NameSchema,
    type: FieldTypeSchema,
    title: Type.Optional(TextRefSchema),
    optional: Type.Optional(Type.Boolean()),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 500 })),
    sharing: Type.Optional(SharingSchema),
    ref: Type.Optional(Type.String({ description: 'Address of the dataset whose key this holds' })),
  },
  { additionalProperties: false },
);
export type DatasetField = Static<typeof DatasetFieldSchema>;
