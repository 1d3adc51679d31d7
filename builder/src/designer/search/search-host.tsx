import { useState, type ReactNode } from 'react';
import { NewScenario } from '../home/new-scenario.tsx';
import { useSearchAsked } from './asked.ts';

export interface SearchDeeds {
  readonly onClose: () => void;
  /** Somebody wants a new scenario. */
  readonly onNew: () => void;
}

/** Opens the search of a page when it is asked for, and what it leads to. */
export function SearchHost({ children }: { readonly children: (deeds: SearchDeeds) => ReactNode }) {
  const { asked, close } = useSearchAsked();
  const [making, setMaking] = useState(false);
  return (
    <>
      {asked ? children({ onClose: close, onNew: () => setMaking(true) }) : null}
      {making ? <NewScenario onClose={() => setMaking(false)} /> : null}
    </>
  );
}
