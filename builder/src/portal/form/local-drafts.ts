import type { KeyShelf } from './client-key.ts';

/** What was typed and when, kept on this device so that a lost network loses nothing. */
export interface LocalDraft {
  readonly values: Readonly<Record<string, unknown>>;
  /** ISO moment. */
  readonly savedAt: string;
  /** Of the form, for a page that cannot ask the server. */
  readonly title?: string;
}

const PREFIX = 'scenario-portal.draft.';

function place(user: string, key: string): string {
  return `${PREFIX}${user}.${key}`;
}

function draftOf(text: string | null): LocalDraft | undefined {
  if (text === null) return undefined;
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'values' in parsed && 'savedAt' in parsed ? (parsed as LocalDraft) : undefined;
}

export function readLocalDraft(user: string, key: string): LocalDraft | undefined {
  try {
    return draftOf(localStorage.getItem(place(user, key)));
  } catch {
    return undefined;
  }
}

/** Told what another window of this browser keeps under the same name. */
export function watchLocalDraft(user: string, key: string, heard: (draft: LocalDraft | undefined) => void): () => void {
  const listen = ({ key: changed, newValue }: StorageEvent): void => {
    if (changed !== place(user, key)) return;
    try {
      heard(draftOf(newValue));
    } catch {
      heard(undefined);
    }
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}

export function writeLocalDraft(user: string, key: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(place(user, key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropLocalDraft(user: string, key: string): void {
  try {
    localStorage.removeItem(place(user, key));
  } catch {
    // Without storage there is nothing to drop.
  }
}

/** The key of a submit whose answer has not come yet, beside its draft and wiped with it. */
export function keyShelfOf(user: string, key: string): KeyShelf {
  const name = `${place(user, key)}.sent`;
  const quietly = <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => quietly(() => {
      const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
      return typeof kept === 'object' && kept !== null && 'key' in kept && 'values' in kept && typeof kept.key === 'string' && typeof kept.values === 'string' ? { key: kept.key, values: kept.values } : undefined;
    }),
    write: (held) => quietly(() => localStorage.setItem(name, JSON.stringify(held))),
    drop: () => quietly(() => localStorage.removeItem(name)),
  };
}

/** Everything of everybody: for log-out on a shared computer. */
export function dropLocalDrafts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Without storage there is nothing to drop.
  }
}

/** What this device keeps, the newest first: readable without a network. Log-out has wiped what others left. */
export function listLocalDrafts(): readonly LocalDraft[] {
  try {
    const kept = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => draftOf(localStorage.getItem(name)));
    return kept.filter((draft) => draft !== undefined).sort((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
  } catch {
    return [];
  }
}

/** The newer of the two, or undefined. */
export function newerDraft(local: LocalDraft | undefined, server: LocalDraft | undefined): LocalDraft | undefined {
  if (!local || !server) return local ?? server;
  return Date.parse(local.savedAt) > Date.parse(server.savedAt) ? local : server;
}
