/** What was typed and when, kept on this device so that a lost network loses nothing. */
export interface LocalDraft {
  readonly values: Readonly<Record<string, unknown>>;
  /** ISO moment. */
  readonly savedAt: string;
}

const PREFIX = 'scenario-portal.draft.';

function place(user: string, key: string): string {
  return `${PREFIX}${user}.${key}`;
}

export function readLocalDraft(user: string, key: string): LocalDraft | undefined {
  try {
    const text = localStorage.getItem(place(user, key));
    if (text === null) return undefined;
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'values' in parsed && 'savedAt' in parsed ? (parsed as LocalDraft) : undefined;
  } catch {
    return undefined;
  }
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

/** Everything of everybody: for log-out on a shared computer. */
export function dropLocalDrafts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Without storage there is nothing to drop.
  }
}

/** The newer of the two, or undefined. */
export function newerDraft(local: LocalDraft | undefined, server: LocalDraft | undefined): LocalDraft | undefined {
  if (!local || !server) return local ?? server;
  return Date.parse(local.savedAt) > Date.parse(server.savedAt) ? local : server;
}
