import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { DraftChange } from '../../../../server/api/together.ts';
import { openEvents } from '../../client/events.ts';
import { holdPage } from '../document/backup.ts';
import type { Saver } from '../document/save.ts';
import type { DocumentStore } from '../document/store.ts';
import { BEAT_MS, createBeacon } from './beacon.ts';
import type { TogetherBinding } from './together-context.tsx';

/** Keeps the open draft in step with everybody else's while the page is looked at, and tells them who is here. */
export function useAttendance(id: string, { together, page }: TogetherBinding, store: DocumentStore, saver: Saver): void {
  const client = useQueryClient();
  useEffect(() => {
    const beacon = createBeacon(id, page, store);
    const letGo = holdPage(page);
    let chosen = store.get().selection;
    let flow = store.get().flow;
    const stopStore = store.subscribe(() => {
      const state = store.get();
      if (state.selection !== chosen || state.flow !== flow) beacon.soon();
      [chosen, flow] = [state.selection, state.flow];
      together.settle(state.history.present);
    });
    const told = ({ version, by, people, nodeTypes }: DraftChange): void => {
      if (nodeTypes) return void client.invalidateQueries({ queryKey: ['node-types'] });
      if (by !== undefined) together.name(by.id, by.name);
      if (people !== undefined) {
        together.meet(people);
        if (!people.some((person) => person.page === page)) beacon.again();
        return;
      }
      saver.hear(version);
    };
    const stop = openEvents<DraftChange>(`/api/scenarios/${id}/draft/live?page=${page}`, 'change', {
      opened: beacon.send,
      lost: () => together.meet([]),
      told,
    });
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') beacon.send();
    }, BEAT_MS);
    // After a night's sleep the session may have ended and begun anew: what waits is sent at the first look.
    const back = (): void => void saver.flush();
    window.addEventListener('focus', back);
    return () => {
      window.removeEventListener('focus', back);
      clearInterval(timer);
      stop();
      stopStore();
      beacon.stop();
      letGo();
    };
  }, [id, together, page, store, saver, client]);
}
