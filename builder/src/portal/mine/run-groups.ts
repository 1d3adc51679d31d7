import type { RunView } from '../../../../server/api/portal.ts';

export type RunGroup = 'yours' | 'open' | 'done' | 'ended';
export const RUN_GROUPS: readonly RunGroup[] = ['yours', 'open', 'done', 'ended'];

const ENDED: ReadonlySet<string> = new Set(['failed', 'cancelled', 'expired', 'incident']);

/** Where a matter stands for the person who submitted it. */
export function runGroup(run: RunView): RunGroup {
  if (run.next.kind === 'task') return 'yours';
  if (run.next.kind === 'failed' || ENDED.has(run.status)) return 'ended';
  return run.next.kind === 'result' || run.endedAt !== undefined ? 'done' : 'open';
}

/** Groups with matters, the most urgent first, newest first inside. */
export function groupRuns(runs: readonly RunView[]): { readonly group: RunGroup; readonly runs: readonly RunView[] }[] {
  const newest = [...runs].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return RUN_GROUPS.map((group) => ({ group, runs: newest.filter((run) => runGroup(run) === group) })).filter((some) => some.runs.length > 0);
}
