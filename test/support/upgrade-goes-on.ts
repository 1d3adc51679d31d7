import { expect } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import { openConnection } from '../../server/services/connections.ts';
import { brokenAuditLink } from '../../server/stores/core/audit-chain.ts';
import type { Store } from '../../server/stores/store.ts';
import { createTestApp, loginAs } from '../server/support/studio.ts';
import { FIXTURE_AT, type FixtureRuns } from './upgrade-fixture.ts';

/** Demands of an upgraded store that people get in, that decided work stands, that open work can be done, and that a deadline is met. */
export async function demandGoesOn(store: Store, runs: FixtureRuns): Promise<void> {
  let now = new Date(FIXTURE_AT);
  const app = await createTestApp({ store, nodeTypes: builtIns, now: () => now, secretKey: Buffer.alloc(32, 7) });
  const person = await loginAs(app, 'he');
  const statusOf = async (run: string) => (await person.send<RunView>('GET', `/api/portal/runs/${run}`)).body.status;
  expect([await statusOf(runs.completed), await statusOf(runs.waiting), await statusOf(runs.late)]).toEqual(['completed', 'waiting', 'waiting']);
  const submitted = await person.send<RunView>('POST', `/api/portal/tasks/${runs.task}/submit`, { clientKey: 'upgraded-submit-1', outcome: 'yes', data: {} });
  expect([submitted.status, submitted.body.status]).toEqual([200, 'completed']);
  const repeated = await person.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'fixture-visit-1', input: { code: 'CT', age: 15 } });
  expect([repeated.body.id, repeated.body.status]).toEqual([runs.completed, 'completed']);
  now = new Date(Date.parse(FIXTURE_AT) + 4 * 3_600_000 + 1000);
  await app.studio.sweep.now();
  const again = await loginAs(app, 'he');
  expect((await again.send<RunView>('GET', `/api/portal/runs/${runs.late}`)).body.status).toBe('completed');
  expect((await store.datasets.query('timed/done', { limit: 9 })).rows.map((row) => row.data['choice'])).toEqual(['late']);
  expect((await store.datasets.query('visit/done', { limit: 9 })).rows.length).toBe(2);
  expect(await openConnection({ ...app.studio }, 'api')).toMatchObject({ header: { value: 'Bearer fixture-secret' } });
  const entries = [...(await store.audit.list({ limit: 500 })).items].reverse();
  expect(brokenAuditLink(entries)).toBeNull();
  await app.close();
}
