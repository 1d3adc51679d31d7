import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { createFailingDisk } from '../../support/failing-disk.ts';
import { commit, INSTITUTIONS, task } from '../../support/store-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const insert = (id: string) => ({ kind: 'insert' as const, dataset: INSTITUTIONS.id, id, data: { inst_id: id, city: 'hz' } });

describe('a disk that fails', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('a full disk refuses the change, takes it back whole, and takes the next one when there is room again', async () => {
    const disk = createFailingDisk();
    const store = await openEmbeddedStore(folder.path, { open: disk.open });
    await store.datasets.define(INSTITUTIONS);
    await store.runs.commit(commit('r1', 0));
    const size = (await readFile(join(folder.path, 'log', '00000001.log'))).length;
    disk.room = 100;
    const refused = await Promise.all([
      refusal(store.runs.commit(commit('r1', 1, 1, { status: 'completed' }, { rows: [insert('a')], tasks: [task('t1')] }))),
      refusal(store.runs.commit(commit('r2', 0))),
    ]);
    expect(refused.map((r) => r.code)).toEqual(['SCN_STORE_FULL', 'SCN_STORE_FULL']);
    expect((await readFile(join(folder.path, 'log', '00000001.log'))).length).toBe(size);
    expect({ seq: (await store.runs.get('r1'))?.seq, events: (await store.runs.events('r1')).length, r2: await store.runs.get('r2'), task: await store.tasks.get('t1'), rows: (await store.datasets.list())[0]?.rows })
      .toEqual({ seq: 1, events: 1, r2: null, task: null, rows: 0 });
    disk.room = Number.POSITIVE_INFINITY;
    await store.runs.commit(commit('r1', 1, 1, {}, { rows: [insert('a')] }));
    await store.close();
    const again = await openEmbeddedStore(folder.path);
    expect([(await again.runs.events('r1')).length, await again.runs.get('r2'), (await again.datasets.query(INSTITUTIONS.id, { limit: 9 })).count]).toEqual([2, null, 1]);
    await again.close();
  });

  it('a full disk leaves a document and the rows of a dataset as they were, without temporary files', async () => {
    const disk = createFailingDisk();
    const store = await openEmbeddedStore(folder.path, { open: disk.open });
    await store.documents.put('scenario', 'a', 1, { expectedVersion: 0, by: 'u' });
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.load(INSTITUTIONS.id, [insert('a').data], 'u');
    disk.room = 10;
    expect((await refusal(store.documents.put('scenario', 'a', 'x'.repeat(50), { expectedVersion: 1, by: 'u' }))).code).toBe('SCN_STORE_FULL');
    expect((await refusal(store.datasets.load(INSTITUTIONS.id, [insert('b').data], 'u'))).code).toBe('SCN_STORE_FULL');
    expect((await store.documents.get('scenario', 'a'))?.body).toBe(1);
    expect((await store.datasets.query(INSTITUTIONS.id, { limit: 9 })).rows.map((r) => r.id)).toEqual(['a']);
    expect((await readdir(folder.path, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    disk.room = Number.POSITIVE_INFINITY;
    expect((await store.documents.put('scenario', 'a', 2, { expectedVersion: 1, by: 'u' })).version).toBe(2);
    await store.close();
  });

  it('after a failed sync the log goes on in a new segment and nothing refused comes back', async () => {
    const disk = createFailingDisk();
    const store = await openEmbeddedStore(folder.path, { open: disk.open });
    await store.runs.commit(commit('r1', 0));
    disk.failingSyncs = 1;
    expect(await refusal(store.runs.commit(commit('r2', 0)))).toEqual({ code: 'SCN_STORE_WRITE', details: { path: join(folder.path, 'log', '00000001.log'), reason: 'EIO' } });
    await store.runs.commit(commit('r3', 0));
    expect((await readdir(join(folder.path, 'log'))).sort()).toEqual(['00000001.log', '00000002.log', 'manifest.json']);
    await store.close();
    const again = await openEmbeddedStore(folder.path);
    expect((await again.runs.list({ limit: 9 })).items.map((r) => r.id)).toEqual(['r3', 'r1']);
    await again.close();
  });

  it('a failed snapshot is told and tried again; the store goes on', async () => {
    const disk = createFailingDisk();
    const problems: unknown[] = [];
    const store = await openEmbeddedStore(folder.path, { open: disk.open, snapshotLines: 4, onProblem: (error) => problems.push(error) });
    for (let n = 0; n < 3; n += 1) await store.runs.commit(commit(`r${n}`, 0));
    disk.failingSyncs = 0;
    disk.room = 700;
    const results = [];
    for (let n = 3; n < 8; n += 1) results.push((await Promise.allSettled([store.runs.commit(commit(`r${n}`, 0))]))[0]?.status);
    disk.room = Number.POSITIVE_INFINITY;
    for (let n = 8; n < 20; n += 1) await store.runs.commit(commit(`r${n}`, 0));
    const before = (await store.runs.list({ limit: 99 })).items;
    await store.close();
    const again = await openEmbeddedStore(folder.path);
    expect((await again.runs.list({ limit: 99 })).items).toEqual(before);
    expect(problems.length).toBeGreaterThan(0);
    expect(results).toContain('rejected');
    await again.close();
  });

  it('a limit of the system on file size gives SCN_STORE_FULL, and what was acknowledged is there afterwards', async () => {
    const script = join(folder.path, 'fill.mjs');
    const source = new URL('../../support/store-fill.ts', import.meta.url).pathname;
    await build({ entryPoints: [source], outfile: script, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
    const data = join(folder.path, 'data');
    // In blocks of 512 or 1,024 bytes, as the shell likes.
    const child = spawn('sh', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, script, data], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    const { acknowledged, code } = JSON.parse(said) as { acknowledged: number; code: string };
    const store = await openEmbeddedStore(data);
    expect({ code, found: (await store.documents.list('session')).length }).toEqual({ code: 'SCN_STORE_FULL', found: acknowledged });
    await store.close();
  });
});

describe('the lock of a data folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('a second opener is refused and told who holds it; after closing it may', async () => {
    const store = await openEmbeddedStore(folder.path, { now: () => '2026-11-24T08:00:00Z' });
    expect(await refusal(openEmbeddedStore(folder.path))).toEqual({ code: 'SCN_STORE_LOCKED', details: { path: folder.path, pid: process.pid, since: '2026-11-24T08:00:00Z' } });
    await store.close();
    await (await openEmbeddedStore(folder.path)).close();
  });

  it('of 8 openers at once one gets the folder, also over a stale lock', async () => {
    for (const stale of [false, ...Array.from({ length: 20 }, () => true)]) {
      if (stale) await writeFile(join(folder.path, 'lock'), JSON.stringify({ pid: 1, bootId: 'another start', startTime: '1', since: 'x' }));
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => openEmbeddedStore(folder.path)));
      const opened = results.filter((r) => r.status === 'fulfilled');
      expect(opened.length).toBe(1);
      await opened[0]?.value.close();
    }
  });

  it.each([
    ['of a machine start before this one', { bootId: 'before' }],
    ['of a process that is gone', { pid: 4_194_303 }],
    ['of an earlier process with the same pid', { startTime: '1' }],
  ])('a lock %s is stale', async (_, change) => {
    const store = await openEmbeddedStore(folder.path);
    const own = JSON.parse(await readFile(join(folder.path, 'lock'), 'utf8')) as object;
    await store.close();
    await writeFile(join(folder.path, 'lock'), JSON.stringify({ ...own, ...change }));
    await (await openEmbeddedStore(folder.path)).close();
    expect(await readdir(folder.path)).not.toContain('lock');
  });

  it('a lock that was never finished is stale', async () => {
    await writeFile(join(folder.path, 'lock'), '');
    await (await openEmbeddedStore(folder.path)).close();
  });
});
