import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { State } from '../../../server/stores/core/state.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { FOLDER_FORMAT } from '../../../server/stores/embedded/manifest.ts';
import { recover } from '../../../server/stores/embedded/recover.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { AT, commit, INSTITUTIONS, minute, task } from '../../support/store-builders.ts';
import { killStores } from '../../support/store-kills.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FIRST = { format: 1, from: 1, snapshot: null };
const SEGMENT = '00000001.log';
type Opened = Awaited<ReturnType<typeof openEmbeddedStore>>;

describe('recovery of the embedded store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** A log of `count` session documents, one line each; its bytes and where lines begin. */
  async function logOf(count: number): Promise<{ bytes: Buffer; starts: number[] }> {
    const store = await openEmbeddedStore(folder.path);
    for (let n = 0; n < count; n += 1) await store.documents.put('session', `s${n}`, n, { expectedVersion: 0, by: 'u' });
    await store.close();
    const bytes = await readFile(join(folder.path, 'log', SEGMENT));
    const starts = [0];
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
    return { bytes, starts };
  }

  /** Work on the store as it is after a start. */
  async function restart<T>(work: (store: Opened) => Promise<T>, snapshotLines: number): Promise<T> {
    const store = await openEmbeddedStore(folder.path, { snapshotLines });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async function recoverBytes(bytes: Buffer, name = SEGMENT): Promise<{ sessions: number; after: number }> {
    const log = join(folder.path, 'try');
    await mkdir(log, { recursive: true });
    await writeFile(join(log, name), bytes);
    const state = new State(null);
    await recover(state, log, FIRST);
    return { sessions: state.documents.list('session').length, after: (await readFile(join(log, name))).length };
  }

  it('cuts a torn tail back to the last whole line, wherever the last 3 lines are cut', async () => {
    const { bytes, starts } = await logOf(6);
    const wrong: number[] = [];
    for (let end = starts[3] ?? 0; end <= bytes.length; end += 1) {
      const whole = starts.filter((start) => start <= end).length - 1;
      const found = await recoverBytes(bytes.subarray(0, end));
      if (found.sessions !== whole || found.after !== starts[whole]) wrong.push(end);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses a flipped byte before the last line, naming file and offset, and takes one in it for a torn tail', async () => {
    const { bytes, starts } = await logOf(6);
    const lastLine = starts[5] ?? 0;
    const wrong: number[] = [];
    for (let at = starts[3] ?? 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x41;
      const lineStart = starts.filter((start) => start <= at).at(-1);
      const outcome = await recoverBytes(flipped).then((found) => found.sessions, (error: { code: string; details: { offset: number } }) => `${error.code} ${error.details.offset}`);
      if (outcome !== (at >= lastLine ? 5 : `SCN_STORE_CORRUPT ${lineStart}`)) wrong.push(at);
    }
    expect(wrong).toEqual([]);
  });

  it('a store with a torn tail opens, goes on, and keeps the torn bytes aside', async () => {
    const { bytes } = await logOf(4);
    await truncate(join(folder.path, 'log', SEGMENT), bytes.length - 5);
    const store = await openEmbeddedStore(folder.path);
    await store.documents.put('session', 'new', 1, { expectedVersion: 0, by: 'u' });
    await store.close();
    const again = await openEmbeddedStore(folder.path);
    expect((await again.documents.list('session')).map((d) => d.id)).toEqual(['new', 's0', 's1', 's2']);
    await again.close();
    expect(await readdir(join(folder.path, 'log'))).toContain(`${SEGMENT}.torn`);
  });

  it('rows read ahead answer without their file; a file that is damaged keeps nobody from the other datasets', async () => {
    const before = await openEmbeddedStore(folder.path);
    for (const id of ['a/bad', 'health/institution', 'z/last']) {
      await before.datasets.define({ ...INSTITUTIONS, id });
      await before.datasets.load(id, [{ inst_id: 'x', city: 'hz' }, { inst_id: 'y', city: 'hz' }], 'u');
    }
    await before.close();
    const files = join(folder.path, 'datasets');
    const [bad = ''] = (await readdir(files)).sort();
    await writeFile(join(files, bad), 'x'.repeat((await readFile(join(files, bad))).length));
    const after = await openEmbeddedStore(folder.path);
    await after.warm?.();
    for (const name of await readdir(files)) await rm(join(files, name));
    expect([(await after.datasets.query('health/institution', { limit: 9 })).count, (await after.datasets.query('z/last', { limit: 9 })).count]).toEqual([2, 2]);
    await expect(after.datasets.query('a/bad', { limit: 9 })).rejects.toThrow();
    await after.close();
  });

  it('a torn line in a segment that is not the last refuses the start', async () => {
    const { bytes } = await logOf(3);
    await writeFile(join(folder.path, 'log', SEGMENT), bytes.subarray(0, -3));
    await writeFile(join(folder.path, 'log', '00000002.log'), bytes);
    expect(await refusal(openEmbeddedStore(folder.path))).toEqual({
      code: 'SCN_STORE_CORRUPT',
      details: { file: join(folder.path, 'log', SEGMENT), offset: bytes.lastIndexOf(10, -2) + 1, reason: 'line without an end' },
    });
  });

  it('a missing segment refuses the start; a refused start leaves no lock', async () => {
    await logOf(3);
    await copyFile(join(folder.path, 'log', SEGMENT), join(folder.path, 'log', '00000003.log'));
    for (let i = 0; i < 2; i += 1) expect((await refusal(openEmbeddedStore(folder.path))).code).toBe('SCN_STORE_CORRUPT');
  });

  it('a folder of a newer format is refused and left as it is', async () => {
    await logOf(1);
    await writeFile(join(folder.path, 'log', 'manifest.json'), JSON.stringify({ format: FOLDER_FORMAT + 1, from: 1, snapshot: null }));
    // Left by the newer version, which may know what it is for.
    await writeFile(join(folder.path, 'datasets', 'x.tmp'), '');
    const before = await readdir(folder.path, { recursive: true });
    expect((await refusal(openEmbeddedStore(folder.path))).code).toBe('SCN_STORE_FORMAT');
    expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  });

  it.each([1_000_000, 7])('everything is as before after a restart (a snapshot each %i lines)', async (snapshotLines) => {
    const store = await openEmbeddedStore(folder.path, { snapshotLines });
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.load(INSTITUTIONS.id, [{ inst_id: 'x', city: 'hz' }], 'u');
    for (let n = 0; n < 40; n += 1) {
      const id = `r${n}`;
      const row = { kind: 'insert' as const, dataset: INSTITUTIONS.id, id, data: { inst_id: id, city: n % 2 ? 'hz' : 'nb' }, key: id };
      const timers = { set: [{ runId: id, id: 't', dueAt: minute(n) }], clear: [] };
      await store.runs.commit(commit(id, 0, 2, {}, { rows: [row], tasks: [task(`t${n}`)], timers, clientKey: { starter: 'u', key: id }, notices: [{ id, to: 'li', title: '', body: '', at: minute(n) }] }));
      await store.audit.append({ by: 'u', action: 'a', target: id, at: AT });
      if (n % 3 === 0) await store.runs.commit(commit(id, 2, 1, { status: 'completed' }, { tasks: [task(`t${n}`, { status: 'done', doneBy: 'li', doneAt: minute(n) })] }));
    }
    await store.datasets.write([{ kind: 'update', dataset: INSTITUTIONS.id, id: 'x', expectedVersion: 1, data: { inst_id: 'x', city: 'nb' } }, { kind: 'delete', dataset: INSTITUTIONS.id, id: 'r1', expectedVersion: 1 }], 'u');
    await store.documents.put('scenario', 'a', { n: 1 }, { expectedVersion: 0, by: 'u' });
    await store.notices.markRead('li', ['r3'], AT);
    const look = async (s: typeof store) => ({
      runs: await s.runs.list({ limit: 99 }), open: await s.tasks.list({ candidates: ['r:doctor'], status: 'open', limit: 99 }), done: await s.tasks.list({ status: 'done', doneBy: 'li', limit: 99 }),
      timers: await s.timers.due(minute(999), 99), audit: await s.audit.list({ limit: 99 }), notices: await s.notices.list('li', 99), key: await s.runs.byClientKey('u', 'r5'),
      events: await Promise.all(['r0', 'r1', 'r39'].map((id) => s.runs.events(id))), document: await s.documents.get('scenario', 'a'), datasets: await s.datasets.list(),
      nb: await s.datasets.query(INSTITUTIONS.id, { limit: 99, filter: { all: [{ field: 'city', op: '=', value: 'nb' }] }, orderBy: [['inst_id', 'asc']] }),
    });
    const before = await look(store);
    await store.close();
    for (let restart = 0; restart < 2; restart += 1) {
      const again = await openEmbeddedStore(folder.path, { snapshotLines });
      expect(await look(again)).toEqual(before);
      // A used key and the chain hold over restarts.
      await again.datasets.write([{ kind: 'insert', dataset: INSTITUTIONS.id, id: 'z', data: { inst_id: 'z' }, key: 'r1' }], 'u');
      expect(await again.datasets.row(INSTITUTIONS.id, 'z')).toBeNull();
      await again.close();
    }
  });

  it.each([1_000_000, 2])('rows that are replaced after a restart go on above every version before it (a snapshot each %i lines)', async (snapshotLines) => {
    const plain = { id: 'plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' as const }] };
    const institution = { inst_id: 'x', city: 'hz' };
    const restarted = <T>(work: (store: Opened) => Promise<T>) => restart(work, snapshotLines);
    await restarted(async ({ datasets }) => {
      await datasets.define(INSTITUTIONS);
      await datasets.define(plain);
      await datasets.load(INSTITUTIONS.id, [institution], 'u');
      await datasets.load(plain.id, [{ n: 1 }], 'u');
      for (const version of [1, 2]) await datasets.write([{ kind: 'update', dataset: INSTITUTIONS.id, id: 'x', expectedVersion: version, data: { ...institution, beds: version } }, { kind: 'update', dataset: plain.id, id: '1', expectedVersion: version, data: { n: version } }], 'u');
    });
    await restarted(({ datasets }) => datasets.write([{ kind: 'delete', dataset: INSTITUTIONS.id, id: 'x', expectedVersion: 3 }], 'u'));
    await restarted(({ datasets }) => datasets.load(plain.id, [], 'u'));
    expect(await restarted(({ datasets }) => Promise.all([datasets.load(INSTITUTIONS.id, [institution], 'u'), datasets.load(plain.id, [{ n: 1 }], 'u')]))).toEqual([{ rows: 1, version: 5 }, { rows: 1, version: 5 }]);
    expect(await restarted(async ({ datasets }) => [(await datasets.row(INSTITUTIONS.id, 'x'))?.version, (await datasets.row(plain.id, '1'))?.version])).toEqual([5, 5]);
  });

  it.each([1_000_000, 2])('a row that went and is inserted after a restart goes on above its versions, remembered or not (a snapshot each %i lines)', async (snapshotLines) => {
    const insert = (name: string) => ({ kind: 'insert' as const, dataset: INSTITUTIONS.id, id: name, data: { inst_id: name, city: 'hz' } });
    const remove = (name: string, expectedVersion: number) => ({ kind: 'delete' as const, dataset: INSTITUTIONS.id, id: name, expectedVersion });
    const restarted = <T>(work: (store: Opened) => Promise<T>) => restart(work, snapshotLines);
    const version = await restarted(async ({ datasets }) => {
      await datasets.define(INSTITUTIONS);
      await datasets.write([insert('x'), remove('x', 1), insert('x')], 'u');
      return (await datasets.row(INSTITUTIONS.id, 'x'))?.version ?? 0;
    });
    await restarted((store) => store.wipe({ rows: [{ dataset: INSTITUTIONS.id, id: 'x', version }] }));
    // Files are written without what is gone.
    await restarted((store) => store.shred());
    const [again = 0] = await restarted(({ datasets }) => datasets.write([insert('x')], 'u'));
    expect(again).toBe(version + 1);
    await restarted(({ datasets }) => datasets.write([remove('x', again)], 'u'));
    expect(await restarted(({ datasets }) => datasets.write([insert('y'), insert('x')], 'u'))).toEqual([again + 2, again + 2]);
  });

  it('snapshots drop row files and snapshots no longer in force, and temporary files go at the start', async () => {
    const store = await openEmbeddedStore(folder.path, { snapshotLines: 5 });
    await store.datasets.define(INSTITUTIONS);
    for (let n = 0; n < 6; n += 1) await store.datasets.load(INSTITUTIONS.id, [{ inst_id: `x${n}`, city: 'hz' }], 'u');
    for (let n = 0; n < 30; n += 1) await store.documents.put('session', `s${n}`, n, { expectedVersion: 0, by: 'u' });
    await store.close();
    await writeFile(join(folder.path, 'log', 'left.tmp'), 'x');
    const again = await openEmbeddedStore(folder.path);
    const names = async (part: string) => (await readdir(join(folder.path, part))).sort();
    expect(await names('datasets')).toEqual(['health~institution.6.rows']);
    expect((await names('log')).filter((name) => !/^(?:\d{8}\.log|manifest\.json)$/.test(name)).map((name) => name.replace(/\d+/, 'N'))).toEqual(['N.snapshot']);
    await again.close();
  });

  it('a process killed 12 times under load loses nothing it acknowledged and doubles no keyed insert', async () => {
    const { acknowledged, ...report } = await killStores(12);
    expect(report).toEqual({ kills: 12, lost: [], doubled: [], brokenAudit: null });
    expect(acknowledged).toBeGreaterThan(100);
  });
});
