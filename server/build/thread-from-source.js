import { runThread } from './run-thread.js';

await runThread('worker.mjs', 'worker.ts');
