import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Change } from '../../../server/stores/change.ts';
import type { Store } from '../../../server/stores/store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { brokenAuditLink } from '../../../server/stores/core/audit-chain.ts';
import { AT, commit, INSTITUTIONS, minute } from '../../support/store-builders.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';

let database: TestDatabase;
let a: Store;
let b: Store;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
});
beforeEach(async () => {
  await Promise.all([a?.close(), b?.close()]);
  await database.empty();
  [a, b] = await Promise.all([openPostgresStore(database.url), openPostgresStore(database.url)]);
});
afterAll(async () => {
  await Promise.all([a.close(), b.close()]);
  await database.remove();
});

const by = 'u:li';
const timer = (runId: string, n: number) => ({ runId, id: `x${n}`, dueAt: minute(n) });

describe('two servers, one store', () => {
  it('a document kept in memory is forgotten when the other server changes or deletes it', async () => {
    await a.documents.put('session', 's', { user: 'li' }, { expectedVersion: 0, by });
    expect((await b.documents.get('session', 's'))?.version).toBe(1);
    expect(await b.documents.list('session')).toHaveLength(1);
    await a.documents.put('session', 's', { user: 'li', seen: 2 }, { expectedVersion: 1, by });
    await expect.poll(async () => (await b.documents.get('session', 's'))?.version).toBe(2);
    await a.documents.delete('session', 's', { expectedVersion: 2, by });
    await expect.poll(async () => b.documents.get('session', 's')).toBeNull();
    expect(await b.documents.list('session')).toEqual([]);
  });

  it('changes are told to the other server and not to oneself', async () => {
    const heard: Change[] = [];
    const own: Change[] = [];
    b.watch?.((change) => heard.push(change));
    a.watch?.((change) => own.push(change));
    await a.documents.put('release', 'x@1', {}, { expectedVersion: 0, by });
    await a.datasets.define(INSTITUTIONS);
    await a.documents.put('draft', 'd', {}, { expectedVersion: 0, by });
    await expect.poll(() => heard).toEqual([{ kind: 'release', id: 'x@1' }, { dataset: INSTITUTIONS.id }]);
    expect(own).toEqual([]);
  });

  it('a load by one server is read and written by the other, also while it was reading', async () => {
    await a.datasets.define(INSTITUTIONS);
    const rows = (city: string) => Array.from({ length: 500 }, (_, i) => ({ inst_id: `x${i}`, city }));
    await a.datasets.load(INSTITUTIONS.id, rows('hz'), by);
    expect((await b.datasets.query(INSTITUTIONS.id, { limit: 1 })).count).toBe(500);
    const counts: number[] = [];
    const reading = (async () => {
      for (let n = 0; n < 20; n += 1) counts.push((await b.datasets.query(INSTITUTIONS.id, { filter: { all: [{ field: 'city', op: 'in', values: ['hz', 'nb'] }] }, limit: 1 })).count);
    })();
    await a.datasets.load(INSTITUTIONS.id, rows('nb'), by);
    await reading;
    expect(new Set(counts)).toEqual(new Set([500]));
    await b.datasets.write([{ kind: 'insert', dataset: INSTITUTIONS.id, id: 'new', data: { inst_id: 'new', city: 'nb' } }], by);
    expect((await a.datasets.query(INSTITUTIONS.id, { filter: { all: [{ field: 'city', op: '=', value: 'nb' }] }, limit: 1 })).count).toBe(501);
    expect(await a.datasets.revision(INSTITUTIONS.id)).toBe(await b.datasets.revision(INSTITUTIONS.id));
  });

  it('a due timer is given to one server', async () => {
    for (let n = 0; n < 20; n += 1) await a.runs.commit(commit(`r${n}`, 0, 1, {}, { timers: { set: [timer(`r${n}`, n)], clear: [] } }));
    const [mine, theirs] = await Promise.all([a.timers.due(minute(99), 10), b.timers.due(minute(99), 10)]);
    expect([mine.length, theirs.length, new Set([...mine, ...theirs].map((one) => one.runId)).size]).toEqual([10, 10, 20]);
    expect(await a.timers.due(minute(99), 99)).toEqual(mine);
  });

  it('a run in the middle is left to its server while that lives, and taken over by one when it is gone', async () => {
    await a.runs.commit(commit('r1', 0, 1, { status: 'running' }));
    expect(await b.runs.stale(minute(9), 9)).toEqual([]);
    expect(await a.runs.stale(AT, 9)).toEqual([]);
    expect(await a.runs.stale(minute(9), 9)).toEqual(['r1']);
    await database.query("UPDATE server SET seen_at = now() - interval '1 minute' WHERE id = (SELECT owner FROM run)");
    expect(await b.runs.stale(AT, 9)).toEqual(['r1']);
    expect(await a.runs.stale(minute(9), 9)).toEqual([]);
  });

  it('the time is that of the database, however wrong the clock of a server is', async () => {
    const real = Date.now.bind(Date);
    const wrong = vi.spyOn(Date, 'now').mockImplementation(() => real() + 86_400_000);
    try {
      const c = await openPostgresStore(database.url);
      expect(Math.abs((c.now?.().getTime() ?? 0) - real())).toBeLessThan(5000);
      await c.documents.put('settings', 'x', 1, { expectedVersion: 0, by });
      expect(Math.abs(Date.parse((await a.documents.get('settings', 'x'))?.updatedAt ?? '') - real())).toBeLessThan(5000);
      await c.close();
    } finally {
      wrong.mockRestore();
    }
  });

  it('entries of both servers make one chain', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? a : b).audit.append({ by, action: 'x', target: `t${n}`, at: AT })));
    const { items } = await a.audit.list({ limit: 100 });
    expect([items.length, brokenAuditLink([...items].reverse())]).toEqual([60, null]);
    await expect(database.query("UPDATE audit SET hash = ''")).rejects.toThrow('never changed');
  });

  it('a row inserted while the other server deletes it goes on above its versions', async () => {
    const operation = { dataset: INSTITUTIONS.id, id: 'x' };
    const insert = { ...operation, kind: 'insert' as const, data: { inst_id: 'x', city: 'hz' } };
    await a.datasets.define(INSTITUTIONS);
    await a.datasets.write([insert, ...[1, 2].map((expectedVersion) => ({ ...insert, kind: 'update' as const, expectedVersion }))], by);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      // The deletion cannot be committed yet, because its count cannot be written.
      await client.query('BEGIN');
      await client.query('LOCK TABLE dataset_count IN EXCLUSIVE MODE');
      const waiting = async (count: number) => vi.waitFor(async () => expect((await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")).rows).toHaveLength(count), { timeout: 20_000 });
      const deleted = a.datasets.write([{ ...operation, kind: 'delete', expectedVersion: 3 }], by);
      await waiting(1);
      const inserted = b.datasets.write([insert], by);
      await waiting(2);
      await client.query('COMMIT');
      expect([await deleted, await inserted]).toEqual([[4], [5]]);
    } finally {
      await client.end();
    }
    expect((await b.datasets.past(INSTITUTIONS.id, 'x')).map(({ v }) => v)).toEqual([5, 4, 3, 2, 1]);
    expect(await b.datasets.gone(INSTITUTIONS.id, 9)).toEqual([]);
  });

  it('writers that take the same rows in opposite order end in a deadlock for none of them', async () => {
    const other = { ...INSTITUTIONS, id: 'health/other' };
    for (const definition of [INSTITUTIONS, other]) {
      await a.datasets.define(definition);
      await a.datasets.write([{ kind: 'insert', dataset: definition.id, id: 'n', data: { inst_id: 'n', beds: 0 } }], by);
    }
    const addOne = async (store: Store, datasets: readonly string[]): Promise<void> => {
      const rows = await Promise.all(datasets.map((dataset) => store.datasets.row(dataset, 'n')));
      const operations = datasets.map((dataset, i) => ({ kind: 'update' as const, dataset, id: 'n', expectedVersion: rows[i]?.version ?? 0, data: { inst_id: 'n', beds: Number(rows[i]?.data['beds']) + 1 } }));
      await store.datasets.write(operations, by).catch(async (error: { code: string }) => {
        expect(error.code).toBe('SCN_DATA_CONFLICT');
        await addOne(store, datasets);
      });
    };
    await Promise.all(Array.from({ length: 4 }, (_, i) => addOne(i % 2 === 0 ? a : b, i % 2 === 0 ? [INSTITUTIONS.id, other.id] : [other.id, INSTITUTIONS.id])));
    expect((await a.datasets.row(other.id, 'n'))?.data['beds']).toBe(4);
  });

  it('a value no database takes is refused with a code, and the run is not committed', async () => {
    await a.datasets.define(INSTITUTIONS);
    const bad = commit('r1', 0, 1, {}, { rows: [{ kind: 'insert', dataset: INSTITUTIONS.id, id: 'a', data: { inst_id: 'a', city: 'h\u0000z' } }] });
    await expect(a.runs.commit(bad)).rejects.toMatchObject({ code: 'SCN_STORE_VALUE' });
    expect(await a.runs.get('r1')).toBeNull();
  });
});
