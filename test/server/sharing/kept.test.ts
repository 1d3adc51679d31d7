import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../server/api/policy.ts';
import type { Person } from '../support/studio.ts';
import { createSharingStudio, grantFor, PATIENT, placeIn, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('drivers', { fields: ['county'], limit: 1 }));
  await grantFor(of, 'drivers');
  await publish(of, scenarioWith('plain', { fields: ['county'], limit: 1 }));
});
afterAll(() => of.studio.close());

const code = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  return (body as { code?: string }).code ?? status;
};
const dataset = PATIENT.id;
const data = { pid: 'P-new', name: '乱写', phone: '1', county: '富阳', cost: 1, diagnosis: 'x' };
const file = { name: 'a.csv', size: 1, hash: 'a'.repeat(64), rows: 1 };
const open = { ...PATIENT, sharing: 'unconditional', fields: PATIENT.fields.map(({ sharing: _sharing, ...field }: { sharing?: string }) => field) };

/** What changes data, and what is told to who may not. */
type Deed = readonly [title: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object];
const CHANGES: readonly Deed[] = [
  ['a new row', 'POST', '/api/datasets/rows', { dataset, data }],
  ['a changed row', 'PUT', '/api/datasets/rows', { dataset, id: 'P-4', version: 1, data }],
  ['a row less', 'DELETE', `/api/datasets/rows?dataset=${dataset}&id=P-5&version=1`],
  ['an import', 'POST', '/api/datasets/import', { dataset, format: 'csv', text: 'pid\nQ-1\n', mode: 'append', accept: 'good-rows' }],
  ['an import in place of all', 'POST', '/api/datasets/import', { dataset, format: 'csv', text: 'pid\nQ-1\n', mode: 'replace', accept: 'good-rows' }],
  ['an import gone on with', 'POST', '/api/datasets/imports/resume', { dataset, import: 'batch-of-one', file }],
  ['an import finished', 'POST', '/api/datasets/imports/finish', { dataset, import: 'batch-of-one' }],
  ['an import undone', 'POST', '/api/datasets/imports/undo', { dataset, import: 'batch-of-one' }],
  ['another definition', 'PUT', '/api/datasets', { definition: open }],
  ['another entry of the catalogue', 'PUT', '/api/catalogue/entry', { dataset, entry: { description: 'x' }, sharing: 'unconditional' }],
  ['other checks', 'PUT', '/api/catalogue/checks', { dataset, checks: [] }],
];
const READS: readonly Deed[] = [
  ['rows', 'GET', `/api/datasets/rows?dataset=${dataset}`], ['a file', 'GET', `/api/datasets/rows/export?dataset=${dataset}`], ['the past of a row', 'GET', `/api/datasets/history?dataset=${dataset}&id=P-3`],
  ['rows that are gone', 'GET', `/api/datasets/gone?dataset=${dataset}`], ['values', 'GET', `/api/datasets/values?dataset=${dataset}&field=county`],
  ['rows that break a check', 'GET', `/api/catalogue/quality/rows?dataset=${dataset}&check=x`], ['a look at the checks', 'POST', '/api/catalogue/quality/run', { dataset }],
];

describe.each(['stranger', 'admin'] as const)('a role in the whole house (%s)', (who) => {
  const person = (): Person => (who === 'admin' ? of.studio.admin : of.stranger);

  it.each(CHANGES.map(([title, ...deed]) => ({ title, deed })))('changes nothing of the data of a unit: $title', async ({ deed: [method, url, body] }) => {
    expect(await code(person().send(method, url, body))).toBe('SCN_GRANT_CHANGE');
  });

  it.each(READS.map(([title, ...deed]) => ({ title, deed })))('reads nothing of it: $title', async ({ deed: [method, url, body] }) => {
    expect(await code(person().send(method, url, body))).toBe('SCN_GRANT_ROWS');
  });

  it('reaches no scenario that reads by a grant: its draft, its test run, its runs', async () => {
    const { run } = await runQuery(of, 'drivers', who);
    const scenario = scenarioWith('drivers', {});
    const tries = [['PUT', '/api/scenarios/drivers', { scenario, baseVersion: 1 }], ['POST', '/api/scenarios/drivers/test-run', { scenario, start: {}, data: 'live' }], ['GET', '/api/scenarios/drivers/runs'], ['GET', `/api/runs/${run}`], ['POST', `/api/runs/${run}/cancel`, { reason: 'x' }], ['DELETE', '/api/scenarios/drivers']] as const;
    for (const [method, url, body] of tries) expect([url, await code(person().send(method, url, body))]).toEqual([url, 'SCN_GRANT_HELD']);
    expect(await code(person().send('GET', '/api/scenarios/drivers'))).toBe(200);
    expect(await code(person().send('GET', '/api/scenarios/plain/runs'))).toBe(200);
  });
});

describe('a scenario of a unit reads its data as its own', () => {
  it('so designing in the whole house makes, changes and tries none there, and the administrator of the house does', async () => {
    const scenario = { ...scenarioWith('within', { fields: ['county'], limit: 1 }), datasets: { persons: { use: dataset } } };
    expect(await code(of.stranger.send('POST', '/api/scenarios', { scenario, unit: 'health' }))).toBe('SCN_AUTH_FORBIDDEN');
    expect(await code(of.studio.admin.send('POST', '/api/scenarios', { scenario, unit: 'health' }))).toBe(201);
    for (const [method, url, body] of [['PUT', '/api/scenarios/within', { scenario, baseVersion: 1 }], ['POST', '/api/scenarios/within/test-run', { scenario, start: {}, data: 'live' }]] as const) {
      expect([url, await code(of.stranger.send(method, url, body))]).toEqual([url, 'SCN_AUTH_FORBIDDEN']);
    }
  });
});

describe('people of the unit', () => {
  it('change their data, and whoever was given the right, too', async () => {
    expect(await code(of.owner.send('POST', '/api/datasets/rows', { dataset, data }))).toBe(201);
    const place = (await of.studio.admin.send<{ version: number }>('GET', `/api/datasets/place?dataset=${dataset}`)).body;
    const nina = (await of.stranger.send<{ user: { id: string } }>('GET', '/api/me')).body.user.id;
    expect(await code(of.studio.admin.send('PUT', `/api/datasets/place?dataset=${dataset}`, { unit: 'health', rights: [{ who: `u:${nina}`, right: 'editor' }], baseVersion: place.version }))).toBe(200);
    expect(await code(of.stranger.send('PUT', '/api/datasets/rows', { dataset, id: 'P-new', version: 1, data: { ...data, cost: 2 } }))).toBe(200);
    await placeIn(of.studio, `dataset:${dataset}`, 'health');
  });

  it('edit and try their scenario, and see its runs', async () => {
    const scenario = scenarioWith('drivers', { fields: ['county'], limit: 1 });
    expect(await code(of.applicant.send('POST', '/api/scenarios/drivers/test-run', { scenario, start: { pid: 'x' }, data: 'live' }))).toBe(200);
    expect(await code(of.applicant.send('PUT', '/api/scenarios/drivers', { scenario, baseVersion: 1 }))).toBe(200);
    expect(await code(of.applicant.send('GET', '/api/scenarios/drivers/runs'))).toBe(200);
  });
});

describe('why somebody may see rows', () => {
  const why = async (person: string, action = 'dataset.rows', locale = 'zh-CN') =>
    (await of.studio.admin.send<Explanation>('GET', `/api/policy/explain?${new URLSearchParams({ person, action, kind: 'dataset', id: dataset }).toString()}`, undefined, { 'accept-language': locale })).body;

  it('is told as the server decides it', async () => {
    for (const [person, allow] of [[of.owner, true], [of.applicant, false], [of.studio.admin, false]] as const) {
      expect([(await why(person.id)).allow, (await person.send('GET', `/api/datasets/rows?dataset=${dataset}`)).status === 200]).toEqual([allow, allow]);
    }
    expect((await why(of.applicant.id)).steps.map(({ text }) => text)).toContainEqual(expect.stringContaining('在这里不算'));
    expect((await why(of.applicant.id, 'dataset.write', 'en')).steps.map(({ text }) => text)).toContainEqual(expect.stringContaining('does not count here'));
  });
});

describe('data of the whole house', () => {
  const given = { id: 'house/list', title: '名单', fields: [{ id: 'name', type: 'string' }] };
  const config = { dataset: 'list', hitPolicy: 'UNIQUE', inputs: [{ id: 'name', expr: 'ask.name', test: 'equals', column: 'name' }], outputs: [{ id: 'out', column: 'name' }] };

  const rowsOf = '/api/datasets/rows?dataset=house/list';
  let county: Person;
  beforeAll(async () => {
    await of.studio.admin.send('PUT', '/api/datasets', { definition: { ...given, sharing: 'restricted' } });
    await placeIn(of.studio, 'dataset:house/list', 'home');
    county = await of.studio.member('scoped', { unit: { id: 'traffic', name: '交通局' }, spaces: [{ unit: 'traffic', role: 'designer' }] } as never);
  });

  it('are read, changed and opened by people of the root alone once they are closed, whatever role others have in the whole house', async () => {
    const auditor = await of.studio.member('auditor-home', { unit: { id: 'home', name: '本单位' }, spaces: [{ unit: 'home', role: 'auditor' }] } as never);
    const colleague = await of.studio.member('colleague', { unit: { id: 'home', name: '本单位' }, role: 'designer' } as never);
    for (const [person, answer] of [[of.studio.admin, 200], [colleague, 200], [of.stranger, 'SCN_GRANT_ROWS'], [auditor, 'SCN_AUTH_FORBIDDEN'], [county, 'SCN_API_NOT_FOUND']] as const) expect(await code(person.send('GET', rowsOf))).toBe(answer);
    for (const [method, url, body] of [['POST', '/api/datasets/rows', { dataset: 'house/list', data: { name: 'x' } }], ['PUT', '/api/datasets', { definition: { ...given, sharing: 'unconditional' } }], ['PUT', '/api/catalogue/entry', { dataset: 'house/list', entry: { description: 'x' }, sharing: 'unconditional' }]] as const) {
      expect([url, await code(of.stranger.send(method, url, body))]).toEqual([url, 'SCN_GRANT_CHANGE']);
    }
    const rules = (who: Person, scenario: string, list: object) => code(who.send('POST', '/api/scenarios/rule-rows', { scenario, datasets: { list }, config }));
    const own = { own: { ...given, sharing: 'unconditional' } };
    expect([await rules(county, 'x', { use: 'house/list', fields: ['name'] }), await rules(county, 'house', own), await rules(of.stranger, 'x', { use: 'house/list', fields: ['name'] }), await rules(colleague, 'x', { use: 'house/list', fields: ['name'] })]).toEqual(['SCN_GRANT_ROWS', 'SCN_GRANT_ROWS', 'SCN_GRANT_ROWS', 200]);
  });

  it('say why, as it is decided', async () => {
    const why = async (person: string) => (await of.studio.admin.send<Explanation>('GET', `/api/policy/explain?${new URLSearchParams({ person, action: 'dataset.rows', kind: 'dataset', id: 'house/list' }).toString()}`)).body;
    const nina = await why(of.stranger.id);
    expect([nina.allow, nina.steps.map(({ text }) => text).join(' ')]).toEqual([false, expect.stringContaining('在这里不算')]);
    expect((await why(of.studio.admin.id)).allow).toBe(true);
  });

  it('are let loose on a scenario by people of the root alone: neither a test run on them nor a release of anybody else reads them', async () => {
    const scenario = { ...scenarioWith('house-reader', { fields: ['name'], limit: 1 }), datasets: { patient: { use: 'house/list', fields: ['name'] } } };
    expect(await code(of.stranger.send('POST', '/api/scenarios', { scenario }))).toBe(201);
    const live = { scenario, start: { pid: 'x' }, data: 'live' };
    expect(await code(of.stranger.send('POST', '/api/scenarios/house-reader/test-run', live))).toBe('SCN_GRANT_HOUSE');
    expect(await code(of.stranger.send('POST', '/api/scenarios/house-reader/test-run', { ...live, data: 'case' }))).toBe(200);
    expect(await code(of.stranger.send('POST', '/api/scenarios/house-reader/publish', { note: '', baseVersion: 1 }))).toBe('SCN_GRANT_HOUSE');
    expect(await code(of.studio.admin.send('POST', '/api/scenarios/house-reader/publish', { note: '', baseVersion: 1 }))).toBe(201);
    await of.studio.admin.send('PUT', '/api/datasets/place?dataset=house/list', { unit: 'home', rights: [{ who: `u:${of.stranger.id}`, right: 'editor' }], baseVersion: (await of.studio.admin.send<{ version: number }>('GET', '/api/datasets/place?dataset=house/list')).body.version });
    expect([await code(of.stranger.send('GET', rowsOf)), await code(of.stranger.send('POST', '/api/scenarios/house-reader/test-run', live))]).toEqual([200, 200]);
  });
});
