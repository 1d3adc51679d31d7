import type { Period } from '../../api/retention.ts';

/** The moment so long before another, by the calendar: a year before 29 February is 28 February. */
export function before(now: Date, { count, unit }: Period): string {
  if (unit === 'day') return new Date(now.getTime() - count * 86_400_000).toISOString();
  const months = unit === 'year' ? count * 12 : count;
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1, now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds(), now.getUTCMilliseconds()));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(now.getUTCDate(), last));
  return first.toISOString();
}
