import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../server/api/account.ts';
import type { OrganisationReport } from '../../server/api/organisation.ts';
import type { Explanation } from '../../server/api/policy.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

let studio: TestStudio;
let county: Person;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.admin.send('POST', '/api/units', { id: 'xh', name: '西湖区', level: 'county', parent: 'home' });
  county = await studio.member('xh-admin', { unit: { id: 'xh', name: '' }, spaces: [{ unit: 'xh', role: 'admin' }] });
}, 60_000);
afterAll(() => studio.close());

const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const send = (person: Person, what: 'preview' | 'import', files: object) => person.send<OrganisationReport>('POST', `/api/organisation/${what}`, files);
const people = async () => (await studio.admin.send<{ items: User[] }>('GET', '/api/users')).body.items;

const UNITS = '编号,名称,层级,上级\nhz-b,乙局,部门,hz\nhz,杭州市,市,home\n';
const PEOPLE = 'login,name,unit,duties,head,roles\nzhao,赵一,hz-b,doctor;health,是,operator@hz\nqian,钱二,hz,,,\n';

describe('an organisation as CSV', () => {
  it('is shown before it is imported, children before parents in the file too, and then nothing is new', async () => {
    const seen = await send(studio.admin, 'preview', { units: UNITS, people: PEOPLE });
    expect([seen.body.units, seen.body.people, seen.body.badRows, seen.body.done, studio.app.studio.units.find('hz')]).toEqual([{ add: 2, change: 0, same: 0 }, { add: 2, change: 0, same: 0 }, 0, false, undefined]);
    expect((await send(studio.admin, 'import', { units: UNITS, people: PEOPLE })).body.done).toBe(true);
    expect((await people()).find(({ login }) => login === 'zhao')).toMatchObject({ name: '赵一', unit: { id: 'hz-b', name: '乙局' }, duties: ['doctor', 'health'], head: true, spaces: [{ unit: 'hz', role: 'operator' }] });
    const again = await send(studio.admin, 'import', { units: UNITS, people: PEOPLE });
    expect([again.body.units, again.body.people, again.body.undo]).toEqual([{ add: 0, change: 0, same: 2 }, { add: 0, change: 0, same: 2 }, undefined]);
  });

  it.each([
    ['an id with a blank', { units: 'id,name\na b,x\n' }, 2, 'id'],
    ['an id twice', { units: 'id,name\nq1,x\nq1,y\n' }, 3, 'id'],
    ['the root', { units: 'id,name\nhome,x\n' }, 2, 'id'],
    ['no name', { units: 'id,name\nq2,\n' }, 2, 'name'],
    ['an unknown level', { units: 'id,name,level\nq3,x,州\n' }, 2, 'level'],
    ['an unknown parent', { units: 'id,name,level,parent\nq4,x,,nowhere\n' }, 2, 'parent'],
    ['parents of one another', { units: 'id,name,level,parent\nq5,x,,q6\nq6,y,,q5\n' }, 2, 'parent'],
    ['a short login', { people: 'login,name,unit\nx,y,home\n' }, 2, 'login'],
    ['a login twice, in other letters', { people: 'login,name,unit\nsun,孙,home\nSUN,孙,home\n' }, 3, 'login'],
    ['an unknown unit', { people: 'login,name,unit\nsun,孙,nowhere\n' }, 2, 'unit'],
    ['a head that is neither', { people: 'login,name,unit,duties,head\nsun,孙,home,,也许\n' }, 2, 'head'],
    ['a role nobody knows', { people: 'login,name,unit,duties,head,roles\nsun,孙,home,,,king@home\n' }, 2, 'roles'],
  ])('names line and cell of %s, and imports nothing', async (_, files, line, column) => {
    const { body } = await send(studio.admin, 'import', files);
    expect([body.done, body.bad[0]?.line, body.bad[0]?.column, (body.bad[0]?.message ?? '').length > 3]).toEqual([false, line, column, true]);
    expect((await people()).some(({ login }) => login === 'sun')).toBe(false);
  });

  it.each([['no heads', { units: '' }], ['other heads', { people: 'a,b\n1,2\n' }], ['a quote that is not closed', { units: 'id,name\n"x,y\n' }]])('refuses a file with %s by a code', async (_, files) => {
    const answer = await send(studio.admin, 'preview', files);
    expect([answer.status, code(answer)]).toEqual([422, 'SCN_ORG_FILE']);
  });

  it('keeps the good rows when the person says so', async () => {
    const { body } = await send(studio.admin, 'import', { people: 'login,name,unit\ngood1,好,home\nx,坏,home\n', skipBad: true });
    expect([body.done, body.people.add, body.badRows, (await people()).some(({ login }) => login === 'good1')]).toEqual([true, 1, 1, true]);
  });

  it('is taken back: added is closed, changed is as before, and what somebody changed since stays', async () => {
    await send(studio.admin, 'import', { units: 'id,name,parent\nu-a,甲,home\n', people: 'login,name,unit\nold,旧名,home\n' });
    const { body } = await send(studio.admin, 'import', { units: 'id,name,parent\nu-a,改名,home\nu-b,新,home\n', people: 'login,name,unit\nold,新名,home\nfresh1,一,home\nfresh2,二,home\n' });
    const second = (await people()).find(({ login }) => login === 'fresh2');
    await studio.admin.send('PATCH', `/api/users/${second?.id}`, { name: '后来改的' });
    expect((await studio.admin.send('POST', '/api/organisation/undo', { undo: body.undo })).body).toEqual({ undone: 4, kept: 1 });
    const now = new Map((await people()).map((user) => [user.login, user]));
    expect([now.get('old')?.name, now.get('fresh1')?.disabled, now.get('fresh2')?.disabled, studio.app.studio.units.find('u-a')?.name, studio.app.studio.units.find('u-b')?.closedAt === undefined]).toEqual(['旧名', true, false, '甲', false]);
    expect((await studio.admin.send('POST', '/api/organisation/undo', { undo: body.undo })).status).toBe(404);
  });

  it('brings in no more than its importer may do by hand', async () => {
    expect((await send(county, 'import', { units: 'id,name,parent\nxh-1,街道,xh\n', people: 'login,name,unit,duties,head,roles\nxh1,一,xh-1,,,operator@xh-1\n' })).body.done).toBe(true);
    expect([code(await send(county, 'import', { units: 'id,name,parent\nxh-2,街道,hz\n' })), code(await send(county, 'import', { people: 'login,name,unit\nxh2,二,hz\n' })), code(await send(county, 'import', { people: 'login,name,unit,duties,head,roles\nxh3,三,xh,,,admin@hz\n' }))]).toEqual(['SCN_API_NOT_FOUND', 'SCN_API_NOT_FOUND', 'SCN_AUTH_FORBIDDEN']);
  });

  it('goes out as it comes in, with formulas made harmless', async () => {
    await send(studio.admin, 'import', { people: 'login,name,unit\nevil,"=HYPERLINK(""x"")",home\n' });
    const out = (await studio.admin.send<string>('GET', '/api/organisation/people.csv')).body;
    expect([out.startsWith('\uFEFF"login","name"'), out.includes(`"'=HYPERLINK(""x"")"`), out.includes(',=')]).toEqual([true, true, false]);
    const units = (await studio.admin.send<string>('GET', '/api/organisation/units.csv')).body;
    const back = await send(studio.admin, 'preview', { units, people: out });
    expect([back.body.badRows, back.body.units.add + back.body.units.change, back.body.people.add + back.body.people.change]).toEqual([0, 0, 0]);
    expect((await county.send<string>('GET', '/api/organisation/units.csv')).body.includes('杭州市')).toBe(false);
  });
});

describe('why somebody may', () => {
  const why = (person: Person, query: Record<string, string>, locale = 'zh-CN') => person.send<Explanation>('GET', `/api/policy/explain?${new URLSearchParams(query).toString()}`, undefined, { 'accept-language': locale });

  it('is told step by step, in both languages, and as the server decides', async () => {
    const helper = await studio.member('helper', { unit: { id: 'xh', name: '' }, spaces: [{ unit: 'xh', role: 'operator' }] });
    await studio.admin.send('POST', '/api/scenarios', { id: 'bridge', title: '过桥', unit: 'xh' });
    const asked = { person: helper.id, kind: 'scenario', id: 'bridge' };
    const view = (await why(studio.admin, { ...asked, action: 'scenario.view' })).body;
    expect([view.allow, view.answer, view.steps.map(({ text }) => text)]).toEqual([true, 'helper可以看场景（“过桥”）。', ['账号在用。', '“过桥”属于 本单位 › 西湖区。', '在“西湖区”及其下级是运维人员，包含“看场景”。']]);
    const edit = (await why(studio.admin, { ...asked, action: 'scenario.edit' }, 'en')).body;
    expect([edit.allow, edit.answer, edit.steps.at(-2), edit.steps.at(-1)?.text]).toEqual([false, 'helper may not: change the scenario (“过桥”).', { ok: false, text: 'Role operator in 西湖区 and all below it, which does not include the right to change the scenario.' }, 'Nothing allows it, so it is denied.']);
    expect([(await helper.send('GET', '/api/scenarios/bridge')).status, code(await helper.send('PUT', '/api/scenarios/bridge', {}))]).toEqual([200, 'SCN_AUTH_FORBIDDEN']);
  });

  it('is told of rights to one thing, of a role that does not reach, and of nothing at all', async () => {
    const place = (await studio.admin.send<{ version: number }>('GET', '/api/scenarios/bridge/place')).body;
    await studio.admin.send('PUT', '/api/scenarios/bridge/place', { unit: 'xh', rights: [{ who: 'g:H-B', right: 'viewer' }], baseVersion: place.version });
    const shown = async (person: Person, action: string) => (await why(studio.admin, { person: person.id, kind: 'scenario', id: 'bridge', action })).body.steps.map(({ text }) => text).slice(2);
    expect(await shown(studio.user, 'scenario.view')).toEqual(['“富阳医院B”的人都被授权“可查看”，包含“看场景”。']);
    const elsewhere = await studio.member('elsewhere', { unit: { id: 'hz', name: '' }, spaces: [{ unit: 'hz', role: 'admin' }] });
    expect(await shown(elsewhere, 'scenario.view')).toEqual(['在“杭州市”是管理员：管不到这里。', '没有哪一条允许，所以不允许。']);
    const nobody = await studio.member('nobody', { unit: { id: 'hz', name: '' } });
    expect((await shown(nobody, 'scenario.view'))[0]).toBe('这个人没有任何单位的角色，也没有对它的授权。');
  });

  it('is told to nobody who may not see the person or the thing', async () => {
    const asked = { person: studio.user.id, kind: 'scenario', id: 'bridge', action: 'scenario.view' };
    expect([(await why(county, asked)).status, (await why(county, { ...asked, person: county.id, kind: 'unit', id: 'hz' })).status, (await why(studio.user, asked)).status, (await why(studio.admin, { ...asked, action: 'scenario.fly' })).status]).toEqual([404, 404, 403, 404]);
  });
});
