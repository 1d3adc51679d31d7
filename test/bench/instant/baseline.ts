import { hash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import Fastify from 'fastify';
import { decide, type Input } from './work.ts';

/**
 * What a careful developer writes by hand for the same job with Fastify and Ajv: the same session check (the hash of
 * the cookie, idle and absolute end, the account behind it, the origin of an unsafe request), the same decision, the
 * same headers and answer, and, with a file, the same record, value by value: who, with what, step by step, which rule
 * and why, checksum before the line. It is written in groups and on disk before the answer. The benchmark holds answer
 * and record against the studio's before it times anything. What it need not do: keep the runs in memory by scenario,
 * starter and status, so that they can be listed.
 *
 * Without a record and with `bare` it only checks the session and answers: no server of this make can be quicker.
 */

interface Line {
  readonly text: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

async function recorder(path: string): Promise<(entry: unknown) => Promise<void>> {
  const file = await open(path, 'a');
  let queue: Line[] = [];
  let busy = false;
  const flush = async () => {
    busy = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await file.appendFile(batch.map((line) => line.text).join(''));
        await file.datasync();
        for (const line of batch) line.done();
      } catch (error) {
        for (const line of batch) line.failed(error);
      }
    }
    busy = false;
  };
  return (entry) => new Promise((done, failed) => {
    const json = JSON.stringify(entry);
    queue.push({ text: `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`, done, failed });
    if (!busy) void flush();
  });
}

const [port = '0', token = '', work = 'bare'] = process.argv.slice(2);
const RELEASE = 'instant-all@1';
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
const user = { id: 'u-0mx143rhla9ffd1e67624', login: 'bench', name: 'Bench', role: 'admin', duties: [] as string[], unit: { id: 'home', name: '本单位' }, disabled: false };
const users = new Map([[user.id, user]]);
const sessions = new Map([[hash('sha256', token, 'hex'), { user: user.id, created: Date.now(), seen: Date.now() }]]);
const record = work === 'bare' ? null : await recorder(work);
const app = Fastify({ bodyLimit: 1024 * 1024, ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });
const origin = `http://127.0.0.1:${port}`;

/** The account of a request, or null: no session, an old one, a closed account, or a request from elsewhere. */
function accountOf(headers: IncomingHttpHeaders): typeof user | null {
  if (headers.origin !== origin) return null;
  const cookie = /(?:^|; )sid=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
  const session = sessions.get(hash('sha256', cookie, 'hex'));
  const now = Date.now();
  if (!session || now - session.seen > IDLE_MS || now - session.created > ABSOLUTE_MS) return null;
  const account = users.get(session.user);
  return account && !account.disabled ? account : null;
}

const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
};

const body = {
  type: 'object', additionalProperties: false, required: ['age', 'income', 'area', 'members'],
  properties: { age: { type: 'integer' }, income: { type: 'number' }, area: { type: 'string', enum: ['城', '乡'] }, members: { type: 'integer' } },
};
const text = { type: 'string' };
const number = { type: 'number' };
const list = { type: 'array', items: { type: 'object', properties: { title: text, value: number, unit: text } } };
const answer = {
  type: 'object',
  properties: {
    runId: text, release: text, status: text, end: text,
    outputs: {
      type: 'object',
      properties: {
        grade: { type: 'object', properties: { grade: text, share: number, rule: text, incomplete: { type: 'array', items: text } } },
        total: { type: 'object', properties: { amount: number } },
        done: { type: 'object', properties: { title: { type: ['string', 'null'] }, text, tone: text, explain: { type: 'array', items: text }, figures: list, facts: list } },
      },
    },
  },
};

const FIXED = { rule: 'R1', grade: 'A', share: 600, amount: 1800 };
const page = { title: null, text: 'Grade {grade.grade}', tone: 'info', explain: ['grade'], figures: [] as never[], facts: [] as never[] };
const asked = { text: page.text, explain: page.explain };
const OUT = ['out'];

/** An id of the studio's kind: sorted by time, 21 characters. */
function newId(now: Date): string {
  const uuid = randomUUID();
  return `${now.getTime().toString(36).padStart(9, '0')}${uuid.slice(0, 8)}${uuid.slice(9, 13)}`;
}

app.get('/health', () => ({ ok: true }));
app.post<{ Body: Input }>('/api/apps/instant', { schema: { body, response: { 200: answer } } }, async (request, reply) => {
  void reply.headers(HEADERS);
  const account = accountOf(request.headers);
  if (!account) return reply.code(401).send({ code: 'unauthorised' });
  const now = new Date();
  const runId = newId(now);
  const input = request.body;
  const { rule, grade, share, amount } = record ? decide(input) : FIXED;
  const graded = { grade, share, rule, incomplete: [] as string[] };
  const total = { amount };
  if (record) {
    const at = now.toISOString();
    const { id, login, name, duties, unit } = account;
    const step = { type: 'node.completed', round: 1, ports: OUT };
    await record({
      t: 'commit',
      run: { id: runId, scenario: 'instant-all', release: RELEASE, flow: 'main', status: 'completed', seq: 6, starter: id, startedAt: at, updatedAt: at, endedAt: at, at: 'done', subject: String(input.age) },
      events: [
        { seq: 1, at, type: 'run.started', runId, flow: 'main', release: RELEASE, start: 'ask', input, starter: { id, login, name, duties, unit }, asOf: at, calendar: 'cn', calendarVersion: 'cn@0' },
        { seq: 2, at, ...step, path: 'ask', output: input },
        { seq: 3, at, ...step, path: 'grade', output: graded, input: {}, explanation: { kind: 'record', data: { subjects: [{ index: 0, rules: [rule], values: [input.age, input.area, input.income / input.members] }] } } },
        { seq: 4, at, ...step, path: 'total', output: total, input: {}, explanation: { kind: 'expression', inputs: { 'grade.share': share, 'ask.members': input.members } } },
        { seq: 5, at, ...step, path: 'done', output: page, input: asked },
        { seq: 6, at, type: 'run.completed', end: ['done'] },
      ],
    });
  }
  return { runId, release: RELEASE, status: 'completed', end: 'done', outputs: { grade: graded, total, done: { ...page, text: `Grade ${grade}` } } };
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
