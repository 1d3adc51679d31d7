import { performance } from 'node:perf_hooks';
import { median } from '../bench.ts';

/** One way to do the work; `pass` does it once for every input. */
export interface Contender {
  readonly name: string;
  readonly pass: () => void | Promise<void>;
  /** Operations in one pass. */
  readonly operations: number;
}

export interface Timed {
  readonly name: string;
  /** Nanoseconds an operation, one figure a round. */
  readonly rounds: readonly number[];
}

async function round(contender: Contender, ms: number): Promise<number> {
  const from = performance.now();
  let passes = 0;
  do {
    const work = contender.pass();
    if (work) await work;
    passes += 1;
  } while (performance.now() - from < ms);
  return ((performance.now() - from) * 1e6) / (passes * contender.operations);
}

/** Times contenders in turns, so that what else the machine does falls on all alike. The first turn warms up and is left out. */
export async function timeInTurns(contenders: readonly Contender[], { rounds, ms }: { readonly rounds: number; readonly ms: number }): Promise<readonly Timed[]> {
  const figures = contenders.map((): number[] => []);
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (const [index, contender] of contenders.entries()) {
      const figure = await round(contender, ms);
      if (turn > 0) figures[index]?.push(figure);
    }
  }
  return contenders.map(({ name }, index) => ({ name, rounds: figures[index] ?? [] }));
}

/** How many times quicker `one` is than `other`: the median over the rounds. */
export function timesQuicker(one: Timed | undefined, other: Timed | undefined): number {
  return median((one?.rounds ?? []).map((figure, index) => (other?.rounds[index] ?? Number.NaN) / figure));
}

export function print(title: string, timed: readonly Timed[]): void {
  for (const { name, rounds } of timed) console.log(`${title}, ns an operation, min / median / max: ${name}: ${[Math.min(...rounds), median(rounds), Math.max(...rounds)].map((figure) => figure.toFixed(figure < 100 ? 1 : 0)).join(' / ')}`);
}
