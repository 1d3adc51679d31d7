import { localDay } from '../../../runtime/engine/time.ts';
import { addWorkingDays, workingDaysBetween } from '../../../runtime/engine/working-time.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { SharingSettings } from '../../api/sharing.ts';
import type { CalendarShelf } from '../calendars.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import type { Grant } from './grant.ts';

const KIND = 'sharing-settings';
const ID = 'settings';
const ZONE = 'Asia/Shanghai';
const CALENDAR = 'cn';

/** Limits that could be verified; the working days of the provincial regulation could not be read, so whoever runs the house puts in its own. */
const DEFAULTS: Omit<SharingSettings, 'version'> = {
  platformCheck: { days: 2, source: '山西省高平市公共数据管理规定（2024年），非本省规定，请按本省规定改' },
  ownerReply: { days: 5, source: '山西省高平市公共数据管理规定（2024年），非本省规定，请按本省规定改' },
  ruling: { days: 10, source: '示例设定，无出处' },
  objection: { days: 5, source: '浙江省公共信用信息管理条例第三十、三十一条（信用信息异议）；其他数据请按本省规定改' },
  objectionLongest: { days: 20, source: '浙江省公共信用信息管理条例第三十、三十一条（延长后合计）；其他数据请按本省规定改' },
  smallestGroup: { rows: 5, source: '示例设定，无出处' },
  longestGrant: { days: 366, source: '示例设定，无出处' },
  deadDays: 180,
};

export async function readSettings(base: Base): Promise<SharingSettings> {
  const found = await base.store.documents.get<Omit<SharingSettings, 'version'>>(KIND, ID);
  return { ...DEFAULTS, ...found?.body, version: found?.version ?? 0 };
}

/** @throws SCN_STORE_CONFLICT */
export async function saveSettings(base: Base, { version: _version, ...settings }: SharingSettings, baseVersion: number, by: string): Promise<SharingSettings> {
  const saved = await base.store.documents.put<Omit<SharingSettings, 'version'>>(KIND, ID, settings, { expectedVersion: baseVersion, by });
  await audit(base, by, 'sharing.settings', ID, { ownerReply: settings.ownerReply.days, platformCheck: settings.platformCheck.days });
  return { ...settings, version: saved.version };
}

export interface DeadlineBase extends Base {
  readonly calendars: CalendarShelf;
}

/** The day a step must be decided on. Days the calendar does not know are counted from Monday to Friday. */
export function dueAfter(base: DeadlineBase, at: string, days: number): string {
  const calendar = base.calendars.get(CALENDAR);
  try {
    return addWorkingDays(at, days, { zone: ZONE, calendar, calendarId: CALENDAR });
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    const years = Array.from({ length: 4 }, (_, index) => new Date(at).getUTCFullYear() + index);
    return addWorkingDays(at, days, { zone: ZONE, calendarId: CALENDAR, calendar: { id: CALENDAR, version: 'weekdays', years, holidays: new Set(), workdays: new Set() } });
  }
}

/** The day it is now in the zone of the house. */
export const todayOf = (base: Base): string => localDay(base.now().toISOString(), ZONE);

export function daysLeft(base: DeadlineBase, due: string): number | undefined {
  return workingDaysBetween(base.now().toISOString(), due, ZONE, base.calendars.get(CALENDAR));
}

/** The limit the present step of a grant is counted by. */
export function limitOf({ status, renewal }: Pick<Grant, 'status' | 'renewal'>, settings: SharingSettings): SharingSettings['ownerReply'] | undefined {
  if (status === 'checking') return settings.platformCheck;
  if (status === 'ruling') return settings.ruling;
  return status === 'deciding' || renewal ? settings.ownerReply : undefined;
}
