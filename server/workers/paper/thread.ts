import { parentPort } from 'node:worker_threads';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import type { PaperJob } from './paper-job.ts';

/** A thread for documents only: fonts and writers of files are loaded here, never where the server is. */
function say(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

async function make(job: PaperJob): Promise<Uint8Array> {
  if (job.format === 'docx') return (await import('./docx.ts')).makeDocx(job);
  return (await import('./pdf.ts')).makePdf(job);
}

async function work({ id, input }: ToWorker): Promise<void> {
  try {
    say({ id, output: await make(input as PaperJob) });
  } catch (error) {
    if (isScenarioError(error)) say({ id, error: { code: error.code, message: error.message, details: error.details } });
    else say({ id, error: { message: error instanceof Error ? error.message : String(error) }, spent: true });
  }
}

parentPort?.on('message', (message: ToWorker) => void work(message));
say({ ready: true });
