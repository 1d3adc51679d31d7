import { workingDaysBetween } from '../../runtime/engine/working-time.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { TaskRecord } from '../stores/store.ts';
import type { PlanBase } from './plans.ts';

/** Working days to the deadline: people plan in them, whatever the deadline counts. */
export function workingDaysLeft(base: PlanBase, scenario: Scenario, due: Pick<TaskRecord, 'dueAt'>): { workingDaysLeft?: number } {
  if (due.dueAt === undefined) return {};
  const days = workingDaysBetween(base.now().toISOString(), due.dueAt, scenario.zone, base.calendars.get(scenario.calendar));
  return days === undefined ? {} : { workingDaysLeft: days };
}
