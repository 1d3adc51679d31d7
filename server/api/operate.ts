import { Type, type Static } from 'typebox';
import { Json, JsonRecord, Obj, Opt, Str } from './common.ts';

/** Runs that stopped at one step for one reason. */
export const IncidentGroupSchema = Obj({
  /** Path of the step. */
  path: Str(),
  title: Str(),
  code: Str(),
  message: Str(),
  count: Type.Integer(),
  since: Str(),
  /** The newest, at most 200. */
  runs: Type.Array(Obj({ id: Str(), subject: Opt(Str()), startedAt: Str(), stoppedAt: Str() })),
});
export type IncidentGroup = Static<typeof IncidentGroupSchema>;

/** A run that will not go on by itself, and why. */
export const StuckRunSchema = Obj({ id: Str(), subject: Opt(Str()), startedAt: Str(), since: Str(), kind: Str(), at: Opt(Str()), title: Opt(Str()) });
export type StuckRun = Static<typeof StuckRunSchema>;

/** GET /api/scenarios/:id/operate */
export const OperateSchema = Obj({ incidents: Type.Array(IncidentGroupSchema), stuck: Type.Array(StuckRunSchema), /** Looked at no more runs than these. */ looked: Type.Integer(), cut: Type.Boolean() });
export type Operate = Static<typeof OperateSchema>;

/** POST /api/scenarios/:id/incidents/resolve: each run by itself, so that one that cannot be mended holds up no other. */
export const ResolveManyBody = Obj({
  runs: Type.Array(Str({ maxLength: 60 }), { minItems: 1, maxItems: 50, uniqueItems: true }),
  path: Str({ maxLength: 500 }),
  action: Type.Union([Type.Literal('retry'), Type.Literal('skip'), Type.Literal('edit')]),
  port: Opt(Str({ maxLength: 64 })),
  /** Parts of the evaluated input that are replaced; one run at a time. */
  input: Opt(JsonRecord),
  reason: Opt(Str({ minLength: 1, maxLength: 500 })),
});
export const ResolveManyAnswer = Obj({ results: Type.Array(Obj({ id: Str(), ok: Type.Boolean(), /** The run stopped again, with this code. */ code: Opt(Str()), message: Opt(Str()) })) });
export type ResolveManyAnswer = Static<typeof ResolveManyAnswer>;

/** GET /api/runs/:id/incident?path= → what the stopped step would work with, and who changed it before. */
export const IncidentInputSchema = Obj({
  input: Json,
  ports: Type.Array(Str()),
  edits: Type.Array(Obj({ at: Str(), by: Str(), action: Str(), reason: Opt(Str()), old: Opt(Json), input: Opt(Json) })),
});
export type IncidentInput = Static<typeof IncidentInputSchema>;
