import type { CaseResult } from './run-suite.ts';

export interface Count {
  readonly passed: number;
  readonly all: number;
}

export interface Tally {
  readonly level: string;
  readonly cases: Count;
  /** Cases that expect something other than null. */
  readonly nonNull: Count;
  /** Cases that need an external (Java) function; they are part of the other two counts. */
  readonly java: Count;
}

function count(results: readonly CaseResult[]): Count {
  return { passed: results.filter((result) => result.failure === null).length, all: results.length };
}

export function tallyByLevel(results: readonly CaseResult[]): readonly Tally[] {
  return [...new Set(results.map((result) => result.level))].sort().map((level) => {
    const own = results.filter((result) => result.level === level);
    return { level, cases: count(own), nonNull: count(own.filter((result) => result.nonNull)), java: count(own.filter((result) => result.external)) };
  });
}

function cell({ passed, all }: Count): string {
  const share = all === 0 ? '' : ` ${(Math.floor((passed / all) * 10_000) / 100).toFixed(2)} %`;
  return `${passed} / ${all}${share}`.padStart(24);
}

export function tallyText(tallies: readonly Tally[]): string {
  const head = `${'level'.padEnd(24)}${'passed / all'.padStart(24)}${'not-null cases'.padStart(24)}${'of all: Java cases'.padStart(24)}`;
  return [head, ...tallies.map((tally) => `${tally.level.padEnd(24)}${cell(tally.cases)}${cell(tally.nonNull)}${cell(tally.java)}`)].join('\n');
}
