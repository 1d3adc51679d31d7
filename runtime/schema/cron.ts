import { Cron } from 'croner';

/** Why a time-table cannot be used. */
export type CronProblem = 'syntax' | 'never';

function read(pattern: string, zone: string): Cron | null {
  try {
    // Five parts: minutes are as fine as it gets, because ticks are looked for about once a second.
    return new Cron(pattern.trim(), { timezone: zone, paused: true, mode: '5-part' });
  } catch {
    return null;
  }
}

/** The next times a cron expression names after a moment, on the clocks of a time zone; fewer when there are no more. */
export function nextTimes(pattern: string, zone: string, after: string, count: number): readonly string[] {
  return (read(pattern, zone)?.nextRuns(count, new Date(after)) ?? []).map((time) => time.toISOString());
}

/** Null when the expression is sound and will fire after `today` (an ISO moment). */
export function cronProblem(pattern: string, zone: string, today: string): CronProblem | null {
  const cron = read(pattern, zone);
  if (cron === null) return 'syntax';
  return cron.nextRun(new Date(today)) === null ? 'never' : null;
}

/** The last time a cron expression names that is not after a moment. */
export function lastTime(pattern: string, zone: string, until: string): string | null {
  // The reference itself does not count, so ask from the second after it.
  const [last] = read(pattern, zone)?.previousRuns(1, new Date(Math.floor(Date.parse(until) / 1000) * 1000 + 1000)) ?? [];
  return last ? last.toISOString() : null;
}
