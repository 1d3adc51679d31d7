import { median } from '../bench.ts';

/** One way to get an answer from an input. */
export interface Way<Input, Extra = undefined> {
  readonly name: string;
  readonly run: (input: Input, extra: Extra) => unknown;
  /** Passed on as it is, so that what is measured needs no closure around it. */
  readonly extra?: Extra;
}

export interface Timing {
  readonly name: string;
  /** Nanoseconds per evaluation: smallest, median and largest round. */
  readonly ns: readonly [least: number, middle: number, most: number];
  /** Median over rounds of time of the first way / time of this one, both of the same round. */
  readonly ratio: number;
}

/** Keeps answers from being optimised away. */
const sink: unknown[] = [null];

/**
 * The one loop every way runs through: it sees too many functions to inline any of them, as a caller of compiled rules does, so each side pays
 * one real call.
 */
function pass<Input, Extra>({ run, extra }: Way<Input, Extra>, inputs: readonly Input[], passes: number): number {
  const started = process.hrtime.bigint();
  for (let i = 0; i < passes; i++) for (let j = 0; j < inputs.length; j++) sink[0] = run(inputs[j] as Input, extra as Extra);
  return Number(process.hrtime.bigint() - started) / (passes * inputs.length);
}

/** So that the loop is megamorphic before the first figure is taken, whatever is measured first. */
function spoil(): void {
  const others: readonly ((input: number) => unknown)[] = [(x) => x + 1, (x) => x - 1, (x) => x * 2, (x) => x / 2, (x) => x > 1, (x) => -x];
  for (const run of others) pass({ name: '', run }, [1, 2, 3], 5000);
}

/**
 * Times the ways interleaved, round by round, against the first. `targetMs` is about how long one way runs in a round.
 * The inputs must be enough not to be learnt by heart by the branch predictor.
 */
export function measure<Input, Extra>(ways: readonly Way<Input, Extra>[], inputs: readonly Input[], options: { readonly rounds: number; readonly targetMs: number }): readonly Timing[] {
  spoil();
  const passes = ways.map((way) => {
    pass(way, inputs, 3);
    return Math.max(1, Math.round((options.targetMs * 1e6) / (pass(way, inputs, 3) * inputs.length)));
  });
  const rounds: number[][] = [];
  for (let round = 0; round < options.rounds + 2; round++) {
    const times = ways.map((way, index) => pass(way, inputs, passes[index] ?? 1));
    if (round >= 2) rounds.push(times);
  }
  return ways.map(({ name }, index) => {
    const times = rounds.map((round) => round[index] ?? 0);
    return { name, ns: [Math.min(...times), median(times), Math.max(...times)], ratio: median(rounds.map((round) => (round[0] ?? 0) / (round[index] ?? 1))) };
  });
}

/** Throws unless every way gives the first one's answer for every input. */
export function checkSame<Input>(title: string, ways: readonly { readonly name: string; readonly run: (input: Input) => unknown }[], inputs: readonly Input[]): void {
  const [first, ...others] = ways;
  if (first === undefined) return;
  for (const input of inputs) {
    const wanted = first.run(input);
    for (const other of others) {
      const got = other.run(input);
      if (got !== wanted) throw new Error(`${title}: ${other.name} gives ${String(got)}, ${first.name} ${String(wanted)} for ${JSON.stringify(input)}`);
    }
  }
}
