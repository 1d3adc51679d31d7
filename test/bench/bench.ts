/** What one benchmark reports: a bar of design 13, or a fact without a bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly op: '>=' | '<=';
  readonly limit: number;
  readonly unit: string;
}

export interface BenchOptions {
  /** Shorter rounds, for trying the bench itself. */
  readonly short: boolean;
  /** How long scripted work goes on, for those that watch the memory; absent: the bench's own time. */
  readonly minutes?: number;
}

/** A benchmark checks its results before it times anything, and prints its own table. */
export type Bench = (options: BenchOptions) => Promise<readonly Bar[]>;

export function holds(bar: Bar): boolean {
  return bar.op === '>=' ? bar.value >= bar.limit : bar.value <= bar.limit;
}

/** `bar NAME VALUE OP LIMIT ok|short` */
export function barLine(bar: Bar): string {
  return `bar ${bar.name} ${bar.value.toFixed(bar.value < 10 ? 2 : 1)}${bar.unit} ${bar.op} ${bar.limit}${bar.unit} ${holds(bar) ? 'ok' : 'short'}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)} / ${median(values).toFixed(0)} / ${Math.max(...values).toFixed(0)}`;
}
