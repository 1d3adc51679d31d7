import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantItem, GrantView, SharingSettings } from '../../../server/api/sharing.ts';
import { settleGrants } from '../../../server/services/sharing/grants.ts';
import { dueAfter } from '../../../server/services/sharing/settings.ts';
import type { Person } from '../support/studio.ts';
import { act, ASKED, createSharingStudio, grantFor, placeIn, publish, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('main', { fields: ['pid'] }, ['pid', 'name']));
});
afterAll(() => of.studio.close());

const draft = async (asked: object = {}) => (await of.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: { ...ASKED, ...asked } })).body;
const walk = async (grant: GrantView, ...steps: readonly (readonly [Person, string, object?])[]) => {
  let now = grant;
  for (const [person, action, more] of steps) {
    const done = await act(person, now, action, more);
    if (done.status !== 200) return done.body as unknown as { code: string };
    now = done.body;
  }
  return now;
};
/** A second administrator of the platform. */
let second: Person | undefined;
const ruler = async (): Promise<Person> => (second ??= await of.studio.member('ruth', { role: 'admin', unit: { id: 'home', name: '' } }));
const inbox = async (person: Person) => (await person.send<{ items: GrantItem[] }>('GET', '/api/grants?list=inbox')).body.items.map(({ id }) => id);

describe('the way of an application', () => {
  it('goes from the applicant to the platform and to the owner, with a deadline in working days at each', async () => {
    const asked = await draft();
    expect([asked.item.status, asked.actions, asked.surplus]).toEqual(['draft', ['submit', 'withdraw'], ['county']]);
    const checking = (await walk(asked, [of.applicant, 'submit'])) as GrantView;
    // Friday and two working days.
    expect([checking.item.status, checking.item.due?.slice(0, 10), checking.limit?.days, checking.item.daysLeft]).toEqual(['checking', '2022-02-22', 2, 2]);
    expect([await inbox(of.studio.admin), await inbox(of.owner)]).toEqual([[checking.item.id], []]);
    const deciding = (await walk(checking, [of.studio.admin, 'pass'])) as GrantView;
    expect([deciding.item.status, deciding.item.due?.slice(0, 10), await inbox(of.owner)]).toEqual(['deciding', '2022-02-25', [deciding.item.id]]);
    const agreed = (await walk(deciding, [of.owner, 'agree'])) as GrantView;
    expect([agreed.item.status, agreed.item.due, agreed.events.map(({ action }) => action)]).toEqual(['in-force', undefined, ['create', 'submit', 'pass', 'agree']]);
  });

  it('counts make-up days and holidays of the calendar', () => {
    expect(dueAfter(of.studio.app.studio, '2022-04-29T02:00:00Z', 2).slice(0, 10)).toBe('2022-05-06');
  });

  it('may be agreed to in part, and never to more than was asked for', async () => {
    const deciding = (await walk(await draft(), [of.applicant, 'submit'], [of.studio.admin, 'pass'])) as GrantView;
    const more = { fields: [{ id: 'name', as: 'whole' }], from: '2022-02-01', until: '2023-01-31' };
    const refused = await act(of.owner, deciding, 'agree', { given: more });
    expect([refused.status, (refused.body as unknown as { errors: { path: string }[] }).errors.map(({ path }) => path)]).toEqual([422, ['/given/fields/0', '/given/until']]);
    const less = { fields: [{ id: 'pid', as: 'counted' }], from: '2022-02-01', until: '2022-06-30' };
    const agreed = await act(of.owner, deciding, 'agree', { given: less });
    expect([agreed.body.given, agreed.body.item.until]).toEqual([less, '2022-06-30']);
  });

  it('is refused with a reason only, contested, and ruled upon by the data office', async () => {
    const deciding = (await walk(await draft(), [of.applicant, 'submit'], [of.studio.admin, 'pass'])) as GrantView;
    expect(await walk(deciding, [of.owner, 'refuse'])).toMatchObject({ code: 'SCN_GRANT_REASON' });
    const ruled = (await walk(deciding, [of.owner, 'refuse', { reason: '超出职责' }], [of.applicant, 'contest', { reason: '法律有规定' }], [await ruler(), 'overrule', { reason: '有法律依据' }])) as GrantView;
    expect([ruled.item.status, ruled.events.at(-1)?.reason]).toEqual(['in-force', '有法律依据']);
  });

  it('comes back from the platform, is mended and submitted again', async () => {
    const returned = (await walk(await draft(), [of.applicant, 'submit'], [of.studio.admin, 'return', { reason: '多要了 county' }])) as GrantView;
    const mended = await of.applicant.send<GrantView>('PUT', `/api/grants/${returned.item.id}`, { asked: { ...ASKED, fields: [{ id: 'pid', as: 'whole' }] }, baseVersion: returned.version });
    expect([mended.body.surplus, ((await walk(mended.body, [of.applicant, 'submit'])) as GrantView).item.status]).toEqual([[], 'checking']);
  });

  it('is renewed by the owner only, and one grant takes the place of the one before', async () => {
    const grant = await grantFor(of, 'main');
    const asked = (await walk(grant, [of.applicant, 'renew', { until: '2023-06-30', reason: '继续核对' }])) as GrantView;
    expect([asked.item.status, asked.item.until, asked.item.renewal?.until, await inbox(of.owner)]).toEqual(['in-force', '2022-12-31', '2023-06-30', [grant.item.id]]);
    const renewed = (await walk(asked, [of.owner, 'agree-renewal'])) as GrantView;
    expect([renewed.item.until, renewed.item.renewal]).toEqual(['2023-06-30', undefined]);
    await grantFor(of, 'main');
    expect((await of.applicant.send<GrantView>('GET', `/api/grants/${grant.item.id}`)).body.item.status).toBe('ended');
  });
});

describe('who may do what', () => {
  it.each([
    ['the applicant cannot check', 'applicant', 'pass', 'SCN_GRANT_PARTY'],
    ['the applicant cannot agree', 'applicant', 'agree', 'SCN_GRANT_PARTY'],
    ['the owner cannot check', 'owner', 'pass', 'SCN_GRANT_PARTY'],
    ['the owner cannot agree before the platform has passed it on', 'owner', 'agree', 'SCN_GRANT_STATE'],
    ['a third unit does not even see it', 'stranger', 'agree', 'SCN_API_NOT_FOUND'],
  ] as const)('%s', async (_, who, action, code) => {
    const checking = (await walk(await draft(), [of.applicant, 'submit'])) as GrantView;
    expect(await walk(checking, [of[who], action])).toMatchObject({ code });
  });

  it('asks nobody for data of the own unit, and lets another unit ask for no scenario of this one', async () => {
    const foreign = await of.stranger.send<{ code: string }>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: ASKED });
    expect(foreign.body.code).toBe('SCN_GRANT_PARTY');
    await of.studio.app.studio.store.documents.put('scenario', 'own', { ...scenarioWith('own', {}) }, { expectedVersion: 0, by: 'x' });
    await placeIn(of.studio, 'scenario:own', 'health');
    const own = await of.owner.send<{ code: string }>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'own', asked: ASKED });
    expect(own.body.code).toBe('SCN_GRANT_UNNEEDED');
  });

  it('an auditor of the owner does not decide for it, and whoever manages its data does', async () => {
    const unit = { id: 'health', name: '' } as never;
    const auditor = await of.studio.member('haud', { unit, spaces: [{ unit: 'health', role: 'auditor' }] });
    const head = await of.studio.member('hadm', { unit: { id: 'civil', name: '' }, spaces: [{ unit: 'health', role: 'admin' }] });
    const deciding = (await walk(await draft(), [of.applicant, 'submit'], [of.studio.admin, 'pass'])) as GrantView;
    expect([await walk(deciding, [auditor, 'agree']), await inbox(auditor)]).toMatchObject([{ code: 'SCN_API_NOT_FOUND' }, []]);
    expect(((await walk(deciding, [head, 'agree'])) as GrantView).item.status).toBe('in-force');
  });

  it('nobody of the applicant checks or rules, and nobody rules on what they checked', async () => {
    const traffic = { id: 'traffic', name: '' } as never;
    const own = await of.studio.member('tadm', { role: 'admin', unit: traffic });
    const two = await of.studio.member('two', { role: 'admin', unit: { id: 'home', name: '' }, further: [{ unit: traffic, duties: [] }] });
    const checking = (await walk(await draft(), [of.applicant, 'submit'])) as GrantView;
    for (const person of [own, two]) expect(await walk(checking, [person, 'pass'])).toMatchObject({ code: 'SCN_GRANT_APPLIED' });
    expect([await inbox(own), (await own.send<GrantView>('GET', `/api/grants/${checking.item.id}`)).body.actions]).toEqual([[], ['withdraw']]);
    const ruling = (await walk(checking, [of.studio.admin, 'pass'], [of.owner, 'refuse', { reason: '超出职责' }], [of.applicant, 'contest', { reason: '法律有规定' }])) as GrantView;
    expect(await walk(ruling, [own, 'overrule', { reason: 'x' }])).toMatchObject({ code: 'SCN_GRANT_APPLIED' });
    for (const action of ['overrule', 'uphold']) expect(await walk(ruling, [of.studio.admin, action, { reason: 'x' }])).toMatchObject({ code: 'SCN_GRANT_TWICE' });
    expect(((await walk(ruling, [await ruler(), 'uphold', { reason: '超出职责' }])) as GrantView).item.status).toBe('closed');
  });

  it('tells whoever decides on an older version', async () => {
    const checking = (await walk(await draft(), [of.applicant, 'submit'])) as GrantView;
    await act(of.studio.admin, checking, 'pass');
    expect((await act(of.studio.admin, checking, 'return', { reason: 'x' })).body).toMatchObject({ code: 'SCN_GRANT_STATE' });
  });

  it('names each wrong part of an application', async () => {
    const bad = { fields: [{ id: 'nix', as: 'whole' }, { id: 'pid', as: 'whole' }, { id: 'pid', as: 'masked' }], rows: 'row.county ==', until: '2021-01-01' };
    const answer = (await draft(bad)) as unknown as { code: string; errors: { path: string }[] };
    expect([answer.code, [...new Set(answer.errors.map(({ path }) => path))]]).toEqual(['SCN_GRANT_ASKED', ['/asked/fields/0', '/asked/fields/2', '/asked/rows', '/asked/until']]);
  });

  it.each(['row.diagnosis = "秘密"', 'row.county = "桐庐" and contains(row.diagnosis, "x")', 'count(get entries(row)) > 3'])('refuses a condition over a column that is not shared: %s', async (rows) => {
    const answer = (await draft({ rows })) as unknown as { code: string; errors: { path: string; code: string; message: string }[] };
    expect([answer.code, answer.errors.map(({ path, code }) => [path, code])]).toEqual(['SCN_GRANT_ASKED', [['/asked/rows', 'not-shared']]]);
    expect(answer.errors[0]?.message).toContain('“diagnosis”');
  });
});

describe('silence of the owner', () => {
  it('is followed up and grants nothing', async () => {
    const late = await createSharingStudio();
    await publish(late, scenarioWith('main', { fields: ['pid'] }));
    let grant = (await late.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: ASKED })).body;
    for (const [person, action] of [[late.applicant, 'submit'], [late.studio.admin, 'pass']] as const) grant = (await act(person, grant, action)).body;
    late.setNow('2022-03-30T02:00:00Z');
    const { studio } = late.studio.app;
    await settleGrants(studio);
    await settleGrants(studio);
    const owner = await late.studio.login('otto');
    const view = (await owner.send<GrantView>('GET', `/api/grants/${grant.item.id}`)).body;
    expect([view.item.status, view.item.overdue, view.events.filter(({ action }) => action === 'overdue').length, view.given]).toEqual(['deciding', true, 1, undefined]);
    await late.studio.close();
  });

  it('is measured by limits that say whose rule they are, and that an administrator sets', async () => {
    const settings = (await of.owner.send<SharingSettings>('GET', '/api/sharing/settings')).body;
    expect([settings.ownerReply.days, settings.ownerReply.source.length > 0]).toEqual([5, true]);
    const { version, ...rest } = settings;
    const body = { ...rest, ownerReply: { days: 10, source: '贵州省政府数据共享开放条例' }, baseVersion: version };
    expect((await of.owner.send('PUT', '/api/sharing/settings', body)).status).toBe(403);
    expect((await of.studio.admin.send<SharingSettings>('PUT', '/api/sharing/settings', body)).body.ownerReply).toEqual(body.ownerReply);
  });
});
