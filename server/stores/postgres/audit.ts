import { isScenarioError } from '../../../runtime/errors.ts';
import { storeError } from '../errors.ts';
import { auditHash, type AuditInput } from '../core/audit-chain.ts';
import { decodeCursor, encodeCursor } from '../core/sorted-list.ts';
import { subjectsOf } from '../core/subject-index.ts';
import type { AuditEntry, Store } from '../store.ts';
import type { Database } from './database.ts';

interface Head {
  readonly seq: number;
  readonly hash: string;
}

interface Waiting {
  readonly input: AuditInput;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** More entries in one statement would keep other servers waiting. */
const AT_ONCE = 500;
const TRIES = 200;

const APPEND = `WITH h AS (UPDATE audit_head SET seq = $3, hash = $4 WHERE seq = $1 AND hash = $2 RETURNING 1),
  s AS (INSERT INTO audit_subject (subject, seq) SELECT g.subject, g.seq FROM h, json_to_recordset($6::json) AS g (subject text, seq bigint))
  INSERT INTO audit (seq, hash, entry) SELECT g.seq, g.hash, g.entry FROM h, json_to_recordset($5::json) AS g (seq bigint, hash text, entry json) RETURNING seq`;

const LIST = 'SELECT hash, entry FROM audit WHERE $1::bigint IS NULL OR seq < $1 ORDER BY seq DESC LIMIT $2';
const LIST_OF = `SELECT a.hash, a.entry FROM (SELECT seq FROM audit_subject WHERE subject = $3 AND ($1::bigint IS NULL OR seq < $1) ORDER BY seq DESC LIMIT $2) s
  JOIN audit a ON a.seq = s.seq ORDER BY a.seq DESC`;

/**
 * The one chain of all servers. Entries that arrive while others are on their way go together in the next statement;
 * a statement holds only if the chain still ends where its entries begin.
 */
export class AuditLog {
  readonly #database: Database;
  #head: Head | null = null;
  #queue: Waiting[] = [];
  #working = false;

  constructor(database: Database) {
    this.#database = database;
  }

  append(input: AuditInput): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ input: JSON.parse(JSON.stringify(input)) as AuditInput, resolve, reject });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    // One turn later, so that everything of this turn shares the first statement.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, AT_ONCE);
      try {
        await this.#write(batch.map((waiting) => waiting.input));
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        this.#head = null;
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.#working = false;
  }

  async #write(inputs: readonly AuditInput[]): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const head = (this.#head ??= await this.#read());
      const entries = chained(head, inputs);
      const last = entries.at(-1);
      if (!last || (await this.#append(head, entries, last))) {
        this.#head = last ? { seq: last.seq, hash: last.hash } : head;
        return;
      }
      this.#head = null;
    }
    throw storeError('SCN_STORE_BUSY', { database: this.#database.name, reason: 'audit' });
  }

  async #append(head: Head, entries: readonly AuditEntry[], last: AuditEntry): Promise<boolean> {
    const facts = JSON.stringify(entries.map(({ hash, ...entry }) => ({ seq: entry.seq, hash, entry })));
    const subjects = JSON.stringify(entries.flatMap((entry) => subjectsOf(entry).map((subject) => ({ subject, seq: entry.seq }))));
    try {
      return (await this.#database.once({ name: 'audit-append', text: APPEND, values: [head.seq, head.hash, last.seq, last.hash, facts, subjects] })).length > 0;
    } catch (error) {
      // The line broke: look whether the entries are in the chain.
      if (!isScenarioError(error, 'SCN_STORE_DOWN')) throw error;
      const found = await this.#database.query({ text: 'SELECT 1 FROM audit WHERE seq = $1 AND hash = $2', values: [last.seq, last.hash] });
      return found.length > 0;
    }
  }

  async #read(): Promise<Head> {
    const [found] = await this.#database.query<{ seq: string; hash: string }>({ name: 'audit-head', text: 'SELECT seq, hash FROM audit_head', values: [] });
    return { seq: Number(found?.seq ?? 0), hash: found?.hash ?? '' };
  }
}

function chained(head: Head, inputs: readonly AuditInput[]): readonly AuditEntry[] {
  let { seq, hash } = head;
  return inputs.map((input) => {
    seq += 1;
    const entry = { seq, ...input };
    hash = auditHash(hash, entry);
    return { ...entry, hash };
  });
}

export function createAudit(database: Database): Store['audit'] {
  const log = new AuditLog(database);
  return {
    append: (input) => log.append(input),
    list: async ({ subject, cursor, limit }) => {
      const before = cursor === undefined ? null : Number(decodeCursor(cursor)[0]);
      if (before !== null && !Number.isSafeInteger(before)) throw storeError('SCN_STORE_CURSOR', {});
      const statement = subject === undefined ? { name: 'audit-list', text: LIST, values: [before, limit + 1] } : { name: 'audit-of', text: LIST_OF, values: [before, limit + 1, subject] };
      const found = await database.query<{ hash: string; entry: Omit<AuditEntry, 'hash'> }>(statement);
      const items = found.slice(0, limit).map(({ hash, entry }): AuditEntry => ({ ...entry, hash }));
      const last = items.at(-1);
      return { items, ...(found.length > limit && last ? { next: encodeCursor([last.seq, '']) } : {}) };
    },
  };
}
