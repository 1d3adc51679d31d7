import { Type, type Static } from 'typebox';
import { Obj, Opt, Str, TextPairSchema } from './common.ts';

const PersonSchema = Obj({ id: Str(), name: Str() });
const words = Str({ minLength: 1, maxLength: 2000, pattern: '\\S' });

/** What the task force takes an opinion for. */
export const FeedbackLabelSchema = Type.Enum(['idea', 'fault', 'praise']);
export type FeedbackLabel = Static<typeof FeedbackLabelSchema>;
export const FeedbackStateSchema = Type.Enum(['new', 'answered', 'closed']);
export type FeedbackState = Static<typeof FeedbackStateSchema>;

/** What somebody who uses an app said about it or about one result, and what became of it. */
export const FeedbackItemSchema = Obj({
  id: Str(),
  at: Str(),
  from: PersonSchema,
  text: Opt(Str()),
  /** Whether a result was clear, for one about a run. */
  clear: Opt(Type.Boolean()),
  label: FeedbackLabelSchema,
  state: FeedbackStateSchema,
  /** Absent when it is about the app as a whole. */
  run: Opt(Str()),
  /** Page of the portal it was written from: `start`, or `pages/<page>`. */
  page: Opt(Str()),
  /** Number of the release that was live then. */
  release: Opt(Type.Integer()),
  answers: Type.Array(Obj({ id: Str(), by: PersonSchema, at: Str(), text: Str() })),
  closed: Opt(Obj({ by: PersonSchema, at: Str(), reason: Str() })),
});
export type FeedbackItem = Static<typeof FeedbackItemSchema>;

/** GET /api/scenarios/:id/feedback, newest first */
export const FeedbackQuery = Obj({ state: Opt(FeedbackStateSchema), label: Opt(FeedbackLabelSchema), cursor: Opt(Str({ maxLength: 200 })), limit: Opt(Type.Integer({ minimum: 1, maximum: 100 })) });
export const FeedbackListSchema = Obj({ items: Type.Array(FeedbackItemSchema), counts: Obj({ new: Type.Integer(), answered: Type.Integer(), closed: Type.Integer() }), next: Opt(Str()) });
export type FeedbackList = Static<typeof FeedbackListSchema>;

/** GET /api/feedback: what waits for an answer about all scenarios whose runs the reader may see, newest first, and how many there are. */
export const WaitingFeedbackQuery = Obj({ limit: Opt(Type.Integer({ minimum: 1, maximum: 100 })) });
export const WaitingFeedbackListSchema = Obj({
  items: Type.Array(Obj({ ...FeedbackItemSchema.properties, scenario: Obj({ id: Str(), title: TextPairSchema }), answerable: Type.Boolean({ description: 'Whether the reader may answer it' }) })),
  total: Type.Integer(),
});
export type WaitingFeedbackList = Static<typeof WaitingFeedbackListSchema>;

/** POST /api/scenarios/:id/feedback/:item → FeedbackItemSchema: one deed at a time. Answers and reasons are told to who wrote it. */
export const FeedbackDeedBody = Type.Union([Obj({ answer: words }), Obj({ label: FeedbackLabelSchema }), Obj({ close: words }), Obj({ reopen: Type.Literal(true) })]);
export type FeedbackDeed = Static<typeof FeedbackDeedBody>;
