import { expect, inject, it } from 'vitest';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { freshDatabase, TEMPLATE } from '../../support/postgres-database.ts';
import { eraseAndCheck } from './erase-and-check.ts';
import { WORDS } from './support.ts';

it('a person is erased from a database, and no table of the new one holds a word of them', async () => {
  const [one, other] = await Promise.all([freshDatabase(inject('postgresUrl'), TEMPLATE), freshDatabase(inject('postgresUrl'), TEMPLATE)]);
  const [from, to] = await Promise.all([openPostgresStore(one.url), openPostgresStore(other.url)]);
  try {
    await eraseAndCheck(from, to);
    const tables = (await other.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).map(({ name }) => String(name));
    const texts = await Promise.all(tables.map((name) => other.query(`SELECT t::text AS line FROM "${name}" t`)));
    const all = JSON.stringify(texts);
    expect(WORDS.filter((word) => all.includes(word))).toEqual([]);
    expect(all).toContain('李四');
  } finally {
    await Promise.all([from.close(), to.close()]);
    await Promise.all([one.remove(), other.remove()]);
  }
}, 120_000);

it('the database refuses to change an entry of the audit; one that its owner changed or took out is found', async () => {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const store = await openPostgresStore(database.url);
  try {
    for (let n = 1; n <= 6; n += 1) await store.audit.append({ by: 'li', action: 'test', target: `t${n}`, at: '2026-11-29T00:00:00Z' });
    expect((await verifyAudit(store, [])).faults).toEqual([]);
    await expect(database.query('DELETE FROM audit WHERE seq = 5')).rejects.toThrow('never changed or removed');
    // Whoever owns the database can take its guard away.
    await database.query('ALTER TABLE audit DISABLE TRIGGER USER');
    await database.query(`UPDATE audit SET entry = replace(entry::text, 't3', 'tX')::json WHERE seq = 3`);
    expect((await verifyAudit(store, [])).faults).toEqual([{ kind: 'link', seq: 3 }]);
    await database.query(`UPDATE audit SET entry = replace(entry::text, 'tX', 't3')::json WHERE seq = 3`);
    await database.query('DELETE FROM audit WHERE seq = 5');
    expect((await verifyAudit(store, [])).faults).toEqual([{ kind: 'link', seq: 6 }]);
  } finally {
    await store.close();
    await database.remove();
  }
}, 60_000);
