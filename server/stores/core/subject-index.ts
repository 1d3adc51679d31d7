import type { AuditEntry } from '../store.ts';
import type { SnapshotEntry, Undo } from './journal.ts';

/** Whose data an entry of the audit is about: marks, never values. */
export function subjectsOf({ details }: Pick<AuditEntry, 'details'>): readonly string[] {
  const subjects = details?.['subjects'];
  return Array.isArray(subjects) ? [...new Set(subjects.filter((subject) => typeof subject === 'string'))] : [];
}

type SubjectLines = Extract<SnapshotEntry, { t: 'audit-subjects' }>;

/** Marks in one line of a snapshot. */
const AT_ONCE = 500;

/** Entries of the audit by whose data they are about, in order. Entries up to `missing` are not in it: an older version kept none. */
export class SubjectIndex {
  missing = 0;
  /** Entries before were taken out of the audit; they are passed over here, and left out of the next snapshot. */
  first = 1;
  readonly #bySubject = new Map<string, number[]>();

  add(entry: AuditEntry): Undo {
    const subjects = subjectsOf(entry);
    for (const subject of subjects) {
      const seqs = this.#bySubject.get(subject);
      if (seqs) seqs.push(entry.seq);
      else this.#bySubject.set(subject, [entry.seq]);
    }
    return () => {
      for (const subject of subjects) this.#bySubject.get(subject)?.pop();
    };
  }

  /** Takes in entries that are older than all it has, oldest first. */
  addOlder(entries: readonly AuditEntry[]): void {
    const older = new Map<string, number[]>();
    for (const entry of entries) for (const subject of subjectsOf(entry)) older.set(subject, [...(older.get(subject) ?? []), entry.seq]);
    for (const [subject, seqs] of older) this.#bySubject.set(subject, seqs.concat(this.#bySubject.get(subject) ?? []));
    this.missing = 0;
  }

  /** At most `count` entries before `before`, newest first. */
  page(subject: string, before: number, count: number): readonly number[] {
    const seqs = this.#bySubject.get(subject) ?? [];
    let low = 0;
    let high = seqs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((seqs[middle] as number) < before) low = middle + 1;
      else high = middle;
    }
    return seqs.slice(Math.max(0, low - count), low).filter((seq) => seq >= this.first).reverse();
  }

  restore({ missing, subjects }: SubjectLines): void {
    this.missing = missing;
    for (const [subject, ...seqs] of subjects) this.#bySubject.set(subject, seqs);
  }

  /** What is known of the entries up to `seq`, as lines of a snapshot; there is one at least, which says that there are. */
  *snapshot(seq: number): Generator<SubjectLines> {
    let subjects: (readonly [string, ...number[]])[] = [];
    for (const [subject, seqs] of this.#bySubject) {
      const settled = seqs.filter((one) => one <= seq && one >= this.first);
      if (settled.length > 0) subjects.push([subject, ...settled]);
      if (subjects.length < AT_ONCE) continue;
      yield { t: 'audit-subjects', missing: this.missing, subjects };
      subjects = [];
    }
    yield { t: 'audit-subjects', missing: this.missing, subjects };
  }
}
