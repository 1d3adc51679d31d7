import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { FileView } from '../../server/api/people.ts';
import type { RunView } from '../../server/api/portal.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { createTestStudio, HOST, ORIGIN, type Person, type TestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 7)]);
const store = createMemoryStore();
let studio: TestStudio;
let stranger: Person;
let run = '';

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, store });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
  await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  await studio.admin.send('POST', '/api/users', { login: 'stranger', name: '路人', password: 'correct horse 9', role: 'user', duties: ['doctor'], unit: { id: 'U', name: 'U' } });
  stranger = await studio.login('stranger');
  run = (await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-attach-1', input: { code: 'CT', age: 15 } })).body.id;
});
afterAll(() => studio.close());

async function send(person: Person, name: string, payload: Buffer, headers: Record<string, string> = {}) {
  const reply = await studio.app.inject({ method: 'POST', url: `/api/portal/files?name=${encodeURIComponent(name)}`, headers: { host: HOST, origin: ORIGIN, cookie: person.cookie, 'content-type': 'application/octet-stream', ...headers }, payload });
  return { status: reply.statusCode, body: reply.json<FileView & { code?: string }>() };
}
const open = (person: Person, id: string) => studio.app.inject({ method: 'GET', url: `/api/portal/files/${id}`, headers: { host: HOST, cookie: person.cookie } });
const parts = async () => (await store.documents.list('file-part')).length;

describe('attachments', () => {
  it('come back as they were sent, to whoever may read the run, and to nobody else', async () => {
    const sent = await send(studio.user, '现场 照片.pdf', PDF);
    expect(sent).toMatchObject({ status: 201, body: { name: '现场 照片.pdf', type: 'application/pdf', bytes: PDF.length } });
    const { id } = sent.body;
    expect((await open(studio.admin, id)).statusCode).toBe(404);
    expect((await studio.user.send('POST', `/api/portal/runs/${run}/comments`, { text: '', files: [id] })).status).toBe(200);
    const view = await studio.user.send<RunView>('GET', `/api/portal/runs/${run}`);
    expect(view.body.timeline.at(-1)).toMatchObject({ kind: 'task.commented', files: [{ id, name: '现场 照片.pdf' }] });
    const back = await open(studio.admin, id);
    expect([back.statusCode, back.headers['content-disposition'], back.rawPayload.equals(PDF)]).toEqual([200, `attachment; filename*=UTF-8''${encodeURIComponent('现场 照片.pdf')}`, true]);
    expect((await open(stranger, id)).statusCode).toBe(404);
  });
  it('of others cannot be attached', async () => {
    const { body } = await send(stranger, 'a.txt', Buffer.from('你好'));
    expect((await studio.user.send('POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [body.id] })).body).toMatchObject({ code: 'SCN_FILE_GONE' });
  });
  it.each<[string, string, Buffer, string, number]>([
    ['a program that calls itself a picture', 'cat.png', Buffer.from('MZ\u0090\u0000', 'latin1'), 'SCN_FILE_KIND', 415],
    ['a kind that is not allowed', 'run.exe', Buffer.from('MZ'), 'SCN_FILE_KIND', 415],
    ['a page with a script', 'notes.txt', Buffer.from('<html><script>'), 'SCN_FILE_KIND', 415],
    ['an archive that is no document', 'a.docx', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(22), Buffer.from([5, 0, 0, 0]), Buffer.from('a.exe')]), 'SCN_FILE_KIND', 415],
    ['an empty file', 'a.pdf', Buffer.alloc(0), 'SCN_FILE_EMPTY', 422],
    ['more than 20 MB', 'big.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * 1_048_576)]), 'SCN_FILE_TOO_LARGE', 413],
  ])('%s is refused with a code, and nothing of it is kept', async (_title, name, bytes, code, status) => {
    const before = await parts();
    expect(await send(studio.user, name, bytes)).toMatchObject({ status, body: { code } });
    expect(await parts()).toBe(before);
  });
  it('of 200 MB is refused before it is read', async () => {
    expect(await send(studio.user, 'huge.pdf', Buffer.from('%PDF-'), { 'content-length': String(200 * 1_048_576) })).toMatchObject({ status: 413, body: { code: 'SCN_FILE_TOO_LARGE' } });
  });
  it.each<[string, Buffer]>([['a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])], ['a.docx', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(22), Buffer.from([19, 0, 0, 0]), Buffer.from('[Content_Types].xml')])], ['表.csv', Buffer.from('名称,数量\n井盖,3')]])('%s is taken', async (name, bytes) => {
    expect((await send(studio.user, name, bytes)).status).toBe(201);
  });
});
