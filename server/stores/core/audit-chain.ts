import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { decodeCursor, encodeCursor } from './sorted-list.ts';
import type { AuditEntry, Page } from '../store.ts';
import { SubjectIndex, subjectsOf } from './subject-index.ts';
import { canonicalJson, type Journal, type Position, type SnapshotEntry, type Undo } from './journal.ts';

/** Hash before the first entry. */
export const AUDIT_ROOT = '0'.repeat(64);

/** Entries kept in memory; older ones are read from the log. */
const RECENT = 500;

export type AuditInput = { readonly by: string; readonly action: string; readonly target: string; readonly details?: JsonObject; readonly at: string };

/** SHA-256 over the hash before and the canonical JSON of the entry: nothing can be changed, left out or reordered unseen. */
export function auditHash(previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex');
}

/** The seq of the first entry that does not follow from the one before it; null when the chain holds. */
export function brokenAuditLink(entries: readonly AuditEntry[], previous = AUDIT_ROOT): number | null {
  let last = previous;
  for (const { hash, ...entry } of entries) {
    if (auditHash(last, entry) !== hash) return entry.seq;
    last = hash;
  }
  return null;
}

/** The entries there were at one moment, wherever they are: a later cut takes nothing from what is held. */
export interface HeldAudit {
  readonly first: number;
  readonly to: number;
  /** Place of entry seq at index seq − first. */
  readonly lines: readonly (Position | undefined)[];
  readonly recent: ReadonlyMap<number, AuditEntry>;
}

/** The append-only record of who did what. */
export class AuditChain {
  seq = 0;
  /** The oldest entry there is; those before were taken out. */
  first = 1;
  hash = AUDIT_ROOT;
  /** How far the chain is durable, for snapshots. */
  settled = { seq: 0, hash: AUDIT_ROOT };
  readonly recent = new Map<number, AuditEntry>();
  /** Place of entry seq at index seq − 1; undefined in a store without places. */
  readonly lines: (Position | undefined)[] = [];
  readonly subjects = new SubjectIndex();
  #completing: Promise<void> | null = null;

  next(input: AuditInput): AuditEntry {
    const { details, ...rest } = input;
    const entry = { seq: this.seq + 1, ...rest, ...(details ? { details: JSON.parse(JSON.stringify(details)) as JsonObject } : {}) };
    return { ...entry, hash: auditHash(this.hash, entry) };
  }

  apply(entry: AuditEntry): Undo {
    const { seq, hash } = this;
    if (entry.seq <= seq) return () => undefined;
    const { first } = this;
    // Of a record that was cut, in a store that is filled.
    if (seq === 0) this.#begin(entry.seq);
    this.seq = entry.seq;
    this.hash = entry.hash;
    this.recent.set(entry.seq, entry);
    const undoSubjects = this.subjects.add(entry);
    return () => {
      undoSubjects();
      this.recent.delete(entry.seq);
      this.#begin(first);
      this.seq = seq;
      this.hash = hash;
    };
  }

  settle({ seq, hash }: AuditEntry, at: Position | null): void {
    if (!at || seq < this.first) return;
    if (seq > this.settled.seq) this.settled = { seq, hash };
    this.lines[seq - 1] = at;
    const old = seq - RECENT;
    if (this.lines[old - 1]) this.recent.delete(old);
  }

  /** Takes out all entries up to one, if there is a newer one. */
  cut(to: number): Undo {
    const { first } = this;
    if (to < first || to >= this.seq) return () => undefined;
    const lines = this.lines.slice(first - 1, to);
    const recent = [...this.recent].filter(([seq]) => seq <= to);
    for (let seq = first; seq <= to; seq += 1) this.lines[seq - 1] = undefined;
    for (const [seq] of recent) this.recent.delete(seq);
    this.#begin(to + 1);
    return () => {
      for (const [index, line] of lines.entries()) this.lines[first - 1 + index] = line;
      for (const [seq, entry] of recent) this.recent.set(seq, entry);
      this.#begin(first);
    };
  }

  #begin(first: number): void {
    this.first = first;
    this.subjects.first = first;
  }

  restore(from: number, lines: readonly Position[], hash: string): void {
    if (this.seq === 0) this.#begin(from);
    lines.forEach((line, i) => (this.lines[from - 1 + i] = line));
    this.seq = from - 1 + lines.length;
    this.subjects.missing = this.seq;
    this.hash = hash;
    this.settled = { seq: this.seq, hash };
  }

  /** The durable part as snapshot lines, some thousand places each. */
  *snapshot(): Generator<SnapshotEntry> {
    const { seq, hash } = this.settled;
    for (let { first: from } = this; from <= seq; from += 2000) {
      const lines = this.lines.slice(from - 1, Math.min(seq, from + 1999)) as Position[];
      yield { t: 'audit-lines', from, lines, hash };
    }
    if (seq > 0) yield* this.subjects.snapshot(seq);
  }

  async list({ subject, cursor, limit }: { subject?: string; cursor?: string; limit: number }, journal: Journal): Promise<Page<AuditEntry>> {
    if (subject !== undefined) return this.#listOf(subject, { cursor, limit }, journal);
    let seq = cursor === undefined ? this.seq : Number(decodeCursor(cursor)[0]) - 1;
    const items: AuditEntry[] = [];
    for (; seq >= this.first && items.length < limit; seq -= 1) items.push(await this.entry(seq, journal));
    const last = items.at(-1);
    return { items, ...(seq >= this.first && last ? { next: encodeCursor([last.seq, '']) } : {}) };
  }

  async #listOf(subject: string, { cursor, limit }: { cursor: string | undefined; limit: number }, journal: Journal): Promise<Page<AuditEntry>> {
    if (this.subjects.missing > 0) await (this.#completing ??= this.#complete(journal));
    const before = cursor === undefined ? this.seq + 1 : Number(decodeCursor(cursor)[0]);
    const seqs = this.subjects.page(subject, before, limit + 1);
    const items: AuditEntry[] = [];
    // Older ones may be cut while newer ones are read.
    for (const seq of seqs.slice(0, limit)) if (seq >= this.first) items.push(await this.entry(seq, journal));
    const last = items.at(-1);
    return { items, ...((seqs[limit] ?? 0) >= this.first && last ? { next: encodeCursor([last.seq, '']) } : {}) };
  }

  /** Reads entries of a version that did not note whose data they are about; once, when somebody asks for the first time. */
  async #complete(journal: Journal): Promise<void> {
    const older: AuditEntry[] = [];
    for (let seq = this.first; seq <= this.subjects.missing; seq += 1) {
      if (seq < this.first) continue;
      const entry = await this.entry(seq, journal);
      if (subjectsOf(entry).length > 0) older.push(entry);
    }
    this.subjects.addOlder(older);
  }

  entry(seq: number, journal: Journal): Promise<AuditEntry> {
    return entryAt(this.recent.get(seq), this.lines[seq - 1], journal);
  }

  hold(): HeldAudit {
    const { first, seq: to } = this;
    return { first, to, lines: this.lines.slice(first - 1, to), recent: new Map(this.recent) };
  }
}

export async function* heldEntries({ first, to, lines, recent }: HeldAudit, journal: Journal): AsyncGenerator<AuditEntry> {
  for (let seq = first; seq <= to; seq += 1) yield await entryAt(recent.get(seq), lines[seq - first], journal);
}

async function entryAt(recent: AuditEntry | undefined, line: Position | undefined, journal: Journal): Promise<AuditEntry> {
  if (recent || !line) return recent as AuditEntry;
  const read = await journal.read(line);
  return (read as { entry: AuditEntry }).entry;
}
