import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessItem, GrantView } from '../../../server/api/sharing.ts';
import type { Person } from '../support/studio.ts';
import { act, ASKED, createSharingStudio, grantFor, placeIn, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('seen', { where: 'row.pid = ask.pid', fields: ['pid', 'name'] }, ['pid', 'name']));
}, 60_000);
afterAll(() => of.studio.close());

const OVER = '（授权已结束，不再显示）';
interface Traced { readonly nodes: Readonly<Record<string, { readonly output?: { readonly rows?: readonly Record<string, unknown>[] } }>> }
const readings = async (subject: string) => (await of.studio.admin.send<{ items: AccessItem[] }>('POST', '/api/access/search', { subject })).body.items;

describe('the trace of a run in the studio', () => {
  it('puts on record who looked, at whom, and which columns', async () => {
    const grant = await grantFor(of, 'seen');
    const { run, output } = await runQuery(of, 'seen');
    expect(output?.rows).toMatchObject([{ pid: 'P-3' }]);
    const looked = (await readings('P-3')).find(({ use }) => use === 'trace');
    expect(looked).toMatchObject({ by: of.applicant.id, dataset: 'health/patient', scenario: 'seen', run, grant: grant.item.id, fields: [{ id: 'pid' }, { id: 'name' }] });
    expect((await readings('P-4')).some(({ use }) => use === 'trace')).toBe(false);
  });

  it('shows no column whose grant is over, and then there is nothing to put on record', async () => {
    const grant = await grantFor(of, 'seen');
    const { run } = await runQuery(of, 'seen', 'two', 'P-5');
    const trace = async () => (await of.applicant.send<Traced>('GET', `/api/runs/${run}`)).body.nodes['found']?.output?.rows;
    expect(await trace()).toMatchObject([{ pid: 'P-5' }]);
    const before = (await readings('P-5')).length;
    expect((await act(of.owner, grant, 'revoke', { reason: '不再需要' })).status).toBe(200);
    expect(await trace()).toEqual([{ _id: OVER, _version: 1, pid: OVER, name: OVER }]);
    expect((await readings('P-5')).length).toBe(before);
  });
});

/** A scenario whose later steps copy what the query gave: by formula, through a called flow, into a page and a caption. */
function copying(id: string) {
  const base = scenarioWith(id, { where: 'row.pid = ask.pid', fields: ['pid', 'name'] }, ['pid', 'name']);
  const { ask, found } = base.flows.main.nodes;
  return {
    ...base,
    texts: { said: { 'zh-CN': '查到 {copy.who}', en: 'Found {copy.who}' } },
    flows: {
      main: {
        nodes: {
          ask, found,
          copy: { type: 'rule.expression', title: '抄', config: { values: [{ id: 'who', expr: 'found.rows[1].name' }, { id: 'own', expr: '"自己的"' }] } },
          far: { type: 'rule.expression', title: '再抄', config: { values: [{ id: 'again', expr: 'copy.who + "！"' }] } },
          apart: { type: 'rule.expression', title: '无关', config: { values: [{ id: 'plain', expr: 'ask.pid' }] } },
          end: { type: 'output.page', title: '结果', config: { text: 'said' } },
        },
        edges: { e1: ['ask.out', 'found'], e2: ['found.out', 'copy'], e3: ['copy.out', 'far'], e4: ['far.out', 'apart'], e5: ['apart.out', 'end'] },
      },
    },
  };
}

describe('what later steps made of granted data', () => {
  interface Whole { readonly nodes: Readonly<Record<string, { readonly output?: unknown; readonly explanation?: unknown }>>; readonly edges: Readonly<Record<string, { readonly value?: string }>>; readonly result?: unknown }
  const whole = async (run: string) => (await of.applicant.send<Whole>('GET', `/api/runs/${run}`)).body;

  it('is shown while the grant holds, and nothing of it once it is over, however often it was copied', async () => {
    await publish(of, copying('copying'));
    const grant = await grantFor(of, 'copying');
    const { run } = await runQuery(of, 'copying', 'one', 'P-7');
    const before = JSON.stringify(await whole(run));
    const name = /"who":"([^"]+)"/.exec(before)?.[1] ?? '';
    expect([name.length > 0, before.includes(`${name}！`)]).toEqual([true, true]);
    await act(of.owner, grant, 'revoke', { reason: '不再需要' });
    const after = await whole(run);
    expect(JSON.stringify(after)).not.toContain(name);
    for (const node of ['copy', 'far', 'end']) expect(after.nodes[node]?.output).toBe(OVER);
    expect(after.nodes['apart']?.output).toEqual({ plain: 'P-7' });
    expect([after.edges['e2']?.value, after.edges['e3']?.value, after.result]).toEqual([OVER, OVER, OVER]);
  });

  it('is on record by how many rows where nobody says whom they are about', async () => {
    await of.owner.send('PUT', '/api/datasets', { definition: { id: 'health/bed', title: '床位', sharing: 'restricted', fields: [{ id: 'ward', type: 'string' }] } });
    await of.studio.app.studio.store.datasets.write(Array.from({ length: 60 }, (_, i) => ({ kind: 'insert' as const, dataset: 'health/bed', id: `B-${i}`, data: { ward: `病区${i}` } })), 'x');
    await placeIn(of.studio, 'dataset:health/bed', 'health');
    const base = scenarioWith('beds', { limit: 100 });
    await publish(of, { ...base, datasets: { patient: { use: 'health/bed', fields: ['ward'] } } } as never);
    let grant = (await of.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/bed', scenario: 'beds', asked: { ...ASKED, fields: [{ id: 'ward', as: 'whole' }] } })).body;
    for (const [person, action] of [[of.applicant, 'submit'], [of.studio.admin, 'pass'], [of.owner, 'agree']] as const) grant = (await act(person, grant, action)).body;
    await runQuery(of, 'beds');
    const entries = (await of.studio.admin.send<{ items: { action: string; target: string; details?: Record<string, unknown> }[] }>('GET', '/api/audit?limit=200')).body.items;
    expect(entries.find(({ action, target, details }) => action === 'data.disclose' && target === 'health/bed' && details?.['use'] === 'trace')?.details).toMatchObject({ fields: ['ward'], rows: 60, grant: grant.item.id, scenario: 'beds' });
  });
});

describe('data of the unit of a scenario', () => {
  it('are shown in its runs to people of the unit, and not to whoever looks in by a role in the whole house', async () => {
    const scenario = { ...copying('inside'), id: 'inside' };
    expect((await of.owner.send('POST', '/api/scenarios', { scenario, unit: 'health' })).status).toBe(201);
    expect((await of.owner.send('POST', '/api/scenarios/inside/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    const started = await of.studio.user.send<{ id: string }>('POST', '/api/portal/apps/inside/runs', { clientKey: 'key-inside', input: { pid: 'P-8' } });
    const seen = async (person: Person) => JSON.stringify((await person.send('GET', `/api/runs/${started.body.id}`)).body);
    expect(await seen(of.owner)).toContain('张小8');
    const foreign = await seen(of.stranger);
    expect([foreign.includes('张小8'), foreign.includes('（只给所属单位的人看）')]).toEqual([false, true]);
    expect((await readings('P-8')).filter(({ use }) => use === 'trace').map(({ by }) => by)).toEqual([of.owner.id]);
  });
});
