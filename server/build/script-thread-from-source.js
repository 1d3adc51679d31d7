import { runThread } from './run-thread.js';

await runThread('script.mjs', 'script/thread.ts');
