import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { isIdTaken } from '../../client/id-taken.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { blankScenario } from '../home/blank-scenario.ts';
import { keepTour, useTour } from './tour-memory.ts';
import { tourTexts } from './tour-text.ts';

const FIRST = 'my-first-app';
const TRIES = 20;

/** A name that nobody has: the plain one, else with a number. */
async function makeFirst(title: string): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    const id = tried === 1 ? FIRST : `${FIRST}-${tried}`;
    try {
      await request('/api/scenarios', { method: 'POST', body: { scenario: blankScenario(id, title) } });
      return id;
    } catch (error) {
      const taken = isIdTaken(error);
      if (!taken || tried === TRIES) throw error;
    }
  }
}

/** Begins the tour with an empty scenario of its own, or goes on where it was left; `onError` is told even when who asked is no longer on the page. */
export function useStartTour({ onError }: { readonly onError?: (error: Error) => void } = {}) {
  const text = useTexts(tourTexts);
  const memory = useTour();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const unfinished = memory.scenario !== undefined && memory.state !== 'done';
  const begin = useMutation({
    mutationFn: async () => {
      if (unfinished) return memory.scenario;
      const id = await makeFirst(text.scenarioTitle);
      await client.invalidateQueries({ queryKey: ['scenarios'] });
      return id;
    },
    onSuccess: (id) => {
      keepTour(unfinished ? { ...memory, state: 'open' } : { scenario: id, state: 'open' });
      navigate(`/s/${id}/canvas`);
    },
    ...(onError === undefined ? {} : { onError }),
  });
  const label = unfinished ? text.goOn : text.offer;
  return { begin, label, state: memory.state };
}
