import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueItem, GrantView, SharingSettings } from '../../../server/api/sharing.ts';
import type { DesignNotice } from '../../../server/api/versions.ts';
import type { Person } from '../support/studio.ts';
import { act, ASKED, createSharingStudio, grantFor, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('main', { fields: ['pid'] }, ['pid', 'name']));
});
afterAll(() => of.studio.close());

interface Refused { readonly code: string; readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[] }

const apply = (asked: object = {}, person: Person = of.applicant, locale = 'zh-CN') => person.send<GrantView & Refused>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: { ...ASKED, ...asked } }, { 'accept-language': locale });
const wrong = async (asked: object, locale?: string) => (await apply(asked, of.applicant, locale)).body.errors?.map(({ path, code }) => [path, code]);
const traffic = { id: 'traffic', name: '' } as never;
const health = { id: 'health', name: '' } as never;

describe('what an application must say', () => {
  it.each([
    ['a blank purpose', { purpose: '  ' }, [['/asked/purpose', 'blank']]],
    ['a blank ground', { basis: '\t' }, [['/asked/basis', 'blank']]],
    ['an end before the beginning', { from: '2022-06-01', until: '2022-05-01' }, [['/asked/until', 'order']]],
    ['an end in the past', { from: '2022-01-01', until: '2022-02-17' }, [['/asked/until', 'past']]],
    ['more than the longest', { from: '2022-02-18', until: '2023-02-19' }, [['/asked/until', 'long']]],
    ['a column that is not there', { fields: [{ id: 'nix', as: 'whole' }] }, [['/asked/fields/0', 'unknown']]],
  ] as const)('%s is refused at its field', async (_title, asked, problems) => {
    expect(await wrong(asked)).toEqual(problems);
  });

  it('is counted from today where it began before, and says so in the reader’s language', async () => {
    expect((await apply({ from: '2020-01-01', until: '2023-02-18' })).status).toBe(201);
    expect((await apply({ until: '2024-12-31' }, of.applicant, 'en')).body.errors?.[0]?.message).toContain('The longest is 366 days');
  });

  it('is looked at again when it is submitted, and the house sets how long a grant may last', async () => {
    const { version, ...settings } = (await of.studio.admin.send<SharingSettings>('GET', '/api/sharing/settings')).body;
    const draft = (await apply({ until: '2022-12-31' })).body;
    const shorter = (await of.studio.admin.send<SharingSettings>('PUT', '/api/sharing/settings', { ...settings, longestGrant: { days: 90, source: '示例' }, baseVersion: version })).body;
    expect((await act(of.applicant, draft, 'submit')).body).toMatchObject({ code: 'SCN_GRANT_ASKED', errors: [{ path: '/asked/until', code: 'long' }] });
    await of.studio.admin.send('PUT', '/api/sharing/settings', { ...settings, baseVersion: shorter.version });
  });

  it('goes for a renewal too', async () => {
    const grant = await grantFor(of, 'main');
    for (const [until, code] of [['2022-12-31', 'order'], ['2024-01-01', 'long']] as const) expect((await act(of.applicant, grant, 'renew', { reason: '继续', until })).body).toMatchObject({ code: 'SCN_GRANT_ASKED', errors: [{ path: '/until', code }] });
  });
});

describe('for the applicant', () => {
  it('acts who belongs to its unit and edits the scenario, and its other people look on', async () => {
    const operator = await of.studio.member('top', { unit: traffic, spaces: [{ unit: 'traffic', role: 'operator' }] });
    expect((await apply({}, operator)).body.code).toBe('SCN_GRANT_PARTY');
    const draft = (await apply()).body;
    expect((await act(operator, draft, 'submit')).body).toMatchObject({ code: 'SCN_GRANT_PARTY' });
    expect((await operator.send<GrantView>('GET', `/api/grants/${draft.item.id}`)).body.actions).toEqual([]);
    const grant = await grantFor(of, 'main');
    for (const [action, more] of [['end', {}], ['renew', { until: '2023-01-31', reason: 'x' }]] as const) expect((await act(operator, grant, action, more)).body).toMatchObject({ code: 'SCN_GRANT_PARTY' });
  });
});

describe('for the owner', () => {
  it('nobody answers who belongs to the applicant as well, whichever unit they act for', async () => {
    const both = await of.studio.member('both', { unit: health, further: [{ unit: traffic, duties: [] }], spaces: [{ unit: 'health', role: 'designer' }] });
    let grant = (await apply()).body as GrantView;
    for (const [person, action] of [[of.applicant, 'submit'], [of.studio.admin, 'pass']] as const) grant = (await act(person, grant, action)).body;
    for (const [action, more] of [['agree', {}], ['refuse', { reason: 'x' }]] as const) expect((await act(both, grant, action, more)).body).toMatchObject({ code: 'SCN_GRANT_APPLIED' });
    expect((await both.send<{ items: unknown[] }>('GET', '/api/grants?list=inbox')).body.items).toEqual([]);
    expect((await of.applicant.send<GrantView>('GET', `/api/grants/${grant.item.id}`)).body.waits).toEqual({ party: 'owner', people: ['卫健委经办（卫健委）'] });
  });
});

describe('a scenario that goes', () => {
  const moved = async (unit: string) => {
    const place = (await of.studio.admin.send<{ version: number }>('GET', '/api/scenarios/mover/place')).body;
    expect((await of.studio.admin.send('PUT', '/api/scenarios/mover/place', { unit, rights: [], baseVersion: place.version })).status).toBe(200);
  };

  it('to another unit ends what it was granted, tells the owner, and reads nothing more', async () => {
    await publish(of, scenarioWith('mover', { fields: ['pid'] }, ['pid', 'name']));
    const grant = await grantFor(of, 'mover');
    const open = (await of.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'mover', asked: ASKED })).body;
    expect((await runQuery(of, 'mover', 'before')).output?.rows?.length).toBeGreaterThan(0);
    await moved('civil');
    const ended = (await of.owner.send<GrantView>('GET', `/api/grants/${grant.item.id}`)).body;
    expect([ended.item.status, ended.events.at(-1)?.action, ended.events.at(-1)?.reason]).toEqual(['ended', 'moved', '交通局 → 民政局']);
    expect((await of.applicant.send<GrantView>('GET', `/api/grants/${open.item.id}`)).body.item.status).toBe('withdrawn');
    expect((await of.owner.send<{ items: DesignNotice[] }>('GET', '/api/design-notices')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('场景换了单位') })]) });
    await moved('traffic');
    expect((await runQuery(of, 'mover', 'after')).code).toBe('SCN_GRANT_OVER');
  });
});

describe('when every administrator is of the applicant', () => {
  it('the check goes to the unit above, else to whoever protects personal data, and to nobody by itself', async () => {
    const alone = await createSharingStudio();
    const { studio } = alone;
    await publish(alone, scenarioWith('main', { fields: ['pid'] }, ['pid', 'name']));
    await studio.admin.send('PATCH', `/api/users/${studio.admin.id}`, { unit: traffic });
    const root = await studio.login('root');
    let grant = (await alone.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: ASKED })).body;
    grant = (await act(alone.applicant, grant, 'submit')).body;
    expect(grant.waits).toEqual({ party: 'platform', people: [], instead: 'protector' });
    expect((await act(root, grant, 'pass')).body).toMatchObject({ code: 'SCN_GRANT_APPLIED' });
    const protector = await studio.member('pia', { unit: { id: 'home', name: '' }, spaces: [{ unit: 'home', role: 'protector' }] });
    expect((await alone.applicant.send<GrantView>('GET', `/api/grants/${grant.item.id}`)).body.waits).toMatchObject({ people: [expect.stringContaining('pia')], instead: 'protector' });
    expect((await act(alone.owner, grant, 'pass')).body).toMatchObject({ code: 'SCN_GRANT_PARTY' });
    expect((await act(protector, grant, 'pass')).body.item.status).toBe('deciding');
    await studio.close();
  });
});

describe('the catalogue', () => {
  it('knows no scenario by a grant that ended', async () => {
    expect((await of.applicant.send<{ items: CatalogueItem[] }>('GET', '/api/catalogue')).body.items.find(({ definition }) => definition.id === 'health/patient')?.granted).toEqual(['main']);
  });
});
