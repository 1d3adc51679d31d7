import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { ArrangeInput } from './arrange.ts';
import { linksOf } from './flow-graph.ts';
import { roomOf, type Point } from './sizes.ts';

export function arrangeInput(flow: Flow): ArrangeInput {
  return {
    nodes: Object.entries(flow.nodes).map(([id, node]) => ({ id, height: roomOf(node.type) })),
    links: linksOf(flow).filter((link) => !link.back && Object.hasOwn(flow.nodes, link.source) && Object.hasOwn(flow.nodes, link.target)),
  };
}

/** Lays a flow out in a worker of its own, which ends with the answer. */
export function arrangeFlow(flow: Flow): Promise<Readonly<Record<string, Point>>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./arrange.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<Readonly<Record<string, Point>>>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener('error', (event) => {
      worker.terminate();
      reject(new Error(event.message));
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage(arrangeInput(flow));
  });
}
