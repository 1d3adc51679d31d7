import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** `received` → `verifying` → `decided` → `review` → `reviewed`; `withdrawn` by whoever filed it. */
export const ObjectionStateSchema = Type.Enum(['received', 'verifying', 'decided', 'review', 'reviewed', 'withdrawn']);
export type ObjectionState = Static<typeof ObjectionStateSchema>;
/** What came of it: the data were corrected, deleted or added to; the use ends or was wrong; or all stays as it is. */
export const ObjectionOutcomeSchema = Type.Enum(['corrected', 'deleted', 'added', 'stopped', 'noted', 'kept']);
export type ObjectionOutcome = Static<typeof ObjectionOutcomeSchema>;
/** Whether something is wrong with a use, or with what the data say. */
export const ObjectionAboutSchema = Type.Enum(['use', 'content']);
export const ObjectionActionSchema = Type.Enum(['take', 'extend', 'decide', 'withdraw', 'review']);
export type ObjectionAction = Static<typeof ObjectionActionSchema>;

const Words = Str({ minLength: 5, maxLength: 2000 });
const DecisionSchema = Obj({ outcome: ObjectionOutcomeSchema, answer: Str(), at: Str(), byUnit: Opt(Str()) });

/** POST /api/portal/uses/objection: about one reading, or about all. */
export const ObjectionBody = Obj({ seq: Opt(Type.Integer()), about: Opt(ObjectionAboutSchema), text: Words });
export type NewObjection = Static<typeof ObjectionBody>;
/** POST /api/portal/uses/objections/:id: a review needs words, to withdraw does not. */
export const OwnActionBody = Obj({ action: Type.Enum(['withdraw', 'review']), reason: Opt(Str({ maxLength: 2000 })) });

/** GET /api/portal/uses/objections: what the reader filed. */
export const OwnObjectionSchema = Obj({
  id: Str(),
  at: Str(),
  text: Str(),
  about: ObjectionAboutSchema,
  state: ObjectionStateSchema,
  seq: Opt(Type.Integer()),
  datasetTitle: Opt(Str()),
  usedAt: Opt(Str()),
  due: Opt(Str()),
  overdue: Type.Boolean(),
  decision: Opt(DecisionSchema),
  /** The second decision, after a review. */
  review: Opt(DecisionSchema),
  actions: Type.Array(Type.Enum(['withdraw', 'review'])),
});
export type OwnObjection = Static<typeof OwnObjectionSchema>;

/** One line of the list of whoever decides. */
export const ObjectionItemSchema = Obj({
  id: Str(),
  at: Str(),
  state: ObjectionStateSchema,
  about: ObjectionAboutSchema,
  datasetTitle: Opt(Str()),
  scenarioTitle: Opt(Str()),
  owner: Opt(Str()),
  due: Opt(Str()),
  daysLeft: Opt(Type.Integer()),
  overdue: Type.Boolean(),
  outcome: Opt(ObjectionOutcomeSchema),
});
export type ObjectionItem = Static<typeof ObjectionItemSchema>;

export const ObjectionViewSchema = Obj({
  item: ObjectionItemSchema,
  text: Str(),
  byName: Str(),
  byUnit: Opt(Str()),
  use: Opt(Obj({ dataset: Str(), at: Str(), byName: Str(), fields: Type.Array(Str()), purpose: Opt(Str()), scenario: Opt(Str()), run: Opt(Str()), grant: Opt(Str()), /** The grant is in force and the reader may end it. */ mayEnd: Type.Boolean() })),
  limit: Opt(Obj({ days: Type.Integer(), source: Str() })),
  decision: Opt(DecisionSchema),
  review: Opt(DecisionSchema),
  actions: Type.Array(ObjectionActionSchema),
  outcomes: Type.Array(ObjectionOutcomeSchema),
  events: Type.Array(Obj({ at: Str(), byName: Str(), action: Str(), reason: Opt(Str()) })),
  version: Type.Integer(),
});
export type ObjectionView = Static<typeof ObjectionViewSchema>;
/** POST /api/objections/:id/actions. `outcome` and `reason` (the answer) with `decide`, `reason` with `extend`. */
export const ObjectionActionBody = Obj({ action: Type.Enum(['take', 'extend', 'decide']), outcome: Opt(ObjectionOutcomeSchema), reason: Opt(Str({ maxLength: 2000 })), baseVersion: Type.Integer() });
export type ObjectionWanted = Static<typeof ObjectionActionBody>;
