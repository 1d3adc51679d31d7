import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { Store } from '../../server/stores/store.ts';
import { createTestApp, createTestStudio, loginAs, type TestStudio } from './support/studio.ts';
import { outputOf, publish, scenarioOf } from './support/trigger-scenario.ts';

let store: Store;
let studio: TestStudio;
beforeEach(async () => {
  store = createMemoryStore();
  studio = await createTestStudio({ nodeTypes: builtIns, store });
});
afterEach(() => studio.close());

const ask = { type: 'start.form', config: { fields: [{ id: 'n', type: 'integer', title: '数', error: '请填数' }] } };
const fallback = { type: 'output.page', config: { text: '没算出来' } };

function counting(code: string): object {
  const count = { type: 'flow.script', config: { input: { n: 'ask.n' }, code, results: [{ id: 'sum', type: 'integer' }], limit: 500 } };
  const end = { type: 'output.page', config: { text: '好' } };
  return scenarioOf('counting', { ask, count, end, fallback }, { e1: ['ask.out', 'count'], e2: ['count.out', 'end'], e3: ['count.error', 'fallback'] });
}

const SUM = 'let sum = 0;\nfor (let i = 1; i <= input.n; i += 1) sum += i;\nreturn { sum };';

async function start(n: number): Promise<string> {
  const answer = await studio.user.send<{ id: string }>('POST', '/api/portal/apps/counting/runs', { clientKey: `key-0000000${n}`, input: { n } }, { prefer: 'wait=10' });
  expect([answer.status, answer.body]).toMatchObject([200, { status: 'completed' }]);
  return answer.body.id;
}

describe('a script in a scenario', () => {
  it('works out a value that is recorded, and read back without working it out again', async () => {
    await publish(studio, counting(SUM));
    const run = await start(4);
    expect(await outputOf(studio, run, 'count')).toEqual({ sum: 10 });
    // Another server, where no script can run, folds the same events.
    const other = await createTestApp({ nodeTypes: builtIns, store });
    await other.studio.scripts.close();
    expect((await (await loginAs(other, 'dora')).send<{ nodes: Record<string, { output?: unknown }> }>('GET', `/api/runs/${run}`)).body.nodes['count']?.output).toEqual({ sum: 10 });
    await other.close();
  });

  it.each([['throws', 'if (input.n > 0) throw new Error("no"); return {}', 'SCN_SCRIPT_FAILED'], ['never ends', 'for(;;); return {}', 'SCN_SCRIPT_TIME'], ['gives a wrong type', 'return { sum: "a" }', 'SCN_SCRIPT_RESULT']])('leaves by "error" when it %s', async (_, code) => {
    await publish(studio, counting(code));
    const run = await start(1);
    expect(await outputOf(studio, run, 'end')).toBeUndefined();
    expect(await outputOf(studio, run, 'fallback')).toBeDefined();
  });

  it('is run by test runs and by cases', async () => {
    await publish(studio, counting(SUM));
    const tested = await studio.designer.send<{ nodes: Record<string, { output?: unknown }> }>('POST', '/api/scenarios/counting/test-run', { scenario: counting(SUM), start: { n: 3 } });
    expect([tested.status, tested.body.nodes?.['count']?.output]).toEqual([200, { sum: 6 }]);
    const cases = { format: 1, cases: [{ id: 'c', title: 'c', at: '2026-03-02T09:00:00+08:00', start: { n: 5 }, expect: { status: 'completed', outputs: { count: { sum: 15 } } } }] };
    const saved = await studio.designer.send('PUT', '/api/scenarios/counting/cases', { cases, baseVersion: 0 });
    const ran = await studio.designer.send<{ passed: number }>('POST', '/api/scenarios/counting/cases/run', {});
    expect([saved.status, ran.status, ran.body]).toMatchObject([200, 200, { passed: 1, failed: 0 }]);
  });

  it('cannot be published while it cannot be read', async () => {
    await studio.designer.send('POST', '/api/scenarios', { scenario: counting('return { sum: ) }') });
    const answer = await studio.designer.send('POST', '/api/scenarios/counting/publish', { note: '', baseVersion: 1 });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([422, expect.stringContaining('SCN_SCRIPT_SYNTAX')]);
  });
});
