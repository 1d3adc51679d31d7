import { killStores } from '../support/store-kills.ts';

/** Kills a writing store 200 times, or as often as the first argument says; ends with 1 if anything is lost or doubled. */
const kills = Number(process.argv[2] ?? 200);
const report = await killStores(kills, { onKill: (n) => n % 20 === 0 && process.stderr.write(`${n} kills\n`) });
process.stdout.write(`kills ${report.kills}, acknowledged ${report.acknowledged}, lost ${report.lost.length}, doubled ${report.doubled.length}, audit ${report.brokenAudit === null ? 'whole' : `broken at ${report.brokenAudit}`}\n`);
for (const line of [...report.lost, ...report.doubled].slice(0, 20)) process.stdout.write(`  ${line}\n`);
if (report.lost.length > 0 || report.doubled.length > 0 || report.brokenAudit !== null) process.exitCode = 1;
