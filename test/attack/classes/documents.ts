import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { bodies } from './bodies.ts';
import { ask, createScenario, end, patiently, publishScenario, scenarioWith, startRun } from './scenario.ts';

/** A busy machine included. */
const MOST_MS = 30_000;

const field = (more: object) => ({ ...ask, config: { roles: [], fields: [{ id: 'a', type: 'string', title: '甲', optional: true, ...more }] } });
const one = (nodes: object) => scenarioWith('hostile', { ask, end, ...nodes }, { e1: ['ask.out', 'end'] });
/** Scenario documents, with the code that names what is wrong with each. */
const SCENARIOS: readonly (readonly [title: string, scenario: unknown, code: string])[] = [
  ...['constructor', 'toString', 'hasOwnProperty', 'valueOf'].map((name) => [`a node called ${name}`, scenarioWith('named', { ask, [name]: end }, { e1: ['ask.out', name] }), 'SCN_SCHEMA_NAME_RESERVED'] as const),
  ['an unknown type', one({ x: { type: '__proto__.x', config: {} } }), 'SCN_SCHEMA_PATTERN'], ['a type with a path', one({ x: { type: '../../etc/passwd', config: {} } }), 'SCN_SCHEMA_PATTERN'],
  ['3,000 nodes', one(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`n${i}`, end]))), 'SCN_NODE_TOO_MANY'], ['a pattern that looks back', one({ ask: field({ pattern: '(a)\\1' }) }), 'SCN_FORM_PATTERN'], ['a schema reference', one({ ask: field({ $ref: 'file:///etc/passwd' }) }), 'SCN_NODE_CONFIG'], ['a text in place of a document', '{"x":1}', 'SCN_SCHEMA_NOT_OBJECT'], ['an id with a path', scenarioWith('../x', { ask, end }, {}), 'SCN_SCHEMA_PATTERN'], ['an id with a slash', scenarioWith('a/b', { ask, end }, {}), 'SCN_SCHEMA_PATTERN'],
  ['an edge to nowhere', scenarioWith('edge', { ask, end }, { e: ['ask.out', 'constructor'] }), 'SCN_NODE_EDGE_TARGET'], ['an edge from __proto__', scenarioWith('edge', { ask, end }, { e: ['__proto__.out', 'end'] }), 'SCN_NODE_EDGE_SOURCE'], ['a circle', scenarioWith('circle', { ask, end }, { e: ['ask.out', 'end'], f: ['end.out', 'ask'] }), 'SCN_NODE_CYCLE'],
];

/** A pattern that looks dangerous and is none here. */
const PATTERN = scenarioWith('pattern', { ask: field({ pattern: '^(a+)+$' }), end }, { e1: ['ask.out', 'end'] });
/** What the evil pattern would take for ever to refuse. */
const LONG = `${'a'.repeat(5000)}!`;

/** A form with the pattern tells right from wrong answers, soon. */
async function harmless(ground: Ground): Promise<true | string> {
  const began = performance.now();
  const [long, short] = [await startRun(ground, 'pattern', { a: LONG }), await startRun(ground, 'pattern', { a: 'aaa' })];
  if (performance.now() - began > MOST_MS) return `took ${Math.round(performance.now() - began)} ms`;
  const isRefused = long.status === 422 && long.text.includes('"SCN_FORM_INVALID"');
  return isRefused && (short.status === 200 || short.status === 202) ? true : `${long.status} ${long.text.slice(0, 120)} ${short.status}`;
}

/** Named by the check, and never published. */
async function document(ground: Ground, scenario: unknown, code: string): Promise<true | string> {
  const check = await patiently(ground, { method: 'POST', path: '/api/scenarios/check', as: ground.people.designer, body: { scenario } });
  if (check.status >= 500 || !check.text.includes(`"code":"${code}"`)) return `the check says ${check.status} ${[...check.text.matchAll(/"code":"(\w+)","severity":"error"/g)].map(([, found]) => found).join(' ')}`;
  const made = await patiently(ground, { method: 'POST', path: '/api/scenarios', as: ground.people.designer, body: { scenario } });
  if (made.status !== 201) return made.status >= 400 && made.status < 500 ? true : `made: ${made.status}`;
  const { id } = scenario as { readonly id: string };
  const live = await patiently(ground, { method: 'POST', path: `/api/scenarios/${encodeURIComponent(id)}/publish`, as: ground.people.designer, body: { note: '', baseVersion: 1 } });
  await ground.send({ method: 'DELETE', path: `/api/scenarios/${encodeURIComponent(id)}`, as: ground.people.designer });
  return live.status === 422 && live.text.includes('"SCN_API_NOT_PUBLISHABLE"') ? true : `publishing: ${live.status} ${live.text.slice(0, 120)}`;
}

export const documents: AttackClass = {
  name: 'documents',
  inputs: async (ground) => {
    await createScenario(ground, scenarioWith('fine', { ask, end }, { e: ['ask.out', 'end'] }));
    await publishScenario(ground, PATTERN);
    const hostile = await bodies(ground);
    ground.unguarded(({ path }) => (path === '/api/login' ? { body: { user: { role: 'admin' } }, headers: { 'set-cookie': 'sid=open' } } : { body: { diagnostics: [], id: 'open' } }));
    return [...hostile, ...SCENARIOS.map(([title, scenario, code]): Hostile => ({ title, try: () => document(ground, scenario, code) })), { title: 'an evil pattern', try: () => harmless(ground) }];
  },
};
