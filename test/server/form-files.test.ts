import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { FileView } from '../../server/api/people.ts';
import type { PortalAppDetail, RunView, TaskItem, TaskView } from '../../server/api/portal.ts';
import { sweepFiles } from '../../server/services/file-sweep.ts';
import { writeArchive } from '../../server/stores/archive/archive-file.ts';
import { restoreArchive } from '../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { Store } from '../../server/stores/store.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { createTestApp, createTestStudio, HOST, loginAs, ORIGIN, type Person, type TestStudio } from './support/studio.ts';

const JPG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(150_000, 9)]);
const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
/** A citizen reports with photos; a clerk sees them, adds a document and closes. */
const scenario = {
  format: 1, id: 'cover', title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { clerk: '@clerk' }, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: {
    nodes: {
      report: { type: 'start.form', title: '@report', config: { fields: [{ id: 'place', type: 'string' }, { id: 'photos', type: 'list', widget: 'photo', max: 2, optional: true }] } },
      handle: { type: 'human.form', title: '@handle', config: { assign: { role: 'clerk' }, show: ['report.photos'], fields: [{ id: 'papers', type: 'list', widget: 'file', max: 3 }, { id: 'old', type: 'list', widget: 'photo', right: 'read', default: 'report.photos' }], outcomes: [{ port: 'done', title: '@done' }] } },
      end: { type: 'output.page', title: '@end', config: { text: '@end', facts: [{ title: '@papers', value: 'handle.papers' }] } },
    },
    edges: { e1: ['report.out', 'handle'], e2: ['handle.done', 'end'] },
  } },
  texts: { t: text('井盖'), clerk: text('经办'), report: text('上报'), handle: text('处置'), done: text('办好'), end: text('办结'), papers: text('材料'), 'report.photos': text('照片'), 'report.place': text('地点'), 'handle.papers': text('材料'), 'handle.old': text('上报照片') },
};

const store = createMemoryStore();
let now = new Date('2026-11-28T01:00:00Z');
let studio: TestStudio;
let clerk: Person;
let stranger: Person;
let count = 0;
const key = () => `key-files-${(count += 1)}`;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, store, now: () => now });
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario })).status).toBe(201);
  expect((await studio.designer.send('POST', '/api/scenarios/cover/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  for (const [login, duties] of [['clerk', ['clerk']], ['path', []]] as const) await studio.admin.send('POST', '/api/users', { login, name: login, password: 'correct horse 9', role: 'user', duties, unit: { id: 'U', name: 'U' } });
  clerk = await studio.login('clerk');
  stranger = await studio.login('path');
});
afterAll(() => studio.close());

async function send(person: Person, name: string, payload: Buffer = JPG): Promise<FileView> {
  const reply = await studio.app.inject({ method: 'POST', url: `/api/portal/files?name=${encodeURIComponent(name)}`, headers: { host: HOST, origin: ORIGIN, cookie: person.cookie, 'content-type': 'application/octet-stream' }, payload });
  return reply.json<FileView>();
}
const open = async (person: Person, id: string, app = studio.app) => (await app.inject({ method: 'GET', url: `/api/portal/files/${id}`, headers: { host: HOST, cookie: person.cookie } }));
const start = (photos: readonly unknown[], clientKey = key(), person = studio.user) => person.send<RunView & { code?: string; errors?: { message?: string }[] }>('POST', '/api/portal/apps/cover/runs', { clientKey, input: { place: '校门口', ...(photos.length === 0 ? {} : { photos }) } });
const taskOf = async (run: string) => (await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks?limit=100')).body.items.find((item) => item.runId === run)?.id ?? '';
const submit = (task: string, papers: readonly unknown[]) => clerk.send<RunView & { code?: string }>('POST', `/api/portal/tasks/${task}/submit`, { clientKey: key(), outcome: 'done', data: { papers } });

describe('files of a form', () => {
  it('are seen on the task, on the result and in the trace, and opened by whoever has to do with the run', async () => {
    const photo = await send(studio.user, '井盖.jpg');
    // Whatever the caller says of a file, the facts are those that were taken in.
    const started = await start([{ ...photo, name: '别的.jpg', bytes: 1 }]);
    expect(started.status).toBe(202);
    const run = started.body.id;
    const task = await taskOf(run);
    const view = (await clerk.send<TaskView>('GET', `/api/portal/tasks/${task}`)).body;
    expect(view.form.facts).toEqual([{ label: '照片', value: '井盖.jpg', files: [photo] }]);
    expect(view.form.fields.map(({ id, value, readOnly }) => [id, value, readOnly])).toEqual([['papers', undefined, undefined], ['old', [photo], true]]);
    expect((await open(clerk, photo.id)).rawPayload.equals(JPG)).toBe(true);
    expect((await open(stranger, photo.id)).statusCode).toBe(404);
    const paper = await send(clerk, '整改.pdf', Buffer.from('%PDF-1.7 x'));
    const done = await submit(task, [paper.id, photo.id]);
    expect(done.body.result?.facts).toEqual([{ label: '材料', value: '整改.pdf、井盖.jpg', files: [paper, photo] }, { label: '地点', value: '校门口' }, { label: '照片', value: '井盖.jpg', files: [photo] }]);
    expect((await open(studio.user, paper.id)).statusCode).toBe(200);
    const trace = await studio.designer.send<{ nodes: Record<string, { output?: { photos?: unknown } }> }>('GET', `/api/runs/${run}`);
    expect(trace.body.nodes['report']?.output?.photos).toEqual([photo]);
  });

  it('that are too many, no photos, missing, of somebody else or of another run are refused, and nothing starts', async () => {
    const photos = await Promise.all(['a.jpg', 'b.jpg', 'c.jpg'].map((name) => send(studio.user, name)));
    const paper = await send(studio.user, 'a.pdf', Buffer.from('%PDF-1.7'));
    const foreign = await send(stranger, 'x.jpg');
    const before = (await studio.designer.send<{ items: object[] }>('GET', '/api/scenarios/cover/runs')).body.items.length;
    expect((await start(photos)).body).toMatchObject({ code: 'SCN_FORM_INVALID', errors: [{ message: expect.stringContaining('最多 2 个') as unknown }] });
    expect((await start([paper])).body).toMatchObject({ code: 'SCN_FORM_INVALID' });
    for (const bad of ['gone', 7, { id: 'gone' }, foreign]) expect((await start([bad])).body).toMatchObject({ code: 'SCN_FILE_GONE' });
    expect((await studio.designer.send<{ items: object[] }>('GET', '/api/scenarios/cover/runs')).body.items).toHaveLength(before);
    // What was refused once is sent again with another run, by the same person.
    const taken = await start(photos.slice(0, 2));
    expect(taken.status).toBe(202);
    expect((await start([photos[0]])).body).toMatchObject({ code: 'SCN_FILE_GONE' });
    expect((await submit(await taskOf(taken.body.id), [])).body).toMatchObject({ code: 'SCN_FORM_INVALID' });
  });

  it('go along, as copies, when their owner begins again with the answers of a run that is over; nobody else can', async () => {
    const photo = await send(studio.user, '井盖.jpg');
    const first = await start([photo]);
    const again = (person: Person, run = first.body.id) => person.send<PortalAppDetail & { code?: string }>('POST', '/api/portal/apps/cover/again', { run });
    expect((await again(studio.user)).status).toBe(404);
    const task = await taskOf(first.body.id);
    const over = await submit(task, [(await send(clerk, 'a.pdf', Buffer.from('%PDF-1.7 x'))).id]);
    expect([over.status, over.body.mayRefill]).toEqual([200, undefined]);
    expect((await studio.user.send<RunView>('GET', `/api/portal/runs/${first.body.id}`)).body.mayRefill).toBe(true);
    expect([(await again(clerk)).status, (await again(stranger)).status, (await again(studio.user, 'gone')).status]).toEqual([404, 404, 404]);
    const form = (await again(studio.user)).body.start;
    const [copy] = (form?.fields[1]?.value ?? []) as readonly FileView[];
    expect([form?.fields[0]?.value, { ...copy, id: photo.id }]).toEqual(['校门口', photo]);
    expect(copy?.id).not.toBe(photo.id);
    expect((await open(studio.user, copy?.id ?? '')).rawPayload.equals(JPG)).toBe(true);
    expect((await open(clerk, copy?.id ?? '')).statusCode).toBe(404);
    expect((await start([copy])).status).toBe(202);
    expect((await open(studio.user, photo.id)).rawPayload.equals(JPG)).toBe(true);
  });

  it('of a start that is repeated with its key are those of the run it began', async () => {
    const [photo, again] = [await send(studio.user, 'a.jpg'), key()];
    const [first, second] = [await start([photo.id], again), await start([photo.id], again)];
    expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
  });

  it('of 200 MB are refused over the wire while the sender is still sending', async () => {
    await studio.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = studio.app.server.address() as AddressInfo;
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const call = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/api/portal/files?name=huge.jpg', headers: { host: HOST, origin: ORIGIN, cookie: studio.user.cookie, 'content-type': 'application/octet-stream', 'content-length': String(200 * 1_048_576) } }, (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString('utf8')));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
          call.destroy();
        });
      });
      call.on('error', reject);
      call.write(JPG);
    });
    expect([answer.status, (JSON.parse(answer.body) as { code: string }).code]).toEqual([413, 'SCN_FILE_TOO_LARGE']);
  });
});

describe('files that became of nothing', () => {
  const left = async () => [(await store.documents.list('file')).length, (await store.documents.list('file-part')).length, (await store.documents.list('file-loose')).length];

  it('go: an upload that was cut after a day, a file without a run after a month; those of runs stay', async () => {
    now = new Date('2027-02-01T01:00:00Z');
    await sweepFiles(studio.app.studio);
    const held = await left();
    expect(held[2]).toBe(0);
    const kept = await send(await studio.login('he'), 'draft.jpg');
    // As a process leaves it that is killed in the middle of an upload.
    await store.documents.put('file-loose', 'f-cut', { by: 'x', at: now.toISOString() }, { expectedVersion: 0, by: 'x' });
    await store.documents.put('file-part', 'f-cut.00000', 'eA==', { expectedVersion: 0, by: 'x' });
    now = new Date('2027-02-03T01:00:00Z');
    await sweepFiles(studio.app.studio);
    expect(await store.documents.get('file-part', 'f-cut.00000')).toBeNull();
    expect(await store.documents.get('file', kept.id)).not.toBeNull();
    now = new Date('2027-03-15T01:00:00Z');
    await sweepFiles(studio.app.studio);
    expect(await left()).toEqual(held);
    now = new Date('2026-11-28T01:00:00Z');
  });
});

describe('a backup, its restore and a migration', () => {
  const whole = async (place: Store, id: string) => {
    const app = await createTestApp({ nodeTypes: builtIns, store: place, now: () => now });
    const answer = await open(await loginAs(app, 'he'), id, app);
    await app.close();
    return [answer.statusCode, answer.rawPayload.equals(JPG)];
  };

  it('bring every byte of the files', async () => {
    const photo = await send(studio.user, '井盖.jpg');
    await start([photo.id]);
    await withTemporaryFolder(async (folder) => {
      await writeArchive(join(folder, 'backup'), store.archive.dump(), now.toISOString());
      const restored = await openEmbeddedStore(join(folder, 'restored'));
      await restoreArchive(restored, join(folder, 'backup'));
      expect(await whole(restored, photo.id)).toEqual([200, true]);
      const moved = createMemoryStore();
      await writeArchive(join(folder, 'carried'), restored.archive.dump(), now.toISOString());
      await restoreArchive(moved, join(folder, 'carried'));
      expect(await whole(moved, photo.id)).toEqual([200, true]);
      await restored.close();
    });
  });
});
