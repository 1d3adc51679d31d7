import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { commit, INSTITUTIONS } from './store-builders.ts';

/**
 * A process that writes without end and says on stdout what was acknowledged, one word a line:
 * `run <id> <seq>`, `key <key>`, `audit <seq>`. Killed from outside at any moment.
 * Arguments: folder, a number that tells this round from others.
 */
const [folder = '', round = '0'] = process.argv.slice(2);
const WRITERS = 8;

async function writeRuns(store: Awaited<ReturnType<typeof openEmbeddedStore>>, writer: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const id = `r${round}-${writer}-${n}`;
    const key = `k${round}-${writer}-${n}`;
    const row = { kind: 'insert' as const, dataset: INSTITUTIONS.id, id: `${id}-row`, data: { inst_id: id, city: 'hz' }, key };
    await store.runs.commit(commit(id, 0, 2));
    process.stdout.write(`run ${id} 2\n`);
    await store.runs.commit(commit(id, 2, 1, { status: n % 2 ? 'completed' : 'waiting' }, { rows: [row] }));
    process.stdout.write(`run ${id} 3\nkey ${key}\n`);
    // The same effect again under another row id, as after a lost answer.
    await store.datasets.write([{ ...row, id: `${id}-again`, data: { inst_id: `${id}-again`, city: 'hz' } }], 'u:li');
    await store.audit.append({ by: 'u:li', action: 'test', target: id, at: '2026-11-24T08:00:00Z' });
    // Large enough that most of a segment is dead soon, so that segments are rewritten between kills.
    await store.documents.put('session', id, { n, text: 'x'.repeat(8000) }, { expectedVersion: 0, by: 'u:li' });
    process.stdout.write(`session ${id}\n`);
  }
}

const store = await openEmbeddedStore(folder, { snapshotLines: 200 });
await store.datasets.define(INSTITUTIONS);
process.stdout.write('ready\n');
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeRuns(store, writer)));
