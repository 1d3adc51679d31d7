import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TaskItem } from '../../../../server/api/portal.ts';
import { RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { inboxTexts } from './text.ts';

/** Who took it meanwhile, from a 409. */
function takenBy(error: unknown): { readonly name: string; readonly minutes: number } | undefined {
  if (!(error instanceof RequestError) || error.problem.status !== 409) return undefined;
  const { byName, by, until } = (error.problem.details ?? {}) as { byName?: unknown; by?: unknown; until?: unknown };
  const name = typeof byName === 'string' ? byName : by;
  if (typeof name !== 'string' || typeof until !== 'string') return undefined;
  return { name, minutes: Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 60_000)) };
}

/** Taking and giving back; what happened is said once, in words, to everybody. */
export function useClaims() {
  const t = useTexts(inboxTexts);
  const api = useApi();
  const queries = useQueryClient();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  const settle = { onSettled: () => void queries.invalidateQueries({ queryKey: ['tasks'] }) };
  const fail = (cause: unknown) => {
    const conflict = cause instanceof RequestError && cause.problem.status === 409;
    const taken = takenBy(cause);
    setSaid(conflict ? (taken ? t.taken(taken.name, taken.minutes) : t.takenUnknown) : '');
    setError(conflict ? undefined : cause);
  };
  const succeed = (words: string) => () => {
    setSaid(words);
    setError(undefined);
  };
  const claim = useMutation({ mutationFn: (task: TaskItem) => api.claim(task.id), ...settle, onSuccess: succeed(t.claimed), onError: fail });
  const release = useMutation({ mutationFn: (task: TaskItem) => api.release(task.id), ...settle, onSuccess: succeed(t.released), onError: fail });
  return { claim: claim.mutate, release: release.mutate, said, error };
}
