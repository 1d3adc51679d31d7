/** The one place that deals with offsets and named time zones (through Intl, so the platform's zone data). */

/** An offset in seconds, or a named zone whose offset depends on the day. */
export type Zone = { readonly kind: 'offset'; readonly seconds: number } | { readonly kind: 'named'; readonly name: string };

export const UTC: Zone = { kind: 'offset', seconds: 0 };
const OFFSET_TEXT = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const NAME_TEXT = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Reads `Z`, `+08:00` or an IANA name; null when unknown. Offsets reach ±18:00 (ISO limit of java.time, which the TCK follows). */
export function parseZone(text: string): Zone | null {
  if (text === 'Z' || text === 'z') return UTC;
  const match = OFFSET_TEXT.exec(text);
  if (match !== null) {
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    if (Number(match[3]) > 59 || Number(match[4] ?? 0) > 59 || seconds > 64_800) return null;
    return { kind: 'offset', seconds: match[1] === '-' ? -seconds : seconds };
  }
  return NAME_TEXT.test(text) && formatterOf(text) !== null ? { kind: 'named', name: text } : null;
}

/** Whether reading a text makes the platform load a zone it has not loaded yet, which takes long. */
export function namesNewZone(text: string): boolean {
  const mark = text.indexOf('@');
  return mark !== -1 && !formatters.has(text.slice(mark + 1));
}

/** A cache of formatters, which cost a tenth of a millisecond each to make. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(name: string): Intl.DateTimeFormat | null {
  const known = formatters.get(name);
  if (known !== undefined) return known;
  if (formatters.size > 1000) formatters.clear();
  const made = makeFormatter(name);
  formatters.set(name, made);
  return made;
}

function makeFormatter(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  } catch {
    return null;
  }
}

const CYCLE_SECONDS = 146_097 * 86_400;
const INTL_LIMIT_SECONDS = 8.64e12;

/** Seconds east of UTC at an instant (seconds since 1970 UTC). */
export function offsetAt(zone: Zone, epochSeconds: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const formatter = formatterOf(zone.name);
  if (formatter === null) return 0;
  // Far years are moved by whole 400-year cycles into what Intl can show.
  const near = Math.abs(epochSeconds) < INTL_LIMIT_SECONDS - CYCLE_SECONDS ? epochSeconds : epochSeconds % CYCLE_SECONDS;
  const parts: Record<string, string> = {};
  for (const part of formatter.formatToParts(Math.floor(near) * 1000)) parts[part.type] = part.value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const shown = new Date(0);
  shown.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  shown.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']), 0);
  return shown.getTime() / 1000 - Math.floor(near);
}

/** Seconds east of UTC for a local clock reading; in a gap or overlap the earlier offset, as java.time does. */
export function offsetOfLocal(zone: Zone, localSeconds: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const before = offsetAt(zone, localSeconds - 86_400);
  if (offsetAt(zone, localSeconds - before) === before) return before;
  const after = offsetAt(zone, localSeconds + 86_400);
  return offsetAt(zone, localSeconds - after) === after ? after : before;
}

export function zoneText(zone: Zone): string {
  return zone.kind === 'named' ? `@${zone.name}` : offsetText(zone.seconds);
}

export function offsetText(seconds: number): string {
  if (seconds === 0) return 'Z';
  const size = Math.abs(seconds);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const rest = size % 60;
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(size / 3600))}:${pad(Math.floor((size % 3600) / 60))}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

export function sameZone(a: Zone | null, b: Zone | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === 'offset' ? b.kind === 'offset' && a.seconds === b.seconds : b.kind === 'named' && a.name === b.name;
}
