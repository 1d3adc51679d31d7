import { sha256 } from './sha256.ts';

addEventListener('message', (event: MessageEvent<Uint8Array>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  postMessage(sha256(event.data));
});
