import { hash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import Fastify from 'fastify';
import { decide, type Input } from './work.ts';

/**
 * What a careful developer writes by hand for the same job with Fastify and Ajv: the same session check (the hash of
 * the cookie, idle and absolute end, the account behind it, the origin of an unsafe request), the same decision, the
 * same headers and answer, and, with a file, the same record: who, with what, step by step, which rule and why. It is
 * written in groups and on disk before the answer.
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
    queue.push({ text: `${JSON.stringify(entry)}\n`, done, failed });
    if (!busy) void flush();
  });
}

const [port = '0', token = '', path = ''] = process.argv.slice(2);
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
const user = { id: 'u1', login: 'bench', name: 'Bench', role: 'admin', duties: [] as string[], unit: { id: 'home', name: 'Home' }, disabled: false };
const users = new Map([[user.id, user]]);
const sessions = new Map([[hash('sha256', token, 'hex'), { user: user.id, created: Date.now(), seen: Date.now() }]]);
const record = path === '' ? null : await recorder(path);
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
const answer = {
  type: 'object',
  properties: {
    runId: text, release: text, status: text, end: text,
    outputs: {
      type: 'object',
      properties: {
        grade: { type: 'object', properties: { grade: text, share: number, rule: text, incomplete: { type: 'array', items: text } } },
        total: { type: 'object', properties: { amount: number } },
        done: { type: 'object', properties: { text, tone: text, explain: { type: 'array', items: text } } },
      },
    },
  },
};

app.get('/health', () => ({ ok: true }));
app.post<{ Body: Input }>('/api/apps/instant', { schema: { body, response: { 200: answer } } }, async (request, reply) => {
  void reply.headers(HEADERS);
  const account = accountOf(request.headers);
  if (!account) return reply.code(401).send({ code: 'unauthorised' });
  const at = new Date().toISOString();
  const runId = randomUUID();
  const input = request.body;
  const { rule, grade, share, amount } = decide(input);
  const done = { text: `Grade ${grade}`, tone: 'info', explain: ['grade'] };
  const outputs = { grade: { grade, share, rule, incomplete: [] as string[] }, total: { amount }, done };
  if (record) {
    const { id, login, name, duties, unit } = account;
    await record({
      runId, release: 'instant@1', status: 'completed', startedAt: at, endedAt: at, starter: { id, login, name, duties, unit }, input,
      steps: [
        { seq: 1, at, node: 'ask', output: input },
        { seq: 2, at, node: 'grade', output: outputs.grade, why: { rule, values: [input.age, input.area, input.income / input.members] } },
        { seq: 3, at, node: 'total', output: outputs.total, why: { 'grade.share': share, 'ask.members': input.members } },
        { seq: 4, at, node: 'done', output: done },
      ],
    });
  }
  return { runId, release: 'instant@1', status: 'completed', end: 'done', outputs };
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
