import { Type, type Static } from 'typebox';
import { TextRefSchema } from './text.ts';

/** The legal or practical ground of a rule, parameter or deadline. */
export const BasisSchema = Type.Object(
  {
    title: TextRefSchema,
    article: Type.Optional(Type.String({ maxLength: 200 })),
    level: Type.Union([
      Type.Literal('statute'),
      Type.Literal('national'),
      Type.Literal('provincial'),
      Type.Literal('local'),
      Type.Literal('practice'),
      Type.Literal('invented'),
    ]),
    from: Type.Optional(Type.String({ format: 'date', description: 'First day in force, ISO date' })),
    to: Type.Optional(Type.String({ format: 'date', description: 'Last day in force, ISO date' })),
    url: Type.Optional(Type.String({ maxLength: 500 })),
    note: Type.Optional(TextRefSchema),
  },
  { additionalProperties: false },
);
export type Basis = Static<typeof BasisSchema>;
