import type { Json } from '../../../../../../runtime/schema/json.ts';
import type { ImportReport } from '../../../../../../server/api/data.ts';
import type { ImportFile, ImportMode, ImportReading } from '../../../../../../server/api/imports.ts';
import { request, RequestError } from '../../../../client/request.ts';

/** Rows in one request: a progress bar moves, and no request grows near the server's limit. */
export const PART = 10_000;

/** Rows of a sheet on their way into a dataset. */
export interface SendJob {
  readonly dataset: string;
  /** New rows only, by key, or in place of all there are: then nothing of the dataset changes before the end. */
  readonly mode: ImportMode;
  /** Names the import, also when somebody goes on with it. */
  readonly batch: string;
  readonly file: ImportFile;
  readonly reading: ImportReading;
  /** All rows of the sheet without its headings. */
  readonly rows: readonly (readonly Json[])[];
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

/** Rows as they are read; the first one names every column, so that none is missing where all its cells are empty. */
export function partText(rows: SendJob['rows'], { columns }: ImportReading): string {
  const named = (row: readonly Json[]) => Object.fromEntries(columns.map(({ field, at }) => [field, row[at] ?? '']));
  const short = (row: readonly Json[]) => Object.fromEntries(columns.flatMap(({ field, at }) => ((row[at] ?? '') === '' ? [] : [[field, row[at] ?? '']])));
  return JSON.stringify(rows.map((row, index) => (index === 0 ? named(row) : short(row))));
}

export interface SendOrders {
  readonly from: Sent;
  readonly onProgress: (sent: Sent) => void;
  readonly isStopped: () => boolean;
}

/** Rows above the first one that people count too: the headings, which a JSON file has not. */
const headRows = ({ name }: ImportFile): number => (name.toLowerCase().endsWith('.json') ? 0 : 1);

function partOf({ dataset, mode, reading, rows, file }: SendJob, from: number) {
  const part = rows.slice(from, from + PART);
  return { dataset, mode, format: 'json', text: partText(part, reading), above: from + headRows(file) };
}

/** What is known once a part that began at `start` was answered; problems count rows as the sheet does. @throws RequestError when nothing of it could be read: its columns are no longer those of the dataset */
function after({ file }: SendJob, sent: Sent, report: ImportReport): Sent {
  const start = sent.next;
  const problems = report.problems.map((problem) => ({ ...problem, row: problem.row === 0 ? 0 : problem.row + start + headRows(file) }));
  const next = start + report.good + report.bad;
  if (next === start) throw new RequestError({ type: 'about:blank', title: '', status: 422, code: problems[0]?.code ?? 'SCN_API_UNKNOWN', detail: problems[0]?.message ?? '' });
  return { next, written: sent.written + report.written, bad: sent.bad + report.bad, problems: [...sent.problems, ...problems].slice(0, SHOWN) };
}

/** Has every row looked at before any is written. Ends early when it is stopped. @throws RequestError */
export async function checkRows(job: SendJob, { onProgress, isStopped }: Omit<SendOrders, 'from'>): Promise<Sent> {
  let sent = NOTHING_SENT;
  while (sent.next < job.rows.length && !isStopped()) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that stopping stops
    sent = after(job, sent, await request<ImportReport>('/api/datasets/import', { method: 'POST', body: { ...partOf(job, sent.next), accept: 'nothing' } }));
    onProgress(sent);
  }
  return sent;
}

/**
 * Writes rows part by part, keeping the good ones of each; problems count rows as the sheet does (2 is the first under
 * the headings). Ends early when it is stopped.
 * @throws RequestError; parts sent before stay, and the import can be gone on with
 */
export async function sendRows(job: SendJob, { from, onProgress, isStopped }: SendOrders): Promise<Sent> {
  const { batch, file, reading, rows } = job;
  let sent = from;
  while (sent.next < rows.length && !isStopped()) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that stopping stops
    sent = after(job, sent, await request<ImportReport>('/api/datasets/import', { method: 'POST', body: { ...partOf(job, sent.next), batch, accept: 'good-rows', file, from: sent.next, reading } }));
    onProgress(sent);
  }
  return sent;
}

/**
 * Has the server put rows that all came in place of those there are. With bad ones among them nothing is written, unless
 * the good ones are accepted.
 * @throws RequestError; then the rows there are stay, and it can be tried again
 */
export async function replaceAll({ dataset, batch, file, rows }: SendJob, { problems }: Sent, isAccepted: boolean): Promise<Sent> {
  const report = await request<ImportReport>('/api/datasets/imports/finish', { method: 'POST', body: { dataset, import: batch, ...(isAccepted ? { accept: 'good-rows' } : {}) } });
  const more = report.problems.map((problem) => ({ ...problem, row: problem.row + headRows(file) })).filter((problem) => !problems.some((old) => old.row === problem.row && old.code === problem.code));
  return { next: rows.length, written: report.written, bad: report.bad, problems: [...problems, ...more].slice(0, SHOWN) };
}
