import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../support/studio.ts';
import { createSharingStudio, grantFor, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
let other: Person;
const drivers = scenarioWith('drivers', { where: 'row.county != "x"' }, ['pid', 'name', 'county']);
const mine = { ...scenarioWith('mine', {}), datasets: {}, flows: { main: { nodes: { ask: drivers.flows.main.nodes.ask, end: drivers.flows.main.nodes.end }, edges: { e1: ['ask.out', 'end'] } } } };

beforeAll(async () => {
  of = await createSharingStudio();
  const made = await of.applicant.send('POST', '/api/scenarios', { scenario: drivers });
  expect(made.status).toBe(201);
  await grantFor(of, 'drivers');
  other = await of.studio.member('scoped', { unit: { id: 'civil', name: '民政局' }, spaces: [{ unit: 'civil', role: 'designer' }] });
  expect((await other.send('POST', '/api/scenarios', { scenario: mine })).status).toBe(201);
});
afterAll(() => of.studio.close());

describe('a scenario in the body of a request about another', () => {
  const bodies = {
    'test-run': { scenario: drivers, start: { pid: 'P-3' }, data: 'live' },
    'cases/run': { scenario: drivers, cases: { format: 1, cases: [] } },
    'try-request': { scenario: drivers, flow: 'main', node: 'found', values: {}, names: {} },
  };

  it.each(Object.entries(bodies))('is not run by %s, so that nothing is read by the grant of that other', async (route, body) => {
    const { status, body: answer } = await other.send<{ code: string }>('POST', `/api/scenarios/mine/${route}`, body);
    expect([status, answer.code, JSON.stringify(answer).includes('张')]).toEqual([422, 'SCN_API_OTHER_SCENARIO', false]);
  });

  it.each([
    ['check', { scenario: drivers }],
    ['rule-rows', { scenario: 'drivers', datasets: drivers.datasets, config: {} }],
  ])('is not told about by %s to who does not see it', async (route, body) => {
    const { status, body: answer } = await other.send<{ code: string }>('POST', `/api/scenarios/${route}`, body);
    expect([status, answer.code]).toEqual([404, 'SCN_API_NOT_FOUND']);
  });

  it('leaves the own scenario, and a new one that is nowhere yet, as they were', async () => {
    const tested = await other.send<{ status: string }>('POST', '/api/scenarios/mine/test-run', { scenario: mine, start: { pid: 'P-3' }, data: 'live' });
    expect([tested.status, tested.body.status]).toEqual([200, 'completed']);
    expect((await other.send('POST', '/api/scenarios/mine/cases/run', { scenario: mine, cases: { format: 1, cases: [] } })).status).toBe(200);
    for (const scenario of [mine, { ...mine, id: 'not-yet-there' }]) expect((await other.send('POST', '/api/scenarios/check', { scenario })).status).toBe(200);
    const live = await of.applicant.send<{ nodes: Record<string, { output?: { rows: object[] } }> }>('POST', '/api/scenarios/drivers/test-run', { scenario: drivers, start: { pid: 'P-3' }, data: 'live' });
    expect([live.status, live.body.nodes['found']?.output?.rows.length]).toEqual([200, 40]);
  });
});
