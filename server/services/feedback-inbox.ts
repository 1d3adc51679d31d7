import type { User } from '../api/account.ts';
import type { FeedbackDeed, FeedbackItem, FeedbackLabel, FeedbackList, FeedbackState, WaitingFeedbackList } from '../api/feedback.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale, LocalText } from '../../runtime/schema/text.ts';
import type { NoticeRecord, StoredDocument } from '../stores/store.ts';
import { fail } from '../errors.ts';
import type { Changes } from './changes.ts';
import { audit, newId } from './context.ts';
import { SCENARIO } from './drafts.ts';
import { asksForAnswer, FEEDBACK, stateOf, type FeedbackBody } from './feedback-book.ts';
import type { FeedbackBase } from './feedback.ts';
import { personalMessages } from './notice-settings.ts';
import { mayWith, type PolicyBase } from './policy/policy.ts';
import type { LiveReleases } from './releases.ts';
import { textOf, textPair } from './texts.ts';
import { personRef } from './versions/people-names.ts';
import { changeDocument } from './versions/retry.ts';

export interface InboxBase extends FeedbackBase, PolicyBase {
  readonly changes: Changes;
  readonly live: LiveReleases;
}

const MOST_ANSWERS = 20;

/** Until somebody says otherwise it is what the person who wrote it said. */
function labelOf({ label, kind, clear }: FeedbackBody): FeedbackLabel {
  return label ?? (kind === 'idea' ? 'idea' : clear === true ? 'praise' : 'fault');
}

function itemOf(base: InboxBase, { id, body }: StoredDocument<FeedbackBody>): FeedbackItem {
  const { app: _app, user, at, text, clear, run, page, release, answers = [], closed } = body;
  return {
    id, at, from: personRef(base, user), label: labelOf(body), state: stateOf(body),
    ...(text === undefined || text.trim() === '' ? {} : { text }), ...(clear === undefined ? {} : { clear }), ...(run === undefined ? {} : { run }), ...(page === undefined ? {} : { page }), ...(release === undefined ? {} : { release }),
    answers: answers.map(({ by, ...answer }) => ({ ...answer, by: personRef(base, by) })),
    ...(closed ? { closed: { ...closed, by: personRef(base, closed.by) } } : {}),
  };
}

export interface FeedbackWanted {
  readonly state?: FeedbackState;
  readonly label?: FeedbackLabel;
  readonly cursor?: string;
  readonly limit: number;
}

/** Newest first; the cursor is the item the last page ended with. */
export async function listFeedback(base: InboxBase, app: string, { state, label, cursor, limit }: FeedbackWanted): Promise<FeedbackList> {
  const all = (await base.store.documents.list<FeedbackBody>(FEEDBACK, { prefix: `${app}:` })).filter(({ body }) => asksForAnswer(body));
  const counts = { new: 0, answered: 0, closed: 0 };
  for (const { body } of all) counts[stateOf(body)] += 1;
  const fitting = all.filter(({ body }) => (state === undefined || stateOf(body) === state) && (label === undefined || labelOf(body) === label));
  const sorted = fitting.sort((a, b) => b.body.at.localeCompare(a.body.at) || (a.id < b.id ? 1 : -1));
  const from = cursor === undefined ? 0 : sorted.findIndex(({ id }) => id === cursor) + 1;
  const page = sorted.slice(from, from + limit);
  const last = page.at(-1);
  return { items: page.map((document) => itemOf(base, document)), counts, ...(last && from + limit < sorted.length ? { next: last.id } : {}) };
}

/** Opinions that wait for an answer about all scenarios whose runs a person may see, newest first. */
export async function listWaitingFeedback(base: InboxBase, user: User, limit: number): Promise<WaitingFeedbackList> {
  const waiting = await base.feedback.waiting((app) => mayWith(base, user, 'run.view', 'scenario', app));
  const drafts = new Map<string, LocalText>();
  for (const app of new Set(waiting.map((one) => one.app))) {
    const draft = await base.store.documents.get<JsonObject>(SCENARIO, app);
    if (draft) drafts.set(app, textPair(draft.body, draft.body['title']));
  }
  // Where the draft is gone there is no page left to answer on.
  const open = waiting.filter(({ app }) => drafts.has(app));
  const items = await Promise.all(open.slice(0, limit).map(async ({ id, app }) => {
    const found = await base.store.documents.get<FeedbackBody>(FEEDBACK, id);
    const title = drafts.get(app);
    return found && title ? [{ ...itemOf(base, found), scenario: { id: app, title }, answerable: mayWith(base, user, 'scenario.operate', 'scenario', app) }] : [];
  }));
  return { items: items.flat(), total: open.length };
}

const TITLES: Readonly<Record<'answer' | 'close', Readonly<Record<Locale, (app: string) => string>>>> = {
  answer: { 'zh-CN': (app) => `您对“${app}”的意见有回复`, en: (app) => `Your comment on “${app}” has an answer` },
  close: { 'zh-CN': (app) => `您对“${app}”的意见已办结`, en: (app) => `Your comment on “${app}” is closed` },
};

/** Tells who wrote it, in the portal and where else they want to be told. */
async function tellSender(base: InboxBase, { app, user, run }: FeedbackBody, deed: 'answer' | 'close', words: string): Promise<void> {
  const locale = base.people.find(user)?.locale ?? 'zh-CN';
  const scenario = base.live.get(app)?.scenario;
  const title = TITLES[deed][locale](scenario ? textOf(scenario, scenario.title, locale) : app);
  const notice: NoticeRecord = { id: newId(base.now()), to: user, title, body: words, at: base.now().toISOString(), ...(run === undefined ? {} : { runId: run }) };
  await base.store.notices.add(notice);
  await base.store.deliveries.add(await personalMessages(base, app, [notice]));
  base.changes.tell(() => ({ scenario: app, run: run ?? '', starter: '', tokens: [], notices: [user] }));
}

/** @throws SCN_FEEDBACK_MANY */
function changed(old: FeedbackBody, deed: FeedbackDeed, by: string, now: Date): FeedbackBody {
  const at = now.toISOString();
  if ('label' in deed) return { ...old, label: deed.label };
  if ('close' in deed) return { ...old, closed: { by, at, reason: deed.close.trim() } };
  const { closed: _, ...open } = old;
  if ('reopen' in deed) return open;
  if ((old.answers ?? []).length >= MOST_ANSWERS) throw fail('SCN_FEEDBACK_MANY', { limit: MOST_ANSWERS });
  return { ...open, answers: [...(old.answers ?? []), { id: newId(now), by, at, text: deed.answer.trim() }] };
}

/** Answers an opinion, says what it is, closes it with a reason or opens it again. @throws SCN_API_NOT_FOUND, SCN_FEEDBACK_MANY */
export async function changeFeedback(base: InboxBase, app: string, id: string, deed: FeedbackDeed, user: User): Promise<FeedbackItem> {
  const known = id.startsWith(`${app}:`) ? await base.store.documents.get<FeedbackBody>(FEEDBACK, id) : null;
  if (!known) throw fail('SCN_API_NOT_FOUND', { what: id });
  const saved = await changeDocument<FeedbackBody>(base, { kind: FEEDBACK, id, by: user.id }, (old = known.body) => changed(old, deed, user.id, base.now()));
  base.feedback.set(id, saved.body);
  const action = 'answer' in deed ? 'answer' : 'close' in deed ? 'close' : 'reopen' in deed ? 'reopen' : 'label';
  await audit(base, user.id, `feedback.${action}`, app, { item: id });
  if ('answer' in deed) await tellSender(base, saved.body, 'answer', deed.answer.trim());
  if ('close' in deed) await tellSender(base, saved.body, 'close', deed.close.trim());
  return itemOf(base, saved);
}
