import { arrange, type ArrangeInput } from './arrange.ts';

/** Layout of 1,000 nodes takes seconds: it runs beside the page, never in it. */
self.addEventListener('message', (event: MessageEvent<ArrangeInput>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  self.postMessage(arrange(event.data));
});
