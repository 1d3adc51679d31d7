import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { brokenAuditLink } from '../../server/stores/core/audit-chain.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import type { Store } from '../../server/stores/store.ts';
import { seeded } from './random.ts';
import { INSTITUTIONS } from './store-builders.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { wholeAudit } from './whole-audit.ts';

export interface KillReport {
  readonly kills: number;
  /** Promises that resolved before a kill. */
  readonly acknowledged: number;
  /** Of these, not found afterwards. */
  readonly lost: readonly string[];
  /** Insert keys with more than one row. */
  readonly doubled: readonly string[];
  /** Seq of the first audit entry that does not follow; null when the chain holds. */
  readonly brokenAudit: number | null;
}

/** Kills a writing process again and again at random moments, then looks for everything it had acknowledged. */
export async function killStores(kills: number, options: { seed?: number; onKill?: (n: number) => void } = {}): Promise<KillReport> {
  const folder = await temporaryFolder();
  const random = seeded(options.seed ?? 20261124);
  try {
    const script = join(folder.path, 'store-load.mjs');
    await build({ entryPoints: [new URL('store-load.ts', import.meta.url).pathname], outfile: script, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
    const data = join(folder.path, 'data');
    const said: string[] = [];
    for (let n = 0; n < kills; n += 1) {
      said.push(...(await writeUntilKilled(script, data, n, 20 + random() * 300)));
      options.onKill?.(n + 1);
    }
    return { kills, acknowledged: said.length, ...(await examine(data, said)) };
  } finally {
    await folder.remove();
  }
}

/** What the process said before it was killed `afterMs` after it began to write. */
async function writeUntilKilled(script: string, data: string, round: number, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, data, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  let errors = '';
  let timer: NodeJS.Timeout | undefined;
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line === 'ready') timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    else said.push(line);
  });
  const read = new Promise((resolve) => lines.once('close', resolve));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
  await read;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`the writing process ended by itself in round ${round}: ${errors}`);
  // The last line may be cut by the kill; a shorter word would name something else.
  return said.filter((line) => /^(?:run \S+ \d|key \S+|session \S+)$/.test(line));
}

async function examine(data: string, said: readonly string[]): Promise<Pick<KillReport, 'lost' | 'doubled' | 'brokenAudit'>> {
  const store = await openEmbeddedStore(data);
  try {
    const rows = (await store.datasets.query(INSTITUTIONS.id, { limit: 200_000 })).rows;
    const rowsOfKey = new Map<string, number>();
    for (const row of rows) {
      const key = `k${row.id.replace(/-(?:row|again)$/, '').slice(1)}`;
      rowsOfKey.set(key, (rowsOfKey.get(key) ?? 0) + 1);
    }
    const lost: string[] = [];
    for (const line of said) if (!(await isThere(store, line, rowsOfKey))) lost.push(line);
    return { lost, doubled: [...rowsOfKey].filter(([, count]) => count > 1).map(([key]) => key), brokenAudit: brokenAuditLink(await wholeAudit(store)) };
  } finally {
    await store.close();
  }
}

async function isThere(store: Store, line: string, rowsOfKey: ReadonlyMap<string, number>): Promise<boolean> {
  const [kind = '', id = '', seq = ''] = line.split(' ');
  if (kind === 'key') return rowsOfKey.has(id);
  if (kind === 'session') return (await store.documents.get('session', id)) !== null;
  const record = await store.runs.get(id);
  const events = await store.runs.events(id);
  return record !== null && record.seq >= Number(seq) && events.length === record.seq && events.every((event, i) => event.seq === i + 1);
}

