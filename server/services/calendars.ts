import type { Calendar } from '../../runtime/host/calendar.ts';
import type { CalendarDocument } from '../api/data.ts';
import shipped from '../data/calendar-cn.json' with { type: 'json' };
import { fail, isCoded } from '../errors.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';

const KIND = 'calendar';
export type CalendarBody = Omit<CalendarDocument, 'version'>;
const SHIPPED: CalendarBody = { id: shipped.id, title: shipped.title, years: shipped.years, holidays: shipped.holidays, workdays: shipped.workdays };

/** Stored calendars plus the shipped one, unless somebody saved it. */
export async function listCalendars(base: Base): Promise<CalendarDocument[]> {
  const stored = (await base.store.documents.list<CalendarBody>(KIND)).map((document) => ({ ...document.body, version: document.version }));
  return stored.some((calendar) => calendar.id === SHIPPED.id) ? stored : [{ ...SHIPPED, version: 0 }, ...stored];
}

/** Office hours that are not given stay as they were. @throws SCN_STORE_CONFLICT, SCN_CALENDAR_HOURS */
export async function saveCalendar(base: Base, id: string, body: Omit<CalendarBody, 'id'>, baseVersion: number, by: string): Promise<CalendarDocument> {
  refuseHours(body.hours ?? []);
  const hours = body.hours ?? (await base.store.documents.get<CalendarBody>(KIND, id))?.body.hours;
  try {
    const saved = await base.store.documents.put<CalendarBody>(KIND, id, { ...body, ...(hours ? { hours } : {}), id }, { expectedVersion: baseVersion, by });
    await audit(base, by, 'calendar.save', id, { version: saved.version });
    return { ...saved.body, version: saved.version };
  } catch (cause) {
    if (!isCoded(cause, 'SCN_STORE_CONFLICT')) throw cause;
    const other = await base.store.documents.get(KIND, id);
    throw fail('SCN_STORE_CONFLICT', { version: other?.version ?? 0, updatedBy: other?.updatedBy ?? '', updatedAt: other?.updatedAt ?? '' }, cause);
  }
}

/** Each time begins after the one before has ended. */
function refuseHours(hours: readonly (readonly [string, string])[]): void {
  const times = hours.flat();
  const bad = times.findIndex((time, index) => index > 0 && time <= (times[index - 1] ?? ''));
  if (bad > 0) throw fail('SCN_CALENDAR_HOURS', { before: times[bad - 1] ?? '', time: times[bad] ?? '' });
}

/** As the language reads it; `version` names what was used and is recorded with results. */
export function asCalendar(document: CalendarDocument): Calendar {
  return { id: document.id, version: `${document.id}@${document.version}`, years: document.years, holidays: new Set(document.holidays), workdays: new Set(document.workdays), ...(document.hours ? { hours: document.hours } : {}) };
}

/** Calendars in memory, because formulas ask for them while running and cannot wait. */
export interface CalendarShelf {
  readonly get: (id: string) => Calendar | undefined;
  readonly all: () => readonly Calendar[];
  readonly reload: () => Promise<void>;
}

export async function createCalendarShelf(base: Base): Promise<CalendarShelf> {
  let known = new Map<string, Calendar>();
  const reload = async () => {
    known = new Map((await listCalendars(base)).map((document) => [document.id, asCalendar(document)]));
  };
  await reload();
  return { get: (id) => known.get(id), all: () => [...known.values()], reload };
}
