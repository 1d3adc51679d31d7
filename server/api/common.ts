import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../runtime/schema/text.ts';

export const Obj = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const Opt = Type.Optional;
export const Str = Type.String;
export const Json = Type.Unknown();
export const JsonRecord = Type.Record(Type.String(), Type.Unknown());

/** RFC 9457 problem+json with our code, the place, and what to do. */
export const ProblemSchema = Obj({
  type: Str(),
  title: Str(),
  status: Type.Integer(),
  code: Str(),
  /** What happened, for people, in the reader's language. */
  detail: Str(),
  /** What to do about it. */
  hint: Opt(Str()),
  /** Per-field problems: JSON pointer into the request body. */
  errors: Opt(Type.Array(Obj({ path: Str(), code: Opt(Str()), message: Str(), from: Opt(Type.Integer()), to: Opt(Type.Integer()) }))),
  /** Facts of the code, e.g. the other version on a conflict. */
  details: Opt(JsonRecord),
  requestId: Opt(Str()),
});
export type Problem = Static<typeof ProblemSchema>;

export const TextPairSchema = LocalTextSchema;
export const Paged = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Obj({ items: Type.Array(item), next: Opt(Str()) });
export const Ok = Obj({ ok: Type.Literal(true) });
