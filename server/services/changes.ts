import type { User } from '../api/account.ts';
import type { LiveChange } from '../api/portal.ts';
import { tokensOf } from './people.ts';

/** Something a commit of this process changed, and whom it concerns. */
export interface Change {
  readonly run: string;
  readonly starter: string;
  /** Candidates of the tasks that were opened, changed, claimed or finished. */
  readonly tokens: readonly string[];
  /** Users who got a notice. */
  readonly notices: readonly string[];
}

interface Listener {
  readonly user: User;
  readonly tokens: ReadonlySet<string>;
  readonly told: (change: LiveChange) => void;
  readonly ended: () => void;
}

/**
 * Who listens to changes. Only what this process commits is told, so listeners look by themselves now and then, for
 * what other servers did.
 */
export interface Changes {
  /** `make` is called only if somebody listens. */
  readonly tell: (make: () => Change) => void;
  /** Tells of what concerns the user, and nothing else; the answer ends it. A user has at most five, the oldest is ended. */
  readonly listen: (user: User, told: Listener['told'], ended: () => void) => () => void;
  /** Ends all, for a shutdown. */
  readonly close: () => void;
}

const MOST = 5;

/** What a change means for one person; null when it is not theirs to know. */
function forPerson(change: Change, { user, tokens }: Listener): LiveChange | null {
  const tasks = change.tokens.some((token) => tokens.has(token));
  const notices = change.notices.includes(user.id);
  const own = change.starter === user.id;
  if (!tasks && !notices && !own) return null;
  return { tasks, notices, ...(own || tasks ? { run: change.run } : {}) };
}

export function createChanges(): Changes {
  const listeners = new Set<Listener>();
  const end = (listener: Listener) => {
    if (listeners.delete(listener)) listener.ended();
  };
  return {
    tell: (make) => {
      if (listeners.size === 0) return;
      const change = make();
      for (const listener of listeners) {
        const told = forPerson(change, listener);
        if (told) listener.told(told);
      }
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
