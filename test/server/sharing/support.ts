import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { GrantView } from '../../../server/api/sharing.ts';
import type { RunView } from '../../../server/api/portal.ts';
import { createTestStudio, PASSWORD, type Person, type TestStudio } from '../support/studio.ts';

export const PATIENT = {
  id: 'health/patient', title: '病人', key: ['pid'], subject: 'pid', sharing: 'restricted',
  fields: [
    { id: 'pid', type: 'string' }, { id: 'name', type: 'string', personal: true, mask: 'name' }, { id: 'phone', type: 'string', personal: true, mask: 'phone' },
    { id: 'county', type: 'string' }, { id: 'cost', type: 'integer' }, { id: 'diagnosis', type: 'string', sharing: 'none' },
  ],
};

const PEOPLE = [
  ['ada', '申请人', 'designer', 'traffic', '交通局'], ['otto', '卫健委经办', 'designer', 'health', '卫健委'], ['nina', '民政局设计员', 'designer', 'civil', '民政局'],
] as const;

export interface SharingStudio {
  readonly studio: TestStudio;
  readonly applicant: Person;
  readonly owner: Person;
  readonly stranger: Person;
  /** Moves the clock of the server. */
  readonly setNow: (at: string) => void;
}

/** Puts something into a unit, as the house does. */
export async function placeIn(studio: TestStudio, what: string, unit: string): Promise<void> {
  const { store, places } = studio.app.studio;
  const old = await store.documents.get('place', what);
  await store.documents.put('place', what, { unit, rights: [] }, { expectedVersion: old?.version ?? 0, by: 'test' });
  await places.reload();
}

/** A health unit with 40 patients, and people of two other units. */
export async function createSharingStudio(start = '2022-02-18T02:00:00Z'): Promise<SharingStudio> {
  let now = new Date(start);
  const studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  for (const [login, name, role, id, unit] of PEOPLE) await studio.admin.send('POST', '/api/users', { login, name, password: PASSWORD, role, duties: [], unit: { id, name: unit } });
  const [applicant, owner, stranger] = [await studio.login('ada'), await studio.login('otto'), await studio.login('nina')];
  await owner.send('PUT', '/api/datasets', { definition: PATIENT });
  await placeIn(studio, 'dataset:health/patient', 'health');
  await studio.app.studio.store.datasets.write(Array.from({ length: 40 }, (_, i) => ({
    kind: 'insert' as const, dataset: 'health/patient', id: `P-${i}`,
    data: { pid: `P-${i}`, name: `张小${i}`, phone: `1380000${String(i).padStart(4, '0')}`, county: i < 30 ? '富阳' : i < 38 ? '桐庐' : '建德', cost: i, diagnosis: 'secret' },
  })), 'x');
  return { studio, applicant, owner, stranger, setNow: (at) => (now = new Date(at)) };
}

/** A scenario of the traffic unit that asks for a person and runs one query. */
export function scenarioWith(id: string, query: object, fields: readonly string[] = ['pid', 'name', 'phone', 'county', 'cost']) {
  return {
    format: 1, id, title: `场景 ${id}`, purpose: '核对驾驶人', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
    datasets: { patient: { use: 'health/patient', subject: 'pid', fields: [...fields] } },
    flows: { main: {
      nodes: {
        ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'pid', type: 'string', title: '编号' }] } },
        found: { type: 'data.query', title: '查病人', config: { dataset: 'patient', ...query } },
        end: { type: 'output.page', title: '结果', config: { text: '好了' } },
      },
      edges: { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] },
    } },
  };
}

export async function publish(of: SharingStudio, scenario: { readonly id: string }): Promise<void> {
  const made = await of.applicant.send('POST', '/api/scenarios', { scenario });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  await placeIn(of.studio, `scenario:${scenario.id}`, 'traffic');
  const published = await of.applicant.send('POST', `/api/scenarios/${scenario.id}/publish`, { note: '', baseVersion: 1 });
  if (published.status !== 201) throw new Error(JSON.stringify(published.body));
}

export const ASKED = { fields: [{ id: 'pid', as: 'whole' }, { id: 'name', as: 'masked' }, { id: 'county', as: 'whole' }], purpose: '核对驾驶人健康状况', basis: '道路交通安全法第十九条', from: '2022-02-01', until: '2022-12-31' };

export async function act(person: Person, grant: GrantView, action: string, more: object = {}) {
  return person.send<GrantView>('POST', `/api/grants/${grant.item.id}/actions`, { action, baseVersion: grant.version, ...more });
}

/** A grant in force, with these parts in place of the usual ones. */
export async function grantFor(of: SharingStudio, scenario: string, asked: object = {}): Promise<GrantView> {
  let grant = (await of.applicant.send<GrantView>('POST', '/api/grants', { dataset: 'health/patient', scenario, asked: { ...ASKED, ...asked } })).body;
  for (const [person, action] of [[of.applicant, 'submit'], [of.studio.admin, 'pass'], [of.owner, 'agree']] as const) {
    const done = await act(person, grant, action);
    if (done.status !== 200) throw new Error(JSON.stringify(done.body));
    grant = done.body;
  }
  return grant;
}

interface Output { readonly rows?: readonly Record<string, unknown>[]; readonly row?: Record<string, unknown> | null; readonly count?: number; readonly found?: boolean }

/** Starts the scenario; what the query gave, or the code it stopped with. */
export async function runQuery(of: SharingStudio, id: string, key = 'one', pid = 'P-3'): Promise<{ readonly status: number; readonly run: string; readonly output?: Output; readonly code?: string }> {
  const started = await of.studio.user.send<RunView & { code?: string }>('POST', `/api/portal/apps/${id}/runs`, { clientKey: `key-${id}-${key}`, input: { pid } });
  const run = started.body.id;
  const trace = (await of.applicant.send<{ status: string; nodes: Record<string, { output?: Output; error?: { code: string } }> }>('GET', `/api/runs/${run}`)).body;
  const node = trace.nodes['found'];
  return { status: started.status, run, ...(node?.output ? { output: node.output } : {}), ...(node?.error ? { code: node.error.code } : {}) };
}
