import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { Calendar } from '../../../runtime/host/calendar.ts';
import { addDuration, parseInstant } from '../../../runtime/engine/time.ts';
import { addOfficeTime, addWorkingDays, countWorkingDays, officeTimeBetween, type WorkingClock } from '../../../runtime/engine/working-time.ts';

const MINUTE = 60_000;
const calendar: Calendar = {
  id: 'cn', version: '1', years: [2025, 2026, 2027],
  holidays: new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23', '2026-03-04']),
  workdays: new Set(['2026-02-14', '2026-02-28', '2026-03-07']),
  hours: [['09:00', '12:00'], ['13:30', '17:15']],
};
const china: WorkingClock = { zone: 'Asia/Shanghai', calendar, calendarId: 'cn' };
const berlin: WorkingClock = { ...china, zone: 'Europe/Berlin' };
const at = (text: string) => new Date(text).toISOString();

/** Asks the zone data base what the wall clock shows: slow, and shares nothing with the code it judges. */
const formats = new Map<string, Intl.DateTimeFormat>();
function wallOf(ms: number, zone: string): { day: string; minute: number } {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
}

function worksOn(day: string): boolean {
  if (calendar.workdays.has(day)) return true;
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.has(day);
}

function isOpenMinute(ms: number, zone: string): boolean {
  const { day, minute } = wallOf(ms, zone);
  return worksOn(day) && ((minute >= 540 && minute < 720) || (minute >= 810 && minute < 1035));
}

/** Walks minute by minute. */
function slowOfficeTime(from: number, minutes: number, zone: string): number {
  let left = minutes;
  let now = from;
  while (left > 0) {
    if (isOpenMinute(now, zone)) left -= 1;
    now += MINUTE;
  }
  return now;
}

/** Walks hour by hour and counts each new working day the wall clock shows. */
function slowWorkingDays(from: number, days: number, zone: string): string {
  let { day } = wallOf(from, zone);
  let left = days;
  for (let now = from; left > 0; now += 60 * MINUTE) {
    const next = wallOf(now, zone).day;
    if (next !== day && worksOn(next)) left -= 1;
    day = next;
  }
  return day;
}

const moment = fc.integer({ min: Date.UTC(2026, 0, 5) / MINUTE, max: Date.UTC(2026, 10, 20) / MINUTE }).map((minute) => minute * MINUTE);
const zone = fc.constantFrom(china, berlin);

describe('working time against a slow oracle', () => {
  it('[E10.11] adds office time as a walk by minutes does', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 900 }), zone, (from, minutes, clock) => {
      expect(Date.parse(addOfficeTime(at(new Date(from).toISOString()), minutes * MINUTE, clock))).toBe(slowOfficeTime(from, minutes, clock.zone));
    }), { numRuns: 30 });
  });
  it('[E10.5] adds working days as a walk by hours does, at the same time of day', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 25 }), zone, (from, days, clock) => {
      const found = wallOf(Date.parse(addWorkingDays(new Date(from).toISOString(), days, clock)), clock.zone);
      expect(found.day).toBe(slowWorkingDays(from, days, clock.zone));
      const wanted = wallOf(from, clock.zone).minute;
      expect(found.minute === wanted || (clock === berlin && found.minute === wanted + 60)).toBe(true);
    }), { numRuns: 120 });
  });
  it('[E10.5] [E10.14] goes back what it went forward, and counts what it went', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const start = addWorkingDays(new Date(from).toISOString(), 1, china);
      const end = addWorkingDays(start, days, china);
      expect(addWorkingDays(end, -days, china)).toBe(start);
      expect(countWorkingDays(start, end, china)).toBe(days);
    }));
  });
  it('[E10.11] office time adds up, and between two moments is what was added', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (from, a, b) => {
      const start = new Date(from).toISOString();
      const middle = addOfficeTime(start, a * MINUTE, china);
      expect(addOfficeTime(middle, b * MINUTE, china)).toBe(addOfficeTime(start, (a + b) * MINUTE, china));
      expect(officeTimeBetween(start, middle, china)).toBe(a * MINUTE);
      const back = addOfficeTime(middle, -a * MINUTE, china);
      expect(officeTimeBetween(back, middle, china)).toBe(a * MINUTE);
    }));
  });
});

describe('office hours', () => {
  it.each([
    ['on a Friday afternoon the rest comes on Monday', '2026-01-09T17:00:00+08:00', 1, '2026-01-12T09:45:00+08:00'],
    ['at night it begins in the morning', '2026-01-12T23:00:00+08:00', 2, '2026-01-13T11:00:00+08:00'],
    ['lunch does not count', '2026-01-12T11:30:00+08:00', 1, '2026-01-12T14:00:00+08:00'],
    ['a make-up Saturday counts, the holidays after it do not', '2026-02-14T17:00:00+08:00', 1, '2026-02-24T09:45:00+08:00'],
  ])('[E10.11] %s', (_name, from, hours, due) => {
    expect(addOfficeTime(at(from), hours * 60 * MINUTE, china)).toBe(at(due));
  });
  it('[E10.11] a year the calendar does not know is said', () => {
    expect(() => addOfficeTime('2027-12-30T01:00:00Z', 100 * 60 * MINUTE, china)).toThrow(expect.objectContaining({ code: 'SCN_RUN_CALENDAR' }) as Error);
  });
});

describe('clock changes', () => {
  it.each([
    ['New York skips 02:30', 'America/New_York', '2026-03-07T07:30:00Z', '2026-03-08T07:30:00Z'],
    ['Berlin skips 02:30', 'Europe/Berlin', '2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z'],
    ['New York repeats 01:30', 'America/New_York', '2026-10-31T05:30:00Z', '2026-11-01T05:30:00Z'],
    ['Berlin repeats 02:30', 'Europe/Berlin', '2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z'],
    ['Kolkata has half an hour and no changes', 'Asia/Kolkata', '2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z'],
  ])('[E10.12] %s', (_name, where, from, due) => {
    expect(addDuration(at(from), 'P1D', where)).toBe(at(due));
  });
  it('[E10.12] a day later is never earlier than the wall clock says, in any zone', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Shanghai', 'Pacific/Apia');
    fc.assert(fc.property(moment, fc.integer({ min: 1, max: 200 }), zones, (from, days, where) => {
      const due = parseInstant(addDuration(new Date(from).toISOString(), `P${days}D`, where));
      const [was, is] = [wallOf(from, where), wallOf(due, where)];
      const wanted = Date.parse(`${was.day}T00:00:00Z`) / MINUTE + days * 1440 + was.minute;
      const shown = Date.parse(`${is.day}T00:00:00Z`) / MINUTE + is.minute;
      expect(shown).toBeGreaterThanOrEqual(wanted);
      expect(shown - wanted).toBeLessThanOrEqual(60);
      // The clock did not show it before: an hour earlier it was another, earlier time or the same one repeated.
      expect(due).toBeGreaterThan(from);
    }), { numRuns: 300 });
  });
});
