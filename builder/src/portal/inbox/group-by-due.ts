import type { DueGroup, InboxCounts, TaskItem } from '../../../../server/api/portal.ts';
import { civil, dayNumber } from '../format/dates.ts';

export const DUE_GROUPS: readonly DueGroup[] = ['late', 'today', 'soon', 'later', 'none'];
/** Days that still count as soon while the server has not said where the third working day ends. */
const SOON_DAYS = 3;

type Bounds = Pick<InboxCounts, 'todayEnd' | 'soonEnd'>;

/** Whole civil days from now to the deadline; negative when it has passed by days. */
export function daysUntil(dueAt: string, now: string): number {
  const [due, today] = [civil(dueAt), civil(now)];
  return due && today ? dayNumber(due) - dayNumber(today) : 0;
}

/** A deadline counts as missed from its minute on, not from the end of its day. */
export function dueGroup(dueAt: string | undefined, now: string, bounds?: Bounds): DueGroup {
  if (dueAt === undefined) return 'none';
  if (Date.parse(dueAt) < Date.parse(now)) return 'late';
  if (bounds) return Date.parse(dueAt) < Date.parse(bounds.todayEnd) ? 'today' : Date.parse(dueAt) < Date.parse(bounds.soonEnd) ? 'soon' : 'later';
  const days = daysUntil(dueAt, now);
  if (days <= 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}

interface TaskGroup {
  readonly group: DueGroup;
  readonly tasks: readonly TaskItem[];
}

/** Groups with tasks, the most urgent first; inside a group as the server ordered them. */
export function groupByDue(tasks: readonly TaskItem[], now: string, bounds?: Bounds): TaskGroup[] {
  return DUE_GROUPS.map((group) => ({ group, tasks: tasks.filter((task) => dueGroup(task.dueAt, now, bounds) === group) })).filter(({ tasks: some }) => some.length > 0);
}
