import type { Problem } from '../../../../server/api/common.ts';

/** Who was first, and when, from a 409; undefined when the server does not say. */
export function staleFacts(problem: Problem): { readonly by: string; readonly at: string } | undefined {
  const by = problem.details?.['byName'] ?? problem.details?.['by'];
  const at = problem.details?.['at'];
  return problem.status === 409 && typeof by === 'string' && typeof at === 'string' ? { by, at } : undefined;
}
