import { compileExpression, hasErrors } from '../../../runtime/language/compile.ts';
import { createContext, type EvalContext } from '../../../runtime/language/context.ts';
import { toFunction } from '../../../runtime/language/generate.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import type { FeelType } from '../../../runtime/language/types.ts';
import { toDouble } from '../../../runtime/language/values/numbers.ts';
import type { Numeric, Value } from '../../../runtime/language/values/value.ts';
import type { Bar, Bench } from '../bench.ts';
import { checkSame, measure, type Way } from './measure.ts';

/** What an applicant and an invoice look like; amounts have two decimals, as in every ledger. */
interface Input {
  readonly age: number;
  readonly income: number;
  readonly region: string;
  readonly principal: number;
  readonly rate: number;
  readonly term: number;
  readonly items: readonly { readonly price: number; readonly quantity: number }[];
}

const NUMBER: FeelType = { kind: 'number' };
const NAMES: Readonly<Record<string, FeelType>> = {
  age: NUMBER, income: NUMBER, region: { kind: 'string' }, principal: NUMBER, rate: NUMBER, term: NUMBER,
  items: { kind: 'list', of: { kind: 'context', fields: { price: NUMBER, quantity: NUMBER } } },
};

/** mulberry32: the same inputs in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeInputs(count: number): readonly Input[] {
  const random = randomFrom(20_261_124);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => ({
    age: 16 + upTo(60),
    income: upTo(6_000_000) / 100,
    region: ['浙江', '上海', '江苏'][upTo(3)] ?? '',
    principal: 100_000 + upTo(90_000_000) / 100,
    rate: 0.02 + upTo(600) / 10_000,
    term: 12 * (1 + upTo(30)),
    items: Array.from({ length: 10 }, () => ({ price: upTo(10_000) / 100, quantity: 1 + upTo(9) })),
  }));
}

interface Row {
  readonly title: string;
  readonly feel: string;
  /** Plain doubles, as a programmer would write it. */
  readonly hand: (input: Input) => unknown;
  readonly bar: 'scalar' | 'list' | null;
  /** How to compare when the hand-written doubles are not exact: to this many decimals. */
  readonly decimals?: number;
}

const ROWS: readonly Row[] = [
  { title: 'conditional', feel: 'if age >= 18 and income < 30000 and region = "浙江" then "grant" else "refuse"', bar: 'scalar', hand: (x) => (x.age >= 18 && x.income < 30_000 && x.region === '浙江' ? 'grant' : 'refuse') },
  { title: 'annuity, to the fen', feel: 'round half up(principal * rate / 12 / (1 - (1 + rate / 12) ** -term), 2)', bar: 'scalar', decimals: 2, hand: (x) => Math.round(((x.principal * x.rate) / 12 / (1 - (1 + x.rate / 12) ** -x.term)) * 100) / 100 },
  { title: 'sum of 10 lines', feel: 'sum(for i in items return i.price * i.quantity)', bar: 'list', decimals: 4, hand: (x) => { let sum = 0; for (const i of x.items) sum += i.price * i.quantity; return sum; } },
  { title: 'count(items[price > 50])', feel: 'count(items[price > 50])', bar: 'list', hand: (x) => { let count = 0; for (const i of x.items) if (i.price > 50) count += 1; return count; } },
  { title: 'sum(items.price)', feel: 'sum(items.price)', bar: 'list', decimals: 4, hand: (x) => { let sum = 0; for (const i of x.items) sum += i.price; return sum; } },
  { title: 'income - 12.5 * age > 1000', feel: 'income - 12.5 * age > 1000', bar: 'scalar', hand: (x) => x.income - 12.5 * x.age > 1000 },
  { title: 'annuity, all 34 digits', feel: 'principal * rate / 12 / (1 - (1 + rate / 12) ** -term)', bar: null, decimals: 4, hand: (x) => (x.principal * x.rate) / 12 / (1 - (1 + x.rate / 12) ** -x.term) },
];

const rounded = (value: unknown, decimals: number | undefined): unknown => (decimals === undefined ? value : Number(toDouble(value as Numeric).toFixed(decimals)));

function waysOf(row: Row): readonly Way<Input, EvalContext>[] {
  const compiled = compileExpression(row.feel, { names: NAMES });
  if (hasErrors(compiled)) throw new Error(`${row.feel}: ${JSON.stringify(compiled.diagnostics)}`);
  const generated = toFunction(compiled.ir);
  // Charged as ever, but never used up: the engine begins each step with a fresh one.
  const context = createContext({ maxSteps: Number.MAX_SAFE_INTEGER });
  const scopeOf = (input: Input): Readonly<Record<string, Value>> => input as unknown as Readonly<Record<string, Value>>;
  return [
    { name: 'hand-written', run: row.hand },
    { name: 'generated', run: generated as unknown as (input: Input, extra: EvalContext) => unknown, extra: context },
    { name: 'interpreted', run: (input) => interpret(compiled.ir, scopeOf(input), context) },
  ];
}

/** Formulas against hand-written JavaScript on doubles, in the same loop over the same 1,000 inputs. Bars: the worst formula of each kind. */
export const expressions: Bench = (options) => {
  const inputs = makeInputs(1000);
  const worst: Record<'scalar' | 'list', number> = { scalar: Infinity, list: Infinity };
  console.log('expression (ns per evaluation: least / median / most of the rounds; ratio = hand-written / this)');
  for (const row of ROWS) {
    const ways = waysOf(row);
    checkSame(row.title, ways.map(({ name, run, extra }) => ({ name, run: (input: Input) => rounded(run(input, extra as EvalContext), row.decimals) })), inputs);
    const timings = measure(ways, inputs, { rounds: options.short ? 5 : 15, targetMs: options.short ? 20 : 60 });
    console.log(`  ${row.title}${row.bar === null ? ' (no bar)' : ''}`);
    for (const { name, ns, ratio } of timings) console.log(`    ${name.padEnd(13)} ${ns.map((each) => each.toFixed(1)).join(' / ').padEnd(26)} ${ratio.toFixed(3)}`);
    const ours = timings.find(({ name }) => name === 'generated');
    if (row.bar !== null && ours !== undefined) worst[row.bar] = Math.min(worst[row.bar], ours.ratio);
  }
  const bars: readonly Bar[] = [
    { name: 'rules-scalar-vs-hand', value: worst.scalar, op: '>=', limit: 0.5, unit: 'x' },
    { name: 'rules-list-vs-hand', value: worst.list, op: '>=', limit: 0.35, unit: 'x' },
  ];
  return Promise.resolve(bars);
};
