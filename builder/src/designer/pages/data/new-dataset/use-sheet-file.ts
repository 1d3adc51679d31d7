import { useState } from 'react';
import type { Sheet } from '../../../table/import/sheet.ts';
import { useSheetReader, type SheetReader } from '../../../table/import/use-sheet-reader.ts';

/** Rows read from one file; the store takes 300,000 in a dataset. */
export const MOST_ROWS = 200_000;

export interface SheetFile {
  /** The one that was read last. */
  readonly file: File | undefined;
  readonly sheets: readonly Sheet[];
  readonly reader: SheetReader;
  /** Reads a file and answers its sheets; none when it cannot be read. */
  readonly open: (file: File) => Promise<readonly Sheet[]>;
}

/** A spreadsheet a person chose, read on this machine. */
export function useSheetFile(): SheetFile {
  const [current, setCurrent] = useState<File>();
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const reader = useSheetReader(MOST_ROWS);
  const open = async (file: File): Promise<readonly Sheet[]> => {
    const read = await reader.read(file);
    if (read.length === 0) return read;
    setCurrent(file);
    setSheets(read);
    return read;
  };
  return { file: current, sheets, reader, open };
}
