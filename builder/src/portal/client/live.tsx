import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { LiveChange } from '../../../../server/api/portal.ts';
import { openEvents } from '../../client/events.ts';

/** Looks of its own: while the stream is open only for what other servers did, else instead of it. */
const QUIET_MS = 300_000;
const POLL_MS = 60_000;
/** The first page and what is pressed on it come first: the stream takes one of the few connections a browser has. */
const SETTLE_MS = 1_500;

const LiveContext = createContext(false);

/** How often a list asks by itself. */
export function useLookEvery(): number {
  return useContext(LiveContext) ? QUIET_MS : POLL_MS;
}

export function useIsLive(): boolean {
  return useContext(LiveContext);
}

function refresh(queries: QueryClient, change: LiveChange): void {
  if (change.tasks) void queries.invalidateQueries({ queryKey: ['tasks'] });
  if (change.notices) void queries.invalidateQueries({ queryKey: ['notices'] });
  if (change.run !== undefined) {
    void queries.invalidateQueries({ queryKey: ['run', change.run] });
    void queries.invalidateQueries({ queryKey: ['runs'] });
  }
}

/** Keeps lists and runs fresh by the server's word while the page is looked at; when it cannot, they ask by themselves. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let close: (() => void) | undefined;
    const listen = () => {
      close = openEvents<LiveChange>('/api/portal/live', 'change', {
        opened: () => {
          setLive(true);
          // Whatever happened while nobody listened; in another window somebody else may have logged in.
          void queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === 'me' || what === 'tasks' || what === 'notices' || what === 'runs' || what === 'run' });
        },
        lost: () => setLive(false),
        told: (change) => refresh(queries, change),
      });
    };
    const settled = setTimeout(listen, SETTLE_MS);
    return () => {
      clearTimeout(settled);
      close?.();
    };
  }, [queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
