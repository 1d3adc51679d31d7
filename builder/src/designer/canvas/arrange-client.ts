import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { ArrangeInput } from './arrange.ts';
import { linksOf } from './flow-graph.ts';
import { roomOf, type Point } from './sizes.ts';

/** @param only the nodes to arrange */
export function arrangeInput(flow: Flow, places: Readonly<Record<string, Point>>, only: ReadonlySet<string>): ArrangeInput {
  return {
    nodes: Object.entries(flow.nodes).flatMap(([id, node]) => (only.has(id) ? [{ id, height: roomOf(node.type), at: places[id] ?? { x: 0, y: 0 } }] : [])),
    links: linksOf(flow).filter((link) => !link.back && only.has(link.source) && only.has(link.target)),
  };
}

/** Lays nodes out in a worker of its own, which ends with the answer. */
export function arrangeFlow(input: ArrangeInput): Promise<Readonly<Record<string, Point>>> {
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
    worker.postMessage(input);
  });
}
