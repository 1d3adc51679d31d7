import { readFileSync, writeFileSync } from 'node:fs';
import type { CaseResult } from './run-suite.ts';

/** Why a case fails: it calls Java, or we fall short. */
export interface LedgerEntry {
  readonly why: 'java' | 'gap';
  readonly reason: string;
}

export type Ledger = Readonly<Record<string, LedgerEntry>>;

const PATH = new URL('ledger.json', import.meta.url);

export function readLedger(): Ledger {
  return JSON.parse(readFileSync(PATH, 'utf8')) as Ledger;
}

export interface Differences {
  /** Failures nobody wrote down. */
  readonly newFailures: readonly CaseResult[];
  /** Written down as failing, and passing. */
  readonly newPasses: readonly CaseResult[];
}

/** Cases that were not run differ in nothing: another folder may hold some of the cases only. */
export function compareToLedger(results: readonly CaseResult[], ledger: Ledger): Differences {
  return {
    newFailures: results.filter((result) => result.failure !== null && !Object.hasOwn(ledger, result.key)),
    newPasses: results.filter((result) => result.failure === null && Object.hasOwn(ledger, result.key)),
  };
}

/** Adds new failures with what was seen, to be replaced by a reason, and takes out new passes. */
export function updateLedger(results: readonly CaseResult[], ledger: Ledger): void {
  const { newFailures, newPasses } = compareToLedger(results, ledger);
  const passed = new Set(newPasses.map((result) => result.key));
  const kept = Object.entries(ledger).filter(([key]) => !passed.has(key));
  const added = newFailures.map(({ key, external, failure }): [string, LedgerEntry] => [key, { why: external ? 'java' : 'gap', reason: failure ?? '' }]);
  const sorted = [...kept, ...added].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(PATH, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
