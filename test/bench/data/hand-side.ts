import { createHmac } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Pool } from 'pg';
import { LIMIT, reports, ROWS, type Ask, type Kind, type Question, type Report, type Shown } from './rows.ts';

/**
 * What a careful developer writes by hand for these two questions: in memory, maps and one loop, asked and answered as a
 * store is and a query step does; on PostgreSQL, a table
 * with typed columns, the two indexes it needs and prepared statements. Guarded, the same answer masked in the query
 * or loop, and who read which columns of whom on disk (in its own table) before the answer, in groups where many ask at
 * once. What it need not do: know of grants, chain the records, or answer any other question.
 */
export interface HandSide {
  readonly open: Record<Kind, Ask>;
  readonly guarded: Record<Kind, Ask>;
  readonly close: () => Promise<void>;
}

const KEY = Buffer.alloc(32, 7);
const mark = (pid: string): string => createHmac('sha256', KEY).update(pid).digest('base64url').slice(0, 22);
const maskName = (name: string): string => `${name.slice(0, 1)}${'*'.repeat(Math.max(name.length - 1, 0))}`;
const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
const shown = ({ no, name, phone, item, cost }: Report): Shown => ({ no, name, phone, item, cost });
const masked = ({ no, name, phone, item, cost }: Report): Shown => ({ no, name: maskName(name), phone: maskPhone(phone), item, cost });

interface Access {
  readonly at: string;
  readonly by: string;
  readonly fields: readonly string[];
  readonly subjects: readonly string[];
}
const access = (rows: readonly Report[]): Access => ({ at: new Date().toISOString(), by: 'bench', fields: ['no', 'name', 'phone', 'item', 'cost'], subjects: [...new Set(rows.map(({ pid }) => pid))].map(mark) });

/** Writes for many callers at once: whoever comes while a write is under way shares the next. */
function grouped<T>(write: (batch: readonly T[]) => Promise<void>): (one: T) => Promise<void> {
  let queue: { readonly one: T; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  let busy = false;
  const flush = async () => {
    busy = true;
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await write(batch.map(({ one }) => one));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    busy = false;
  };
  return (one) => new Promise((done, failed) => {
    queue.push({ one, done, failed });
    if (!busy) void flush();
  });
}

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly data: Report;
}

/** What a query step gives: a page of rows that are the asker's own, with ids and versions for a later change, and how many match in all. */
interface Answer {
  readonly rows: readonly (Shown & { readonly _id: string; readonly _version: number })[];
  readonly rowIds: readonly string[];
  readonly count: number;
}

/**
 * Rows in memory by hand, asked as a store is: whoever asks awaits it, and gets what a query step gives. A bare look at a
 * map would be less: it hands out the row that is kept, at once, and cannot say how many there are beyond the page.
 */
function inMemory(): { readonly find: (question: Question) => Promise<{ readonly rows: readonly Kept[]; readonly count: number }> } {
  const byNumber = new Map<string, Kept>();
  const byPerson = new Map<string, Kept[]>();
  for (const data of reports()) {
    const one = { id: data.no, version: 1, data };
    byNumber.set(data.no, one);
    const of = byPerson.get(data.pid);
    if (of) of.push(one);
    else byPerson.set(data.pid, [one]);
  }
  return {
    find: async (question) => {
      if ('no' in question) {
        const found = byNumber.get(question.no);
        return found ? { rows: [found], count: 1 } : { rows: [], count: 0 };
      }
      const rows: Kept[] = [];
      let count = 0;
      for (const one of byPerson.get(question.pid) ?? []) {
        if (one.data.cost < question.cost) continue;
        if (count < LIMIT) rows.push(one);
        count += 1;
      }
      return { rows, count };
    },
  };
}

const ownRow = ({ id, version, data: { no, name, phone, item, cost } }: Kept): Answer['rows'][number] => ({ no, name, phone, item, cost, _id: id, _version: version });
const maskedRow = ({ id, version, data: { no, name, phone, item, cost } }: Kept): Answer['rows'][number] => ({ no, name: maskName(name), phone: maskPhone(phone), item, cost, _id: id, _version: version });

function answer({ rows, count }: { readonly rows: readonly Kept[]; readonly count: number }, show: typeof ownRow): Answer {
  return { rows: rows.map(show), rowIds: rows.map(({ id }) => id), count };
}

/** @param path file of the access records */
export async function openMemoryHand(path: string): Promise<HandSide> {
  const store = inMemory();
  const file = await open(path, 'a');
  const note = grouped<Access>(async (batch) => {
    await file.appendFile(batch.map((one) => JSON.stringify(one)).map((line) => `${crc32(line).toString(16)} ${line}\n`).join(''));
    await file.datasync();
  });
  const plain: Ask = async (question) => answer(await store.find(question), ownRow).rows;
  const guarded: Ask = async (question) => {
    const found = await store.find(question);
    await note(access(found.rows.map(({ data }) => data)));
    return answer(found, maskedRow).rows;
  };
  return { open: { point: plain, filter: plain }, guarded: { point: guarded, filter: guarded }, close: () => file.close() };
}

const COLUMNS = 'no, pid, name, phone, item, cost';
const AT_ONCE = 1000;

async function fill(pool: Pool): Promise<void> {
  await pool.query('CREATE TABLE report (no text PRIMARY KEY, pid text NOT NULL, name text, phone text, item text, cost integer, done date); CREATE TABLE access (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry json NOT NULL); CREATE TABLE access_subject (subject text, n bigint, PRIMARY KEY (subject, n))');
  let part: Report[] = [];
  const flush = async () => {
    if (part.length > 0) await pool.query(`INSERT INTO report SELECT * FROM json_populate_recordset(NULL::report, $1)`, [JSON.stringify(part)]);
    part = [];
  };
  for (const one of reports()) {
    part.push(one);
    if (part.length === AT_ONCE) await flush();
  }
  await flush();
  await pool.query('CREATE INDEX ON report (pid)');
  await pool.query('ANALYZE report');
  const counted = await pool.query<{ count: string }>('SELECT count(*) AS count FROM report');
  if (Number(counted.rows[0]?.count) !== ROWS) throw new Error('the table by hand is not full');
}

export async function openPostgresHand(url: string, connections: number): Promise<HandSide> {
  const pool = new Pool({ connectionString: url, max: connections });
  await fill(pool);
  const find = async (question: Question): Promise<readonly Report[]> => {
    const wanted = 'no' in question
      ? { name: 'point', text: `SELECT ${COLUMNS} FROM report WHERE no = $1`, values: [question.no] }
      : { name: 'filter', text: `SELECT ${COLUMNS} FROM report WHERE pid = $1 AND cost >= $2 ORDER BY no LIMIT ${LIMIT}`, values: [question.pid, question.cost] };
    return (await pool.query<Report>(wanted)).rows;
  };
  const note = grouped<Access>(async (batch) => {
    await pool.query({
      name: 'note', values: [JSON.stringify(batch)],
      text: `WITH made AS (INSERT INTO access (entry) SELECT value FROM json_array_elements($1::json) RETURNING n, entry)
        INSERT INTO access_subject SELECT json_array_elements_text(entry -> 'subjects'), n FROM made`,
    });
  });
  const plain: Ask = async (question) => (await find(question)).map(shown);
  const guarded: Ask = async (question) => {
    const rows = await find(question);
    await note(access(rows));
    return rows.map(masked);
  };
  return { open: { point: plain, filter: plain }, guarded: { point: guarded, filter: guarded }, close: () => pool.end() };
}
