import type { Flaw } from './flaw.ts';
import { narrow, type DateEntry } from './entry.ts';

const WHOLE = /^\d+$/;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Which boxes of a date are empty, in reading order. */
export function missingParts(entry: DateEntry): ('y' | 'm' | 'd')[] {
  return (['y', 'm', 'd'] as const).filter((part) => narrow(entry[part]) === '');
}

/** `YYYY-MM-DD`, or what is wrong: a box is empty, a year is short, or there is no such day. */
export function dateText(entry: DateEntry): { readonly value: string } | { readonly flaw: Flaw } {
  const missing = missingParts(entry);
  if (missing.length > 0) return { flaw: { kind: 'date-missing', parts: missing } };
  const [y, m, d] = [narrow(entry.y), narrow(entry.m), narrow(entry.d)];
  if (![y, m, d].every((part) => WHOLE.test(part))) return { flaw: { kind: 'date' } };
  if (y.length !== 4) return { flaw: { kind: 'year-short' } };
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  if (month < 1 || month > 12) return { flaw: { kind: 'month' } };
  const last = daysIn(year, month);
  if (day < 1 || day > last) return { flaw: { kind: 'day', month, last } };
  return { value: `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` };
}

/** The boxes for a `YYYY-MM-DD` from the native picker; leading zeros are dropped as people write them. */
export function partsOf(text: string): DateEntry {
  const [y = '', m = '', d = ''] = text.split('-');
  return { y, m: m.replace(/^0/, ''), d: d.replace(/^0/, '') };
}

/** Which box to point at for a flaw. */
export function flawedPart(flaw: Flaw): 'y' | 'm' | 'd' {
  if (flaw.kind === 'date-missing') return flaw.parts[0] ?? 'y';
  if (flaw.kind === 'month') return 'm';
  if (flaw.kind === 'day') return 'd';
  return 'y';
}
