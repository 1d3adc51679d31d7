import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditItem } from '../../../server/api/data.ts';
import { settleGrants } from '../../../server/services/sharing/grants.ts';
import { act, createSharingStudio, grantFor, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
});
afterAll(() => of.studio.close());

const audit = async (action: string) => (await of.studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=200')).body.items.filter((entry) => entry.action === action);

describe('reading a restricted dataset of another unit', () => {
  it('is refused without a grant, and goes on with a retry once there is one', async () => {
    await publish(of, scenarioWith('first', { where: 'row.pid = ask.pid', fields: ['pid', 'name', 'county'], one: true }));
    const before = await runQuery(of, 'first');
    expect(before).toMatchObject({ code: 'SCN_GRANT_NEEDED' });
    await grantFor(of, 'first');
    const again = await of.applicant.send<{ nodes: Record<string, { output?: { row: object } }> }>('POST', `/api/runs/${before.run}/resolve`, { path: 'found', round: 1, action: 'retry' });
    expect(again.status).toBe(200);
    expect(again.body.nodes['found']?.output?.row).toMatchObject({ pid: 'P-3', name: '张**', county: '富阳' });
  });

  it('masks what is granted masked, and lets nobody ask for the value behind the mask', async () => {
    await publish(of, scenarioWith('masked', { where: 'row.name = "张小3"', fields: ['pid'] }));
    await grantFor(of, 'masked');
    expect((await runQuery(of, 'masked')).output).toMatchObject({ rows: [], count: 0 });
  });

  it.each([
    ['a filter', 'tests', { where: 'row.phone = "13800000003"', fields: ['pid'] }],
    ['sorting', 'sorts', { orderBy: [['cost', 'asc']], fields: ['pid'] }],
    ['a column shown', 'shows', { fields: ['pid', 'cost'] }],
    ['the whole row as a value', 'whole', { where: 'count(get entries(row)) > 0', fields: ['pid'] }],
    ['a measure', 'sums', { group: { c: 'row.county' }, measures: { n: { sum: 'row.cost' } } }],
  ])('refuses a column that was not granted in %s', async (_, id, query) => {
    await publish(of, scenarioWith(id, query));
    await grantFor(of, id);
    expect(await runQuery(of, id)).toMatchObject({ code: 'SCN_GRANT_FIELD' });
  });

  it('reads only the rows of the owner’s condition, also when it tests a column the scenario does not get', async () => {
    await publish(of, scenarioWith('rows', { fields: ['pid'], limit: 100 }));
    await grantFor(of, 'rows', { rows: 'row.county = "桐庐" and row.cost > 33' });
    const { output } = await runQuery(of, 'rows');
    expect([output?.count, output?.rows?.map((row) => row['pid'])]).toEqual([4, ['P-34', 'P-35', 'P-36', 'P-37']]);
  });

  it('counts what may be counted only, without groups of fewer rows than the limit', async () => {
    const fields = [{ id: 'county', as: 'whole' }, { id: 'cost', as: 'counted' }];
    await publish(of, scenarioWith('groups', { group: { county: 'row.county' }, measures: { total: { sum: 'row.cost' } } }));
    await grantFor(of, 'groups', { fields });
    expect((await runQuery(of, 'groups')).output).toMatchObject({ rows: [{ county: '富阳', total: 435 }, { county: '桐庐', total: 268 }], count: 2 });
    await publish(of, scenarioWith('spied', { where: 'row.cost = 39', group: { county: 'row.county' }, measures: { n: { count: 'true' } } }));
    await grantFor(of, 'spied', { fields });
    expect(await runQuery(of, 'spied')).toMatchObject({ code: 'SCN_GRANT_COUNTED' });
  });

  it('never shares a column that its owner does not share', async () => {
    await publish(of, scenarioWith('closed', { fields: ['diagnosis'] }, ['pid', 'diagnosis']));
    const asked = await of.applicant.send<{ code: string }>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'closed', asked: { fields: [{ id: 'diagnosis', as: 'whole' }], purpose: 'x', basis: 'y', from: '2022-01-01', until: '2022-12-31' } });
    expect([asked.status, asked.body.code]).toEqual([422, 'SCN_GRANT_ASKED']);
  });

  it('is refused to another scene than the one it was granted for, and the refusal is on record', async () => {
    await publish(of, scenarioWith('other', { fields: ['pid'] }));
    expect(await runQuery(of, 'other')).toMatchObject({ code: 'SCN_GRANT_NEEDED' });
    await runQuery(of, 'other', 'again');
    const denied = (await audit('grant.deny')).filter(({ by }) => by === 'scenario:other');
    expect(denied.map(({ target, details }) => [target, details])).toEqual([['health/patient', { scenario: 'other', code: 'SCN_GRANT_NEEDED' }]]);
  });

  it('is refused at the next read once it is revoked, and nothing is lost', async () => {
    await publish(of, scenarioWith('revoked', { fields: ['pid'], limit: 1 }));
    const grant = await grantFor(of, 'revoked');
    expect((await runQuery(of, 'revoked', 'a')).output).toMatchObject({ count: 40 });
    await act(of.owner, grant, 'revoke', { reason: '用途不符' });
    const stopped = await runQuery(of, 'revoked', 'b');
    expect(stopped).toMatchObject({ code: 'SCN_GRANT_OVER' });
    const trace = (await of.applicant.send<{ status: string; nodes: Record<string, { output?: object }> }>('GET', `/api/runs/${stopped.run}`)).body;
    expect([trace.status, trace.nodes['ask']?.output]).toEqual(['incident', { pid: 'P-3' }]);
    const said = async (language: string) => (await of.applicant.send<{ nodes: Record<string, { error?: { message: string } }> }>('GET', `/api/runs/${stopped.run}`, undefined, { 'accept-language': language })).body.nodes['found']?.error?.message;
    expect([await said('zh-CN'), await said('en')]).toEqual([expect.stringMatching(/^“revoked”使用“health\/patient”的授权.*用途不符$/u), expect.stringMatching(/^The grant .* ended or was revoked on 2022-02-18\./u)]);
  });

  it('is on record with fields, purpose, grant and whose data it was, also when the scenario does not get that column', async () => {
    await publish(of, scenarioWith('noted', { where: 'row.county = "建德"', fields: ['county'] }));
    const grant = await grantFor(of, 'noted', { fields: [{ id: 'county', as: 'whole' }] });
    const { run } = await runQuery(of, 'noted');
    const [seen, read] = await audit('data.disclose');
    const use = { fields: ['county'], node: 'found', scenario: 'noted', run, grant: grant.item.id, purpose: '核对驾驶人健康状况' };
    expect(read).toMatchObject({ target: 'health/patient', details: { ...use, subjects: ['P-38', 'P-39'].map((pid) => of.studio.app.studio.markSubject(pid)) } });
    // Whoever opens the run afterwards is shown rows without a name in them.
    expect(seen).toMatchObject({ target: 'health/patient', details: { ...use, rows: 2 } });
  });
});

describe('the checker', () => {
  it('warns at the node of columns and days that the grant does not cover, and of none once it does', async () => {
    const scenario = scenarioWith('warned', { where: 'row.cost > 3', fields: ['pid', 'county'] });
    await publish(of, scenario);
    const codes = async () => (await of.applicant.send<{ diagnostics: { code: string; place: { node?: string } }[] }>('POST', '/api/scenarios/check', { scenario })).body.diagnostics.filter(({ code }) => code.startsWith('SCN_GRANT')).map(({ code, place }) => `${code} ${place.node ?? ''}`);
    expect(await codes()).toEqual(['SCN_GRANT_MISSING found']);
    await grantFor(of, 'warned', { until: '2022-03-01' });
    expect(await codes()).toEqual(['SCN_GRANT_COLUMN found', 'SCN_GRANT_ENDS found']);
    await grantFor(of, 'warned', { fields: [{ id: 'pid', as: 'whole' }, { id: 'county', as: 'whole' }, { id: 'cost', as: 'whole' }] });
    expect(await codes()).toEqual([]);
  });
});

describe('people and a restricted dataset of another unit', () => {
  it('see the rows of their own unit only', async () => {
    const rows = (person: SharingStudio['owner']) => person.send<{ code?: string; count?: number }>('GET', '/api/datasets/rows?dataset=health/patient');
    expect((await rows(of.owner)).body.count).toBe(40);
    for (const person of [of.stranger, of.studio.admin]) expect([(await rows(person)).status, (await rows(person)).body.code]).toEqual([403, 'SCN_GRANT_ROWS']);
  });

  it('are held to the grant in a test run with real data', async () => {
    const scenario = scenarioWith('tried', { fields: ['pid', 'phone'], limit: 1 });
    await publish(of, scenario);
    const test = () => of.applicant.send<{ nodes: Record<string, { output?: { rows: object[] }; error?: { code: string } }> }>('POST', '/api/scenarios/tried/test-run', { scenario, start: { pid: 'P-1' }, data: 'live' });
    expect((await test()).body.nodes['found']?.error?.code).toBe('SCN_GRANT_NEEDED');
    await grantFor(of, 'tried', { fields: [{ id: 'pid', as: 'whole' }, { id: 'phone', as: 'masked' }] });
    expect((await test()).body.nodes['found']?.output?.rows).toMatchObject([{ pid: 'P-0', phone: '138****0000' }]);
  });

  it('choose from granted columns only, and what one scenario sees is not kept for another', async () => {
    const withChoices = (id: string) => {
      const scenario = scenarioWith(id, { fields: ['pid'] });
      scenario.flows.main.nodes.ask.config.fields = [{ id: 'pid', type: 'string', title: '编号', options: { dataset: 'patient', value: 'pid', label: 'name' } }] as never;
      return scenario;
    };
    await publish(of, withChoices('chosen'));
    await publish(of, withChoices('barred'));
    await grantFor(of, 'chosen', { rows: 'row.county = "建德"' });
    const choices = (id: string) => of.studio.user.send<{ code?: string; choices?: object[] }>('GET', `/api/portal/options?app=${id}&field=pid&q=P`);
    expect((await choices('chosen')).body.choices).toEqual([{ value: 'P-38', label: '张***' }, { value: 'P-39', label: '张***' }]);
    expect((await choices('barred')).body.code).toBe('SCN_GRANT_NEEDED');
  });
});

describe('the days of a grant', () => {
  let dated: SharingStudio;
  beforeAll(async () => {
    dated = await createSharingStudio('2022-02-20T15:50:00Z');
    await publish(dated, scenarioWith('days', { fields: ['pid'], limit: 1 }));
  });
  afterAll(() => dated.studio.close());

  it('include the last one; a clock set back does not bring an ended grant to life', async () => {
    await grantFor(dated, 'days', { from: '2022-02-18', until: '2022-02-20' });
    expect((await runQuery(dated, 'days', 'last')).output).toMatchObject({ found: true });
    dated.setNow('2022-02-20T16:01:00Z');
    expect(await runQuery(dated, 'days', 'after')).toMatchObject({ code: 'SCN_GRANT_OVER' });
    await settleGrants(dated.studio.app.studio);
    dated.setNow('2022-02-20T15:52:00Z');
    expect(await runQuery(dated, 'days', 'back')).toMatchObject({ code: 'SCN_GRANT_OVER' });
  });

  it('begin at midnight of the house, and the refusal says what the clock says', async () => {
    await publish(dated, scenarioWith('early', { fields: ['pid'], limit: 1 }));
    await grantFor(dated, 'early', { from: '2022-02-21' });
    expect(await runQuery(dated, 'early', 'before')).toMatchObject({ code: 'SCN_GRANT_EARLY' });
    dated.setNow('2022-02-20T16:00:00Z');
    expect((await runQuery(dated, 'early', 'on time')).output).toMatchObject({ found: true });
  });
});
