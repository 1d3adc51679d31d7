import { ATTACKS, REFUSED } from '../../support/feel-attacks.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, createScenario, end, scenarioWith, testRun } from './scenario.ts';

/** Ways to reach what is behind a value. */
const ESCAPES = ['constructor', '{}.constructor', '{}.__proto__', 'ask.constructor', 'ask.__proto__.polluted', '"".constructor', '[].constructor', '{a: 1}.hasOwnProperty', 'get value({}, "__proto__")', 'get value(ask, "constructor")', 'context put({}, "__proto__", {polluted: 1}).polluted', 'context merge([{}, {"__proto__": 1}]).x', 'get entries({}).constructor', 'function(a) external {java: {class: "java.lang.Math"}}', 'process', 'globalThis', 'require("fs")', '"${process}"', '"`+process+`"', '{"__proto__": {polluted: 1}}.polluted', '{"constructor": {"prototype": {polluted: 1}}}.polluted', 'string(ask).constructor', 'for __proto__ in [1] return __proto__.constructor', 'run.constructor', 'user.__proto__', 'param.constructor'];
/** A busy machine included; how long the server stands still is measured apart. */
const MOST_MS = 15_000;

function calculating(expr: string): object {
  const sum = { type: 'rule.expression', title: '算', config: { values: [{ id: 'r', expr }] } };
  return scenarioWith('formulas', { ask, sum, end }, { e1: ['ask.out', 'sum'], e2: ['sum.out', 'end'] });
}

/** Blocked: refused by the checker, or answered soon with nothing of the machine in it. */
async function attempt(ground: Ground, expr: string): Promise<true | string> {
  const began = performance.now();
  const { status, trace } = await testRun(ground, calculating(expr), { a: 'x' });
  const took = performance.now() - began;
  if (status >= 500) return `${status} ${trace.code ?? ''}`;
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  const output = JSON.stringify(trace.nodes?.['sum']?.output ?? null);
  return /native code|\[Function|polluted|\/usr/.test(output) || output.includes(process.cwd()) ? output.slice(0, 100) : true;
}

export const formulas: AttackClass = {
  name: 'formulas',
  inputs: async (ground, { short }) => {
    await createScenario(ground, calculating('1'));
    const slow = [...ATTACKS, ...REFUSED].filter((_, index) => !short || index % 4 === 0);
    return [...slow.map(({ title, source }): Hostile => ({ title, try: () => attempt(ground, source) })), ...ESCAPES.map((expr): Hostile => ({ title: expr, try: () => attempt(ground, expr) }))];
  },
};
