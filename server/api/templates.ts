import { Type, type Static } from 'typebox';
import { Json, JsonRecord, Obj, Opt, Str, TextPairSchema } from './common.ts';
import { PortalFormSchema, ResultSchema } from './portal.ts';
import { TemplateItemSchema } from './scenario.ts';
import { UnitNameSchema } from './sharing.ts';

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

/** GET /api/templates/:slug/departments: whose data the scenario of a template needs, and which units of this house may stand for them. */
export const TemplateDepartmentsSchema = Obj({
  departments: Type.Array(Obj({
    id: Str(),
    title: TextPairSchema,
    /** A unit whose name says that it is this department. */
    suggested: Opt(Str()),
    datasets: Type.Array(Obj({ id: Str(), title: TextPairSchema, /** Where it is already, which stays. */ unit: Opt(UnitNameSchema) })),
    access: Type.Array(Obj({ dataset: Str(), fields: Type.Array(TextPairSchema), purpose: TextPairSchema, basis: TextPairSchema, days: Type.Integer() })),
  })),
  /** Units the reader may put datasets into. */
  units: Type.Array(UnitNameSchema),
  mayCreate: Type.Boolean(),
  /** Where the scenario goes. */
  applicant: UnitNameSchema,
});
export type TemplateDepartmentsView = Static<typeof TemplateDepartmentsSchema>;
