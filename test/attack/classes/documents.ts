import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, createScenario, end, scenarioWith } from './scenario.ts';

const deep = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels);
/** Bodies no handler may see, with the statuses that refuse them. */
const BODIES: readonly (readonly [string, string | Buffer, Record<string, string>?])[] = [
  ['__proto__', '{"login":"a","password":"b","__proto__":{"polluted":1}}'], ['__proto__ escaped', '{"login":"a","password":"b","\\u005f_proto__":{"polluted":1}}'], ['__proto__ nested', '{"login":{"__proto__":{"polluted":1}},"password":"b"}'],
  ['constructor.prototype', '{"login":"a","password":"b","constructor":{"prototype":{"polluted":1}}}'], ['prototype', '{"login":"a","password":"b","prototype":1}'], ['the same key twice', '{"login":"root","login":"a","password":"b"}'], ['the same key twice, escaped', '{"login":"root","l\\u006fgin":"a","password":"b"}'],
  ['depth 100', deep(100)], ['depth 100,000', deep(100_000)], ['depth of objects', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`], ['a megabyte and more', `"${'x'.repeat(1_200_000)}"`], ['20,000 keys', JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i])))],
  ['a list in place of an object', '[]'], ['null', 'null'], ['a number', '1'], ['a text', '"x"'], ['nothing', ''], ['half', '{"login":"a"'], ['a comment', '{/**/"login":"a","password":"b"}'], ['single quotes', "{'login':'a','password':'b'}"], ['NaN', '{"login":NaN,"password":"b"}'],
  ['wrong types', '{"login":1,"password":["b"]}'], ['an object for a text', '{"login":{"toString":"x"},"password":"b"}'], ['null for a text', '{"login":null,"password":null}'], ['a field too many', '{"login":"a","password":"b","role":"admin"}'], ['a huge number', '{"login":1e400,"password":"b"}'], ['bad UTF-8', Buffer.from('{"login":"\xc3\x28","password":1}', 'latin1')],
  ['a byte order mark', '\ufeff[]'], ['text/plain', '{"login":"root","password":"x"}', { 'content-type': 'text/plain' }], ['a form', 'login=root&password=x', { 'content-type': 'application/x-www-form-urlencoded' }], ['multipart', '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }], ['XML', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', { 'content-type': 'application/xml' }], ['YAML', 'login: root', { 'content-type': 'application/yaml' }], ['gzip', Buffer.from('1f8b0800000000000003', 'hex'), { 'content-encoding': 'gzip' }], ['another charset', '{"login":"a","password":"b"}', { 'content-type': 'application/json; charset=utf-16' }],
];

const field = (more: object) => ({ ...ask, config: { roles: [], fields: [{ id: 'a', type: 'string', title: '甲', optional: true, ...more }] } });
const one = (nodes: object) => scenarioWith('hostile', { ask, end, ...nodes }, { e1: ['ask.out', 'end'] });
/** Scenario documents that must be refused or come to nothing. */
const SCENARIOS: readonly (readonly [string, unknown])[] = [
  ['a node called constructor', one({ constructor: { type: 'output.page', title: 'x', config: { text: 'x' } } })], ['a node called toString', one({ toString: end })], ['a node called hasOwnProperty', one({ hasOwnProperty: end })], ['an unknown type', one({ x: { type: '__proto__.x', config: {} } })], ['a type with a path', one({ x: { type: '../../etc/passwd', config: {} } })],
  ['3,000 nodes', one(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`n${i}`, end])))], ['an evil pattern', one({ ask: field({ pattern: '^(a+)+$' }) })], ['a pattern that looks back', one({ ask: field({ pattern: '(a)\\1' }) })], ['a schema reference', one({ ask: field({ $ref: 'file:///etc/passwd' }) })], ['a field called __proto__', `{"x":1}`], ['an id with a path', scenarioWith('../x', { ask, end }, {})], ['an id with a slash', scenarioWith('a/b', { ask, end }, {})],
  ['an edge to nowhere', scenarioWith('edge', { ask, end }, { e: ['ask.out', 'constructor'] })], ['an edge from __proto__', scenarioWith('edge', { ask, end }, { e: ['__proto__.out', 'end'] })], ['a circle', scenarioWith('circle', { ask, end }, { e: ['ask.out', 'end'], f: ['end.out', 'ask'] })],
];

async function body(ground: Ground, text: string | Buffer, headers: Record<string, string> = {}): Promise<true | string> {
  const reply = await ground.send({ method: 'POST', path: '/api/scenarios/check', as: ground.people.designer, body: text, headers });
  const login = await ground.send({ method: 'POST', path: '/api/login', body: text, headers: { origin: ground.url, ...headers }, from: `127.0.0.${2 + Math.floor(Math.random() * 200)}` });
  if (reply.status >= 500 || login.status >= 500) return `${reply.status}, ${login.status}`;
  return login.status === 200 || login.status === 201 ? 'it logged in' : login.status === 0 || login.status >= 400 ? true : `log-in ${login.status}`;
}

async function document(ground: Ground, scenario: unknown): Promise<true | string> {
  const made = await ground.send({ method: 'POST', path: '/api/scenarios', as: ground.people.designer, body: { scenario } });
  if (made.status >= 500) return `${made.status}`;
  if (made.status !== 201) return true;
  const { id } = JSON.parse(made.text) as { id: string };
  const live = await ground.send({ method: 'POST', path: `/api/scenarios/${encodeURIComponent(id)}/publish`, as: ground.people.designer, body: { note: '', baseVersion: 1 } });
  return live.status === 201 ? 'published' : live.status < 500 ? true : `${live.status}`;
}

export const documents: AttackClass = {
  name: 'documents',
  inputs: async (ground) => {
    await createScenario(ground, scenarioWith('fine', { ask, end }, { e: ['ask.out', 'end'] }));
    return [...BODIES.map(([title, text, headers]): Hostile => ({ title, try: () => body(ground, text, headers) })), ...SCENARIOS.map(([title, scenario]): Hostile => ({ title, try: () => document(ground, scenario) }))];
  },
};
