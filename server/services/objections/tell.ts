import type { User } from '../../api/account.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { NoticeRecord } from '../../stores/store.ts';
import type { Changes } from '../changes.ts';
import { newId } from '../context.ts';
import { personalMessages } from '../notice-settings.ts';
import { house, mayInside, mayOn } from '../policy/policy.ts';
import type { GrantBase } from '../sharing/grants.ts';
import type { AccessBase } from '../sharing/who-read.ts';
import type { Handler, Objection } from './objection.ts';

export interface ObjectionBase extends GrantBase, AccessBase {
  readonly changes: Changes;
}

/** People told of one objection at most; who else may decide finds it in the list. */
const MOST_TOLD = 20;

type Words = Readonly<Record<Locale, { readonly title: string; readonly body: string }>>;

/** As whom a person may decide on an objection: not on their own, and not about what they read themselves. */
export function handlersOf(base: GrantBase, { by, use }: Objection, user: User): ReadonlySet<Handler> {
  const handlers = new Set<Handler>();
  if (user.id === by || user.id === use?.by) return handlers;
  if (mayOn(user, 'privacy.manage', house(base))) handlers.add('protector');
  if (use && mayInside(base, user, 'dataset.edit', 'dataset', use.dataset)) handlers.add('owner');
  return handlers;
}

async function send(base: ObjectionBase, to: readonly string[], { use }: Objection, words: Words): Promise<void> {
  if (to.length === 0) return;
  const at = base.now().toISOString();
  const notices = to.map((user): NoticeRecord => ({ id: newId(base.now()), to: user, at, ...words[base.people.find(user)?.locale ?? 'zh-CN'] }));
  for (const notice of notices) await base.store.notices.add(notice);
  const scenario = use?.scenario ?? '';
  await base.store.deliveries.add(await personalMessages(base, scenario, notices));
  base.changes.tell(() => ({ scenario, run: '', starter: '', tokens: [], notices: [...to] }));
}

/** Tells those who may decide. Nothing of what was said is in a notice. */
export function tellHandlers(base: ObjectionBase, objection: Objection, words: Words): Promise<void> {
  const to = base.people.all().filter((user) => !user.disabled && handlersOf(base, objection, user).size > 0).slice(0, MOST_TOLD).map(({ id }) => id);
  return send(base, to, objection, words);
}

/** Tells whoever filed it. */
export function tellCitizen(base: ObjectionBase, objection: Objection, words: Words): Promise<void> {
  return send(base, [objection.by], objection, words);
}
