import type { User } from '../api/account.ts';
import type { LiveChange } from '../api/portal.ts';
import type { DraftNews, News, PersonHere } from '../stores/change.ts';
import type { Store } from '../stores/store.ts';
import { createHereBook } from './here-book.ts';
import { tokensOf } from './people.ts';

interface Listener {
  readonly user: User;
  /** Null = nobody knows what changed. */
  readonly hear: (change: News | null) => void;
  readonly ended: () => void;
}

/** Who listens to changes, whichever server makes them. */
export interface Changes {
  /** `make` is called only if somebody listens here, or another server may have somebody. */
  readonly tell: (make: () => News) => void;
  /** Tells of what concerns the user, and nothing else; the answer ends it. A user has at most five, the oldest is ended. */
  readonly listen: (user: User, told: (change: LiveChange) => void, ended: () => void) => () => void;
  /** Tells that something changed in a scenario, whoever it concerns; one of the five, as above. */
  readonly follow: (user: User, scenario: string, told: () => void, ended: () => void) => () => void;
  /** Tells what becomes of a draft, null when something may have been missed; one of the five, as above. */
  readonly attend: (user: User, scenario: string, told: (news: DraftNews | null) => void, ended: () => void) => () => void;
  /** Tells whoever attends to a draft. */
  readonly tellDraft: (scenario: string, news: DraftNews) => void;
  /** Who is at a draft, at whichever server. */
  readonly peopleAt: (scenario: string) => readonly PersonHere[];
  /** Ends all, for a shutdown. */
  readonly close: () => void;
}

const MOST = 5;

/** What a change means for one person; null when it is not theirs to know. */
function forPerson(change: News, user: User, tokens: ReadonlySet<string>): LiveChange | null {
  const tasks = change.tokens.some((token) => tokens.has(token));
  const notices = change.notices.includes(user.id);
  const own = change.starter === user.id;
  if (!tasks && !notices && !own) return null;
  return { tasks, notices, ...(own || tasks ? { run: change.run } : {}) };
}

/** @param store tells the other servers and hears of them, when there can be any */
export function createChanges(store: Pick<Store, 'tell' | 'watch'> = {}): Changes {
  const listeners = new Set<Listener>();
  const book = createHereBook();
  const end = (listener: Listener) => {
    if (listeners.delete(listener)) listener.ended();
  };
  const tellHere = (change: News) => {
    if (change.draft !== undefined && change.scenario !== undefined) book.take(change.scenario, change.draft);
    for (const listener of listeners) listener.hear(change);
  };
  const add = (listener: Listener) => {
    const own = [...listeners].filter(({ user }) => user.id === listener.user.id);
    const [oldest] = own;
    if (own.length >= MOST && oldest) end(oldest);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  store.watch?.((change) => {
    if ('news' in change) for (const news of change.news) tellHere(news);
    // After an outage nobody knows what was missed.
    else if ('kind' in change && change.kind === '*') for (const listener of listeners) listener.hear(null);
  });
  const tell = (make: () => News) => {
    if (listeners.size > 0) tellHere(make());
    store.tell?.(make);
  };
  return {
    tell,
    tellDraft: (scenario, draft) => {
      // Whoever leaves last leaves nobody to hear of it, but is gone all the same.
      if (listeners.size === 0) book.take(scenario, draft);
      tell(() => ({ scenario, run: '', starter: '', tokens: [], notices: [], draft }));
    },
    peopleAt: book.at,
    listen: (user, told, ended) => {
      const tokens = new Set(tokensOf(user));
      const hear = (change: News | null) => {
        const own = change === null ? { tasks: true, notices: true } : forPerson(change, user, tokens);
        if (own) told(own);
      };
      return add({ user, hear, ended });
    },
    follow: (user, scenario, told, ended) => {
      const hear = (change: News | null) => {
        if (change === null || (change.scenario === scenario && change.draft === undefined)) told();
      };
      return add({ user, hear, ended });
    },
    attend: (user, scenario, told, ended) => {
      const hear = (change: News | null) => {
        if (change === null) told(null);
        else if (change.scenario === scenario && change.draft !== undefined) told(change.draft);
      };
      return add({ user, hear, ended });
    },
    close: () => {
      for (const listener of listeners) end(listener);
    },
  };
}
