import type { RunView } from '../api/portal.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';

const KIND = 'feedback';

interface FeedbackBody {
  readonly app: string;
  readonly run?: string;
  readonly user: string;
  readonly at: string;
  readonly clear?: boolean;
  readonly kind?: 'issue' | 'idea';
  readonly text?: string;
}

export type FeedbackGiven = Pick<FeedbackBody, 'clear' | 'kind' | 'text'>;

/** One opinion per person and run, the last one counts; opinions about an app are all kept. */
export async function giveFeedback(base: Base, about: { app: string; run?: string }, user: string, given: FeedbackGiven): Promise<void> {
  const id = about.run ? `${about.run}:${user}` : `${about.app}:${newId(base.now())}`;
  const old = await base.store.documents.get<FeedbackBody>(KIND, id);
  const body: FeedbackBody = { ...about, ...given, user, at: base.now().toISOString() };
  await base.store.documents.put<FeedbackBody>(KIND, id, body, { expectedVersion: old?.version ?? 0, by: user });
  await audit(base, user, 'feedback', about.run ?? about.app);
}

export async function readRunFeedback(base: Base, run: string, user: string): Promise<RunView['feedback']> {
  const found = await base.store.documents.get<FeedbackBody>(KIND, `${run}:${user}`);
  if (!found) return undefined;
  const { clear, text } = found.body;
  return { ...(clear === undefined ? {} : { clear }), ...(text === undefined ? {} : { text }) };
}
