import { Type, type Static } from 'typebox';
import { LocalTextSchema } from './text.ts';

/** Where a diagnostic points. `path` is a JSON pointer inside the scenario; `from`/`to` are offsets in the formula. */
export const PlaceSchema = Type.Object(
  {
    flow: Type.Optional(Type.String()),
    node: Type.Optional(Type.String()),
    path: Type.String({ description: 'JSON pointer from the document root' }),
    from: Type.Optional(Type.Integer()),
    to: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);
export type Place = Static<typeof PlaceSchema>;

/** A repair: JSON-pointer edits applied together. `value` absent = remove. */
export const FixSchema = Type.Object(
  {
    title: LocalTextSchema,
    edits: Type.Array(
      Type.Object({ path: Type.String(), value: Type.Optional(Type.Unknown()) }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type Fix = Static<typeof FixSchema>;

/** A problem of a scenario: what, where, and how to mend it. Errors block publishing, warnings do not. */
export const DiagnosticSchema = Type.Object(
  {
    code: Type.String({ pattern: '^SCN_[A-Z0-9_]+$' }),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
    place: PlaceSchema,
    message: LocalTextSchema,
    hint: Type.Optional(LocalTextSchema),
    fix: Type.Optional(FixSchema),
    count: Type.Optional(Type.Integer({ minimum: 1, description: 'Problems it stands for where there are too many to name each; one else' })),
    example: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Of a finding in a table: a value for each input that shows it, as formulas' })),
  },
  { additionalProperties: false },
);
export type Diagnostic = Static<typeof DiagnosticSchema>;
