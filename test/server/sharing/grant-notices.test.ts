import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantView } from '../../../server/api/sharing.ts';
import type { DesignNotice } from '../../../server/api/versions.ts';
import { settleGrants } from '../../../server/services/sharing/grants.ts';
import type { Person } from '../support/studio.ts';
import { act, ASKED, createSharingStudio, publish, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('told', { fields: ['pid'] }, ['pid', 'name']));
  await of.applicant.send('PUT', '/api/portal/notice-settings', { mail: 'ada@example.org', mailFor: ['message'], webhookFor: [], baseVersion: 0 });
}, 60_000);
afterAll(() => of.studio.close());

/** What somebody was told since they last read their notices. */
async function news(person: Person): Promise<readonly string[]> {
  const unread = (await person.send<{ items: DesignNotice[] }>('GET', '/api/design-notices')).body.items.filter(({ what, readAt }) => what === 'grant' && readAt === undefined);
  await person.send('POST', '/api/design-notices/read', { ids: unread.map(({ id }) => id) });
  return unread.map(({ text }) => text);
}
const everybody = async () => ({ applicant: await news(of.applicant), platform: await news(of.studio.admin), owner: await news(of.owner), stranger: await news(of.stranger) });
const nobody = { applicant: [], platform: [], owner: [], stranger: [] };
const begin = async () => (await of.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'told', asked: ASKED })).body;
async function step(person: Person, grant: GrantView, action: string, more: object = {}): Promise<GrantView> {
  const done = await act(person, grant, action, more);
  expect([done.status, done.status === 200 ? '' : done.body]).toEqual([200, '']);
  return done.body;
}

describe('each move of a grant', () => {
  it('tells those whose turn it is or whom it concerns, and neither who made it nor strangers', async () => {
    const checking = await step(of.applicant, await begin(), 'submit');
    expect(await everybody()).toEqual({ ...nobody, platform: ['提交了数据使用申请，请平台核对'] });
    const deciding = await step(of.studio.admin, checking, 'pass');
    const passed = '数据使用申请通过核对，请数据归属单位决定';
    expect(await everybody()).toEqual({ ...nobody, applicant: [passed], owner: [passed] });
    const agreed = await step(of.owner, deciding, 'agree');
    expect(await everybody()).toEqual({ ...nobody, applicant: ['数据使用申请已同意，授权生效'] });
    await step(of.owner, agreed, 'revoke', { reason: '不再需要' });
    expect(await everybody()).toEqual({ ...nobody, applicant: ['授权已收回：不再需要'], platform: ['授权已收回：不再需要'] });
  });

  it('goes by mail to who wants that', async () => {
    const { items } = await of.studio.app.studio.store.deliveries.list({ scenario: 'told', limit: 50 });
    expect(items.map(({ payload }) => [payload['channel'], payload['title']])).toContainEqual(['mail', '授权已收回']);
  });

  it('tells everybody concerned once when a decision is late', async () => {
    const checking = await step(of.applicant, await begin(), 'submit');
    await everybody();
    of.setNow('2022-03-10T02:00:00Z');
    await settleGrants(of.studio.app.studio);
    await settleGrants(of.studio.app.studio);
    const again = { ...of, applicant: await of.studio.login('ada'), owner: await of.studio.login('otto'), admin: await of.studio.login('root') };
    const late = '督办：数据使用申请到期未决定';
    expect([await news(again.applicant), await news(again.admin), await news(again.owner)]).toEqual([[late], [late], [late]]);
    expect(checking.item.status).toBe('checking');
  });

  it('says in words whose step it is', async () => {
    const fresh = await of.studio.login('otto');
    const applicant = await of.studio.login('ada');
    const made = (await applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'told', asked: ASKED })).body;
    expect((await act(fresh, made, 'submit')).body).toMatchObject({ code: 'SCN_GRANT_PARTY', detail: expect.stringContaining('这一步由申请单位办。') as string });
  });
});
