import type { Reason } from '../../../../server/api/portal.ts';
import type { NodeTrace } from '../../../../server/api/scenario.ts';
import { isRecord } from './pointer.ts';

function isReason(value: unknown): value is Reason {
  return isRecord(value) && typeof value['sentence'] === 'string' && Array.isArray(value['told']) && Array.isArray(value['lines']) && Array.isArray(value['nearMisses']) && Array.isArray(value['bases']);
}

/** The reason the server worded for a rule node, in the reader's language and from the release of the run. */
export function reasonOf(trace: Pick<NodeTrace, 'sentences'>): Reason | undefined {
  return trace.sentences?.find(isReason);
}
