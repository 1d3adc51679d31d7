import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '../client/use-api.ts';
import { dropLocalDraft, newerDraft, readLocalDraft, watchLocalDraft, writeLocalDraft, type LocalDraft } from './local-drafts.ts';

export type SaveState = { readonly kind: 'none' | 'saving' | 'nowhere' } | { readonly kind: 'saved' | 'local'; readonly at: string };

export interface Draft {
  /** What was kept from before, or undefined. */
  readonly kept: LocalDraft | undefined;
  readonly state: SaveState;
  readonly keep: (values: Readonly<Record<string, unknown>>) => void;
  /** Sends what is not sent yet, now. */
  readonly flush: () => Promise<void>;
  readonly drop: () => Promise<void>;
  /** What another window of this browser has kept of the same form since. */
  readonly other: LocalDraft | undefined;
  /** The other window's is taken over, or left alone. */
  readonly settle: () => void;
}

const WAIT_MS = 1_200;

/**
 * Silent drafts: at once on this device, after a short rest on the server. When the network is gone the device's
 * copy stands and is sent when the network returns.
 */
export function useDraft(user: string, key: string, onServer: LocalDraft | undefined, title: string): Draft {
  const api = useApi();
  const kept = useMemo(() => newerDraft(readLocalDraft(user, key), onServer), [user, key, onServer]);
  const [state, setState] = useState<SaveState>(kept ? { kind: 'saved', at: kept.savedAt } : { kind: 'none' });
  const [other, setOther] = useState<LocalDraft>();
  useEffect(() => watchLocalDraft(user, key, setOther), [user, key]);
  const here = useRef(true);
  const waiting = useRef<Readonly<Record<string, unknown>> | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const values = waiting.current;
    if (!values) return;
    waiting.current = undefined;
    setState({ kind: 'saving' });
    try {
      await api.saveDraft(key, values);
      setState({ kind: 'saved', at: new Date().toISOString() });
    } catch {
      waiting.current ??= values;
      setState(here.current ? { kind: 'local', at: new Date().toISOString() } : { kind: 'nowhere' });
    }
  }, [api, key]);
  const keep = useCallback((values: Readonly<Record<string, unknown>>) => {
    here.current = writeLocalDraft(user, key, { values, savedAt: new Date().toISOString(), title });
    waiting.current = values;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), WAIT_MS);
  }, [user, key, title, flush]);
  const drop = useCallback(async () => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    dropLocalDraft(user, key);
    setState({ kind: 'none' });
    // A draft that cannot be dropped now is only offered once more; nothing is lost by it.
    await api.dropDraft(key).catch(() => undefined);
  }, [api, user, key]);
  useEffect(() => {
    const again = () => void flush();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      void flush();
    };
  }, [flush]);
  const settle = useCallback(() => setOther(undefined), []);
  return { kept, state, keep, flush, drop, other, settle };
}
