import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildServer } from '../../server/build/build.js';
import { freshDatabase } from '../support/postgres-database.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { killStores } from '../support/store-kills.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { crashDatabase, cutConnections, restartDatabase, slowDatabase } from './database-faults.ts';
import { deploy, deployNext, fullDisk, hang, jump, release, slowDisk } from './faults.ts';
import { buildNextVersion, FORGET_NEXT } from './next-version.ts';
import { runPart, type PartOptions, type PartReport } from './part.ts';
import { fullDatabaseDisk, mountSmallDisk, moveDatabase } from './small-disk.ts';

/**
 * `npm run faults -- [--short] [--seed N] [--only store|embedded|postgres] [--kills N] [--minutes N]`. Breaks servers, disks, clocks and
 * the database under load, then counts what is lost or doubled; ends with 1 unless that is nothing.
 */
const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' }, kills: { type: 'string' }, minutes: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Shared = Pick<PartOptions, 'seed' | 'folder' | 'preload' | 'say'>;

const killsOf = (short: number, full: number): number => Number(values.kills ?? (values.short ? short : full));
/** A part that takes longer ends with fewer kills. */
const limitOf = (short: number, full: number): number => Number(values.minutes ?? (values.short ? short : full)) * MINUTE_MS;

/** One server on a folder. Its clock may err by minutes: it has no other to ask. */
function embedded(shared: Shared): Promise<PartReport> {
  const others = [fullDisk, slowDisk, hang(1500), release, deploy, jump((before, random) => before + random() * 10 * MINUTE_MS), jump((before, random) => before - random() * 5000), fullDisk];
  return runPart({ ...shared, name: 'embedded', kills: killsOf(25, 500), limitMs: limitOf(1.2, 40), servers: 1, people: 6, thinkMs: 60, others, share: 0.25 });
}

/** Three servers on one PostgreSQL that writes to disk as a real one. */
async function postgres(shared: Shared): Promise<PartReport> {
  const server = await startPostgres({ durable: true });
  const disk = await mountSmallDisk();
  const next = await buildNextVersion();
  try {
    const database = await freshDatabase(server.url);
    if (disk) await moveDatabase(server.url, database.url, disk);
    else say('no right to mount a small disk: the database is not tried with a full one');
    const others = [
      hang(20_000), ...(disk ? [fullDatabaseDisk(disk)] : []), cutConnections(database), restartDatabase(server), release, jump((_, random) => (random() - 0.5) * 2 * DAY_MS), slowDatabase(database), deploy, crashDatabase(database), deployNext,
      jump((_, random) => random() * DAY_MS), hang(3000),
    ];
    return await runPart({ ...shared, name: 'postgres, 3 servers', kills: killsOf(30, 1000), limitMs: limitOf(1.5, 60), servers: 3, people: 8, thinkMs: 60, store: database.url, others, share: 0.2, beforeJudge: () => database.query(FORGET_NEXT) });
  } finally {
    await server.stop();
    await disk?.remove();
    await next.remove();
  }
}

function tell({ name, injected, ledger, sent, hits, verdict }: PartReport): boolean {
  const faults = [...injected].map(([what, count]) => `${what} ${count}`).join(', ');
  say(`${name}: faults injected ${[...injected.values()].reduce((a, b) => a + b, 0)} (${faults}, requests twice ${ledger.duplicates}, messages twice ${sent.repeated})`);
  say(`  runs ${verdict.runs}, completed ${verdict.completed}, calls at the outside service ${hits}`);
  say(`  acknowledged ${ledger.acknowledged + sent.acknowledged.size}, lost ${verdict.lost.length}, doubled ${verdict.doubled.length}, otherwise wrong ${verdict.wrong.length}; slowest answer of a server that was up ${(ledger.slowestMs / 1000).toFixed(1)} s`);
  for (const line of [...verdict.lost, ...verdict.doubled, ...verdict.wrong].slice(0, 30)) say(`  ! ${line}`);
  return verdict.lost.length + verdict.doubled.length + verdict.wrong.length === 0 && ledger.acknowledged > 0 && sent.acknowledged.size > 0;
}

/** The embedded store alone, without a server: more kills in less time. */
async function storeAlone(): Promise<boolean> {
  const report = await killStores(killsOf(20, 200), { seed });
  say(`store alone: faults injected ${report.kills} (kill -9 ${report.kills})`);
  say(`  acknowledged ${report.acknowledged}, lost ${report.lost.length}, doubled ${report.doubled.length}, audit chain ${report.brokenAudit === null ? 'whole' : `broken at ${report.brokenAudit}`}`);
  for (const line of [...report.lost, ...report.doubled].slice(0, 20)) say(`  ! ${line}`);
  return report.lost.length + report.doubled.length === 0 && report.brokenAudit === null;
}

const began = performance.now();
say(`seed ${seed} (again: npm run faults --${values.short ? ' --short' : ''} --seed ${seed}${values.only === undefined ? '' : ` --only ${values.only}`})`);
await buildServer();
const folder = await temporaryFolder();
const preload = join(folder.path, 'preload.mjs');
await build({ entryPoints: [new URL('preload.ts', import.meta.url).pathname], outfile: preload, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
const PARTS: Readonly<Record<string, () => Promise<boolean>>> = {
  store: storeAlone,
  embedded: async () => tell(await embedded({ seed, folder: join(folder.path, 'embedded'), preload, say })),
  postgres: async () => tell(await postgres({ seed, folder: join(folder.path, 'postgres'), preload, say })),
};
let good = true;
for (const [name, part] of Object.entries(PARTS)) if (values.only === undefined || values.only === name) good = (await part()) && good;
await folder.remove();
say(`${good ? 'nothing lost, nothing doubled' : 'NOT GOOD'}, ${Math.round((performance.now() - began) / 1000)} s, seed ${seed}`);
// The database of the tests ends with the process and sets the exit code; what was found goes before.
process.once('exit', () => {
  process.exitCode = good ? 0 : 1;
});
