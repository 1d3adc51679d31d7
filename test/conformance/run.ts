/**
 * `npm run conformance -- [FOLDER] [--round-trip] [--update]`: runs every test of a folder laid out like the DMN TCK through both back
 * ends and holds the failures against the ledger. Exits with 1 when they differ from it.
 */
import { existsSync } from 'node:fs';
import { findSuites } from './find-suites.ts';
import { compareToLedger, readLedger, updateLedger } from './ledger.ts';
import { runSuite } from './run-suite.ts';
import type { CaseResult } from './run-suite.ts';
import { tallyByLevel, tallyText } from './tally.ts';

const say = (text: string): void => { process.stdout.write(`${text}\n`); };
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '../shared/tck';

async function main(): Promise<number> {
  const unknown = flags.find((flag) => !['--round-trip', '--update'].includes(flag));
  if (unknown !== undefined) return refuse(`There is no option ${unknown}. Use --round-trip or --update.`);
  if (!existsSync(folder)) return refuse(`There is no folder ${folder}. Give one laid out like the TestCases folder of the DMN TCK.`);
  const suites = findSuites(folder);
  if (suites.length === 0) return refuse(`No test file (testCases) under ${folder}.`);
  const results: CaseResult[] = [];
  for (const suite of suites) results.push(...(await runSuite(suite, { roundTrip: flags.includes('--round-trip') })));
  say(tallyText(tallyByLevel(results)));
  if (flags.includes('--update')) {
    updateLedger(results, readLedger());
    return 0;
  }
  const { newFailures, newPasses } = compareToLedger(results, readLedger());
  for (const { key, failure, external } of newFailures) say(`new failure${external ? ' (Java)' : ''}  ${key}  ${failure ?? ''}`);
  for (const { key } of newPasses) say(`new pass  ${key}`);
  say(newFailures.length + newPasses.length === 0 ? 'As the ledger says.' : 'Differs from the ledger, test/conformance/ledger.json. Mend it, or run with --update and give reasons.');
  return newFailures.length + newPasses.length === 0 ? 0 : 1;
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}

process.exitCode = await main();
