import { useState } from 'react';
import type { VisitView } from '../../../../server/api/public.ts';
import { useNow } from '../format/use-now.ts';

const nameOf = (app: string): string => `scenario-portal.draft.public.app:${app}.visit`;

function readKept(app: string): VisitView | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(app)) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'visit' in kept && 'until' in kept ? (kept as VisitView) : undefined;
  } catch {
    return undefined;
  }
}

function keep(app: string, visit: VisitView | undefined): void {
  try {
    if (visit) localStorage.setItem(nameOf(app), JSON.stringify(visit));
    else localStorage.removeItem(nameOf(app));
  } catch {
    // Without storage the visit lasts as long as the page.
  }
}

export interface Pass {
  readonly visit: string | undefined;
  /** A submit is taken now, as far as this device knows. */
  readonly isGood: boolean;
  readonly take: (visit: VisitView) => void;
  /** The server takes it no more; files that were sent stay with it. */
  readonly end: () => void;
  readonly drop: () => void;
}

/** The right to submit once, which a right answer gave; kept beside the draft, because files of the draft hang on it. */
export function usePass(app: string): Pass {
  const [kept, setKept] = useState(() => readKept(app));
  const now = useNow();
  const set = (visit: VisitView | undefined) => {
    keep(app, visit);
    setKept(visit);
  };
  return {
    visit: kept?.visit,
    isGood: kept !== undefined && Date.parse(kept.until) > Date.parse(now),
    take: set,
    end: () => kept && set({ ...kept, until: new Date(0).toISOString() }),
    drop: () => set(undefined),
  };
}
