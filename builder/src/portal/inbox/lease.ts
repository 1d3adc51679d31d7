import type { TaskItem } from '../../../../server/api/portal.ts';

/** Minutes left of another person's lease; undefined when nobody else holds the task. */
export function leaseOf(task: TaskItem, user: string, now: number): { readonly name: string; readonly minutes: number } | undefined {
  if (task.claimedBy === undefined || task.claimedBy === user || task.claimedUntil === undefined) return undefined;
  const left = Math.ceil((Date.parse(task.claimedUntil) - now) / 60_000);
  return left > 0 ? { name: task.claimedByName ?? task.claimedBy, minutes: left } : undefined;
}
