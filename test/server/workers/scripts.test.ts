import { afterAll, describe, expect, it } from 'vitest';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { createScripts } from '../../../server/workers/script/scripts.ts';

const scripts = createScripts();
afterAll(() => scripts.close());

const NOW = '2026-03-01T23:30:00.000Z';
const run = (code: string, input: Json = {}, limitMs = 2000) => scripts.run({ code, input, now: NOW, limitMs }, new AbortController().signal);

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    return `ok ${JSON.stringify(await work)}`;
  } catch (error) {
    return isScenarioError(error) ? error.code : String(error);
  }
}

describe('scripts', () => {
  it('read their input and return JSON', async () => {
    expect(await run('return { total: input.items.reduce((sum, item) => sum + item.n, 0), 名称: input.名称 };', { items: [{ n: 1 }, { n: 2 }], 名称: '甲' })).toEqual({ total: 3, 名称: '甲' });
  });

  it('see one time, one zone and no chance', async () => {
    const code = 'return { now: new Date().toJSON(), ms: Date.now(), hours: new Date().getHours(), local: new Date("2026-03-01T10:00").toJSON(), parts: new Date(2026, 0, 2).toJSON(), real: new (new Date().constructor)().toJSON(), text: Date(), offset: new Date().getTimezoneOffset() };';
    expect(await run(code)).toEqual({ now: NOW, ms: Date.parse(NOW), hours: 23, local: '2026-03-01T10:00:00.000Z', parts: '2026-01-02T00:00:00.000Z', real: NOW, text: NOW, offset: 0 });
    expect(await codeOf(run('return Math.random()'))).toBe('SCN_SCRIPT_FAILED');
  });

  it('share nothing with the script before', async () => {
    await run('globalThis.left = 1; Array.prototype.at = () => 7; JSON.stringify = () => "x"; return 1');
    expect(await run('return [typeof left, [1].at(0), JSON.stringify({})]')).toEqual(['undefined', 1, '{}']);
  });

  it('say the line of an error', async () => {
    await expect(run('const a = 1;\n\nreturn a.b.c;')).rejects.toMatchObject({ code: 'SCN_SCRIPT_FAILED', details: { line: 3 } });
  });

  it.each([
    ['a loop', 'for(;;);'], ['a loop that catches', 'for(;;){try{for(;;);}catch{}finally{for(;;);}}'], ['a loop inside the engine', 'const a=[];a.length=4294967295;a.includes(1);return 1'], ['evil matching', 'return /^(a+)+$/.test("a".repeat(60)+"!")'],
  ])('are stopped in %s, and the next one runs', async (_, code) => {
    const from = performance.now();
    expect(await codeOf(run(code, {}, 300))).toBe('SCN_SCRIPT_TIME');
    expect(performance.now() - from).toBeLessThan(6000);
    expect(await run('return 1')).toBe(1);
  });

  it.each([
    ['memory', 'const a=[];for(;;)a.push("x".repeat(1e5)+a.length)', ['SCN_SCRIPT_MEMORY', 'SCN_SCRIPT_TIME']], ['the stack', 'const f=()=>f();return f()', ['SCN_SCRIPT_FAILED']], ['nesting', 'let a=[];for(let i=0;i<1e5;i++)a=[a];return a', ['SCN_SCRIPT_FAILED', 'SCN_SCRIPT_SIZE', 'SCN_SCRIPT_MEMORY', 'SCN_SCRIPT_TIME']],
    ['the size of the result', 'return "x".repeat(2e6)', ['SCN_SCRIPT_SIZE']], ['the depth of the result', 'let a=[];for(let i=0;i<100;i++)a=[a];return a', ['SCN_SCRIPT_SIZE']],
  ])('are stopped at the limit of %s', async (_, code, codes) => {
    expect(codes).toContain(await codeOf(run(code)));
    expect(await run('return 1')).toBe(1);
  });

  it('refuse an input beyond the limits without starting', async () => {
    let deep: Json = 1;
    for (let level = 0; level < 80; level += 1) deep = [deep];
    expect([await codeOf(run('return 1', 'x'.repeat(2_000_000))), await codeOf(run('return 1', deep))]).toEqual(['SCN_SCRIPT_SIZE', 'SCN_SCRIPT_SIZE']);
  });

  it('find nothing of the server', async () => {
    const code = 'return ["process","require","fetch","WebAssembly","std","os","setTimeout","console","globalThis.input"].filter((n) => { try { return eval("typeof " + n) !== "undefined" } catch { return false } })';
    expect(await run(code)).toEqual([]);
    expect(await run('return [].constructor.constructor("return typeof process")()')).toBe('undefined');
  });
});
