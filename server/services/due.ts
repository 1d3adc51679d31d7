import { workingDaysBetween } from '../../runtime/engine/working-time.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { TaskRecord } from '../stores/store.ts';
import type { PlanBase } from './plans.ts';

/** Working days to the deadline, when that is how it was counted. */
export function workingDaysLeft(base: PlanBase, scenario: Scenario, due: Pick<TaskRecord, 'dueAt' | 'dueWorkingDays'>): { workingDaysLeft?: number } {
  if (due.dueAt === undefined || due.dueWorkingDays !== true) return {};
  const days = workingDaysBetween(base.now().toISOString(), due.dueAt, scenario.zone, base.calendars.get(scenario.calendar));
  return days === undefined ? {} : { workingDaysLeft: days };
}
