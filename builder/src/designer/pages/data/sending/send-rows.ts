import type { ImportReport } from '../../../../../../server/api/data.ts';
import type { ImportFile, ImportReading } from '../../../../../../server/api/imports.ts';
import { request, RequestError } from '../../../../client/request.ts';

/** Rows in one request: a progress bar moves, and no request grows near the server's limit. */
export const PART = 10_000;

/** Rows of a sheet on their way into a dataset. */
export interface SendJob {
  readonly dataset: string;
  /** Names the import, also when somebody goes on with it. */
  readonly batch: string;
  readonly file: ImportFile;
  readonly reading: ImportReading;
  /** All rows of the sheet without its headings. */
  readonly rows: readonly (readonly string[])[];
}

/** How far it is. */
export interface Sent {
  /** Rows of the file that are dealt with. */
  readonly next: number;
  readonly written: number;
  readonly bad: number;
  readonly problems: ImportReport['problems'];
}

export const NOTHING_SENT: Sent = { next: 0, written: 0, bad: 0, problems: [] };

/** Problems shown; more are only counted. */
const SHOWN = 200;

/** A row by its headings, empty cells left out. */
export function asObject(heads: readonly string[], row: readonly string[]): Record<string, string> {
  return Object.fromEntries(heads.flatMap((head, index) => ((row[index] ?? '') === '' ? [] : [[head, row[index] ?? '']])));
}

/** Rows as they are read; the first one names every column, so that none is missing where all its cells are empty. */
export function partText(rows: SendJob['rows'], { columns }: ImportReading): string {
  const named = (row: readonly string[]) => Object.fromEntries(columns.map(({ field, at }) => [field, row[at] ?? '']));
  const short = (row: readonly string[]) => Object.fromEntries(columns.flatMap(({ field, at }) => ((row[at] ?? '') === '' ? [] : [[field, row[at] ?? '']])));
  return JSON.stringify(rows.map((row, index) => (index === 0 ? named(row) : short(row))));
}

export interface SendOrders {
  readonly from: Sent;
  readonly onProgress: (sent: Sent) => void;
  readonly isStopped: () => boolean;
}

/**
 * Appends rows part by part, keeping the good ones of each; problems count rows as the sheet does (2 is the first under
 * the headings). Ends early when it is stopped.
 * @throws RequestError; parts sent before stay, and the import can be gone on with
 */
export async function sendRows({ dataset, batch, file, reading, rows }: SendJob, { from, onProgress, isStopped }: SendOrders): Promise<Sent> {
  let sent = from;
  while (sent.next < rows.length && !isStopped()) {
    const part = rows.slice(sent.next, sent.next + PART);
    const start = sent.next;
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that stopping stops
    const report = await request<ImportReport>('/api/datasets/import', { method: 'POST', body: { dataset, format: 'json', mode: 'append', batch, accept: 'good-rows', file, from: start, reading, text: partText(part, reading) } });
    const problems = report.problems.map((problem) => ({ ...problem, row: problem.row === 0 ? 0 : problem.row + start + 1 }));
    sent = { next: start + report.good + report.bad, written: sent.written + report.written, bad: sent.bad + report.bad, problems: [...sent.problems, ...problems].slice(0, SHOWN) };
    // Nothing of the part could be read: its columns are no longer those of the dataset.
    if (sent.next === start) throw new RequestError({ type: 'about:blank', title: '', status: 422, code: problems[0]?.code ?? 'SCN_API_UNKNOWN', detail: problems[0]?.message ?? '' });
    onProgress(sent);
  }
  return sent;
}
