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

const HEAVY = 'count(for i in 1..150000 return i)';

/** What is dear once, in `nodes` nodes one after the other, each with `formulas` of it. */
function dear(nodes: number, formulas: number): object {
  const ids = Array.from({ length: nodes }, (_, at) => `sum${at}`);
  const sums = Object.fromEntries(ids.map((id) => [id, { type: 'rule.expression', title: '算', config: { values: Array.from({ length: formulas }, (_, at) => ({ id: `r${at}`, expr: HEAVY })) } }]));
  const edges = ['ask', ...ids].map((from, at) => [`e${at}`, [`${from}.out`, ids[at] ?? 'end']]);
  return scenarioWith('dear', { ask, ...sums, end }, Object.fromEntries(edges));
}

/** Blocked: as a whole it takes what it takes, and comes to its end or to a limit; that others are served meanwhile is measured apart. */
async function pile(ground: Ground, scenario: object): Promise<true | string> {
  const { status, text } = await testRun(ground, scenario, { a: 'x' });
  return status < 500 && /SCN_RULE_BUDGET|"status":"completed"/.test(text) ? true : `${status} ${text.slice(0, 100)}`;
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
    await createScenario(ground, dear(1, 1));
    ground.unguarded(() => ({ body: { nodes: { sum: { output: { r: 'function () { [native code] }' } } } } }));
    const slow = [...ATTACKS, ...REFUSED].filter((_, index) => !short || index % 4 === 0);
    const piles: readonly Hostile[] = [[short ? 6 : 40, 2], [1, 50]].map(([nodes = 1, formulas = 1]) => ({ title: `${nodes} nodes of ${formulas} dear formulas each`, try: () => pile(ground, dear(nodes, formulas)) }));
    return [...piles, ...slow.map(({ title, source }): Hostile => ({ title, try: () => attempt(ground, source) })), ...ESCAPES.map((expr): Hostile => ({ title: expr, try: () => attempt(ground, expr) }))];
  },
};
