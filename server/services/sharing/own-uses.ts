import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { AccessItem } from '../../api/sharing.ts';
import { audit, newId } from '../context.ts';
import type { Base } from '../context.ts';
import { readingsOf, type AccessBase } from './who-read.ts';

const SUBJECTS = 'subjects';
const OBJECTION = 'objection';

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
export async function ownUses(base: AccessBase, user: User, locale: Locale, limit: number): Promise<{ items: AccessItem[]; more: boolean }> {
  const pages = await Promise.all((await subjectsFor(base, user)).map((subject) => readingsOf(base, base.markSubject(subject), { locale, limit: limit + 1 })));
  const bySeq = new Map(pages.flatMap(({ items }) => items).map((item) => [item.seq, item]));
  const items = [...bySeq.values()].filter((item) => item.by !== user.id || item.run !== undefined).sort((a, b) => b.seq - a.seq);
  return { items: items.slice(0, limit), more: items.length > limit || pages.some(({ next }) => next !== undefined) };
}

/** Keeps what somebody has to say against a use of their data, for the data office. */
export async function objectTo(base: Base, user: User, { seq, text }: { readonly seq?: number; readonly text: string }): Promise<string> {
  const id = newId(base.now());
  await base.store.documents.put(OBJECTION, id, { by: user.id, at: base.now().toISOString(), text, status: 'received', ...(seq === undefined ? {} : { seq }) }, { expectedVersion: 0, by: user.id });
  await audit(base, user.id, 'access.object', id, seq === undefined ? {} : { entry: seq });
  return id;
}
