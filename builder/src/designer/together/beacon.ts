import { request } from '../../client/request.ts';
import type { DocumentStore } from '../document/store.ts';

/** The server forgets who has not said so for 50 seconds. */
export const BEAT_MS = 20_000;
const SOON_MS = 250;
/** Somebody who is not on the list says that they are there, but not to a list that will not have them. */
const AGAIN_MS = 5_000;
const MOST_NODES = 20;

export interface Beacon {
  readonly send: () => void;
  readonly soon: () => void;
  readonly again: () => void;
  readonly stop: () => void;
}

/** Tells the server where this page is, when that changes and now and then; one word at a time, so that a slow server is not asked for more. */
export function createBeacon(id: string, page: string, store: Pick<DocumentStore, 'get'>): Beacon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = Number.NEGATIVE_INFINITY;
  let isUnderWay = false;
  let isStale = false;
  const tell = async (): Promise<void> => {
    const { flow, selection } = store.get();
    try {
      await request(`/api/scenarios/${id}/here`, { method: 'POST', body: { page, flow, nodes: selection.nodes.slice(0, MOST_NODES) }, signal: AbortSignal.timeout(BEAT_MS) });
    } catch {
      // Whoever does not get through is not shown as here until the next beat.
    }
    isUnderWay = false;
    if (isStale) send();
  };
  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isStale = isUnderWay;
    if (isUnderWay) return;
    isUnderWay = true;
    sent = performance.now();
    void tell();
  };
  return {
    send,
    soon: () => {
      timer ??= setTimeout(send, SOON_MS);
    },
    again: () => {
      if (performance.now() - sent > AGAIN_MS) send();
    },
    stop: () => {
      clearTimeout(timer);
      isStale = false;
    },
  };
}
