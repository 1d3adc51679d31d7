import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditItem } from '../../../server/api/data.ts';
import type { ObjectionItem, ObjectionView, OwnObjection } from '../../../server/api/objections.ts';
import type { AccessItem, GrantView } from '../../../server/api/sharing.ts';
import { settleObjections } from '../../../server/services/objections/act.ts';
import type { Objection } from '../../../server/services/objections/objection.ts';
import type { Grant } from '../../../server/services/sharing/grant.ts';
import type { Person } from '../support/studio.ts';
import { createSharingStudio, grantFor, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
let citizen: Person;
let protector: Person;
let owner: Person;
let grant: string;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('check', { where: 'row.pid = ask.pid', fields: ['pid', 'name'], one: true }));
  grant = (await grantFor(of, 'check')).item.id;
  ({ owner } = of);
  citizen = await of.studio.member('wang');
  protector = await of.studio.member('pia', { spaces: [{ unit: 'home', role: 'protector' }] });
  await of.studio.admin.send('PUT', `/api/users/${citizen.id}/subjects`, { subjects: ['P-3'] });
  for (const key of ['a', 'b', 'c', 'd']) await runQuery(of, 'check', key, 'P-3');
  await runQuery(of, 'check', 'other', 'P-4');
});
afterAll(() => of.studio.close());

const uses = async () => (await citizen.send<{ items: AccessItem[] }>('GET', '/api/portal/uses')).body.items;
const file = (body: object, by = citizen) => by.send<{ id: string; code?: string }>('POST', '/api/portal/uses/objection', body);
const own = async (id: string) => (await citizen.send<{ items: OwnObjection[] }>('GET', '/api/portal/uses/objections')).body.items.find((item) => item.id === id);
const view = (id: string, by: Person) => by.send<ObjectionView & { code?: string }>('GET', `/api/objections/${id}`);
const list = async (by: Person, name = 'open') => (await by.send<{ items: ObjectionItem[] }>('GET', `/api/objections?list=${name}`)).body.items.map(({ id }) => id);
async function act(id: string, by: Person, action: string, more: object = {}) {
  const { version } = (await view(id, by)).body;
  return by.send<ObjectionView & { code?: string }>('POST', `/api/objections/${id}/actions`, { action, baseVersion: version ?? 0, ...more });
}
const notices = async (by: Person) => (await by.send<{ items: { title: string; body: string }[] }>('GET', '/api/portal/notices')).body.items;

describe('an objection to a use', () => {
  let id: string;
  it('is filed about an own use only, once, and with words', async () => {
    // The newest is that somebody looked at the trace of the run.
    const first = (await uses()).find(({ use }) => use === undefined);
    const others = await of.studio.app.studio.store.audit.list({ subject: of.studio.app.studio.markSubject('P-4'), limit: 1 });
    expect((await file({ seq: first?.seq, text: '短' })).status).toBe(400);
    expect((await file({ seq: others.items[0]?.seq, text: '这是别人的记录' })).body.code).toBe('SCN_API_NOT_FOUND');
    expect((await file({ seq: 1, text: '这不是读取记录' })).body.code).toBe('SCN_API_NOT_FOUND');
    const sent = await file({ seq: first?.seq, text: '我没有办过这件事，CANARY-WORDS' });
    expect(sent.status).toBe(201);
    id = sent.body.id;
    expect((await file({ seq: first?.seq, text: '再说一次同一件事' })).body.code).toBe('SCN_OBJECTION_TWICE');
    expect(await own(id)).toMatchObject({ state: 'received', about: 'use', datasetTitle: '病人', overdue: false, due: expect.stringMatching(/^2022-02-25/u), actions: ['withdraw'] });
  });

  it('is for the unit whose data they are and the data protection officer, and for nobody else', async () => {
    expect([await list(owner), await list(protector), await list(of.applicant), await list(of.stranger)]).toEqual([[id], [id], [], []]);
    for (const person of [of.applicant, of.stranger]) expect([(await view(id, person)).status, (await act(id, person, 'take')).status]).toEqual([404, 404]);
    expect((await citizen.send('GET', `/api/objections/${id}`)).status).toBe(403);
    expect(await notices(owner)).toMatchObject([{ title: '有人对数据使用提出异议' }]);
    expect(JSON.stringify(await notices(owner))).not.toContain('CANARY');
  });

  it('shows who read what under which grant, and that it was looked at is on record', async () => {
    const seen = (await view(id, owner)).body;
    expect(seen).toMatchObject({ text: '我没有办过这件事，CANARY-WORDS', use: { byName: '何医师', fields: ['pid', 'name'], grant, mayEnd: true }, limit: { days: 5, source: expect.stringContaining('第三十') }, actions: ['take', 'extend', 'decide'], outcomes: ['stopped', 'noted', 'kept'] });
    const items = (await of.studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=50')).body.items.filter(({ target }) => target === id);
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['objection.file', 'objection.read']));
    expect(JSON.stringify(items)).not.toContain('CANARY');
  });

  it('is followed up when it is late, and nothing is decided by that', async () => {
    expect((await act(id, owner, 'take')).body.item?.state).toBe('verifying');
    of.setNow('2022-02-28T02:00:00Z');
    // Sessions have ended meanwhile.
    [citizen, protector, owner] = [await of.studio.login('wang'), await of.studio.login('pia'), await of.studio.login('otto')];
    await settleObjections(of.studio.app.studio);
    await settleObjections(of.studio.app.studio);
    const seen = (await view(id, protector)).body;
    expect([seen.item.state, seen.item.overdue, seen.events.filter(({ action }) => action === 'overdue').length]).toEqual(['verifying', true, 1]);
    expect((await notices(protector)).map(({ title }) => title)).toContain('异议答复超期，请督办');
    expect((await act(id, owner, 'extend', { reason: '要向医院核对' })).body.item).toMatchObject({ overdue: false, due: expect.stringMatching(/^2022-03-18/u) });
    expect((await act(id, owner, 'extend', { reason: '还要更多时间' })).body.code).toBe('SCN_OBJECTION_STATE');
  });

  it('ends the grant where it holds, with an answer the citizen reads', async () => {
    expect((await act(id, owner, 'decide', { outcome: 'stopped' })).body.code).toBe('SCN_OBJECTION_REASON');
    const done = await act(id, owner, 'decide', { outcome: 'stopped', reason: '核实属实，本次使用超出用途，已撤销授权。' });
    expect(done.body.item).toMatchObject({ state: 'decided', outcome: 'stopped' });
    expect((await owner.send<GrantView>('GET', `/api/grants/${grant}`)).body).toMatchObject({ item: { status: 'revoked' }, events: expect.arrayContaining([expect.objectContaining({ action: 'revoke', objection: id })]) });
    const later = { ...of, applicant: await of.studio.login('ada'), studio: { ...of.studio, user: citizen } };
    expect(await runQuery(later, 'check', 'after')).toMatchObject({ code: 'SCN_GRANT_OBJECTED' });
    expect(await own(id)).toMatchObject({ state: 'decided', decision: { outcome: 'stopped', answer: '核实属实，本次使用超出用途，已撤销授权。', byUnit: '卫健委' }, actions: ['review'] });
    expect((await notices(citizen)).map(({ title }) => title)).toContain('您的异议有答复了');
    expect([await list(owner), await list(owner, 'done')]).toEqual([[], [id]]);
  });

  it('is told as the reason also where an older server wrote a sentence in two languages', async () => {
    const { documents } = of.studio.app.studio.store;
    const kept = await documents.get<Grant>('grant', grant);
    if (!kept) throw new Error('it is gone');
    const events = kept.body.events.map(({ objection, ...event }) => (objection === undefined ? event : { ...event, reason: `异议成立 / objection upheld: ${objection}` }));
    await documents.put('grant', grant, { ...kept.body, events }, { expectedVersion: kept.version, by: 'x' });
    const told = (await owner.send<GrantView>('GET', `/api/grants/${grant}`)).body.events.find(({ action }) => action === 'revoke');
    expect([told?.objection, told?.reason]).toEqual([id, undefined]);
  });

  it('is looked at once more by somebody else, and then no more', async () => {
    const again = (action: string, reason?: string) => citizen.send<{ code?: string }>('POST', `/api/portal/uses/objections/${id}`, { action, ...(reason === undefined ? {} : { reason }) });
    expect((await again('review')).body.code).toBe('SCN_OBJECTION_REASON');
    expect((await again('withdraw')).body.code).toBe('SCN_OBJECTION_STATE');
    expect((await again('review', '没有说清是谁的责任')).status).toBe(200);
    expect((await act(id, owner, 'decide', { outcome: 'kept', reason: '维持原来的答复' })).body.code).toBe('SCN_OBJECTION_STATE');
    expect((await act(id, protector, 'decide', { outcome: 'kept', reason: '已查明责任人，维持原答复。' })).body.item?.state).toBe('reviewed');
    expect((await own(id))?.actions).toEqual([]);
  });
});

describe('other objections', () => {
  it('about the content are answered by what was done to the data', async () => {
    const [, second] = await uses();
    const { id } = (await file({ seq: second?.seq, about: 'content', text: '名字写错了一个字' })).body;
    const seen = (await view(id, owner)).body;
    expect(seen.outcomes).toEqual(['corrected', 'deleted', 'added', 'kept']);
    expect((await act(id, owner, 'decide', { outcome: 'noted', reason: '不是使用的问题' })).body.code).toBe('SCN_OBJECTION_STATE');
    expect((await act(id, owner, 'decide', { outcome: 'corrected', reason: '已更正姓名' })).body.item?.outcome).toBe('corrected');
  });

  it('that hold may stand on the grant instead of ending it', async () => {
    const [, , third] = await uses();
    const { id } = (await file({ seq: third?.seq, text: '不该看我的姓名' })).body;
    expect((await act(id, owner, 'decide', { outcome: 'corrected', reason: '不是内容的问题' })).body.code).toBe('SCN_OBJECTION_STATE');
    expect((await act(id, owner, 'decide', { outcome: 'stopped', reason: '授权早已撤销' })).body.code).toBe('SCN_OBJECTION_GRANT');
    expect((await act(id, owner, 'decide', { outcome: 'noted', reason: '已责成改正' })).status).toBe(200);
    expect((await owner.send<GrantView>('GET', `/api/grants/${grant}`)).body.events.at(-1)).toMatchObject({ action: 'objection', reason: id });
    // As if the server had gone down between the decision and the grant, or just after it: the sweep carries it out, once.
    const { documents } = of.studio.app.studio.store;
    for (const isDone of [false, true]) {
      const [old, at] = [await documents.get<Objection>('objection', id), await documents.get<Grant>('grant', grant)];
      if (!old || !at) throw new Error('it is gone');
      expect(old.body.owed).toBeUndefined();
      await documents.put('objection', id, { ...old.body, owed: { outcome: 'noted', by: owner.id } }, { expectedVersion: old.version, by: 'x' });
      if (!isDone) await documents.put('grant', grant, { ...at.body, events: at.body.events.filter(({ action }) => action !== 'objection') }, { expectedVersion: at.version, by: 'x' });
      await settleObjections(of.studio.app.studio);
      expect((await documents.get<Grant>('grant', grant))?.body.events.filter(({ action }) => action === 'objection').length).toBe(1);
    }
    expect((await documents.get<Objection>('objection', id))?.body.owed).toBeUndefined();
  });

  it('may be taken back, also those an earlier version kept, and nobody floods the list', async () => {
    await of.studio.app.studio.store.documents.put('objection', 'old', { by: citizen.id, at: '2022-01-01T00:00:00Z', text: '以前提的', status: 'received', seq: 3 }, { expectedVersion: 0, by: 'x' });
    expect(await own('old')).toMatchObject({ state: 'received', actions: ['withdraw'] });
    expect((await owner.send('POST', '/api/portal/uses/objections/old', { action: 'withdraw' })).status).toBe(404);
    expect((await citizen.send('POST', '/api/portal/uses/objections/old', { action: 'withdraw' })).status).toBe(200);
    of.setNow('2022-03-02T02:00:00Z');
    [citizen, protector, owner] = [await of.studio.login('wang'), await of.studio.login('pia'), await of.studio.login('otto')];
    const filed: string[] = [];
    for (let n = 0; n < 20; n += 1) filed.push((await file({ text: `总的异议 ${n}` })).body.id);
    expect((await file({ text: '又一件异议' })).body.code).toBe('SCN_OBJECTION_MANY');
    expect(await list(owner)).toEqual([]);
    expect((await list(protector)).length).toBe(20);
    // One that was taken back counts for a day.
    expect((await citizen.send('POST', `/api/portal/uses/objections/${filed[0] ?? ''}`, { action: 'withdraw' })).status).toBe(200);
    expect((await file({ text: '又一件异议' })).body.code).toBe('SCN_OBJECTION_MANY');
    of.setNow('2022-03-03T03:00:00Z');
    citizen = await of.studio.login('wang');
    expect((await file({ text: '又一件异议' })).status).toBe(201);
  });
});
