import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dayNumber, gradeOf, type Answer, type BenchInput, type BenchTable } from './fixtures.ts';

const FOLDER = new URL('../peers/rules/', import.meta.url);
const load = createRequire(new URL('package.json', FOLDER));

/** A rule engine of others; days are given to it as numbers, because each writes dates its own way. */
export interface Peer {
  readonly name: string;
  readonly decide: (input: BenchInput) => Promise<Answer>;
}

type Facts = Omit<BenchInput, 'day'> & { readonly day: number };
const factsOf = (input: BenchInput): Facts => ({ ...input, day: dayNumber(input.day) });

interface ZenDecision {
  readonly evaluate: (context: unknown) => Promise<{ readonly result: Answer }>;
}
interface Zen {
  readonly ZenEngine: new () => { readonly createDecision: (content: Buffer) => ZenDecision };
}

function zen(table: BenchTable): Peer {
  const { ZenEngine } = load(ZEN) as Zen;
  const { version } = load(`${ZEN}/package.json`) as { readonly version: string };
  const fields = ['amount', 'age', 'region', 'kind', 'day'];
  const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
  const range = ([from, to]: readonly [number, number]): string => `[${from}..${to})`;
  const row = (id: number, cells: readonly string[]) => ({ _id: `${id}`, ...Object.fromEntries(fields.map((field, index) => [field, cells[index] ?? ''])), grade: `"${gradeOf(id)}"`, rule: `"R${id}"` });
  const rules = [...table.rules.map((rule, id) => row(id, [range(rule.amount), range(rule.age), quoted(rule.regions), quoted(rule.kinds), range(rule.days)])), row(table.rules.length, [])];
  const content = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 0, y: 0 }, content: { hitPolicy: 'first', inputs: fields.map((field) => ({ id: field, name: field, field })), outputs: ['grade', 'rule'].map((field) => ({ id: field, name: field, field })), rules } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
    ],
    edges: [{ id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' }, { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' }],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)));
  return { name: `zen-engine ${version}`, decide: async (input) => (await decision.evaluate(factsOf(input))).result };
}

interface JsonRules {
  readonly Engine: new () => {
    readonly addRule: (rule: unknown) => unknown;
    readonly run: (facts: unknown) => Promise<{ readonly events: readonly { readonly params: Answer }[] }>;
    readonly stop: () => unknown;
    readonly on: (event: string, listener: () => void) => unknown;
  };
}

/** First hit: each row has a priority of its own and the first success stops the engine. */
function jsonRules(table: BenchTable): Peer {
  const { Engine } = load(JSON_RULES) as JsonRules;
  const { version } = load(`${JSON_RULES}/package.json`) as { readonly version: string };
  const engine = new Engine();
  const between = (fact: string, [from, to]: readonly [number, number]) => [{ fact, operator: 'greaterThanInclusive', value: from }, { fact, operator: 'lessThan', value: to }];
  for (const [id, rule] of table.rules.entries()) {
    const all = [...between('amount', rule.amount), ...between('age', rule.age), { fact: 'region', operator: 'in', value: rule.regions }, { fact: 'kind', operator: 'in', value: rule.kinds }, ...between('day', rule.days)];
    engine.addRule({ conditions: { all }, event: { type: 'hit', params: { grade: gradeOf(id), rule: `R${id}` } }, priority: table.rules.length - id + 1 });
  }
  engine.addRule({ conditions: { all: [{ fact: 'amount', operator: 'greaterThanInclusive', value: 0 }] }, event: { type: 'hit', params: { grade: gradeOf(table.rules.length), rule: `R${table.rules.length}` } }, priority: 1 });
  engine.on('success', () => engine.stop());
  return { name: `json-rules-engine ${version}`, decide: async (input) => (await engine.run(factsOf(input))).events[0]?.params ?? { grade: '', rule: '' } };
}

const ZEN = '@gorules/zen-engine-linux-x64-gnu';
const JSON_RULES = 'json-rules-engine';

export const PEER_KINDS = ['zen', 'json-rules'] as const;

/** A peer with this table, or null when it is not installed (`npm install --prefix test/bench/peers/rules`). */
export function peer(kind: (typeof PEER_KINDS)[number], table: BenchTable): Peer | null {
  const name = kind === 'zen' ? ZEN : JSON_RULES;
  if (!existsSync(new URL(`node_modules/${name}/package.json`, FOLDER))) return null;
  return kind === 'zen' ? zen(table) : jsonRules(table);
}
