import { expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createTestStudio } from './support/studio.ts';
import { publish, scenarioOf } from './support/trigger-scenario.ts';

const fields = [{ id: 'day', type: 'date-time' }, { id: 'note', type: 'string' }];

it('a deadline in the past is an incident with its cause, nothing typed is lost, and the run goes on once the input is mended', async () => {
  const studio = await createTestStudio({ nodeTypes: builtIns, now: () => new Date('2026-03-02T02:00:00Z') });
  const decide = { type: 'human.form', config: { assign: { user: 'run.starter' }, fields: [], outcomes: [{ port: 'yes', title: '好' }], until: [{ at: 'ask.day', do: 'leave', port: 'late' }] } };
  await publish(studio, scenarioOf('late', { ask: { type: 'start.form', config: { roles: ['doctor'], fields } }, decide, end: { type: 'output.page', config: { text: '{ask.note}' } } }, { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'end'], e3: ['decide.late', 'end'] }));
  const begun = await studio.user.send<{ id: string; status: string }>('POST', '/api/portal/apps/late/runs', { clientKey: 'key-late-1', input: { day: '2026-03-01T10:00:00+08:00', note: '井盖' } });
  expect([begun.status, begun.body.status]).toEqual([202, 'incident']);
  const runs = await studio.designer.send<{ items: { id: string; status: string; error?: { code: string; hint?: string } }[] }>('GET', '/api/scenarios/late/runs');
  expect(runs.body.items).toMatchObject([{ id: begun.body.id, status: 'incident', error: { code: 'SCN_RUN_DUE_PAST' } }]);
  const told = async ({ send }: typeof studio.user) => (await send<{ timeline: { text: string }[] }>('GET', `/api/portal/runs/${begun.body.id}`)).body.timeline.at(-1)?.text;
  expect([await told(studio.user), await told(studio.designer)]).toEqual(['出错停下，运维人员会处理', expect.stringMatching(/^出错停下：.*3月1日/)]);
  const trace = await studio.designer.send('GET', `/api/runs/${begun.body.id}`);
  expect(JSON.stringify(trace.body)).toContain('井盖');
  const failed = await studio.designer.send<{ input: object }>('GET', `/api/runs/${begun.body.id}/incident?path=decide`);
  const input = JSON.parse(JSON.stringify(failed.body.input).replace('2026-03-01', '2026-03-05')) as object;
  const mended = await studio.designer.send<{ results: { ok: boolean }[] }>('POST', '/api/scenarios/late/incidents/resolve', { runs: [begun.body.id], path: 'decide', action: 'edit', input, reason: '日期写错了' });
  expect(mended.body.results).toMatchObject([{ ok: true }]);
  const { body } = await studio.user.send<{ items: { runId: string; dueAt?: string }[] }>('GET', '/api/portal/tasks');
  expect(body.items.map(({ runId, dueAt }) => [runId, Date.parse(dueAt ?? '')])).toEqual([[begun.body.id, Date.parse('2026-03-05T10:00:00+08:00')]]);
  await studio.close();
});
