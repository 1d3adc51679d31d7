import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { AccessItem } from '../../api/sharing.ts';
import { readCut } from '../audit-cut.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { readingAt, readingsOf, type AccessBase } from './who-read.ts';

const SUBJECTS = 'subjects';

/** By which values a person's data are found: the account itself, and what an administrator confirmed of its owner. */
async function subjectsFor(base: Base, user: User): Promise<readonly string[]> {
  const found = await base.store.documents.get<{ readonly subjects: readonly string[] }>(SUBJECTS, user.id);
  return [...new Set([user.id, ...(found?.body.subjects ?? [])])];
}

/** Confirms by which values the data of the owner of an account are found. On record as marks. */
export async function confirmSubjects(base: AccessBase, account: string, subjects: readonly string[], by: string): Promise<void> {
  const old = await base.store.documents.get(SUBJECTS, account);
  await base.store.documents.put(SUBJECTS, account, { subjects }, { expectedVersion: old?.version ?? 0, by });
  await audit(base, by, 'subjects.confirm', account, { marks: subjects.map(base.markSubject) });
}

/** Who used the reader's own data, when and why, newest first; also in matters they began, but not what they looked at themselves. */
export async function ownUses(base: AccessBase, user: User, locale: Locale, limit: number): Promise<{ items: AccessItem[]; more: boolean; since?: string }> {
  const pages = await Promise.all((await subjectsFor(base, user)).map((subject) => readingsOf(base, base.markSubject(subject), { locale, limit: limit + 1 })));
  const bySeq = new Map(pages.flatMap(({ items }) => items).map((item) => [item.seq, item]));
  const items = [...bySeq.values()].filter((item) => item.by !== user.id || item.run !== undefined).sort((a, b) => b.seq - a.seq);
  const cut = await readCut(base);
  return { items: items.slice(0, limit), more: items.length > limit || pages.some(({ next }) => next !== undefined), ...(cut ? { since: cut.since.slice(0, 10) } : {}) };
}

/** One reading of the reader's own data by its number in the record; null when it is not about them. */
export async function ownReading(base: AccessBase, user: User, seq: number, locale: Locale): Promise<AccessItem | null> {
  for (const subject of await subjectsFor(base, user)) {
    const found = await readingAt(base, base.markSubject(subject), seq, locale);
    if (found) return found;
  }
  return null;
}
