import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, inject, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { FileView } from '../../../server/api/people.ts';
import type { RunView } from '../../../server/api/portal.ts';
import { openStore } from '../../../server/services/open-store.ts';
import { PART_BYTES } from '../../../server/services/file-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { migrate } from '../../support/migrate-command.ts';
import { freshDatabase, TEMPLATE } from '../../support/postgres-database.ts';
import { seeded } from '../../support/random.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createTestApp, createTestStudio, HOST, loginAs, ORIGIN, type Person } from '../support/studio.ts';
import { visitDatasets, visitScenario } from '../support/visit-scenario.ts';

const random = seeded(5);
/** Several parts, the last of them not full; no two bytes alike for long, so that parts in a wrong order are noticed. */
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 5 * PART_BYTES + 77 }, () => Math.floor(random() * 256)))]);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function upload(app: FastifyInstance, { cookie }: Person): Promise<string> {
  const reply = await app.inject({ method: 'POST', url: '/api/portal/files?name=photo.pdf', headers: { host: HOST, origin: ORIGIN, cookie, 'content-type': 'application/octet-stream' }, payload: PDF });
  return reply.json<FileView>().id;
}

async function download(app: FastifyInstance, { cookie }: Person, id: string): Promise<string> {
  const reply = await app.inject({ method: 'GET', url: `/api/portal/files/${id}`, headers: { host: HOST, cookie } });
  expect(reply.statusCode).toBe(200);
  return hashOf(reply.rawPayload);
}

/** A second server on a store, for one look. */
async function look(store: Store, work: (app: FastifyInstance, person: Person) => Promise<void>): Promise<void> {
  const app = await createTestApp({ nodeTypes: builtIns, store });
  try {
    await work(app, await loginAs(app, 'he'));
  } finally {
    await app.close();
  }
}

it('attachments are the same bytes through PostgreSQL, for another server, and after a migration into a folder and back', async () => {
  const first = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const second = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const store = await openStore(first.url);
  const made = await createTestStudio({ nodeTypes: builtIns, store });
  await made.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await made.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await made.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
  await made.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  const run = (await made.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-attach-1', input: { code: 'CT', age: 15 } })).body.id;
  const id = await upload(made.app, made.user);
  expect((await made.user.send('POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [id] })).status).toBe(200);
  expect(await download(made.app, made.user, id)).toBe(hashOf(PDF));
  const other = await openStore(first.url);
  await look(other, async (app, person) => expect(await download(app, person, id)).toBe(hashOf(PDF)));
  await made.close();
  await Promise.all([store.close(), other.close()]);
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, 'data');
    for (const [from, to] of [[first.url, data], [data, second.url]] as const) {
      expect(await migrate(folder, from, to)).toMatchObject({ code: 0 });
      const moved = await openStore(to);
      await look(moved, async (app, person) => {
        expect(await download(app, person, id)).toBe(hashOf(PDF));
        const { body } = await person.send<RunView>('GET', `/api/portal/runs/${run}`);
        expect(body.timeline.at(-1)).toMatchObject({ kind: 'task.commented', files: [{ id, bytes: PDF.length }] });
      });
      await moved.close();
    }
  });
  await Promise.all([first.remove(), second.remove()]);
}, 240_000);
