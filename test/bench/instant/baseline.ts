import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import Fastify from 'fastify';
import { decide, type Input } from './work.ts';

/**
 * What a careful developer writes by hand for the same job: Fastify with Ajv, a session looked up by the hash of
 * its cookie, and, with `--record`, one line per decision in a file, written in groups and on disk before the answer.
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
const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
const sessions = new Map([[hash(token), { user: 'u1', role: 'admin', until: Date.now() + 12 * 3600_000 }]]);
const record = path === '' ? null : await recorder(path);
const app = Fastify({ bodyLimit: 1024 * 1024, ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });

const body = {
  type: 'object', additionalProperties: false, required: ['age', 'income', 'area', 'members'],
  properties: { age: { type: 'integer' }, income: { type: 'number' }, area: { type: 'string', enum: ['城', '乡'] }, members: { type: 'integer' } },
};
const answer = {
  type: 'object', properties: { runId: { type: 'string' }, status: { type: 'string' }, outputs: { type: 'object', properties: { grade: { type: 'string' }, share: { type: 'number' }, amount: { type: 'number' } } } },
};

app.get('/health', () => ({ ok: true }));
app.post<{ Body: Input }>('/api/apps/instant', { schema: { body, response: { 200: answer } } }, async (request, reply) => {
  const cookie = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const session = sessions.get(hash(cookie));
  if (!session || session.until < Date.now()) return reply.code(401).send({ code: 'unauthorised' });
  const at = new Date().toISOString();
  const runId = randomUUID();
  const outputs = decide(request.body);
  if (record) await record({ runId, at, user: session.user, input: request.body, outputs });
  return { runId, status: 'completed', outputs };
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
