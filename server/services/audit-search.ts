import type { Locale } from '../../runtime/schema/text.ts';
import type { AuditItem } from '../api/data.ts';
import { encodeCursor } from '../stores/core/sorted-list.ts';
import type { AuditEntry } from '../stores/store.ts';
import { actorNames } from './api-keys.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { CSV_MARK, csvLines } from './csv.ts';

/** What is looked for; all of it must hold. Days are those of the house. */
export interface AuditWanted {
  /** Part of a name, a login or an id. */
  readonly person?: string;
  /** Code of what was done, with any of `.`, `-` and `_` between its words. */
  readonly action?: string;
  /** Part of the address of a dataset, or of what else it was done to. */
  readonly about?: string;
  readonly from?: string;
  readonly until?: string;
}

export interface AuditPage {
  readonly items: AuditItem[];
  /** Where to go on; `lookedTo` says how far back this answer has looked when it gave up before the page was full. */
  readonly next?: string;
  readonly lookedTo?: string;
}

const ZONE = '+08:00';
const DAY_MS = 86_400_000;
const CHUNK = 500;
/** Entries looked at for one answer. */
const MOST_LOOKED = 20_000;
const MOST_EXPORTED = 50_000;

const plain = (code: string): string => code.replaceAll(/[.-]/g, '_');
const startOf = (day: string): number => Date.parse(`${day}T00:00:00${ZONE}`);

/** A moment as the house writes it: `2026-11-30 20:41:06 +08:00`. */
function stamp(at: string): string {
  return `${new Date(Date.parse(at) + DAY_MS / 3).toISOString().slice(0, 19).replace('T', ' ')} ${ZONE}`;
}

function matcher({ person, action, about, from, until }: AuditWanted, names: ReadonlyMap<string, string>): (entry: AuditEntry) => boolean {
  const who = person?.trim().toLowerCase() ?? '';
  const people = new Set([...names].filter(([, name]) => name.toLowerCase().includes(who)).map(([id]) => id));
  const [least, most] = [from === undefined ? -Infinity : startOf(from), until === undefined ? Infinity : startOf(until) + DAY_MS];
  const what = about?.trim().toLowerCase() ?? '';
  const isAbout = ({ target, details }: AuditEntry): boolean => [target, names.get(target) ?? '', details?.['dataset'], details?.['scenario']].some((one) => typeof one === 'string' && one.toLowerCase().includes(what));
  return (entry) => {
    const ms = Date.parse(entry.at);
    if (ms < least || ms >= most) return false;
    if (action !== undefined && plain(entry.action) !== plain(action)) return false;
    if (who !== '' && !people.has(entry.by) && !entry.by.toLowerCase().includes(who)) return false;
    return what === '' || isAbout(entry);
  };
}

const before = (seq: number): string => encodeCursor([seq, '']);

/** Number of the first entry after a moment: entries are in the order of time. */
async function seqAfter({ store }: Base, ms: number): Promise<number | undefined> {
  const [newest] = (await store.audit.list({ limit: 1 })).items;
  if (!newest || Date.parse(newest.at) < ms) return undefined;
  let [low, high] = [1, newest.seq];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = (await store.audit.list({ limit: 1, cursor: before(middle + 1) })).items;
    if (entry && Date.parse(entry.at) >= ms) high = Math.min(middle, entry.seq);
    else low = middle + 1;
  }
  return low;
}

function itemOf({ hash: _hash, ...entry }: AuditEntry, names: ReadonlyMap<string, string>): AuditItem {
  const [byName, targetName] = [names.get(entry.by), names.get(entry.target)];
  return { ...entry, ...(byName === undefined ? {} : { byName }), ...(targetName === undefined ? {} : { targetName }) };
}

/** Entries that fit, newest first, from the whole record. */
export async function searchAudit(base: Base, wanted: AuditWanted, { cursor, limit }: { readonly cursor?: string; readonly limit: number }): Promise<AuditPage> {
  const names = await actorNames(base);
  const fits = matcher(wanted, names);
  const after = cursor === undefined && wanted.until !== undefined ? await seqAfter(base, startOf(wanted.until) + DAY_MS) : undefined;
  const least = wanted.from === undefined ? -Infinity : startOf(wanted.from);
  const items: AuditItem[] = [];
  let at = cursor ?? (after === undefined ? undefined : before(after));
  for (let looked = 0; looked < MOST_LOOKED; ) {
    const page = await base.store.audit.list({ limit: CHUNK, ...(at === undefined ? {} : { cursor: at }) });
    for (const entry of page.items) {
      if (Date.parse(entry.at) < least) return { items };
      if (fits(entry) && items.push(itemOf(entry, names)) === limit) return { items, ...(entry.seq > 1 ? { next: before(entry.seq) } : {}) };
    }
    looked += page.items.length;
    at = page.next;
    if (at === undefined) return { items };
    if (looked >= MOST_LOOKED) return { items, next: at, lookedTo: page.items.at(-1)?.at ?? '' };
  }
  return { items };
}

const HEADS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['序号', '时间', '谁', '账号', '做了什么', '对象', '对象编号', '详情'],
  en: ['No.', 'When', 'Who', 'Account', 'What', 'About', 'Id', 'Details'],
};

/** What fits as a CSV file; that it was taken away is itself on record, before the first line leaves. */
export async function exportAudit(base: Base, wanted: AuditWanted, { by, locale }: { readonly by: string; readonly locale: Locale }): Promise<AsyncGenerator<string>> {
  await audit(base, by, 'audit.export', 'audit', { ...wanted });
  return lines(base, wanted, locale);
}

async function* lines(base: Base, wanted: AuditWanted, locale: Locale): AsyncGenerator<string> {
  yield CSV_MARK + csvLines([HEADS[locale]]);
  let cursor: string | undefined;
  for (let count = 0; count < MOST_EXPORTED; ) {
    const page = await searchAudit(base, wanted, { limit: CHUNK, ...(cursor === undefined ? {} : { cursor }) });
    yield csvLines(page.items.map((item) => [String(item.seq), stamp(item.at), item.byName ?? item.by, item.by, item.action, item.targetName ?? item.target, item.target, item.details === undefined ? '' : JSON.stringify(item.details)]));
    count += page.items.length;
    cursor = page.next;
    if (cursor === undefined) return;
  }
}
