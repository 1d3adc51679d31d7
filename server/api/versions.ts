import { Type, type Static } from 'typebox';
import { Json, Obj, Opt, Str } from './common.ts';

/** A person as the pages of versions show them: others than administrators may not list accounts. */
const PersonSchema = Obj({ id: Str(), name: Str() });

/** A state of the draft that somebody gave a name. */
export const SavedPointSchema = Obj({ id: Str(), name: Str(), note: Str(), at: Str(), by: PersonSchema, /** Version of the draft it was taken from. */ version: Type.Integer() });
export type SavedPoint = Static<typeof SavedPointSchema>;
/** POST /api/scenarios/:id/points → SavedPointSchema */
export const NewPointBody = Obj({ name: Str({ minLength: 1, maxLength: 80, pattern: '\\S' }), note: Str({ maxLength: 1000 }), baseVersion: Type.Integer() });
export type NewPoint = Static<typeof NewPointBody>;
export const PointBodySchema = Obj({ point: SavedPointSchema, scenario: Json });

/** What a scenario or everything in a unit must have before it is published. */
export const ReviewRuleSchema = Obj({ approvals: Type.Integer({ minimum: 0, maximum: 5 }), duties: Type.Array(Str({ minLength: 1, maxLength: 64 }), { maxItems: 5, uniqueItems: true }) });
export type ReviewRule = Static<typeof ReviewRuleSchema>;
export const ReviewRuleAnswer = Obj({ ...ReviewRuleSchema.properties, version: Type.Integer() });
export type ReviewRuleAnswerBody = Static<typeof ReviewRuleAnswer>;
export const ReviewRuleBody = Obj({ ...ReviewRuleSchema.properties, baseVersion: Type.Integer() });

const who = Str({ pattern: '^[urg]:.+$', maxLength: 80 });
const verdict = Type.Union([Type.Literal('approve'), Type.Literal('change')]);
export const VerdictSchema = Obj({ by: PersonSchema, at: Str(), verdict, note: Str(), /** Of the draft as it is now. */ current: Type.Boolean(), /** Whether it counts for the rule. */ counts: Type.Boolean(), duties: Type.Array(Str()) });
export type Verdict = Static<typeof VerdictSchema>;
export const AskedSchema = Obj({ who, name: Str(), by: PersonSchema, at: Str(), note: Str(), /** Somebody asked by this has said yes or no to the draft as it is now. */ answered: Opt(verdict) });
export type Asked = Static<typeof AskedSchema>;

export const CommentSchema = Obj({ id: Str(), by: PersonSchema, at: Str(), text: Str() });
export const ThreadSchema = Obj({
  id: Str(),
  /** `<flow>/<node>`; absent: about the scenario. */
  node: Opt(Str()),
  comments: Type.Array(CommentSchema),
  resolved: Opt(Obj({ by: PersonSchema, at: Str() })),
});
export type Thread = Static<typeof ThreadSchema>;

/** GET /api/scenarios/:id/review */
export const ReviewViewSchema = Obj({
  /** What the rules of the scenario and of all units above it come to; duties in words. */
  rule: ReviewRuleSchema,
  /** The scenario's own part of it. */
  own: ReviewRuleAnswer,
  mayChangeRule: Type.Boolean(),
  /** Names the content of the draft: a verdict is about one. */
  content: Str(),
  /** Version of the draft that `content` is of. */
  version: Type.Integer(),
  asked: Type.Array(AskedSchema),
  verdicts: Type.Array(VerdictSchema),
  missing: Obj({ approvals: Type.Integer(), duties: Type.Array(Str()), objections: Type.Array(PersonSchema) }),
  /** Whether the reader is asked. */
  mine: Type.Boolean(),
  threads: Type.Array(ThreadSchema),
});
export type ReviewView = Static<typeof ReviewViewSchema>;
/** POST /api/scenarios/:id/reviews → ReviewViewSchema. Asking again reminds. */
export const AskReviewBody = Obj({ who: Type.Array(who, { minItems: 1, maxItems: 10, uniqueItems: true }), note: Str({ maxLength: 1000 }) });
export type AskReview = Static<typeof AskReviewBody>;
export const UnaskBody = Obj({ who });
/** POST /api/scenarios/:id/verdict → ReviewViewSchema */
export const VerdictBody = Obj({ verdict, note: Str({ maxLength: 2000 }), content: Str({ maxLength: 64 }) });
export type GivenVerdict = Static<typeof VerdictBody>;

const words = Str({ minLength: 1, maxLength: 4000, pattern: '\\S' });
/** POST /api/scenarios/:id/comments → ThreadSchema: begins a thread. */
export const NewThreadBody = Obj({ node: Opt(Str({ minLength: 3, maxLength: 130 })), text: words });
/** POST /api/scenarios/:id/comments/:thread → ThreadSchema: answers, closes, opens again. */
export const ThreadChangeBody = Obj({ text: Opt(words), resolved: Opt(Type.Boolean()) });
export type ThreadChange = Static<typeof ThreadChangeBody>;

/** GET /api/scenarios/:id/reviewers: whoever may look at the scenario, and the duties they have. */
export const ReviewersSchema = Obj({ people: Type.Array(Obj({ id: Str(), name: Str(), unit: Str() })), duties: Type.Array(Obj({ id: Str(), title: Str(), people: Type.Integer() })) });
export type Reviewers = Static<typeof ReviewersSchema>;

/** A publication at a set time. Its content is frozen when it is set, so that what was looked at is what goes live. */
export const ScheduledSchema = Obj({
  id: Str(),
  state: Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  at: Str(),
  /** The same moment as a clock in the time zone of the scenario shows it: `2026-12-01T20:00`. */
  local: Str(),
  zone: Str(),
  note: Str(),
  by: PersonSchema,
  /** Version of the draft it publishes. */
  version: Type.Integer(),
  /** Why nothing was published. */
  problem: Opt(Obj({ code: Str(), detail: Str(), hint: Opt(Str()), at: Str() })),
  /** Number of the release it made. */
  release: Opt(Type.Integer()),
});
export type Scheduled = Static<typeof ScheduledSchema>;
/** GET, PUT and DELETE /api/scenarios/:id/scheduled; `zone` also when nothing is set. */
export const ScheduledAnswer = Obj({ zone: Str(), scheduled: Opt(ScheduledSchema) });
/** Without `baseVersion` the content stays the one that was frozen. */
export const ScheduleBody = Obj({ local: Str({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' }), note: Str({ maxLength: 2000 }), baseVersion: Opt(Type.Integer()) });
export type ScheduleWanted = Static<typeof ScheduleBody>;

/** POST /api/scenarios/:id/roll-back → ReleaseSchema: an older release becomes the newest; runs keep theirs. */
export const RollBackBody = Obj({ release: Str({ maxLength: 120 }), reason: Str({ minLength: 1, maxLength: 2000, pattern: '\\S' }) });

/** GET /api/design-notices: what happened to the reader's drafts and reviews, newest first. */
export const DesignNoticeSchema = Obj({
  id: Str(),
  what: Type.Enum(['asked', 'approved', 'change', 'comment', 'published', 'failed', 'rolled-back', 'quality', 'grant']),
  scenario: Opt(Str()),
  /** Of `quality`: whose checks no longer hold; of `grant`: whose data were applied for, to who is not of the applicant. */
  dataset: Opt(Str()),
  title: Str(),
  at: Str(),
  by: PersonSchema,
  node: Opt(Str()),
  text: Str(),
  readAt: Opt(Str()),
});
export type DesignNotice = Static<typeof DesignNoticeSchema>;
export const ReadNoticesBody = Obj({ ids: Type.Array(Str({ maxLength: 120 }), { maxItems: 200 }) });
