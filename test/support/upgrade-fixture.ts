import { createTestStudio, type TestStudio } from '../server/support/studio.ts';
import { visitDatasets, visitScenario } from '../server/support/visit-scenario.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import type { Store } from '../../server/stores/store.ts';

/** When the fixtures were at work. */
export const FIXTURE_AT = '2026-01-05T01:00:00.000Z';

const { main } = visitScenario.flows;
/** A person who may be late, and a service that is not there. */
const timed = {
  ...visitScenario, id: 'timed',
  flows: { main: { ...main, nodes: { ...main.nodes, decide: { ...main.nodes.decide, config: { ...main.nodes.decide.config, until: [{ after: '"PT4H"', port: 'late' }] } } }, edges: { ...main.edges, e9: ['decide.late', 'save'] } } },
};

/** What an upgraded store is asked for. */
export interface FixtureRuns {
  /** Waits for `he`, who can still decide. */
  readonly waiting: string;
  readonly task: string;
  /** Waits for a deadline four hours after {@link FIXTURE_AT}. */
  readonly late: string;
  readonly completed: string;
}

/** Fills a store, through the API, with something of everything that has to go on under later versions. */
export async function fillFixture(store: Store): Promise<FixtureRuns> {
  const studio = await createTestStudio({ store, nodeTypes: builtIns, now: () => new Date(FIXTURE_AT), secretKey: Buffer.alloc(32, 7) });
  try {
    return await fill(studio);
  } finally {
    await studio.close();
  }
}

async function fill({ admin, designer, user }: TestStudio): Promise<FixtureRuns> {
  await designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  for (const code of ['CT', 'MR']) await designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code, name: `项目 ${code}`, days: 30 } });
  await admin.send('PUT', '/api/connections?id=api', { title: '接口', baseUrl: 'https://api.example', allow: [], header: 'authorization', secret: 'Bearer fixture-secret', baseVersion: 0 });
  for (const scenario of [visitScenario, timed]) {
    await designer.send('POST', '/api/scenarios', { scenario });
    await designer.send('POST', `/api/scenarios/${scenario.id}/publish`, { note: '', baseVersion: 1 });
  }
  const start = async (app: string, n: number) => (await user.send<RunView>('POST', `/api/portal/apps/${app}/runs`, { clientKey: `fixture-${app}-${n}`, input: { code: 'CT', age: 15 } })).body;
  const taskOf = ({ next }: RunView): string => ('taskId' in next ? next.taskId : '');
  const [completed, waiting, late] = [await start('visit', 1), await start('visit', 2), await start('timed', 1)];
  await user.send('POST', `/api/portal/tasks/${taskOf(completed)}/submit`, { clientKey: 'fixture-submit-1', outcome: 'yes', data: {} });
  await user.send('POST', `/api/portal/tasks/${taskOf(waiting)}/claim`);
  await user.send('PUT', '/api/portal/drafts/app:visit', { values: { code: 'MR', age: 3 } });
  return { waiting: waiting.id, task: taskOf(waiting), late: late.id, completed: completed.id };
}
