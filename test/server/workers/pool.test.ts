import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { CheckAnswerSchema } from '../../../server/api/scenario.ts';
import { createHeavy, createInlineWork, type HeavyOptions } from '../../../server/workers/heavy.ts';
import { createScripts } from '../../../server/workers/script/scripts.ts';
import { visitScenario } from '../support/visit-scenario.ts';

const registry = createRegistry(builtIns);
const scripts = createScripts();
const made: { readonly close: () => Promise<void> }[] = [];
const warnings: unknown[] = [];
function heavy(options: Partial<HeavyOptions> = {}) {
  const work = createHeavy({ registry, scripts, plugins: [], log: { warn: (...told: unknown[]) => void warnings.push(told) } as HeavyOptions['log'], size: 1, ...options });
  made.push(work);
  return work;
}
afterAll(() => Promise.all(made.map((work) => work.close())));

/** Two hundred rules over five columns, none of which is like another: enough work to be caught at it. */
const busy = (rules: number) => ({
  ...visitScenario,
  flows: { main: { ...visitScenario.flows.main, nodes: { ...visitScenario.flows.main.nodes, big: { type: 'rule.table', config: {
    hitPolicy: 'UNIQUE', inputs: Array.from({ length: 5 }, (_, at) => ({ id: `c${at}`, expr: 'ask.age' })), outputs: [{ id: 'y', type: 'integer' }],
    rules: Array.from({ length: rules }, (_, row) => ({ id: `R${row}`, when: Object.fromEntries(Array.from({ length: 5 }, (_unused, at) => [`c${at}`, `[${(row * 7 * (at + 1)) % 997}..${((row * 7 * (at + 1)) % 997) + 90})`])), then: { y: String(row) } })),
  } } } } },
});
const check = (document: unknown) => ({ document, catalogue: {} });

describe('work in threads', () => {
  afterEach(() => expect(warnings.splice(0).length).toBe(0));

  it('gives the answer that the same work in place gives', async () => {
    const input = check(visitScenario);
    expect(await heavy().run('check', input)).toEqual(await createInlineWork({ registry, scripts }).run('check', input));
  });

  it('writes an answer out where the work is done, as the API promises it', async () => {
    const bytes = await heavy().run('checkBytes', check(busy(3)));
    const answer: unknown = JSON.parse(new TextDecoder().decode(bytes));
    expect(answer).toEqual(await createInlineWork({ registry, scripts }).run('check', check(busy(3))));
    const fits = new Ajv({ strict: false }).compile(CheckAnswerSchema);
    expect([fits(answer), fits.errors]).toEqual([true, null]);
  });

  it('throws the coded error that the work throws', async () => {
    const definition = { id: 'lab/item', title: 'x', fields: [{ id: 'code', type: 'string' as const }] };
    const deep = `[${'['.repeat(200)}${']'.repeat(200)}]`;
    await expect(heavy().run('rows', { definition, format: 'json', text: deep })).rejects.toMatchObject({ code: 'SCN_API_DEPTH' });
  });

  it('answers an outdated job at once and goes on with the newest', async () => {
    const work = heavy();
    const asked = [1, 2, 3].map((count) => work.run('check', check(busy(count)), { key: 'dora' }));
    const settled = await Promise.allSettled(asked);
    expect(settled.map((one) => (one.status === 'fulfilled' ? 'answered' : (one.reason as { code: string }).code))).toEqual(['SCN_WORK_OUTDATED', 'SCN_WORK_OUTDATED', 'answered']);
  });

  it('drops a job nobody waits for', async () => {
    const gone = new AbortController();
    const answer = heavy().run('check', check(visitScenario), { signal: gone.signal });
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: 'SCN_WORK_OUTDATED' });
  });

  it('ends a job that takes too long, and works on after it', async () => {
    const work = heavy({ limitMs: 1 });
    await expect(work.run('check', check(busy(200)))).rejects.toMatchObject({ code: 'SCN_WORK_TOO_LONG' });
    await expect(work.run('check', check(busy(200)))).rejects.toMatchObject({ code: 'SCN_WORK_TOO_LONG' });
  });

  it('does the work in place where threads do not come up, and says so once', async () => {
    const work = heavy({ entry: new URL('data:text/javascript,process.exit(1)') });
    const answers = await Promise.all([work.run('check', check(visitScenario)), work.run('check', check(visitScenario))]);
    expect([answers.map((answer) => Object.keys(answer.nodes)), warnings.splice(0).length]).toEqual([[['main'], ['main']], 1]);
  });

  it('leaves the event loop free while a large template is checked', async () => {
    const work = heavy();
    const document: unknown = JSON.parse(readFileSync('templates/fair-pricing/scenario.json', 'utf8'));
    await work.run('check', check(document));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const from = performance.now();
    await work.run('check', check(document));
    delay.disable();
    process.stdout.write(`check of fair-pricing in a thread: ${(performance.now() - from).toFixed(0)} ms, longest delay of the event loop ${(delay.max / 1e6).toFixed(0)} ms\n`);
    expect(delay.count).toBeGreaterThan(0);
  });
});
