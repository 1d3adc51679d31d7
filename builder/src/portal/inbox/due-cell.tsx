import { CircleAlert, CirclePause, Clock } from 'lucide-react';
import type { DueGroup, TaskItem } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDay, formatTime } from '../format/dates.ts';
import { daysUntil } from './group-by-due.ts';
import { inboxTexts } from './text.ts';

interface DueProps {
  readonly task: Pick<TaskItem, 'dueAt' | 'workingDaysLeft' | 'stoppedAt' | 'extended'>;
  readonly group: DueGroup;
  readonly now: string;
}

/** The deadline as people say it: how late, how long today, how many days; always with the date. */
function Due({ task: { dueAt, workingDaysLeft: left, stoppedAt }, group, now }: DueProps) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  if (stoppedAt !== undefined && dueAt === undefined) return <><b className="held"><CirclePause className="i" aria-hidden="true" />{t.stopped}</b><span>{t.stoppedSince(formatDay(stoppedAt, locale, now))}</span></>;
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

/** The deadline, and whether it was moved. */
export function DueCell(props: DueProps) {
  const t = useTexts(inboxTexts);
  const { extended } = props.task;
  return <><Due {...props} />{extended === undefined ? null : <span>{t.extended(extended)}</span>}</>;
}
