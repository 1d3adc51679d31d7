import { Type, type Static } from 'typebox';
import { Json, JsonRecord, Obj, Opt, Str, TextPairSchema } from './common.ts';
import { PortalFormSchema, ResultSchema } from './portal.ts';
import { TemplateItemSchema } from './scenario.ts';

/** GET /api/templates/:slug?sample= : what is in a template, and its start form filled in with one of its samples. */
export const TemplateViewSchema = Obj({
  item: TemplateItemSchema,
  forms: Type.Integer(),
  /** Steps that decide: tables, scorecards, formulas. */
  rules: Type.Integer(),
  pages: Type.Integer(),
  datasets: Type.Array(Obj({ title: TextPairSchema, fields: Type.Integer(), /** Belongs to the scenario itself. */ own: Type.Boolean() })),
  bases: Type.Array(Obj({ title: TextPairSchema, article: Opt(Str()), level: TextPairSchema })),
  /** Cases that begin with the start form. */
  samples: Type.Array(Obj({ id: Str(), title: Str() })),
  sample: Opt(Str()),
  form: Opt(PortalFormSchema),
});
export type TemplateView = Static<typeof TemplateViewSchema>;
export const TemplateQuery = Obj({ sample: Opt(Str({ maxLength: 100 })) });

/** POST /api/templates/:slug/try: through to the end with the template's own rows, and nothing of it stays. Waiting steps are answered as in the sample. */
export const TryTemplateBody = Obj({ sample: Opt(Str({ maxLength: 100 })), start: JsonRecord });
export const TryTemplateAnswerSchema = Obj({
  status: Str(),
  /** Steps that were done, in order. */
  steps: Type.Array(Str()),
  /** Steps that wait for somebody, for whom the sample has no answer. */
  waiting: Type.Array(Str()),
  result: Opt(ResultSchema),
  error: Opt(Obj({ code: Str(), message: Str() })),
});
export type TryTemplateAnswer = Static<typeof TryTemplateAnswerSchema>;

/** GET /api/templates/:slug/options?field=&q= : choices of a field of the start form that has too many to send. */
export const TemplateOptionsQuery = Obj({ field: Str({ maxLength: 100 }), q: Opt(Str({ maxLength: 100 })) });
export const TemplateOptionsSchema = Obj({ choices: Type.Array(Obj({ value: Json, label: Str(), detail: Opt(Str()) })), more: Type.Boolean() });
export type TemplateOptions = Static<typeof TemplateOptionsSchema>;
