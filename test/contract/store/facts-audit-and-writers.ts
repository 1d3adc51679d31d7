import { expect } from 'vitest';
import { AUDIT_ROOT, auditHash, brokenAuditLink } from '../../../server/stores/core/audit-chain.ts';
import type { AuditEntry } from '../../../server/stores/store.ts';
import { AT, commit, INSTITUTIONS } from '../../support/store-builders.ts';
import type { Fact } from './fact.ts';
import { wholeAudit } from '../../support/whole-audit.ts';

const record = (n: number) => ({ by: 'u:li', action: 'scenario.publish', target: `s${n}`, at: AT, ...(n % 2 ? { details: { z: n, a: null } } : {}) });

export const auditFacts: readonly Fact[] = [
  ['entries are numbered, newest first, page by page', async (store) => {
    for (let n = 1; n <= 16; n += 1) await store.audit.append(record(n));
    const entries = await wholeAudit(store);
    expect(entries.map((entry) => ({ ...entry, hash: '' }))).toEqual(Array.from({ length: 16 }, (_, i) => ({ seq: i + 1, ...record(i + 1), hash: '' })));
  }],
  ['each hash follows from the one before', async (store) => {
    await Promise.all(Array.from({ length: 9 }, (_, n) => store.audit.append(record(n))));
    const entries = await wholeAudit(store);
    expect(brokenAuditLink(entries)).toBeNull();
    expect(entries[0]?.hash).toBe(auditHash(AUDIT_ROOT, { seq: 1, ...record(0) }));
  }],
  ['a changed, missing or swapped entry breaks the chain at its place', async (store) => {
    for (let n = 1; n <= 4; n += 1) await store.audit.append(record(n));
    const [a, b, c, d] = (await wholeAudit(store)) as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];
    expect([brokenAuditLink([a, { ...b, by: 'u:x' }, c, d]), brokenAuditLink([a, c, d]), brokenAuditLink([a, c, b, d])]).toEqual([2, 3, 3]);
  }],
  ['entries about a person are found by the mark, newest first, page by page, and no others', async (store) => {
    const about = (n: number, ...subjects: string[]) => store.audit.append({ by: 'u:li', action: 'data.disclose', target: 'health/report', at: AT, details: { n, subjects } });
    for (let n = 1; n <= 12; n += 1) await (n % 3 === 0 ? about(n, 'm-a', 'm-b', 'm-a') : about(n, 'm-b'));
    await store.audit.append(record(1));
    const pages: unknown[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await store.audit.list({ subject: 'm-a', limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(page.items.map(({ details }) => details?.['n']));
      cursor = page.next;
      more = cursor !== undefined;
    }
    expect(pages).toEqual([[12, 9, 6], [3]]);
    expect((await store.audit.list({ subject: 'm-c', limit: 3 })).items).toEqual([]);
  }],
  ['the audit is cut at its beginning and goes on, page by page and by whom it is about', async (store) => {
    const about = (n: number) => ({ by: 'u:li', action: 'data.disclose', target: 'health/report', at: AT, details: { n, subjects: [n % 2 === 0 ? 'm-even' : 'm-odd'] } });
    for (let n = 1; n <= 12; n += 1) await store.audit.append(about(n));
    const before = await wholeAudit(store);
    expect((await store.wipe({ audit: 5 })).audit).toBe(5);
    expect([(await store.wipe({ audit: 5 })).audit, (await store.wipe({ audit: 12 })).audit < 7]).toEqual([0, true]);
    const left = await wholeAudit(store);
    expect(left.at(-1)?.seq).toBe(12);
    expect(brokenAuditLink(left, before[left[0] ? left[0].seq - 2 : 0]?.hash)).toBeNull();
    await store.audit.append(about(13));
    const after = await wholeAudit(store);
    expect(after.map(({ seq }) => seq)).toEqual([...left.map(({ seq }) => seq), 13]);
    const odd: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.audit.list({ subject: 'm-odd', limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      odd.push(...page.items.map(({ seq }) => seq));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(odd).toEqual(after.filter(({ details }) => JSON.stringify(details?.['subjects']) === '["m-odd"]').map(({ seq }) => seq).toReversed());
  }],
];

export const concurrencyFacts: readonly Fact[] = [
  ['40 writers who retry conflicts lose no update of one row', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([{ kind: 'insert', dataset: INSTITUTIONS.id, id: 'n', data: { inst_id: 'n', beds: 0 } }], 'u:li');
    const addOne = async (): Promise<void> => {
      const row = await store.datasets.row(INSTITUTIONS.id, 'n');
      const data = { inst_id: 'n', beds: Number(row?.data['beds']) + 1 };
      await store.datasets.write([{ kind: 'update', dataset: INSTITUTIONS.id, id: 'n', expectedVersion: row?.version ?? 0, data }], 'u:li').catch(addOne);
    };
    await Promise.all(Array.from({ length: 40 }, addOne));
    expect(await store.datasets.row(INSTITUTIONS.id, 'n')).toEqual({ id: 'n', version: 41, data: { inst_id: 'n', beds: 40 } });
  }],
  ['300 runs committed at once are all there', async (store) => {
    await Promise.all(Array.from({ length: 300 }, async (_, i) => {
      await store.runs.commit(commit(`r${i}`, 0));
      await store.runs.commit(commit(`r${i}`, 1, 1, { status: 'completed' }));
    }));
    expect((await store.runs.counts({ scenario: 'exam', since: AT })).completed).toBe(300);
    expect((await store.runs.events('r299')).map((e) => e.seq)).toEqual([1, 2]);
  }],
  ['a closed store refuses changes', async (store) => {
    await store.close();
    const codes = await Promise.all([
      store.runs.commit(commit('r1', 0)).catch((e: { code: string }) => e.code),
      store.documents.put('scenario', 'a', 1, { expectedVersion: 0, by: 'u:li' }).catch((e: { code: string }) => e.code),
    ]);
    expect(codes).toEqual(['SCN_STORE_CLOSED', 'SCN_STORE_CLOSED']);
  }],
];
