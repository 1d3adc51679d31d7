import { ImportProblem, importProblem, type ImportCode } from './import-problem.ts';
import type { ReadStep } from './read-sheets.ts';
import type { Sheet } from './sheet.ts';

/** What went wrong in the reader is no word for a person. */
const DAMAGED = ['内容不完整或已损坏', 'its content is cut off or damaged'] as const;

export interface ReadWanted {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly most: number;
}

/** What the worker says; errors travel as data. */
export type ReadAnswer =
  | { readonly kind: 'step'; readonly step: ReadStep }
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'problem'; readonly code: ImportCode; readonly words: readonly [string, string] }
  | { readonly kind: 'failed'; readonly message: string };

export interface ReadOrders {
  /** Rows taken. */
  readonly most: number;
  /** Ends the worker; the answer is then the signal's reason. */
  readonly signal: AbortSignal;
  readonly onStep: (step: ReadStep) => void;
}

/**
 * The sheets of a file, read in a worker of its own so that nobody waits for the page meanwhile.
 * @throws ImportProblem with a code, whatever the file holds
 */
export async function readInWorker(file: File, { most, signal, onStep }: ReadOrders): Promise<readonly Sheet[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  signal.throwIfAborted();
  const worker = new Worker(new URL('./read-sheets.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.addEventListener('error', () => reject(importProblem('SCN_TABLE_FILE_BROKEN', ...DAMAGED)));
      worker.addEventListener('message', ({ data }: MessageEvent<ReadAnswer>) => {
        if (data.kind === 'step') onStep(data.step);
        else if (data.kind === 'sheets') resolve(data.sheets);
        else reject(data.kind === 'problem' ? new ImportProblem(data.code, data.words) : importProblem('SCN_TABLE_FILE_BROKEN', ...DAMAGED));
      });
      const wanted: ReadWanted = { name: file.name, bytes, most };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
      worker.postMessage(wanted, [bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
