import { useState } from 'react';
import { ImportProblem } from '../../../table/import/import-problem.ts';
import type { Sheet } from '../../../table/import/read-sheets.ts';

/** Rows read from one file; the store takes 300,000 in a dataset. */
export const MOST_ROWS = 200_000;

export interface SheetFile {
  readonly name: string | undefined;
  readonly sheets: readonly Sheet[];
  readonly busy: boolean;
  readonly problem: ImportProblem | undefined;
  /** Reads a file and answers its sheets; none when it cannot be read. */
  readonly open: (file: File) => Promise<readonly Sheet[]>;
}

/** A spreadsheet a person chose, read on this machine. */
export function useSheetFile(): SheetFile {
  const [name, setName] = useState<string>();
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ImportProblem>();
  const open = async (file: File): Promise<readonly Sheet[]> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { readSheets } = await import('../../../table/import/read-sheets.ts');
      const read = await readSheets({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, MOST_ROWS);
      setName(file.name);
      setSheets(read);
      return read;
    } catch (error) {
      if (!(error instanceof ImportProblem)) throw error;
      setProblem(error);
      return [];
    } finally {
      setBusy(false);
    }
  };
  return { name, sheets, busy, problem, open };
}
