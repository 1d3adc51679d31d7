import type { FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';

/** A step that waits for a person. Candidates are tokens: `u:<user>`, `r:<role>`, `r:<role>@<unit>`. */
export interface TaskSpec {
  readonly candidates: readonly string[];
  /** `inline`: for the starter it is the next page of the same visit. */
  /** `u:<user>` tokens that may not answer although they are candidates (no self-approval). */
  readonly excluded?: readonly string[];
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
    | { readonly kind: 'after'; readonly duration: string; readonly workingDays?: number }
    | { readonly kind: 'at'; readonly at: string }
    | { readonly kind: 'event'; readonly name: string; readonly key: Json };
  readonly do: 'leave' | 'remind' | 'escalate' | 'reassign';
  readonly port?: string;
  readonly to?: readonly string[];
}

/** E11: child flows; one per item, results in input order. */
export interface ChildrenSpec {
  readonly flow: string;
  readonly items: readonly { readonly input: Json }[];
  readonly concurrency: number;
  readonly onItemError: 'stop' | 'collect';
}

/** What a waiting node asks the engine for. Several parts may be present; the first that leaves wins. */
export interface WaitSpec {
  readonly task?: TaskSpec;
  readonly until?: readonly UntilSpec[];
  readonly children?: ChildrenSpec;
}
