import { Type, type Static } from 'typebox';
import { Obj, Str } from './common.ts';

/** GET /api/policy/explain?person=&action=&kind=&id= : why somebody may, or may not. */
export const ExplainQuery = Obj({ person: Str({ maxLength: 80 }), action: Str({ maxLength: 40 }), kind: Type.Union([Type.Literal('scenario'), Type.Literal('dataset'), Type.Literal('unit'), Type.Literal('house')]), id: Str({ maxLength: 200 }) });
export const ExplanationSchema = Obj({
  allow: Type.Boolean(),
  /** The whole answer in a sentence. */
  answer: Str(),
  /** What was looked at, in order. `ok`: it allows, or at least does not stand against it. */
  steps: Type.Array(Obj({ ok: Type.Boolean(), text: Str() })),
});
export type Explanation = Static<typeof ExplanationSchema>;
