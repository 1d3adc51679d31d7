import type { RunView } from '../api/portal.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import { FEEDBACK, stateOf, type FeedbackBody, type FeedbackBook } from './feedback-book.ts';

export type FeedbackGiven = Pick<FeedbackBody, 'clear' | 'kind' | 'text' | 'page'>;

export interface FeedbackBase extends Base {
  readonly feedback: FeedbackBook;
}

/** Ids begin with the app, so that all about one are found by a prefix. */
export const idOfRunFeedback = (app: string, run: string, user: string): string => `${app}:${run}:${user}`;

/**
 * One opinion on how clear a result is per person and run, the last one counts; objections to a result and opinions about an app are all kept. What the task force made of it
 * stays; whoever writes something else asks anew.
 */
export async function giveFeedback(base: FeedbackBase, about: { readonly app: string; readonly run?: string; readonly release?: number }, user: string, given: FeedbackGiven): Promise<void> {
  const own = about.run === undefined ? `${about.app}:${newId(base.now())}` : idOfRunFeedback(about.app, about.run, user);
  const id = about.run !== undefined && given.kind === 'issue' ? `${own}:${newId(base.now())}` : own;
  const old = await base.store.documents.get<FeedbackBody>(FEEDBACK, id);
  const same = old?.body.text === given.text && old?.body.clear === given.clear;
  const { label, answers, closed } = old?.body ?? {};
  const kept = { ...(label ? { label } : {}), ...(answers ? { answers } : {}), ...(closed && same ? { closed } : {}) };
  const body: FeedbackBody = { ...about, ...given, ...kept, user, at: base.now().toISOString() };
  await base.store.documents.put<FeedbackBody>(FEEDBACK, id, body, { expectedVersion: old?.version ?? 0, by: user });
  base.feedback.set(id, body);
  await audit(base, user, 'feedback', about.run ?? about.app);
}

export async function readRunFeedback(base: Base, app: string, run: string, user: string): Promise<RunView['feedback']> {
  // Before opinions were found by app, those about a run were named without it.
  const found = (await base.store.documents.get<FeedbackBody>(FEEDBACK, idOfRunFeedback(app, run, user))) ?? (await base.store.documents.get<FeedbackBody>(FEEDBACK, `${run}:${user}`));
  if (!found) return undefined;
  const { clear, text } = found.body;
  return { ...(clear === undefined ? {} : { clear }), ...(text === undefined ? {} : { text }) };
}

/** When a person objected to the result of a run, oldest first. */
export async function readRunObjections(base: Base, app: string, run: string, user: string): Promise<NonNullable<RunView['objections']>> {
  const found = await base.store.documents.list<FeedbackBody>(FEEDBACK, { prefix: `${idOfRunFeedback(app, run, user)}:` });
  return found.map(({ body }) => ({ at: body.at, answered: stateOf(body) !== 'new' })).sort((a, b) => a.at.localeCompare(b.at));
}
