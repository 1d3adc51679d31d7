import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bar } from '../bench.ts';
import { startStudio } from '../studio.ts';
import { report, REPORTS, ROWS } from './rows.ts';

/** As the data page sends a file. */
const PART = 10_000;

function residentMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

interface Imported {
  readonly seconds: number;
  /** Most memory while the first half and the second half came in. */
  readonly peaks: readonly [number, number];
  /** What a server takes more that was started anew on the full dataset than one on the empty one: the rows themselves. */
  readonly rows: number;
}

/** 200,000 rows over HTTP into the built server, part by part. */
async function importAll(database: string | undefined, data: string): Promise<Imported> {
  const place = { data, ...(database === undefined ? {} : { database }) };
  const studio = await startStudio({ account: true, ...place });
  try {
    const { subject: _subject, ...definition } = REPORTS;
    const made = await studio.call('PUT', '/api/datasets', { definition });
    if (made.status !== 200) throw new Error(JSON.stringify(made.json));
    const pid = studio.child.process.pid ?? 0;
    const empty = residentMiB(pid);
    let peak = empty;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMiB(pid));
    }, 20);
    const peaks: number[] = [];
    const began = performance.now();
    for (let from = 0; from < ROWS; from += PART) {
      const text = JSON.stringify(Array.from({ length: PART }, (_each, i) => report(from + i)));
      const sent = await studio.call('POST', '/api/datasets/import', { dataset: REPORTS.id, format: 'json', mode: 'append', batch: 'bench-import-0001', accept: 'good-rows', text });
      if (sent.json['written'] !== PART) throw new Error(JSON.stringify(sent.json).slice(0, 500));
      if (from + PART === ROWS / 2) {
        peaks.push(peak);
        peak = 0;
      }
    }
    const seconds = (performance.now() - began) / 1000;
    peaks.push(peak);
    clearInterval(watch);
    const found = await studio.call('GET', `/api/datasets/rows?dataset=${REPORTS.id}&field=no&value=${report(ROWS - 1).no}&limit=1`);
    const [row] = found.json['rows'] as { data: object }[];
    if (JSON.stringify(row?.data) === undefined || found.json['count'] !== 1) throw new Error('the last row is not there');
    await studio.stop();
    return { seconds, peaks: [peaks[0] ?? 0, peaks[1] ?? 0], rows: Math.max(0, (await restedMiB(place)) - empty) };
  } finally {
    await studio.stop();
  }
}

/** What a server takes that was just started on what is there and read its rows. */
async function restedMiB(place: { readonly data: string; readonly database?: string }): Promise<number> {
  const again = await startStudio({ account: false, ...place });
  await sleep(1000);
  const taken = residentMiB(again.child.process.pid ?? 0);
  await again.stop();
  return taken;
}

export async function importBars(store: string, database?: string): Promise<readonly Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'data-import-'));
  const { seconds, peaks, rows } = await importAll(database, folder).finally(() => rmSync(folder, { recursive: true, force: true }));
  console.log(`data, ${store}: ${ROWS} rows imported in ${seconds.toFixed(1)} s, most memory in the first half ${peaks[0].toFixed(0)} MiB, in the second ${peaks[1].toFixed(0)} MiB, of which the rows themselves ${rows.toFixed(0)} MiB at the end`);
  return [
    { name: `data-${store}-import`, value: seconds, op: '<=', limit: 20, unit: 's' },
    { name: `data-${store}-import-memory`, value: (peaks[1] - rows / 2) / peaks[0], op: '<=', limit: 1.25, unit: 'x' },
  ];
}
