import type { Base } from './context.ts';

const KIND = 'draft';

/** What a person typed and has not sent yet: opaque, only theirs, kept on the server. */
export interface PortalDraft {
  readonly values: Record<string, unknown>;
  readonly savedAt: string;
}

const idOf = (user: string, key: string) => `${user}:${key}`;

export async function readDraft(base: Base, user: string, key: string): Promise<PortalDraft | undefined> {
  return (await base.store.documents.get<PortalDraft>(KIND, idOf(user, key)))?.body;
}

/** The last save wins: a draft has one writer. */
export async function saveDraft(base: Base, user: string, key: string, values: Record<string, unknown>): Promise<PortalDraft> {
  const body: PortalDraft = { values, savedAt: base.now().toISOString() };
  for (let attempt = 0; ; attempt += 1) {
    const old = await base.store.documents.get(KIND, idOf(user, key));
    try {
      await base.store.documents.put<PortalDraft>(KIND, idOf(user, key), body, { expectedVersion: old?.version ?? 0, by: user });
      return body;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

export async function dropDraft(base: Base, user: string, key: string): Promise<void> {
  const old = await base.store.documents.get(KIND, idOf(user, key));
  if (old) await base.store.documents.delete(KIND, idOf(user, key), { expectedVersion: old.version, by: user });
}
