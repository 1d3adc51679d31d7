import { parentPort, workerData } from 'node:worker_threads';
import { isScenarioError } from '../../runtime/errors.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { loadPlugins } from '../services/plugins/load.ts';
import { createCheckMemories } from './check-memories.ts';
import { RUN, type JobTools } from './jobs.ts';
import type { FromWorker, ToWorker, WorkerFacts } from './messages.ts';
import { createScripts } from './script/scripts.ts';

/** A thread of the pool: loads what the server has loaded, then does one job after the other. */
const { plugins } = workerData as WorkerFacts;
const loaded = loadPlugins(builtIns, plugins);
const scripts = createScripts();
const memoryOf = createCheckMemories();

function say(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

async function work({ id, kind, input }: ToWorker): Promise<void> {
  try {
    const { registry } = await loaded;
    const run = (RUN as Readonly<Record<string, (tools: JobTools, given: never) => unknown>>)[kind];
    say({ id, output: await run?.({ registry, scripts, memoryOf }, input as never) });
  } catch (error) {
    say({ id, error: isScenarioError(error) ? { code: error.code, message: error.message, details: error.details } : { message: error instanceof Error ? error.message : String(error) } });
  }
}

parentPort?.on('message', (message: ToWorker) => void work(message));
await loaded;
say({ ready: true });
