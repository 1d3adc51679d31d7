import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** How the time of a task stands, in the words of the reader. */
export const TaskTimeSchema = Obj({
  basis: Type.Array(Obj({ title: Str(), article: Opt(Str()), url: Opt(Str()) })),
  /** What comes by itself: reminders, levels of supervision, leaving. */
  steps: Type.Array(Obj({ at: Str(), what: Str(), done: Type.Boolean() })),
  stopped: Opt(Obj({ since: Str(), reason: Opt(Str()), by: Opt(Str()), until: Opt(Str()), byHand: Type.Boolean(), workingDaysLeft: Opt(Type.Integer()) })),
  extended: Type.Integer(),
  requests: Type.Array(Obj({ at: Str(), by: Str(), days: Type.Integer(), working: Type.Boolean(), reason: Str(), decided: Opt(Obj({ at: Str(), by: Str(), granted: Type.Boolean(), days: Type.Integer(), comment: Opt(Str()) })) })),
  mayStop: Opt(Obj({ reasons: Type.Array(Str()) })),
  mayResume: Opt(Type.Boolean()),
  mayExtend: Opt(Obj({ maxDays: Type.Integer(), working: Type.Boolean(), left: Type.Integer() })),
});
export type TaskTime = Static<typeof TaskTimeSchema>;

/** POST /api/portal/tasks/:id/stop { reason }, /resume, /extension { days, reason } */
export const StopClockBody = Obj({ reason: Str({ minLength: 1, maxLength: 2000 }) });
export const ExtensionBody = Obj({ days: Type.Integer({ minimum: 1, maximum: 3650 }), reason: Str({ minLength: 1, maxLength: 2000 }) });
