import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Undone } from '../../../../../../server/api/imports.ts';
import { request } from '../../../../client/request.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { undoTexts } from './undo-text.ts';

/** An undo under way: rows looked at so far. */
export interface UndoState {
  readonly id: string;
  readonly taken: number;
  readonly left: number;
  readonly stopping: boolean;
}

export interface Undoing {
  readonly state: UndoState | undefined;
  readonly error: Error | undefined;
  readonly run: (id: string) => void;
  /** After the piece in hand. */
  readonly stop: () => void;
}

/** Takes imports of a dataset back piece by piece. Leaving the page stops it after a piece, and it can be gone on with. */
export function useUndoing(dataset: string): Undoing {
  const text = useTexts(undoTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [state, setState] = useState<UndoState>();
  const [error, setError] = useState<Error>();
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const pieces = async (id: string): Promise<void> => {
    let done: Undone;
    do {
      // oxlint-disable-next-line no-await-in-loop -- each piece follows the one before
      done = await request<Undone>('/api/datasets/imports/undo', { method: 'POST', body: { dataset, import: id, piece: true } });
      const { taken, left } = done;
      setState((before) => ({ id, taken, left, stopping: before?.stopping ?? false }));
    } while (done.more === true && !stopped.current);
    toast({ text: done.more === true ? text.stopped(done.taken) : done.left === 0 ? text.taken(done.taken) : text.takenSome(done.taken, done.left) });
  };
  const run = (id: string): void => {
    stopped.current = false;
    setError(undefined);
    setState({ id, taken: 0, left: 0, stopping: false });
    void pieces(id)
      .catch((problem: unknown) => setError(problem as Error))
      .finally(() => {
        setState(undefined);
        for (const key of ['imports', 'datasets', 'rows']) void client.invalidateQueries({ queryKey: [key] });
      });
  };
  const stop = (): void => {
    stopped.current = true;
    setState((before) => before && { ...before, stopping: true });
  };
  return { state, error, run, stop };
}
