import { runThread } from './run-thread.js';

await runThread('paper.mjs', 'paper/thread.ts');
