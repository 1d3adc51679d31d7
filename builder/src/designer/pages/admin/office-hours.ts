type Hours = readonly (readonly [from: string, to: string])[];

/** Office hours as people write them: 08:30–12:00，13:30–17:30. The break between is what is left out. */
export function hoursText(hours: Hours): string {
  return hours.map(([from, to]) => `${from}–${to}`).join('，');
}

const SPAN = /^(\d{1,2}):(\d{2})[-–—~至到](\d{1,2}):(\d{2})$/;

/** The same read back; else the first part that is no time, ends before it begins, or begins before the one before has ended. */
export function hoursOf(text: string): [string, string][] | string {
  const spans: [string, string][] = [];
  const parts = text.normalize('NFKC').split(/[,、;\s]+/).filter((part) => part !== '');
  for (const part of parts) {
    const [, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = SPAN.exec(part) ?? [];
    const [from, to] = [`${fromHour.padStart(2, '0')}:${fromMinute}`, `${toHour.padStart(2, '0')}:${toMinute}`];
    const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
    if (!isTime(from) || !isTime(to) || from >= to || from <= (spans.at(-1)?.[1] ?? '')) return part;
    spans.push([from, to]);
  }
  return spans.length === 0 ? text : spans;
}
