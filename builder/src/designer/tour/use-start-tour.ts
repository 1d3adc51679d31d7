import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { isIdTaken } from '../../client/id-taken.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { blankScenario } from '../home/blank-scenario.ts';
import { keepTour, useTour } from './tour-memory.ts';
import { tourTexts } from './tour-text.ts';

const FIRST = 'my-first-app';
const TRIES = 20;

async function scenarioIds(): Promise<ReadonlySet<string>> {
  const { items } = await request<{ readonly items: readonly ScenarioItem[] }>('/api/scenarios');
  return new Set(items.map(({ id }) => id));
}

/** A scenario of a name that nobody has: the plain one, else with a number. Somebody else may have one that this person does not see. */
async function makeFirst(title: string, taken: ReadonlySet<string>): Promise<string> {
  for (let number = 1, tried = 0; ; number += 1) {
    const id = number === 1 ? FIRST : `${FIRST}-${number}`;
    if (taken.has(id)) continue;
    try {
      await request('/api/scenarios', { method: 'POST', body: { scenario: blankScenario(id, title) } });
      return id;
    } catch (error) {
      tried += 1;
      if (!isIdTaken(error) || tried === TRIES) throw error;
    }
  }
}

/** Begins the tour with an empty scenario of its own, or goes on where it was left; `onError` is told even when who asked is no longer on the page. */
export function useStartTour({ onError }: { readonly onError?: (error: Error) => void } = {}) {
  const text = useTexts(tourTexts);
  const memory = useTour();
  const client = useQueryClient();
  const toast = useToast();
  const [, navigate] = useLocation();
  const unfinished = memory.scenario !== undefined && memory.state !== 'done';
  const begin = useMutation({
    mutationFn: async () => {
      const known = await scenarioIds();
      if (unfinished && memory.scenario !== undefined && known.has(memory.scenario)) return { id: memory.scenario, memory: { ...memory, state: 'open' as const } };
      const id = await makeFirst(text.scenarioTitle, known);
      await client.invalidateQueries({ queryKey: ['scenarios'] });
      if (unfinished) toast({ text: text.begunAnew });
      return { id, memory: { scenario: id, state: 'open' as const } };
    },
    onSuccess: ({ id, memory: next }) => {
      keepTour(next);
      navigate(`/s/${id}/canvas`);
    },
    ...(onError === undefined ? {} : { onError }),
  });
  const label = unfinished ? text.goOn : text.offer;
  return { begin, label, state: memory.state };
}
