import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { median, spread, type Bar, type Bench } from '../bench.ts';
import { firstAnswer, freePort, startChild } from '../child.ts';
import { startStudio } from '../studio.ts';
import { startWithRuns } from './many-runs.ts';

const DIST = new URL('../../../dist/builder/', import.meta.url).pathname;
const BARE = "require('node:http').createServer((q,s)=>s.end('ok')).listen(Number(process.argv[1]),'127.0.0.1')";

async function bareMs(): Promise<number> {
  const port = await freePort();
  const child = startChild(process.execPath, ['-e', BARE, String(port)]);
  const ms = await firstAnswer(`http://127.0.0.1:${port}/`, child);
  await child.stop();
  return ms;
}

async function studioMs(): Promise<number> {
  const studio = await startStudio({ account: false });
  await studio.stop();
  return studio.startedMs;
}

/** Bytes of gzip over every script the portal's page loads before it can be used: entry and static imports. */
export function portalBytes(): number {
  const page = readFileSync(`${DIST}portal.html`, 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  if (scripts.length === 0) throw new Error('portal.html loads no script: build first');
  return scripts.reduce((sum, path) => sum + gzipSync(readFileSync(DIST + path), { level: 9 }).length, 0);
}

/** Spawn to first answer on an empty store and on one of 100,000 finished runs, with a bare `node:http` server beside it; and the weight of the portal. */
export const start: Bench = async ({ short }): Promise<readonly Bar[]> => {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < (short ? 2 : 7); round += 1) {
    bare.push(await bareMs());
    ours.push(await studioMs());
  }
  console.log(`start, ms, min / median / max: studio ${spread(ours)}, bare node:http ${spread(bare)}`);
  const runs = short ? 10_000 : 100_000;
  const full = await startWithRuns(runs, short ? 1 : 3);
  console.log(`start on ${runs} finished runs, ms: ${spread(full)}`);
  return [
    ...(short ? [] : [{ name: 'start-100k-runs', value: median(full) / 1000, op: '<=' as const, limit: 3, unit: 's' }]),
    { name: 'start-first-answer', value: median(ours) / 1000, op: '<=', limit: 1, unit: 's' },
    { name: 'portal-start-js', value: portalBytes() / 1000, op: '<=', limit: 130, unit: 'kB' },
  ];
};
