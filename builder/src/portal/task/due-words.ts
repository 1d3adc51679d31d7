import type { TaskItem } from '../../../../server/api/portal.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { civil, dayNumber, formatMoment } from '../format/dates.ts';
import { timeTexts } from './time-text.ts';

/** How a deadline is said: in working days where it counts them, with its moment beside it. */
export function dueWords({ dueAt, workingDaysLeft: left }: Pick<TaskItem, 'dueAt' | 'workingDaysLeft'>, locale: Locale, now: string): { readonly short: string; readonly when: string; readonly late: boolean } {
  const t = timeTexts[locale];
  if (dueAt === undefined) return { short: t.none, when: '', late: false };
  const late = Date.parse(dueAt) < Date.parse(now);
  const when = formatMoment(dueAt, locale, now);
  const [due, today] = [civil(dueAt), civil(now)];
  const days = due && today ? dayNumber(due) - dayNumber(today) : 0;
  // No working day is left on the day itself, and none on days off before a deadline that falls on one.
  if (left !== undefined) return { short: late ? t.late(-left) : left > 0 ? t.left(left) : days === 0 ? t.dueToday : t.daysOff, when: late ? t.wasDue(when) : t.due(when), late };
  return { short: late ? t.lateDays(-days) : t.leftDays(days), when: late ? t.wasDue(when) : t.due(when), late };
}
