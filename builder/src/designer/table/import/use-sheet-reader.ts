import { useEffect, useRef, useState } from 'react';
import { ImportProblem } from './import-problem.ts';
import { readInWorker } from './read-in-worker.ts';
import type { ReadStep } from './read-sheets.ts';
import { tidy, type Sheet } from './sheet.ts';

export interface SheetReader {
  readonly busy: boolean;
  /** How far it is; undefined until the first step. */
  readonly step: ReadStep | undefined;
  readonly problem: ImportProblem | undefined;
  /** The sheets of a file; none when it was cancelled or cannot be read, which `problem` then tells. */
  readonly read: (file: File) => Promise<readonly Sheet[]>;
  /** The same for rows from the clipboard. */
  readonly readRows: (rows: readonly (readonly string[])[]) => readonly Sheet[];
  readonly cancel: () => void;
}

/** Reads one file at a time; leaving the page ends the reading. */
export function useSheetReader(most: number): SheetReader {
  const [state, setState] = useState<Pick<SheetReader, 'busy' | 'step' | 'problem'>>({ busy: false, step: undefined, problem: undefined });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const read = async (file: File): Promise<readonly Sheet[]> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ busy: true, step: undefined, problem: undefined });
    try {
      const sheets = await readInWorker(file, { most, signal: mine.signal, onStep: (step) => setState((now) => (running.current === mine ? { ...now, step } : now)) });
      setState({ busy: false, step: undefined, problem: undefined });
      return sheets;
    } catch (error) {
      if (running.current === mine) setState({ busy: false, step: undefined, problem: error instanceof ImportProblem ? error : undefined });
      if (!mine.signal.aborted && !(error instanceof ImportProblem)) throw error;
      return [];
    }
  };
  const readRows = (rows: readonly (readonly string[])[]): readonly Sheet[] => {
    try {
      return [tidy('', rows, most)];
    } catch (error) {
      if (!(error instanceof ImportProblem)) throw error;
      setState({ busy: false, step: undefined, problem: error });
      return [];
    }
  };
  return { ...state, read, readRows, cancel: () => running.current?.abort() };
}
