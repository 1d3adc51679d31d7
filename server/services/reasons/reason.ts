import type { Explanation } from '../../../runtime/schema/explanation.ts';
import type { Reason } from '../../api/portal.ts';
import { scoreReason } from './score.ts';
import type { ReasonSource } from './source.ts';
import { tableReason } from './table.ts';

/**
 * The front door to sentences: what a run recorded of a finished node – rule hit, values used, where they came from,
 * the ground – in the reader's language. Nothing is evaluated again. Null when the explanation needs no telling.
 */
export function reasonOf(source: ReasonSource, flow: string, node: string, explanation: Explanation): Reason | null {
  if (explanation.kind === 'table') return tableReason(source, { flow, node, config: source.scenario.flows[flow]?.nodes[node]?.config ?? {} }, explanation);
  return explanation.kind === 'score' ? scoreReason(source, { flow, node }, explanation) : null;
}
