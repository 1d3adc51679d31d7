import { useSyncExternalStore } from 'react';

const KEY = 'scenario-studio.tour';

/** How far somebody is with the tour, in this browser. */
export interface TourMemory {
  /** The scenario it is walked on; absent before it was begun. */
  readonly scenario?: string;
  /** `left`: closed before the end, to be taken up again. */
  readonly state: 'fresh' | 'open' | 'left' | 'done';
  /** A test run came to a result; nothing in the document tells of it later. */
  readonly tried?: boolean;
}

const FRESH: TourMemory = { state: 'fresh' };
const STATES: readonly string[] = ['fresh', 'open', 'left', 'done'];
const listeners = new Set<() => void>();
let known: TourMemory | undefined;

function isMemory(value: unknown): value is TourMemory {
  return typeof value === 'object' && value !== null && 'state' in value && typeof value.state === 'string' && STATES.includes(value.state) && (!('scenario' in value) || typeof value.scenario === 'string');
}

export function readTour(): TourMemory {
  if (known === undefined) {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
      known = isMemory(kept) ? kept : FRESH;
    } catch {
      // Without storage, or with something foreign in it, the tour begins anew.
      known = FRESH;
    }
  }
  return known;
}

export function keepTour(next: TourMemory): void {
  known = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A private window without storage forgets it with the visit.
  }
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useTour(): TourMemory {
  return useSyncExternalStore(subscribe, readTour);
}
