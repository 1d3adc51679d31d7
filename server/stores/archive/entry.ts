import type { ArchiveEntry } from '../store.ts';

/** What a migration leaves in the target while it is under way; never part of an archive. */
export const MARK = { kind: 'settings', id: 'migration' } as const;

export function isMark(entry: ArchiveEntry): boolean {
  return entry.t === 'document' && entry.document.kind === MARK.kind && entry.document.id === MARK.id;
}
