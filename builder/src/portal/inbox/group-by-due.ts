import type { TaskItem } from '../../../../server/api/portal.ts';
import { civil, dayNumber } from '../format/dates.ts';

export type DueGroup = 'late' | 'today' | 'soon' | 'later' | 'none';
export const DUE_GROUPS: readonly DueGroup[] = ['late', 'today', 'soon', 'later', 'none'];
/** Days that still count as soon. */
export const SOON_DAYS = 3;

/** Whole civil days from now to the deadline; negative when it has passed by days. */
export function daysUntil(dueAt: string, now: string): number {
  const [due, today] = [civil(dueAt), civil(now)];
  return due && today ? dayNumber(due) - dayNumber(today) : 0;
}

/** A deadline counts as missed from its minute on, not from the end of its day. */
export function dueGroup(dueAt: string | undefined, now: string): DueGroup {
  if (dueAt === undefined) return 'none';
  if (Date.parse(dueAt) < Date.parse(now)) return 'late';
  const days = daysUntil(dueAt, now);
  if (days <= 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}

export interface TaskGroup {
  readonly group: DueGroup;
  readonly tasks: readonly TaskItem[];
}

/** Groups with tasks, the most urgent first; inside a group the nearest deadline first, then the oldest. */
export function groupByDue(tasks: readonly TaskItem[], now: string): TaskGroup[] {
  const order = [...tasks].sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? '') || a.createdAt.localeCompare(b.createdAt));
  return DUE_GROUPS.map((group) => ({ group, tasks: order.filter((task) => dueGroup(task.dueAt, now) === group) })).filter(({ tasks: some }) => some.length > 0);
}
