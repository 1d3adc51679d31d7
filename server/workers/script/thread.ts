import { parentPort } from 'node:worker_threads';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import { loadEngine, runScript } from './run-script.ts';
import type { ScriptJob } from './script-job.ts';

/** A thread for scripts only: nothing of the server is loaded here. */
function say(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

async function work({ id, input }: ToWorker): Promise<void> {
  try {
    say({ id, output: await runScript(input as ScriptJob) });
  } catch (error) {
    if (isScenarioError(error)) say({ id, error: { code: error.code, message: error.message, details: error.details } });
    // The engine itself gave up, such as at a text nested 100,000 deep.
    else say({ id, error: { message: error instanceof Error ? error.message : String(error) }, spent: true });
  }
}

parentPort?.on('message', (message: ToWorker) => void work(message));
await loadEngine();
say({ ready: true });
