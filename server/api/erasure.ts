import { Type, type Static } from 'typebox';
import { Obj, Opt, Str } from './common.ts';

/** The person as the datasets know them, such as a number. */
const Subject = Str({ minLength: 2, maxLength: 200, pattern: '\\S' });
/** POST /api/erasure/search → PersonTracesSchema */
export const PersonSearchBody = Obj({ subject: Subject });

const RunLineSchema = Obj({ id: Str(), scenario: Str(), title: Str(), startedAt: Str() });
const CountedSchema = Obj({ id: Str(), title: Str(), count: Type.Integer() });

/** What is kept about a person: how much and where, never what it says. */
export const PersonTracesSchema = Obj({
  /** Rows about the person, by dataset. */
  rows: Type.Array(CountedSchema),
  /** Rows of others that name them. */
  namedRows: Type.Integer(),
  runs: Type.Array(RunLineSchema),
  runCount: Type.Integer(),
  /** Runs about something else that saw their data. */
  seen: Type.Integer(),
  /** Runs that go on: they must end first. */
  open: Type.Array(RunLineSchema),
  openCount: Type.Integer(),
  tasks: Type.Integer(),
  files: Type.Integer(),
  documents: Type.Integer(),
  notices: Type.Integer(),
  deliveries: Type.Integer(),
  /** Entries of the audit that say who read them; they hold a mark only and stay. */
  reads: Type.Integer(),
  readsMore: Type.Boolean(),
  /** On hold, with the reason. */
  held: Type.Array(Obj({ id: Str(), reason: Str() })),
  /** Documents that name them and stay, by name. */
  left: Type.Array(Str()),
});
export type PersonTraces = Static<typeof PersonTracesSchema>;

export const ErasureStateSchema = Type.Enum(['asked', 'confirmed', 'blocked', 'running', 'done', 'withdrawn']);
export type ErasureState = Static<typeof ErasureStateSchema>;

/** What was done, in numbers. */
export const ErasureCountsSchema = Obj({ rows: Type.Integer(), runs: Type.Integer(), redacted: Type.Integer(), documents: Type.Integer(), notices: Type.Integer(), deliveries: Type.Integer() });
export type ErasureCounts = Static<typeof ErasureCountsSchema>;

/** One wish to erase somebody; it never says whom, but for a mark. */
export const ErasureItemSchema = Obj({
  id: Str(),
  mark: Str(),
  reason: Str(),
  state: ErasureStateSchema,
  askedBy: Str(),
  askedByName: Str(),
  askedAt: Str(),
  confirmedByName: Opt(Str()),
  confirmedAt: Opt(Str()),
  doneAt: Opt(Str()),
  counts: Opt(ErasureCountsSchema),
  /** Runs that must end first. */
  open: Opt(Type.Array(Str())),
  /** What stayed and is on hold. */
  held: Opt(Type.Array(Str())),
  /** Code of what kept it from being carried out; it is tried again. */
  problem: Opt(Str()),
  mayConfirm: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
});
export type ErasureItem = Static<typeof ErasureItemSchema>;
/** POST /api/erasure → ErasureItemSchema */
export const NewErasureBody = Obj({ subject: Subject, reason: Str({ minLength: 2, maxLength: 500 }) });
