import { describe, expect, it } from 'vitest';
import type { ScriptRequest } from '../../../runtime/host/host.ts';
import { flowScript } from '../../../runtime/nodes/built-in/flow/script.ts';
import { scriptProblems } from '../../../runtime/nodes/script-problems.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { NOW, refusal, runNode } from './run-kit.ts';

function answering(answer: Json, asked: ScriptRequest[] = []) {
  return { host: { script: { run: async (request: ScriptRequest) => (asked.push(request), answer) } } };
}

const config = (type?: string) => ({ code: 'return {}', results: [{ id: 'x', ...(type === undefined ? {} : { type }) }] });
const result = async (type: string | undefined, value: Json) => (await runNode(flowScript, config(type), answering({ x: value }))).output;

describe('script node', () => {
  it('gives the script its input, the time of the run and a limit, and nothing else', async () => {
    const asked: ScriptRequest[] = [];
    await runNode(flowScript, { ...config(), input: { a: 'n + 1' }, limit: 200 }, { values: { n: 1 }, ...answering({}, asked) });
    expect(asked).toEqual([{ code: 'return {}', input: { a: 2 }, now: NOW, limitMs: 200 }]);
  });

  it('keeps the declared results and makes the missing null', async () => {
    expect((await runNode(flowScript, config(), answering({ y: 1 }))).output).toEqual({ x: null });
  });

  it.each<[string, Json]>([['string', 'a'], ['integer', 3], ['number', 1.5], ['boolean', false], ['date', '2026-02-28'], ['date-time', '2026-02-28T08:00:00Z'], ['list', [1]], ['context', { a: 1 }], ['decimal', '1.10']])('takes %s', async (type, value) => {
    expect(await result(type, value)).toEqual({ x: value });
  });

  it('writes a number as text where a decimal is wanted', async () => {
    expect(await result('decimal', 1.5)).toEqual({ x: '1.5' });
  });

  it.each<[string, Json]>([['string', 1], ['integer', 1.5], ['integer', '1'], ['number', '1'], ['boolean', 'true'], ['date', '2026-02-30'], ['date', 'soon'], ['list', {}], ['context', [1]], ['decimal', 'much']])('refuses %s given as %j', async (type, value) => {
    expect(await refusal(() => result(type, value))).toEqual(['SCN_SCRIPT_RESULT', { name: 'x', wanted: type }]);
  });

  it.each<[string, Json]>([['nothing', null], ['a list', [1]], ['a text', 'a']])('refuses %s in place of names and values', async (_, answer) => {
    expect(await refusal(() => runNode(flowScript, config(), answering(answer)))).toEqual(['SCN_SCRIPT_RESULT', { name: 'return', wanted: '{ … }' }]);
  });
});

describe('checks of a script', () => {
  const codes = (code: string) => scriptProblems(code).map((found) => found.code);

  it.each(['return { a: 1 };', 'const f = (x) => x ** 2n;\nreturn { a: String(f(3n)) };', 'return { a: input.列表?.at(-1) ?? null };'])('finds nothing in %j', (code) => {
    expect(codes(code)).toEqual([]);
  });

  it('says line, column and place of what cannot be read', () => {
    const [found] = scriptProblems('const a = 1;\nreturn { a: ) };');
    expect([found?.code, found?.place, found?.message.en]).toEqual(['SCN_SCRIPT_SYNTAX', { path: '/code', from: 25, to: 26 }, 'Line 2, column 13 of the script cannot be read: Unexpected token. Mend it there']);
  });

  it.each(['return 1; } function x() {', 'import("fs")\nimport a from "b"', 'with (input) { return a }', 'await 1; return 2'])('refuses %j, which is no body of a function', (code) => {
    expect(codes(code)).toEqual(['SCN_SCRIPT_SYNTAX']);
  });

  it('says when nothing is returned, and survives deep nesting', () => {
    expect([codes('const a = 1;'), codes(`return ${'('.repeat(30_000)}1`)]).toEqual([['SCN_SCRIPT_NO_RETURN'], ['SCN_SCRIPT_SYNTAX']]);
  });
});
