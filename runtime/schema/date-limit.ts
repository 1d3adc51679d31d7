const WORD = /^today\s*(?:([+-])\s*(\d{1,5}))?$/;

export const isDayWord = (limit: unknown): boolean => typeof limit === 'string' && WORD.test(limit);

/** A limit of a date as a day: `today`, `today+30` and `today-7` count from the day given, everything else is itself. */
export function dayLimit(limit: string, today: string): string {
  const match = WORD.exec(limit);
  if (!match) return limit;
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + Number(`${match[1] ?? '+'}${match[2] ?? 0}`));
  return at.toISOString().slice(0, 10);
}

/** The day it is at a moment in a time zone. */
export function dayIn(zone: string, moment: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(moment));
}
