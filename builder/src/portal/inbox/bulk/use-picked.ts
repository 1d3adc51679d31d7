import { useCallback, useMemo, useState } from 'react';
import type { TaskItem } from '../../../../../server/api/portal.ts';

/** More are not done at once. */
const MOST_PICKED = 100;

export interface Picked {
  /** In the order of the list. */
  readonly tasks: readonly TaskItem[];
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** All that are shown, or none when all are picked. */
  readonly togglePage: () => void;
  readonly keepOnly: (ids: readonly string[]) => void;
  /** Whether all that can be picked are. */
  readonly isPage: boolean;
}

/** Which of the shown tasks are picked; what leaves the list is picked no longer. */
export function usePicked(shown: readonly TaskItem[]): Picked {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const tasks = useMemo(() => shown.filter(({ id }) => ids.has(id)).slice(0, MOST_PICKED), [shown, ids]);
  const toggle = useCallback((id: string) => setIds((before) => {
    const after = new Set(before);
    if (!after.delete(id)) after.add(id);
    return after;
  }), []);
  const keepOnly = useCallback((wanted: readonly string[]) => setIds(new Set(wanted)), []);
  const isPage = shown.length > 0 && tasks.length === Math.min(shown.length, MOST_PICKED);
  const togglePage = () => setIds(new Set(isPage ? [] : shown.slice(0, MOST_PICKED).map(({ id }) => id)));
  return { tasks, has: (id) => ids.has(id), toggle, togglePage, keepOnly, isPage };
}
