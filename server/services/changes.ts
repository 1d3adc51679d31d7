import type { User } from '../api/account.ts';
import type { LiveChange } from '../api/portal.ts';
import type { News, Store } from '../stores/store.ts';
import { tokensOf } from './people.ts';

interface Listener {
  readonly user: User;
  readonly tokens: ReadonlySet<string>;
  readonly told: (change: LiveChange) => void;
  readonly ended: () => void;
}

/** Who listens to changes, whichever server makes them. */
export interface Changes {
  /** `make` is called only if somebody listens here, or another server may have somebody. */
  readonly tell: (make: () => News) => void;
  /** Tells of what concerns the user, and nothing else; the answer ends it. A user has at most five, the oldest is ended. */
  readonly listen: (user: User, told: Listener['told'], ended: () => void) => () => void;
  /** Ends all, for a shutdown. */
  readonly close: () => void;
}

const MOST = 5;

/** What a change means for one person; null when it is not theirs to know. */
function forPerson(change: News, { user, tokens }: Listener): LiveChange | null {
  const tasks = change.tokens.some((token) => tokens.has(token));
  const notices = change.notices.includes(user.id);
  const own = change.starter === user.id;
  if (!tasks && !notices && !own) return null;
  return { tasks, notices, ...(own || tasks ? { run: change.run } : {}) };
}

/** @param store tells the other servers and hears of them, when there can be any */
export function createChanges(store: Pick<Store, 'tell' | 'watch'> = {}): Changes {
  const listeners = new Set<Listener>();
  const end = (listener: Listener) => {
    if (listeners.delete(listener)) listener.ended();
  };
  const tellHere = (change: News) => {
    for (const listener of listeners) {
      const told = forPerson(change, listener);
      if (told) listener.told(told);
    }
  };
  store.watch?.((change) => {
    if ('news' in change) for (const news of change.news) tellHere(news);
    // After an outage nobody knows what was missed.
    else if ('kind' in change && change.kind === '*') for (const listener of listeners) listener.told({ tasks: true, notices: true });
  });
  return {
    tell: (make) => {
      if (listeners.size > 0) tellHere(make());
      store.tell?.(make);
    },
    listen: (user, told, ended) => {
      const own = [...listeners].filter((listener) => listener.user.id === user.id);
      const [oldest] = own;
      if (own.length >= MOST && oldest) end(oldest);
      const listener: Listener = { user, tokens: new Set(tokensOf(user)), told, ended };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      for (const listener of listeners) end(listener);
    },
  };
}
