import type { NodeTrace, Trace } from '../../../../../server/api/scenario.ts';
import { member } from '../../document/pointer.ts';

/** One line of the timeline. `path` is `judged`, or `each[2]/judged` inside a repeated flow. */
export interface Step {
  readonly path: string;
  /** Node id inside its own flow. */
  readonly node: string;
  readonly depth: number;
  readonly trace: NodeTrace;
}

const UNFINISHED = ['running', 'waiting', 'error'];

/** Steps in the order they ended, then those that still stand: what a person reads as the course of the run. */
export function stepsOf(trace: Trace): readonly Step[] {
  const ended = trace.order.filter((path) => Object.hasOwn(trace.nodes, path));
  const open = Object.entries(trace.nodes)
    .filter(([path, node]) => !ended.includes(path) && UNFINISHED.includes(node.status))
    .map(([path]) => path);
  return [...new Set([...ended, ...open])].flatMap((path) => {
    const node = member(trace.nodes, path) as NodeTrace | undefined;
    if (node === undefined || node.status === 'dead' || node.status === 'idle') return [];
    const parts = path.split('/');
    return [{ path, node: parts.at(-1) ?? path, depth: parts.length - 1, trace: node }];
  });
}

/** The node where a run stopped, if it did. */
export function stoppedStep(trace: Trace): Step | undefined {
  return stepsOf(trace).find((step) => step.trace.status === 'error');
}
