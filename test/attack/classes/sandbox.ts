import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, createScenario, end, scenarioWith, testRun } from './scenario.ts';

/** Each looks for a way out and returns what it found, or null. */
const ESCAPES = [
  'typeof process', 'typeof require', 'typeof fetch', 'typeof WebAssembly', 'typeof std', 'typeof os', 'typeof Deno', 'typeof window', 'typeof setTimeout', 'typeof importScripts', 'typeof SharedArrayBuffer', 'typeof Atomics', 'typeof print', 'typeof scriptArgs', 'typeof Worker', 'typeof globalThis.input',
].map((look) => `${look} === "undefined" ? null : ${JSON.stringify(look)}`).concat([
  '[].constructor.constructor("return typeof process")() === "undefined" ? null : "process"', '(() => {}).constructor("return typeof require")() === "undefined" ? null : "require"', '(async () => {}).constructor("return 1") && typeof process === "undefined" ? null : "process"',
  '(function* () {}).constructor("return typeof process")().next().value === "undefined" ? null : "process"', 'eval("typeof process") === "undefined" ? null : "process"', '(0, eval)("this.process") ?? null', 'Reflect.get(globalThis, "process") ?? null', 'input.constructor.constructor("return this")().process ?? null',
  'Error.prepareStackTrace ?? null', '(() => { try { null.x } catch (e) { return /(node:|\\/work|\\/home|server)/.test(e.stack) ? e.stack : null } })()', 'Object.getOwnPropertyNames(globalThis).find((n) => /host|native|module|process|bridge/i.test(n)) ?? null',
  '(() => { try { return import("node:fs") instanceof Promise ? null : "import" } catch { return null } })()', 'new Proxy(globalThis, {}).process ?? null', '(() => { JSON.stringify = () => "{\\"sum\\":\\"forged\\"}"; JSON.parse = () => ({}); return null })()', '(() => { Object.prototype.polluted = 1; return null })()',
  '(() => { Array.prototype.toJSON = () => "x"; return null })()', '(() => { ({}).__proto__.polluted = 1; return null })()', '(() => { Object.prototype.sum = "inherited"; return null })()', '(() => { return { toJSON: () => null } })()', 'Math.random.constructor("return typeof process")() === "undefined" ? null : "process"', 'Date.constructor("return typeof process")() === "undefined" ? null : "process"',
]);

/** Each would go on for ever, or grow without end. */
const HEAVY = [
  'for(;;);', 'while(true){try{for(;;);}finally{continue}}', '/^(a+)+$/.test("a".repeat(99)+"!")', '[3,2,1].sort(()=>{for(;;);})', 'let n=3n;for(;;)n**=9n', 'const g=(function*(){for(;;)yield 1})();for(const x of g);', 'for(;;)Promise.resolve().then(()=>0)', 'const f=()=>f();f()', '"x".repeat(2**30)', 'new Array(2**32-1).fill(0)',
  'const a=[];for(;;)a.push(a.length+"x".repeat(999))', 'let s="x";for(;;)s+=s', 'new Uint8Array(2**31)', 'let a=[];for(let i=0;i<2e5;i++)a=[a];return{sum:JSON.stringify(a)}', 'eval("(".repeat(1e5))', 'JSON.parse("[".repeat(1e5))', 'return { sum: "x".repeat(2e6) }', 'const o={};o.o=o;return o', 'return { get sum() { for(;;); } }', 'return { toJSON() { for(;;); } }', 'throw { get message() { for(;;); } }',
];
const NATIVE = ['const a=[];a.length=2**32-1;a.includes(1)', 'const a=[];a.length=2**32-1;a.indexOf(1)', 'const a=[];a.length=2**32-1;a.join("")', 'const a={length:2**53-1};Array.prototype.reverse.call(a)', 'const a=[];for(;;)a.push(new Array(1e5).fill(1))', 'const a=[];for(;;)a.push(new Uint8Array(1e6))'];

const LIMIT_MS = 200;
/** The limit, the grace before the thread is ended, a new thread, and a busy machine. */
const MOST_MS = 15_000;

function scripted(code: string): object {
  const script = { type: 'flow.script', title: '脚', config: { input: { a: 'ask.a' }, code, limit: LIMIT_MS, results: [{ id: 'sum', type: 'any' }] } };
  return scenarioWith('sandbox', { ask, script, end }, { e1: ['ask.out', 'script'], e2: ['script.out', 'end'] });
}

async function escape(ground: Ground, look: string): Promise<true | string> {
  const { status, trace } = await testRun(ground, scripted(`return { sum: ${look} };`), { a: 'x' });
  if (status !== 200) return `${status} ${trace.code ?? ''}`;
  const output = trace.nodes?.['script']?.output as { sum?: unknown } | undefined;
  return output?.sum === undefined || output.sum === null ? true : JSON.stringify(output.sum).slice(0, 100);
}

async function overload(ground: Ground, code: string): Promise<true | string> {
  const began = performance.now();
  const { status, trace } = await testRun(ground, scripted(`${code}; return { sum: null };`), { a: 'x' });
  const took = performance.now() - began;
  const output = trace.nodes?.['script']?.output;
  if (status !== 200) return `${status} ${trace.code ?? ''}`;
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  return JSON.stringify(output ?? null).length < 1000 ? true : 'a huge result came back';
}

export const sandbox: AttackClass = {
  name: 'sandbox',
  inputs: async (ground, { short }) => {
    await createScenario(ground, scripted('return { sum: null };'));
    const good = await testRun(ground, scripted('return { sum: input.a };'), { a: 'good' });
    if (JSON.stringify(good.trace.nodes?.['script']?.output) !== '{"sum":"good"}') throw new Error(`a harmless script does not run: ${good.text.slice(0, 300)}`);
    ground.unguarded(() => ({ body: { nodes: { script: { output: { sum: 'process '.repeat(200) } } } } }));
    const heavy = [...HEAVY, ...(short ? NATIVE.slice(0, 1) : NATIVE)];
    return [...ESCAPES.map((look): Hostile => ({ title: look, try: () => escape(ground, look) })), ...heavy.map((code): Hostile => ({ title: code, try: () => overload(ground, code) }))];
  },
};
