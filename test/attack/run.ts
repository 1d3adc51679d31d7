import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runClass, type ClassReport } from './attack.ts';
import { CLASSES } from './classes/index.ts';
import { openGround } from './ground.ts';

/**
 * `npm run attack -- [--short] [--only CLASS]`. Hostile inputs against a server of its own on 127.0.0.1; ends with 1
 * when one got through, when one would not have been noticed at a server without any guard, or when the server stood
 * still for longer than it may.
 */
const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, only: { type: 'string' } } });
/** The longest that nothing else may happen, in milliseconds. */
const MOST_BLOCKED_MS = 100;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const pages = new URL('../../dist/builder', import.meta.url).pathname;
if (!existsSync(pages)) execFileSync('npm', ['run', 'build'], { stdio: 'inherit' });
const began = performance.now();
const reports: ClassReport[] = [];
for (const one of CLASSES.filter(({ name }) => values.only === undefined || values.only === name)) {
  // A fresh server each: what one class locked does not hinder the next.
  const ground = await openGround(pages);
  try {
    const report = await runClass(one, ground, values.short);
    reports.push(report);
    say(`${report.name.padEnd(12)} tried ${String(report.tried).padStart(4)}, blocked ${String(report.blocked).padStart(4)}, got through ${report.through.length}, longest block ${report.blockedMs.toFixed(0)} ms, own work of it at most ${report.workedMs.toFixed(0)} ms`);
    for (const how of report.through.slice(0, 40)) say(`  ! ${how}`);
    for (const title of report.toothless.slice(0, 40)) say(`  ? a server without any guard would pass: ${title}`);
  } finally {
    await ground.stop();
  }
}
const sum = (key: 'tried' | 'blocked') => reports.reduce((all, report) => all + report[key], 0);
const through = reports.reduce((all, report) => all + report.through.length, 0);
const toothless = reports.reduce((all, report) => all + report.toothless.length, 0);
/** A busy machine keeps the server waiting, too: what counts is what it did without a pause. */
const longest = Math.max(0, ...reports.map((report) => report.workedMs));
say(`tried ${sum('tried')}, blocked ${sum('blocked')}, got through ${through}; longest work without a pause ${longest.toFixed(0)} ms (at most ${MOST_BLOCKED_MS}); ${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = through === 0 && toothless === 0 && longest <= MOST_BLOCKED_MS && reports.length > 0 ? 0 : 1;
