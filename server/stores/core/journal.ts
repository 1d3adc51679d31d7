import type { RunEvent } from '../../../runtime/engine/run-event.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { AuditEntry, DeliveryRecord, EventWaitRecord, NoticeRecord, OutboxRecord, RowPast, RunRecord, StoredDocument, TaskRecord, TimerRecord } from '../store.ts';

/** A row as it is after a change; no `data` = deleted. `count` is the number of rows of the dataset afterwards. */
export interface RowChange {
  readonly dataset: string;
  readonly id: string;
  readonly version: number;
  readonly data?: JsonObject;
  readonly key?: string;
  readonly past?: readonly RowPast[];
  readonly count: number;
}

export interface CommitEntry {
  readonly t: 'commit';
  readonly run: RunRecord;
  readonly events: readonly RunEvent[];
  readonly tasks?: readonly TaskRecord[] | undefined;
  readonly timers?: { readonly set: readonly TimerRecord[]; readonly clear: readonly string[] } | undefined;
  readonly eventWaits?: { readonly set: readonly EventWaitRecord[]; readonly clear: readonly string[] } | undefined;
  readonly outbox?: { readonly add: readonly OutboxRecord[]; readonly done: readonly string[] } | undefined;
  readonly rows?: readonly RowChange[] | undefined;
  readonly notices?: readonly NoticeRecord[] | undefined;
  readonly deliveries?: readonly DeliveryRecord[] | undefined;
  readonly clientKey?: { readonly starter: string; readonly key: string } | undefined;
}

/** What is gone for good. Rows without data and with an empty past are forgotten. */
export interface WipeEntry {
  readonly t: 'wipe';
  readonly runs?: readonly string[];
  /** A run as it is from here on, in place of all its earlier lines. */
  readonly revised?: { readonly run: RunRecord; readonly events: readonly RunEvent[]; readonly tasks: readonly TaskRecord[] };
  readonly rows?: readonly RowChange[];
  readonly notices?: readonly { readonly to: string; readonly id: string }[];
  readonly deliveries?: readonly string[];
  /** The audit begins after this entry. */
  readonly audit?: number;
}

/** `[first seq, segment, offset, length]` of a commit line. */
export type RunLine = readonly [number, number, number, number];
/** `[segment, offset, length]` of a line. */
export type Position = readonly [number, number, number];

/**
 * Everything that is ever written to the log. Entries carry whole values, never differences, so that reading one
 * twice, or reading an old one over a newer snapshot and then the rest, ends in the same state.
 */
export type JournalEntry =
  | CommitEntry
  | { readonly t: 'task'; readonly task: TaskRecord }
  | { readonly t: 'clientKey'; readonly starter: string; readonly key: string; readonly runId: string }
  | { readonly t: 'read'; readonly to: string; readonly ids: readonly string[]; readonly at: string }
  | { readonly t: 'rows'; readonly rows: readonly RowChange[]; readonly by: string; readonly deliveries?: readonly DeliveryRecord[] }
  /** `floor`: the highest version that rows had which went. */
  | { readonly t: 'dataset'; readonly definition: DatasetDefinition; readonly floor?: number }
  | { readonly t: 'generation'; readonly dataset: string; readonly generation: number; readonly bytes: number; readonly lines: number; readonly count: number; readonly floor?: number; readonly deliveries?: readonly DeliveryRecord[] }
  | { readonly t: 'document'; readonly kind: string; readonly id: string; readonly document: StoredDocument | null }
  | { readonly t: 'audit'; readonly entry: AuditEntry }
  | { readonly t: 'timer'; readonly timer: TimerRecord }
  | { readonly t: 'eventWait'; readonly wait: EventWaitRecord }
  | { readonly t: 'outbox'; readonly record: OutboxRecord }
  | { readonly t: 'notice'; readonly notice: NoticeRecord }
  | { readonly t: 'delivery'; readonly delivery: DeliveryRecord }
  | { readonly t: 'delivered'; readonly id: string }
  | WipeEntry;

/** Lines only a snapshot holds: state that the log tells by position. */
export type SnapshotEntry =
  | JournalEntry
  | { readonly t: 'run'; readonly run: RunRecord; readonly lines: readonly RunLine[] }
  | { readonly t: 'audit-lines'; readonly from: number; readonly lines: readonly Position[]; readonly hash: string }
  /** Whose data entries are about; those up to `missing` were never looked at. */
  | { readonly t: 'audit-subjects'; readonly missing: number; readonly subjects: readonly (readonly [string, ...number[]])[] }
  | { readonly t: 'end'; readonly entries: number };

export type Undo = () => void;

export interface AppendHooks {
  /** Takes the change back in memory; called when it could not be made durable. */
  readonly undo: Undo;
  /** Called once it is durable, before the promise resolves; null when the journal has no places. */
  readonly durable?: (at: Position | null) => void;
}

/** Where entries go. A resolved promise is durable; a rejected one has been undone. */
export interface Journal {
  append(entry: JournalEntry, hooks: AppendHooks): Promise<void>;
  read(at: Position): Promise<JournalEntry>;
  /** Keeps what is at any place noted now until the answer is called. Absent when nothing is ever removed. */
  keep?(): () => void;
}

/** Runs a list of undo steps, latest first. */
export function undoAll(steps: readonly Undo[]): void {
  for (let i = steps.length - 1; i >= 0; i -= 1) steps[i]?.();
}

/** JSON with sorted keys: the same value always gives the same text. */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined || value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const object = value as JsonObject;
  const parts = Object.keys(object).sort().filter((k) => object[k] !== undefined).map((k) => `${JSON.stringify(k)}:${canonicalJson(object[k])}`);
  return `{${parts.join(',')}}`;
}
