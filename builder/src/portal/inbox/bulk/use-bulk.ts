import { useState } from 'react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkAnswer, BulkOffer } from '../../../../../server/api/people.ts';
import type { TaskItem } from '../../../../../server/api/portal.ts';
import { useLocale } from '../../../text/locale.tsx';
import { useApi } from '../../client/use-api.ts';
import { freshKey } from '../../../client/fresh-key.ts';
import type { Picked } from './use-picked.ts';

interface DeedFacts {
  readonly title: string;
  readonly ids: readonly string[];
}

/** One deed for several tasks, asked for and not done yet. */
export type Deed = (DeedFacts & { readonly kind: 'outcome'; readonly outcome: string; readonly clientKey: string }) | (DeedFacts & { readonly kind: 'claim' | 'handOver' });

/** With the tasks as they were when it was asked for: they may leave the list at any moment. */
export type Asked = Deed & { readonly tasks: readonly TaskItem[] };

/** What became of a deed; it stays on the page until somebody puts it away. */
export interface Outcome {
  readonly title: string;
  readonly done: number;
  readonly failed: readonly { readonly task: TaskItem | undefined; readonly id: string; readonly message: string }[];
}

export const outcomeDeed = ({ outcome, title, ids }: BulkOffer['acts'][number]): Deed => ({ kind: 'outcome', outcome, title, ids, clientKey: freshKey() });

/** What the server offers for the picked tasks; asked again when tasks change. */
export function useOffer(tasks: readonly TaskItem[]) {
  const api = useApi();
  const { locale } = useLocale();
  const ids = tasks.map(({ id }) => id);
  return useQuery({ queryKey: ['tasks', 'offer', ids, locale], queryFn: () => api.bulkOffer(ids), enabled: ids.length > 0, placeholderData: keepPreviousData });
}

/** Doing a deed to all: what failed stays picked, with its reason. */
export function useBulk(picked: Picked) {
  const api = useApi();
  const queries = useQueryClient();
  const [deed, setDeed] = useState<Asked>();
  const [outcome, setOutcome] = useState<Outcome>();
  const send = useMutation({
    mutationFn: ({ of, to, reason }: { readonly of: Asked; readonly to?: string; readonly reason?: string }): Promise<BulkAnswer> => {
      if (of.kind === 'outcome') return api.bulk({ clientKey: of.clientKey, ids: of.ids, outcome: of.outcome, data: {} });
      return of.kind === 'claim' ? api.bulkClaim(of.ids) : api.bulkHandOver({ ids: of.ids, to: to ?? '', reason: reason ?? '' });
    },
    onSuccess: ({ results }, { of }) => {
      const failed = results.filter(({ done }) => !done);
      setOutcome({ title: of.title, done: results.length - failed.length, failed: failed.map(({ id, message }) => ({ id, message: message ?? '', task: of.tasks.find((task) => task.id === id) })) });
      picked.keepOnly(failed.map(({ id }) => id));
      setDeed(undefined);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
  const ask = (of: Deed | undefined) => {
    send.reset();
    setDeed(of && { ...of, tasks: picked.tasks });
  };
  return { deed, ask, send, outcome, putAway: () => setOutcome(undefined) };
}
