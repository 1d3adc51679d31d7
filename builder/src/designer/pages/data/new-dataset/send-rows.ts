import type { ImportReport } from '../../../../../../server/api/data.ts';
import { freshKey } from '../../../../client/fresh-key.ts';
import { request } from '../../../../client/request.ts';

/** Rows in one request: a progress bar moves, and no request grows near the server's limit. */
export const PART = 10_000;

export interface Sent {
  readonly written: number;
  readonly bad: number;
  readonly problems: ImportReport['problems'];
  /** The person stopped it; what was written stays. */
  readonly stopped: boolean;
}

export interface SendWish {
  readonly dataset: string;
  /** Field or heading of each cell. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly onProgress: (sent: number) => void;
  readonly isStopped: () => boolean;
}

/** A row by its headings, empty cells left out. */
export function asObject(heads: readonly string[], row: readonly string[]): Record<string, string> {
  return Object.fromEntries(heads.flatMap((head, index) => ((row[index] ?? '') === '' ? [] : [[head, row[index] ?? '']])));
}

/**
 * Appends rows part by part, keeping the good ones of each; problems count rows as the sheet does (2 is the first under
 * the headings).
 * @throws RequestError; parts sent before stay
 */
export async function sendRows({ dataset, heads, rows, onProgress, isStopped }: SendWish): Promise<Sent> {
  const batch = freshKey();
  let sent: Sent = { written: 0, bad: 0, problems: [], stopped: false };
  for (let from = 0; from < rows.length; from += PART) {
    if (isStopped()) return { ...sent, stopped: true };
    const part = rows.slice(from, from + PART);
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that stopping stops
    const report = await request<ImportReport>('/api/datasets/import', { method: 'POST', body: { dataset, format: 'json', mode: 'append', batch, accept: 'good-rows', text: JSON.stringify(part.map((row) => asObject(heads, row))) } });
    const problems = report.problems.map((problem) => ({ ...problem, row: problem.row === 0 ? 0 : problem.row + from + 1 }));
    sent = { written: sent.written + report.written, bad: sent.bad + report.bad, problems: [...sent.problems, ...problems].slice(0, 200), stopped: false };
    onProgress(Math.min(rows.length, from + PART));
  }
  return sent;
}
