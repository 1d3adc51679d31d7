import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDmn } from '../../runtime/dmn/read-dmn.ts';
import { writeDmn } from '../../runtime/dmn/write-dmn.ts';
import { findSuites } from './find-suites.ts';
import { compareToLedger, readLedger } from './ledger.ts';
import type { CaseResult } from './run-suite.ts';
import { runSuite } from './run-suite.ts';
import { tallyByLevel } from './tally.ts';

/** Thousands of cases on a busy machine. */
const PATIENCE_MS = 600_000;
const FOLDER = '../shared/tck';
const there = existsSync(FOLDER);

/** The kit is not part of this repository: `npm run conformance -- FOLDER` runs a copy from anywhere. */
describe.skipIf(!there)(`the DMN TCK of ${FOLDER}${there ? '' : ' (not there: skipped)'}`, () => {
  it('fails the cases of the ledger and no others', async () => {
    const results: CaseResult[] = [];
    for (const suite of findSuites(FOLDER)) results.push(...(await runSuite(suite, { roundTrip: false })));
    const { newFailures, newPasses } = compareToLedger(results, readLedger());
    expect(newFailures.map(({ key, failure }) => `${key}: ${failure ?? ''}`)).toEqual([]);
    expect(newPasses.map(({ key }) => key)).toEqual([]);
    const tallies = tallyByLevel(results);
    expect(tallies.find(({ level }) => level === 'compliance-level-2')?.cases).toEqual({ passed: 116, all: 116 });
    const java = results.filter((result) => result.external && result.failure !== null).length;
    expect(results.filter((result) => result.failure !== null).length - java).toBeLessThanOrEqual(1);
  }, PATIENCE_MS);

  it('reads every model the same after it was written', async () => {
    for (const suite of findSuites(FOLDER)) {
      for (const xml of suite.models) {
        const { model, problems } = await readDmn(xml);
        expect(problems).toEqual([]);
        if (model === null) throw new Error(suite.path);
        expect(await readDmn(await writeDmn(model))).toEqual({ model, problems: [] });
      }
    }
  }, PATIENCE_MS);
});

describe('the ledger', () => {
  it('names a new failure and a new pass, and nothing about cases that were not run', () => {
    const result = (key: string, failure: string | null): CaseResult => ({ key, level: 'other', nonNull: true, external: false, failure });
    const ledger = { a: { why: 'gap', reason: 'known' }, b: { why: 'gap', reason: 'known' }, c: { why: 'java', reason: 'not run' } } as const;
    const { newFailures, newPasses } = compareToLedger([result('a', 'still'), result('b', null), result('d', 'new'), result('e', null)], ledger);
    expect(newFailures.map(({ key }) => key)).toEqual(['d']);
    expect(newPasses.map(({ key }) => key)).toEqual(['b']);
  });

  it('gives a reason for every entry', () => {
    for (const { reason } of Object.values(readLedger())) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });
});
