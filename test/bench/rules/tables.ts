import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { performance } from 'node:perf_hooks';
import { compileTools, SURROUNDINGS, type FormulaProblem } from '../../../runtime/engine/formula.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { compileTable, type CompiledTable } from '../../../runtime/rules/compile-table.ts';
import { judgeTable } from '../../../runtime/rules/judge.ts';
import type { RuleFacts } from '../../../runtime/rules/rule-tools.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { valueSchema, rowSchema } from '../../../runtime/schema/value-schema.ts';
import type { Bar, Bench } from '../bench.ts';
import { median } from '../bench.ts';
import { benchTable, handWritten, tableConfig, type Answer, type BenchTable } from './fixtures.ts';
import { PEER_KINDS, peer, type Peer } from './peers.ts';
import { print, timeInTurns, timesQuicker, type Contender } from './timing.ts';

const names = { input: rowSchema({ amount: valueSchema('number'), age: valueSchema('number'), region: valueSchema('string'), kind: valueSchema('string'), day: valueSchema('date') }) };

/** The product: the table as a node compiles it, and the facts a run hands to it. Values are FEEL values, as the step before left them. */
function product(config: TableConfig): { readonly table: CompiledTable; readonly facts: (input: unknown) => RuleFacts } {
  const language = createLanguage();
  const problems: FormulaProblem[] = [];
  const table = compileTable(config, compileTools(language, names, problems));
  if (problems.length > 0) throw new Error(`the table of the benchmark does not compile: ${problems[0]?.message.en ?? ''}`);
  const context = language.context({ now: '2022-01-20T10:00:00+08:00', zone: 'Asia/Shanghai' });
  const facts = (input: unknown): RuleFacts => ({ scope: { input: language.fromJson(input as never, names.input), [SURROUNDINGS]: context }, asOf: '2022-01-20T10:00:00+08:00', zone: 'Asia/Shanghai' });
  return { table, facts };
}

let sink: unknown;

function sameAnswer(who: string, got: Answer, want: Answer): void {
  if (got.grade !== want.grade || got.rule !== want.rule) throw new Error(`${who} gives ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
}

interface Sides {
  readonly ours: Contender;
  readonly hand: Contender;
}

/** The product and the hand-written table; every input must give the same answer before anything is timed. */
function sides(bench: BenchTable, name: string): Sides {
  const { table, facts } = product(tableConfig(bench));
  const hand = handWritten(bench, 60);
  const given = bench.inputs.map(facts);
  for (const [index, input] of bench.inputs.entries()) sameAnswer('the table', judgeTable(table, given[index] ?? facts(input)).output as unknown as Answer, hand(input));
  return {
    ours: { name: `${name}, our table`, operations: given.length, pass: () => { for (const each of given) sink = judgeTable(table, each).output; } },
    hand: { name: `${name}, hand-written JavaScript`, operations: bench.inputs.length, pass: () => { for (const each of bench.inputs) sink = hand(each); } },
  };
}

/** How many inputs are put to a peer for its check and in one pass: the slowest needs 30 ms for one. */
const PEER_INPUTS = 40;

async function peerSide(bench: BenchTable, one: Peer, name: string): Promise<Contender> {
  const hand = handWritten(bench, 60);
  const inputs = bench.inputs.slice(0, PEER_INPUTS);
  for (const input of inputs) sameAnswer(one.name, await one.decide(input), hand(input));
  return { name: `${name}, ${one.name}`, operations: inputs.length, pass: async () => { for (const input of inputs) sink = await one.decide(input); } };
}

const MIB = 2 ** 20;

function heapMib(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MIB;
}

function msOf(work: () => unknown): number {
  const from = performance.now();
  sink = work();
  return performance.now() - from;
}

/** Compile time of 1,000 rules, in a process that has compiled no table yet, and again with one cell changed; then what the table holds. */
function compileBars(bench: BenchTable): readonly Bar[] {
  const config = tableConfig(bench);
  const before = heapMib();
  let kept: ReturnType<typeof product> | undefined;
  const cold = msOf(() => {
    kept = product(config);
    // Formulas become JavaScript when first used, so the first answer belongs to it.
    return judgeTable(kept.table, kept.facts(bench.inputs[0]));
  });
  for (const input of bench.inputs) if (kept) sink = judgeTable(kept.table, kept.facts(input)).output;
  const heap = heapMib() - before;
  const again = Array.from({ length: 9 }, (_unused, index) => msOf(() => {
    const rules = config.rules.map((rule, row) => (row === 500 ? { ...rule, when: { ...rule.when, amount: `[${index}..${900 + index})` } } : rule));
    const next = product({ ...config, rules });
    return judgeTable(next.table, next.facts(bench.inputs[0]));
  }));
  console.log(`table of 1,000 rules: compiled and first answer ${cold.toFixed(0)} ms, again with one cell changed ${median(again).toFixed(0)} ms, holds ${heap.toFixed(1)} MiB with its answers to 1,000 inputs`);
  return [
    { name: 'rules-compile-1000-cold', value: cold, op: '<=', limit: 500, unit: 'ms' },
    { name: 'rules-compile-1000-one-cell-changed', value: median(again), op: '<=', limit: 50, unit: 'ms' },
    { name: 'rules-heap-1000', value: heap, op: '<=', limit: 30, unit: 'MiB' },
  ];
}

async function peerBars(bench: BenchTable, size: number, ours: Contender, rounds: { readonly rounds: number; readonly ms: number }): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const kind of PEER_KINDS) {
    const one = peer(kind, bench);
    if (!one) {
      console.log(`${kind} is not installed: npm install --prefix test/bench/peers/rules`);
      continue;
    }
    const timed = await timeInTurns([ours, await peerSide(bench, one, `${size} rules`)], rounds);
    print('table', timed);
    bars.push({ name: `rules-${size}-vs-${kind}`, value: timesQuicker(timed[0], timed[1]), op: '>=', limit: kind === 'zen' ? 200 : 20_000, unit: 'x' });
  }
  return bars;
}

/**
 * Decision tables of five columns (two number ranges, two lists of words, a date range), first hit. Timed is `judgeTable`
 * on the compiled table: reading the five values from the scope of the run, finding the row, the output object and what an
 * explanation needs later. Not in it: decoding JSON, which the step before has done, and recording.
 */
export const tables: Bench = async ({ short }): Promise<readonly Bar[]> => {
  const rounds = short ? { rounds: 3, ms: 40 } : { rounds: 9, ms: 200 };
  const thousand = benchTable(1000);
  const bars = [...compileBars(thousand)];
  const small = sides(benchTable(12), '12 rules');
  const large = sides(thousand, '1,000 rules');
  const huge = sides(benchTable(10_000), '10,000 rules');
  const timed = await timeInTurns([small.ours, small.hand, large.ours, large.hand, huge.ours, huge.hand], rounds);
  print('table', timed);
  bars.push(
    { name: 'rules-12-vs-hand-written', value: timesQuicker(timed[0], timed[1]), op: '>=', limit: 0.5, unit: 'x' },
    { name: 'rules-1000-vs-hand-written', value: timesQuicker(timed[2], timed[3]), op: '>=', limit: 4, unit: 'x' },
    { name: 'rules-10000-cost-of-1000', value: timesQuicker(timed[2], timed[4]), op: '<=', limit: 3, unit: 'x' },
    ...(await peerBars(thousand, 1000, large.ours, { ...rounds, rounds: Math.ceil(rounds.rounds / 3) })),
  );
  if (sink === undefined) throw new Error('nothing was done');
  return bars;
};
