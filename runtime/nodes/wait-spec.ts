import type { FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';

/** Among whom a person may choose: nobody, those who may do the task anyway, their own unit, the same duty anywhere, or anyone. */
export type Circle = 'nobody' | 'candidates' | 'unit' | 'duty' | 'anyone';

/** What people may do with a task besides answering it. */
export interface TaskRights {
  readonly handOver: Circle;
  readonly addSigner: Circle;
  readonly copy: Circle;
  readonly comment: boolean;
  /** Earlier steps the task may be sent back to: their node ids, or every human step before it. */
  readonly returnTo: readonly string[] | 'any';
}

/** Candidates that were found instead of the wanted ones. */
export interface Moved {
  readonly from: readonly string[];
  /** `nobody`: the formula named no one, or no one can log in; `left`: the account was closed. */
  readonly why: 'nobody' | 'left';
}

/** A step that waits for a person. Candidates are tokens, see `Directory`. */
export interface TaskSpec {
  readonly candidates: readonly string[];
  /** Who does it when nobody else can; before the head of the unit. */
  readonly fallback?: readonly string[];
  readonly moved?: Moved;
  /** `u:<user>` tokens that may not answer although they are candidates (no self-approval). */
  readonly excluded?: readonly string[];
  /** Absent in tasks that were opened before there were rights. */
  readonly rights?: TaskRights;
  /** Tokens of people who get a copy. */
  readonly copyTo?: readonly string[];
  /** `sequence`: of several who answer, each in turn. */
  readonly order?: 'parallel' | 'sequence';
  /** What lists call it, where its author says. */
  readonly caption?: LocalText;
  /** `sign`: an added signer is asked for an opinion. */
  readonly kind?: 'sign' | 'extension';
  /** `inline`: for the starter it is the next page of the same visit. */
  readonly mode: 'inline' | 'task';
  readonly fields: readonly FormField[];
  /** Values shown beside the form, by label path. */
  readonly shown: readonly { readonly path: string; readonly value: Json }[];
  /** Defaults of the fields by id, and `<field>.of` (the reference to open) at the time the task began. */
  readonly values: JsonObject;
  readonly outcomes: readonly OutcomeSpec[];
  /** How many different people must answer before the node completes; `complete` decides. */
  readonly answers: 'one' | 'each-candidate';
}

export interface OutcomeSpec {
  readonly port: string;
  readonly preselect: boolean;
  /** FEEL over the form's fields and the node's scope; must be true to leave by this port. */
  readonly require?: string;
}

/** E10: what happens when a time comes or an event arrives. */
export interface UntilSpec {
  readonly on:
    | { readonly kind: 'after'; readonly duration: string; readonly workingDays?: number; readonly workingHours?: number }
    | { readonly kind: 'at'; readonly at: string }
    | { readonly kind: 'event'; readonly name: string; readonly key: Json; /** Other scenarios whose events count, too. */ readonly from?: readonly string[] };
  /** `mark` does nothing but say that the task is overdue. */
  readonly do: 'leave' | 'remind' | 'escalate' | 'reassign' | 'mark';
  readonly port?: string;
  readonly to?: readonly string[];
  /** `this` is the deadline of the task; `before` and `after` are counted from it. */
  readonly due?: 'this' | 'before' | 'after';
  /** Counted from this moment. @default when the wait began */
  readonly since?: string;
  /** What an automatic outcome answers. */
  readonly values?: JsonObject;
  readonly title?: string;
  readonly basis?: readonly string[];
}

/** What may move the deadlines of a wait. */
export interface ClockSpec {
  /** It waits for the applicant: while it does, the deadlines of the other tasks of the run stand still. */
  readonly stops?: true;
  /** Whoever may do the task may stop its clock; `maxDays` working days later it goes on by itself. */
  readonly pause?: { readonly reasons?: readonly string[]; readonly maxDays?: number; readonly basis?: readonly string[] };
  /** `to`: candidate tokens of those who decide. */
  readonly extension?: { readonly to: readonly string[]; readonly maxDays: number; readonly maxTimes: number; readonly basis?: readonly string[] };
}

/** E11: child flows; one per item, results in input order. */
export interface ChildrenSpec {
  readonly flow: string;
  readonly items: readonly { readonly input: Json }[];
  readonly concurrency: number;
  readonly onItemError: 'stop' | 'collect';
  /** So many completed children are enough; the others are withdrawn. @default all */
  readonly enough?: number;
}

/** What a waiting node asks the engine for. Several parts may be present; the first that leaves wins. */
export interface WaitSpec {
  readonly task?: TaskSpec;
  readonly until?: readonly UntilSpec[];
  readonly children?: ChildrenSpec;
  readonly clock?: ClockSpec;
}
