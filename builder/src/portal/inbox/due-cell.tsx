import { CircleAlert, Clock } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDay, formatTime } from '../format/dates.ts';
import { daysUntil, type DueGroup } from './group-by-due.ts';
import { inboxTexts } from './text.ts';

/** The deadline as people say it: how late, how long today, how many days; always with the date. */
export function DueCell({ dueAt, workingDaysLeft: left, group, now }: { readonly dueAt: string | undefined; readonly workingDaysLeft?: number | undefined; readonly group: DueGroup; readonly now: string }) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  if (dueAt === undefined) return <b className="mut">{t.none}</b>;
  const day = formatDay(dueAt, locale, now);
  const days = daysUntil(dueAt, now);
  if (group === 'late') return <><b><CircleAlert className="i" aria-hidden="true" />{left === undefined ? t.lateDays(-days) : t.lateWorkingDays(-left)}</b><span>{t.dueDay(day)}</span></>;
  if (group === 'today') {
    const minutes = Math.max(0, Math.floor((Date.parse(dueAt) - Date.parse(now)) / 60_000));
    return <><b><Clock className="i" aria-hidden="true" />{t.todayAt(formatTime(dueAt))}</b><span>{t.left(Math.floor(minutes / 60), minutes % 60)}</span></>;
  }
  return <><b>{day}</b><span>{left === undefined ? t.leftDays(days) : t.leftWorkingDays(left)}</span></>;
}
