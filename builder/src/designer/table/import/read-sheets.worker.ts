import { ImportProblem } from './import-problem.ts';
import type { ReadAnswer, ReadWanted } from './read-in-worker.ts';
import { readSheets } from './read-sheets.ts';

const say = (answer: ReadAnswer): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  postMessage(answer);
};

addEventListener('message', (event: MessageEvent<ReadWanted>) => {
  const { name, bytes, most } = event.data;
  readSheets({ name, bytes }, { most, onStep: (step) => say({ kind: 'step', step }) }).then(
    (sheets) => say({ kind: 'sheets', sheets }),
    (error: unknown) => say(error instanceof ImportProblem ? { kind: 'problem', code: error.code, words: [error.words['zh-CN'], error.words.en] } : { kind: 'failed', message: String(error) }),
  );
});
