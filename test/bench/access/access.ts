import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createApp } from '../../../server/app.ts';
import type { Studio } from '../../../server/services/studio.ts';
import { whoRead } from '../../../server/services/sharing/who-read.ts';
import type { SubjectMark } from '../../../server/services/subjects.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import { median, type Bar, type Bench } from '../bench.ts';
import { DATASET, fillDatabase, newestOf, person, PERSONS, writeRecords } from './records.ts';

const PAGE = 50;
/** Pages an auditor leafs through of the person with most records. */
const PAGES = 20;
const ASKED = 40;
/** What one server of the embedded kind keeps in memory of its audit grows with it. */
const EMBEDDED = 1_000_000;
const POSTGRES = 10_000_000;

interface Asked {
  readonly ms: number;
  readonly seqs: readonly number[];
  readonly next: string | undefined;
}

async function ask(studio: Studio, n: number, cursor?: string): Promise<Asked> {
  const began = performance.now();
  const { items, next } = await whoRead(studio, person(n), { by: 'auditor', locale: 'zh-CN', limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
  const ms = performance.now() - began;
  const strange = items.find(({ purpose, grant, dataset, fields }) => purpose !== '核对驾驶人健康状况' || grant !== 'grant-1' || dataset !== DATASET || fields.length !== 2);
  if (strange) throw new Error(`a record lost its why: ${JSON.stringify(strange)}`);
  return { ms, seqs: items.map(({ seq }) => seq), next };
}

/** First pages of many persons and all pages of the busiest, each held to the records counted by hand. */
async function times(studio: Studio, records: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let i = 0; i < ASKED; i += 1) {
    const n = (i * 7919) % Math.min(PERSONS, records);
    const { ms, seqs } = await ask(studio, n);
    if (JSON.stringify(seqs) !== JSON.stringify(newestOf(n, records, PAGE))) throw new Error(`person ${n}: ${seqs.join()}`);
    found.push(ms);
  }
  const wanted = newestOf(0, records, PAGE * PAGES);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { ms, seqs, next } = await ask(studio, 0, cursor);
    if (JSON.stringify(seqs) !== JSON.stringify(wanted.slice(page * PAGE, (page + 1) * PAGE))) throw new Error(`page ${page}: ${seqs.join()}`);
    found.push(ms);
    cursor = next;
    if (cursor === undefined) break;
  }
  return found;
}

async function measure(name: string, store: Store, records: number, fill: (mark: SubjectMark) => Promise<void>): Promise<readonly Bar[]> {
  const app = await createApp({ store, version: 'bench', templatesFolder: 'templates', nodeTypes: builtIns, generate: () => [], log: false, passwords: 'quick' });
  try {
    await app.ready();
    const began = performance.now();
    await fill(app.studio.markSubject);
    const filled = (performance.now() - began) / 1000;
    const found = [...(await times(app.studio, records))].sort((a, b) => a - b);
    const most = found.at(-1) ?? 0;
    console.log(`access, ${name}: ${records} records written in ${filled.toFixed(0)} s; ${found.length} questions, median ${median(found).toFixed(1)} ms, longest ${most.toFixed(1)} ms, memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
    return [{ name: `access-${name}`, value: most / 1000, op: '<=', limit: 1, unit: 's' }];
  } finally {
    await app.close();
    await store.close();
  }
}

/** "Who saw this person's record, and why?", asked of many records. */
export const access: Bench = async ({ short }) => {
  const folder = mkdtempSync(join(tmpdir(), 'access-bench-'));
  const server = await startPostgres({ durable: true });
  try {
    const embedded = short ? EMBEDDED / 20 : EMBEDDED;
    const kept = await openEmbeddedStore(join(folder, 'store'));
    const bars = await measure('embedded', kept, embedded, (mark) => writeRecords(kept, embedded, mark));
    const { url } = await freshDatabase(server.url);
    const postgres = short ? POSTGRES / 20 : POSTGRES;
    return [...bars, ...(await measure('postgres', await openPostgresStore(url), postgres, (mark) => fillDatabase(url, postgres, mark)))];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
