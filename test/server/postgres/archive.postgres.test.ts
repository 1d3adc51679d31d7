import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { writeArchive } from '../../../server/stores/archive/archive-file.ts';
import { difference } from '../../../server/stores/archive/tally.ts';
import { restoreArchive, tallyOf } from '../../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { ArchiveEntry, Store } from '../../../server/stores/store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { AT, commit, delivery, INSTITUTIONS, minute, task } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const by = 'u:li';
const id = INSTITUTIONS.id;
const row = (name: string, key?: string) => ({ kind: 'insert' as const, dataset: id, id: name, data: { inst_id: name, city: 'hz', price: '180.00', beds: 3 }, ...(key === undefined ? {} : { key }) });

/** Something of everything a store can hold. */
async function fillStore(store: Store): Promise<void> {
  for (const [name, body] of Object.entries({ zero: 0, nothing: null, 互认: { list: [1, 2.5, { x: null }], text: '"\\\u2028' } })) await store.documents.put('settings', name, body, { expectedVersion: 0, by });
  await store.documents.put('session', 's', { user: 'li' }, { expectedVersion: 0, by });
  await store.documents.put('scenario', 'a', 1, { expectedVersion: 0, by });
  await store.documents.put('scenario', 'a', 2, { expectedVersion: 1, by });
  await store.datasets.define(INSTITUTIONS);
  await store.datasets.define({ id: 'plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' }] });
  await store.datasets.load('plain', Array.from({ length: 1200 }, (_, n) => ({ n })), by);
  await store.datasets.write([row('a', 'k1'), row('b', 'k2'), row('c')], by);
  await store.datasets.write([{ kind: 'delete', dataset: id, id: 'b', expectedVersion: 1 }, { kind: 'update', dataset: id, id: 'a', expectedVersion: 1, data: { inst_id: 'a', city: 'nb' } }], by);
  for (let n = 0; n < 30; n += 1) await store.runs.commit(commit(`r${n}`, 0, 2, { status: 'waiting', startedAt: minute(n) }, { clientKey: { starter: by, key: `k${n}` } }));
  for (let n = 0; n < 20; n += 1) await store.runs.commit(commit(`r${n}`, 2, 1, { status: 'completed', startedAt: minute(n) }));
  await store.runs.commit(commit('r25', 2, 1, { status: 'waiting' }, {
    tasks: [task('t1', { runId: 'r25', dueAt: minute(9) }), task('t2', { runId: 'r25', status: 'done', doneBy: by, doneAt: minute(3) })],
    timers: { set: [{ runId: 'r25', id: 'x', dueAt: minute(7) }], clear: [] },
    eventWaits: { set: [{ runId: 'r25', id: 'w', name: 'paid', key: { no: 1 } }], clear: [] },
    outbox: { add: [{ key: 'e1', runId: 'r25', path: 'n', round: 0, startedAt: AT }], done: [] },
    notices: [{ id: 'n1', to: 'li', title: 't', body: 'b', runId: 'r25', at: AT }, { id: 'n2', to: 'li', title: 't', body: 'b', at: minute(1) }],
  }));
  await store.deliveries.add([delivery('d1', { payload: { n: [1, 'a"b'] } }), delivery('d2', { status: 'failed', error: { code: 'SCN_X', details: {} } })]);
  await store.tasks.claim('t1', by, minute(10), AT);
  await store.notices.markRead('li', ['n1'], minute(2));
  for (let n = 0; n < 5; n += 1) await store.audit.append({ by, action: 'x', target: `t${n}`, at: AT, ...(n === 2 ? { details: { z: 1 } } : {}) });
}

/** What is asked of a store by those who go on working with it. */
async function answers(store: Store): Promise<unknown> {
  return [
    await store.runs.list({ limit: 100 }), await store.runs.events('r3'), await store.runs.outbox('r25'), await store.runs.byClientKey(by, 'k7'), await store.tasks.list({ candidates: ['r:doctor'], status: 'open', limit: 9 }),
    await store.timers.due(minute(8), 9), await store.eventWaits.find('paid', { no: 1 }), await store.notices.list('li', 9), await store.deliveries.list({ limit: 9 }), await store.datasets.list(),
    await store.datasets.query(id, { filter: { all: [{ field: 'city', op: '=', value: 'nb' }] }, limit: 9 }), await store.audit.list({ limit: 9 }), await store.documents.list('settings'), await store.documents.get('scenario', 'a'),
  ];
}

async function onDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  await work(database);
  await database.remove();
}

describe('a store as an archive', () => {
  it('goes from a folder to a database and into another folder with every entry as it was, and works on', async () => {
    await withTemporaryFolder((folder) => onDatabase(async (database) => {
      const first = await openEmbeddedStore(join(folder, 'one'));
      await fillStore(first);
      const wanted = await tallyOf(first);
      const said = await answers(first);
      await writeArchive(join(folder, 'a'), first.archive.dump(), AT);
      await first.close();

      const second = await openPostgresStore(database.url);
      expect((await restoreArchive(second, join(folder, 'a'))).sections).toEqual(wanted);
      expect(await answers(second)).toEqual(said);
      await writeArchive(join(folder, 'b'), second.archive.dump(), AT);
      await second.close();

      let third = await openEmbeddedStore(join(folder, 'three'));
      expect((await restoreArchive(third, join(folder, 'b'))).sections).toEqual(wanted);
      await third.close();
      third = await openEmbeddedStore(join(folder, 'three'));
      expect(difference(wanted, await tallyOf(third))).toBeNull();
      expect(await answers(third)).toEqual(said);
      await third.datasets.write([row('b2', 'k2')], by);
      expect((await third.datasets.query(id, { limit: 9 })).count).toBe(2);
      // The deleted row had the version 2.
      expect(await third.datasets.write([row('b3')], by)).toEqual([3]);
      await third.runs.commit(commit('r25', 3, 1, { status: 'completed' }));
      await third.audit.append({ by, action: 'x', target: 'after', at: AT });
      expect((await third.audit.list({ limit: 1 })).items[0]?.seq).toBe(6);
      await third.close();
    }));
  });

  it('that was interrupted goes on where it ended, and another one is refused meanwhile', async () => {
    await withTemporaryFolder((folder) => onDatabase(async (database) => {
      const source = createMemoryStore();
      await fillStore(source);
      await source.datasets.load('plain', Array.from({ length: 5000 }, (_, n) => ({ n })), by);
      await writeArchive(join(folder, 'a'), source.archive.dump(), AT);
      await source.audit.append({ by, action: 'x', target: 'more', at: AT });
      await writeArchive(join(folder, 'b'), source.archive.dump(), AT);
      for (const target of [await openPostgresStore(database.url), await openEmbeddedStore(join(folder, 'two'))]) {
        let calls = 0;
        const failing: Store = { ...target, archive: { ...target.archive, fill: (entries: AsyncIterable<ArchiveEntry>) => (++calls === 3 ? Promise.reject(new Error('cut off')) : target.archive.fill(entries)) } };
        await expect(restoreArchive(failing, join(folder, 'a'))).rejects.toThrow('cut off');
        expect((await refusal(restoreArchive(target, join(folder, 'b')))).code).toBe('SCN_STORE_NOT_EMPTY');
        expect((await restoreArchive(target, join(folder, 'a'))).resumedAt).toBe(4000);
        expect(await target.documents.get('settings', 'migration')).toBeNull();
        expect((await refusal(restoreArchive(target, join(folder, 'a')))).code).toBe('SCN_STORE_NOT_EMPTY');
        await target.close();
      }
    }));
  });

  it('that is damaged, cut or missing is refused before anything is written', async () => {
    await withTemporaryFolder(async (folder) => {
      const source = createMemoryStore();
      await fillStore(source);
      const file = join(folder, 'a');
      await writeArchive(file, source.archive.dump(), AT);
      const text = await readFile(file, 'utf8');
      const lines = text.trimEnd().split('\n');
      const target = createMemoryStore();
      const tries = [text.replace('"city":"nb"', '"city":"wz"'), `${lines.slice(0, -1).join('\n')}\n`, text.replace('"format":1', '"format":2'), `${lines.filter((_, i) => i !== 5).join('\n')}\n`, 'no archive\n', ''];
      for (const content of tries) {
        await writeFile(file, content);
        expect((await refusal(restoreArchive(target, file))).code).toBe('SCN_STORE_ARCHIVE');
      }
      expect((await refusal(restoreArchive(target, join(folder, 'none')))).code).toBe('SCN_STORE_ARCHIVE');
      expect(await tallyOf(target)).toEqual({});
    });
  });

  it('taken while others write is one moment: every run whole, every row counted', async () => {
    await withTemporaryFolder((folder) => onDatabase(async (database) => {
      for (const store of [await openPostgresStore(database.url), await openEmbeddedStore(join(folder, 'one'))]) {
        await store.datasets.define(INSTITUTIONS);
        const going = { on: true };
        const writers = Array.from({ length: 6 }, async (_, name) => {
          for (let n = 0; going.on; n += 1) {
            const run = `r${name}-${n}`;
            await store.runs.commit(commit(run, 0, 1, {}, { tasks: [task(`t-${run}`, { runId: run })], rows: [row(run, run)] }));
            await store.runs.commit(commit(run, 1, 1, { status: 'completed' }, { tasks: [task(`t-${run}`, { runId: run, status: 'done', doneAt: AT, doneBy: by })] }));
          }
        });
        while ((await store.runs.list({ limit: 30 })).items.length < 30) await new Promise((resolve) => setTimeout(resolve, 5));
        const runs = new Map<string, number>();
        const tasks = new Map<string, string>();
        const rows = new Set<string>();
        for await (const entry of store.archive.dump()) {
          if (entry.t === 'run') runs.set(entry.run.id, entry.events.length === entry.run.seq ? entry.run.seq : -1);
          if (entry.t === 'task') tasks.set(entry.task.runId, entry.task.status);
          if (entry.t === 'row') rows.add(entry.id);
        }
        going.on = false;
        await Promise.all(writers);
        expect([...runs].filter(([run, seq]) => seq < 1 || !rows.has(run) || tasks.get(run) !== (seq === 2 ? 'done' : 'open'))).toEqual([]);
        expect([rows.size, tasks.size]).toEqual([runs.size, runs.size]);
        await store.close();
      }
    }));
  });

  it('is not put into a database that another server works on', async () => {
    await withTemporaryFolder((folder) => onDatabase(async (database) => {
      await writeArchive(join(folder, 'a'), createMemoryStore().archive.dump(), AT);
      const [one, two] = await Promise.all([openPostgresStore(database.url), openPostgresStore(database.url)]);
      expect((await refusal(restoreArchive(one, join(folder, 'a')))).code).toBe('SCN_STORE_IN_USE');
      await two.close();
      expect((await restoreArchive(one, join(folder, 'a'))).sections).toEqual({});
      await one.close();
    }));
  });
});
