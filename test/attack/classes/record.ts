import { createAnchorKey, anchorAudit, listAnchors, type AuditAnchor } from '../../../server/services/audit-anchors.ts';
import type { Base } from '../../../server/services/context.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import { auditHash, AUDIT_ROOT } from '../../../server/stores/core/audit-chain.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import type { AuditEntry, Store } from '../../../server/stores/store.ts';
import type { AttackClass, Hostile } from '../attack.ts';

interface Record {
  readonly entries: readonly AuditEntry[];
  readonly anchors: readonly AuditAnchor[];
}

const key = createAnchorKey(Buffer.alloc(32, 7));
const stranger = createAnchorKey(Buffer.alloc(32, 8));
const ENTRIES = 60;
const DAY = 20;

/** What happened on three days, each signed at its end. */
async function recorded(): Promise<Record> {
  const store = createMemoryStore();
  const log = { info: () => undefined } as unknown as Base['log'];
  for (let n = 1; n <= ENTRIES; n += 1) {
    const day = `2026-03-0${Math.ceil(n / DAY)}`;
    await store.audit.append({ by: `u:${n % 3}`, action: n % 2 === 0 ? 'dataset.read' : 'scenario.save', target: `s${n}`, at: `${day}T08:00:${String(n % 60).padStart(2, '0')}Z`, details: { rows: n, fields: ['a', 'b'] } });
    if (n % DAY === 0) await anchorAudit({ store, log, now: () => new Date(`${day}T23:00:00Z`) }, key);
  }
  return { entries: [...(await store.audit.list({ limit: 100 })).items].reverse(), anchors: await listAnchors({ store }) };
}

function showing(entries: readonly AuditEntry[]): Pick<Store, 'audit'> {
  const newest = entries.toReversed();
  return { audit: { append: () => Promise.reject(new Error('read only')), list: async ({ cursor = '0' }) => ({ items: newest.slice(Number(cursor), Number(cursor) + 25), ...(Number(cursor) + 25 < newest.length ? { next: String(Number(cursor) + 25) } : {}) }) } };
}

/** The chain as whoever can write everything makes it anew. */
function chained(entries: readonly AuditEntry[], from = 0): readonly AuditEntry[] {
  let hash = entries[from - 1]?.hash ?? AUDIT_ROOT;
  return entries.map(({ hash: had, ...entry }, index) => {
    const next = { ...entry, seq: index + 1 };
    if (index < from) return { ...next, hash: had };
    hash = auditHash(hash, next);
    return { ...next, hash };
  });
}

const edit = (seq: number, change: Partial<AuditEntry>) => ({ entries, anchors }: Record): Record => ({ anchors, entries: entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry)) });
const rewrite = (how: (entries: readonly AuditEntry[]) => readonly AuditEntry[]) => ({ entries, anchors }: Record): Record => ({ anchors, entries: how(entries) });
const sign = (how: (anchors: readonly AuditAnchor[], entries: readonly AuditEntry[]) => readonly AuditAnchor[]) => ({ entries, anchors }: Record): Record => ({ entries, anchors: how(anchors, entries) });
const moved = <Item>(all: readonly Item[], a: number, b: number): Item[] => all.map((item, at) => (at === a ? all[b] : at === b ? all[a] : item) as Item);

/** What somebody does to the record, and whether `audit verify` must name it as a break of the chain, a cut, or a forged signature. */
const DEEDS: readonly (readonly [title: string, kinds: readonly string[], deed: (record: Record) => Record])[] = [
  ...([['who', { by: 'u:evil' }], ['what', { action: 'dataset.none' }], ['to what', { target: 'other' }], ['when', { at: '2026-03-01T00:00:00Z' }], ['how much', { details: { rows: 0 } }], ['nothing but a field more', { details: { rows: 31, fields: ['a', 'b'], more: 1 } }]] as const).map(([title, change]) => [`an entry with another ${title}`, ['link'], edit(31, change)] as const),
  ['the first entry changed', ['link'], edit(1, { by: 'u:evil' })], ['the last entry changed', ['link'], edit(ENTRIES, { by: 'u:evil' })], ['an entry with a hash of its own', ['link'], edit(31, { hash: 'ab'.repeat(32) })], ['a number twice', ['link'], edit(31, { seq: 30 })],
  ['an entry cut out', ['link'], rewrite((all) => all.filter(({ seq }) => seq !== 31))], ['an entry cut out, the numbers closed', ['link'], rewrite((all) => all.filter(({ seq }) => seq !== 31).map((entry, at) => ({ ...entry, seq: at + 1 })))], ['ten entries cut out', ['link'], rewrite((all) => [...all.slice(0, 25), ...all.slice(35)])], ['the first entries cut off', ['link', 'start'], rewrite((all) => all.slice(5))], ['the last entries cut off', ['cut'], rewrite((all) => all.slice(0, 55))], ['all entries gone', ['cut'], rewrite(() => [])],
  ['an entry put in', ['link'], rewrite((all) => [...all.slice(0, 30), ...all.slice(29)])], ['two neighbours swapped', ['link'], rewrite((all) => moved(all, 30, 31))], ['two far ones swapped', ['link'], rewrite((all) => moved(all, 3, 50))], ['the order turned round', ['link'], rewrite((all) => all.toReversed())],
  ['all chained anew after a change', ['anchor'], (record) => ({ ...record, entries: chained(edit(5, { by: 'u:evil' })(record).entries) })], ['chained anew from a change on', ['anchor'], (record) => ({ ...record, entries: chained(edit(31, { by: 'u:evil' })(record).entries, 30) })], ['chained anew after a cut', ['anchor', 'cut'], (record) => ({ ...record, entries: chained(record.entries.filter(({ seq }) => seq !== 31)) })], ['chained anew with one more', ['anchor'], (record) => ({ ...record, entries: chained([...record.entries.slice(0, 30), ...record.entries.slice(29)]) })],
  ['an anchor signed by another', ['forged'], sign((all, entries) => [...all, stranger.sign({ day: '2026-03-04', seq: ENTRIES, hash: entries[ENTRIES - 1]?.hash ?? '', at: '2026-03-04T00:00:00Z' })])], ['all anchors signed by another', ['forged'], sign((all) => all.map(({ day, seq, hash, at }) => stranger.sign({ day, seq, hash, at })))], ['an anchor moved to another day', ['forged'], sign((all) => all.map((anchor, at) => (at === 1 ? { ...anchor, day: '2026-03-09' } : anchor)))], ['an anchor moved to another entry', ['forged'], sign((all) => all.map((anchor, at) => (at === 1 ? { ...anchor, seq: 39 } : anchor)))], ['an anchor with another hash', ['forged'], sign((all) => all.map((anchor, at) => (at === 1 ? { ...anchor, hash: 'ab'.repeat(32) } : anchor)))], ['an anchor without a signature', ['forged'], sign((all) => all.map((anchor, at) => (at === 1 ? { ...anchor, signature: '' } : anchor)))], ['a signature of another day', ['forged'], sign((all) => all.map((anchor, at) => (at === 1 ? { ...anchor, signature: all[0]?.signature ?? '' } : anchor)))],
  ['chained anew, and signed anew by another', ['forged'], (record) => {
    const entries = chained(edit(5, { by: 'u:evil' })(record).entries);
    return { entries, anchors: record.anchors.map(({ day, seq, at }) => stranger.sign({ day, seq, at, hash: entries[seq - 1]?.hash ?? '' })) };
  }],
];

/** The audit in the hands of whoever can write the store. */
export const record: AttackClass = {
  name: 'record',
  inputs: async (ground) => {
    const whole = await recorded();
    const verify = async ({ entries, anchors }: Record) => (ground.guarded ? verifyAudit(showing(entries), anchors, key) : { entries: entries.length, faults: [] });
    const right = await verify(whole);
    if (right.entries !== ENTRIES || right.faults.length > 0) throw new Error('a whole record is called broken, so nothing is proved');
    return DEEDS.map(([title, kinds, deed]): Hostile => ({ title, try: async () => {
      const { faults } = await verify(deed(whole));
      return faults.some(({ kind }) => kinds.includes(kind)) ? true : `it is called ${faults.length === 0 ? 'whole' : faults.map(({ kind }) => kind).join(' ')}`;
    } }));
  },
};
