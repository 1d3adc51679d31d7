import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** From `from` until `until`, `to` acts for the person whose setting it is; in the named apps, or in all. */
export const DelegationSchema = Obj({ id: Str(), to: Str(), toName: Str(), from: Str(), until: Str(), apps: Type.Array(Str()) });
export type Delegation = Static<typeof DelegationSchema>;
/** POST /api/portal/delegations → { items } */
export const NewDelegationBody = Obj({
  to: Str({ maxLength: 80 }),
  from: Str({ format: 'date-time', maxLength: 40 }),
  until: Str({ format: 'date-time', maxLength: 40 }),
  apps: Type.Array(Str({ maxLength: 80 }), { maxItems: 50 }),
});
export const DelegationsSchema = Obj({ items: Type.Array(DelegationSchema), /** People who named the reader. */ forMe: Type.Array(Obj({ name: Str(), apps: Type.Array(Str()) })) });
export type Delegations = Static<typeof DelegationsSchema>;

/** GET /api/portal/people?for=&task=&q= : whom a person may choose. */
export const PersonChoiceSchema = Obj({ id: Str(), name: Str(), unit: Str() });
export type PersonChoice = Static<typeof PersonChoiceSchema>;
export const PeopleAnswerSchema = Obj({ people: Type.Array(PersonChoiceSchema), more: Type.Boolean() });
export type PeopleAnswer = Static<typeof PeopleAnswerSchema>;

const reason = Str({ minLength: 1, maxLength: 1000 });
const people = Type.Array(Str({ maxLength: 80 }), { minItems: 1, maxItems: 20 });
export const HandOverBody = Obj({ to: Str({ maxLength: 80 }), reason });
export const SignersBody = Obj({ people, where: Type.Union([Type.Literal('before'), Type.Literal('after')]), reason });
export const CopiesBody = Obj({ people, reason: Opt(Str({ maxLength: 1000 })) });
export const ReturnBody = Obj({ to: Str({ maxLength: 120 }), reason });
export const CommentBody = Obj({ text: Str({ maxLength: 2000 }), files: Opt(Type.Array(Str({ maxLength: 80 }), { maxItems: 10 })) });
export const WithdrawBody = Obj({ reason });

export const FileSchema = Obj({ id: Str(), name: Str(), type: Str(), bytes: Type.Integer() });
export type FileView = Static<typeof FileSchema>;

/** One thing somebody did, or that happened; newest last. */
export const TimelineEntrySchema = Obj({
  at: Str(),
  kind: Str(),
  /** The whole sentence in the reader's language. */
  text: Str(),
  node: Opt(Str()),
  /** Reason, comment or opinion, as it was written. */
  note: Opt(Str()),
  files: Opt(Type.Array(FileSchema)),
});
export type TimelineEntry = Static<typeof TimelineEntrySchema>;

/** What the reader may do with a task besides answering it. */
export const TaskActionsSchema = Obj({
  handOver: Type.Boolean(),
  addSigner: Type.Boolean(),
  copy: Type.Boolean(),
  comment: Type.Boolean(),
  returnTo: Type.Array(Obj({ node: Str(), title: Str() })),
});
export type TaskActions = Static<typeof TaskActionsSchema>;

const manyTasks = Type.Array(Str({ maxLength: 120 }), { minItems: 1, maxItems: 100, uniqueItems: true });
/** POST /api/portal/tasks/bulk: the same outcome for several tasks of one step. */
export const BulkBody = Obj({
  clientKey: Str({ minLength: 8, maxLength: 40 }),
  ids: manyTasks,
  outcome: Str({ maxLength: 120 }),
  data: Type.Record(Str(), Type.Unknown()),
});
export const BulkAnswerSchema = Obj({ results: Type.Array(Obj({ id: Str(), done: Type.Boolean(), code: Opt(Str()), message: Opt(Str()) })) });
export type BulkAnswer = Static<typeof BulkAnswerSchema>;

/** POST /api/portal/tasks/bulk/offer, /bulk/claim */
export const BulkTasksBody = Obj({ ids: manyTasks });
/** POST /api/portal/tasks/bulk/hand-over */
export const BulkHandOverBody = Obj({ ids: manyTasks, to: Str({ maxLength: 80 }), reason });
/** What can be done to the tasks asked about without opening them; `alone` must be opened, `message` says why nothing can be done. */
export const BulkOfferSchema = Obj({
  acts: Type.Array(Obj({ outcome: Str(), title: Str(), ids: Type.Array(Str()) })),
  claim: Type.Array(Str()),
  handOver: Type.Array(Str()),
  alone: Type.Array(Obj({ id: Str(), message: Opt(Str()) })),
});
export type BulkOffer = Static<typeof BulkOfferSchema>;
