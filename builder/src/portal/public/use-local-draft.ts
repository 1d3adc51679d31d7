import { useCallback, useMemo, useState } from 'react';
import { dropLocalDraft, readLocalDraft, writeLocalDraft } from '../form/local-drafts.ts';
import type { SaveState } from '../form/use-draft.ts';

/** Whom drafts of the public are kept for on this device. */
export const PUBLIC = 'public';

/** A draft that is on this device only: the server keeps nothing of people it does not know. */
export function useLocalDraft(key: string, title: string) {
  const kept = useMemo(() => readLocalDraft(PUBLIC, key), [key]);
  const [state, setState] = useState<SaveState>(kept ? { kind: 'saved', at: kept.savedAt } : { kind: 'none' });
  const save = useCallback((values: Readonly<Record<string, unknown>>) => {
    const at = new Date().toISOString();
    if (writeLocalDraft(PUBLIC, key, { values, savedAt: at, title })) setState({ kind: 'saved', at });
  }, [key, title]);
  const drop = useCallback(() => {
    dropLocalDraft(PUBLIC, key);
    setState({ kind: 'none' });
  }, [key]);
  return { kept, state, save, drop };
}
