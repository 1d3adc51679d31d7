import type { FeedbackLabel, FeedbackState } from '../api/feedback.ts';
import type { Base } from './context.ts';

export const FEEDBACK = 'feedback';

export interface FeedbackAnswer {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

export interface FeedbackBody {
  readonly app: string;
  readonly run?: string;
  readonly page?: string;
  readonly release?: number;
  readonly user: string;
  readonly at: string;
  readonly clear?: boolean;
  readonly kind?: 'issue' | 'idea';
  readonly text?: string;
  readonly label?: FeedbackLabel;
  readonly answers?: readonly FeedbackAnswer[];
  readonly closed?: { readonly by: string; readonly at: string; readonly reason: string };
}

/** An opinion that asks for an answer: words, or a result that was not clear. A bare "clear" is counted and asks for nothing. */
export const asksForAnswer = ({ text, clear }: Pick<FeedbackBody, 'text' | 'clear'>): boolean => (text ?? '').trim() !== '' || clear === false;

export function stateOf({ closed, answers, at }: Pick<FeedbackBody, 'closed' | 'answers' | 'at'>): FeedbackState {
  if (closed) return 'closed';
  // Who wrote again after the last answer waits for another.
  return (answers ?? []).some((answer) => answer.at >= at) ? 'answered' : 'new';
}

/** An opinion that waits for an answer. */
export interface WaitingFeedback {
  readonly id: string;
  readonly app: string;
  readonly at: string;
}

/** Which opinions wait for an answer, by app, in memory: read once, then kept in step with what is written here and elsewhere. */
export interface FeedbackBook {
  readonly open: (app: string) => Promise<number>;
  /** Those of the apps that fit, newest first. */
  readonly waiting: (fits: (app: string) => boolean) => Promise<readonly WaitingFeedback[]>;
  readonly set: (id: string, body: FeedbackBody) => void;
  /** Another server wrote it, or with no id perhaps all. */
  readonly reload: (id?: string) => Promise<void>;
}

export function createFeedbackBook(base: Base): FeedbackBook {
  const openByApp = new Map<string, Map<string, string>>();
  let reading: Promise<void> | undefined;
  const appOf = (id: string): string => id.slice(0, id.indexOf(':'));
  const set = (id: string, body: FeedbackBody | undefined): void => {
    const open = openByApp.get(appOf(id)) ?? new Map<string, string>();
    openByApp.set(appOf(id), open);
    if (body && asksForAnswer(body) && stateOf(body) === 'new') open.set(id, body.at);
    else open.delete(id);
  };
  const readAll = async (): Promise<void> => {
    const all = await base.store.documents.list<FeedbackBody>(FEEDBACK);
    openByApp.clear();
    for (const { id, body } of all) set(id, body);
  };
  return {
    set,
    open: async (app) => {
      await (reading ??= readAll());
      return openByApp.get(app)?.size ?? 0;
    },
    waiting: async (fits) => {
      await (reading ??= readAll());
      const found = [...openByApp].flatMap(([app, open]) => (fits(app) ? [...open].map(([id, at]) => ({ id, app, at })) : []));
      return found.sort((a, b) => b.at.localeCompare(a.at) || (a.id < b.id ? 1 : -1));
    },
    reload: async (id) => {
      if (id === undefined) reading = undefined;
      else if (reading) set(id, (await base.store.documents.get<FeedbackBody>(FEEDBACK, id))?.body);
    },
  };
}
