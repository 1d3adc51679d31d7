import { memo } from 'react';
import { Link } from 'wouter';
import type { DueGroup, TaskItem } from '../../../../server/api/portal.ts';
import { sideBySide } from '../../text/isolate.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { leaseOf } from './lease.ts';
import { DueCell } from './due-cell.tsx';
import { bulkTexts } from './bulk/text.ts';
import { inboxTexts } from './text.ts';
import { useNow } from '../format/use-now.ts';

interface RowProps {
  readonly task: TaskItem;
  readonly group: DueGroup;
  readonly user: string;
  readonly now: string;
  readonly onClaim: (task: TaskItem) => void;
  readonly onRelease: (task: TaskItem) => void;
  readonly picked: boolean;
  readonly onPick: (id: string) => void;
}

function Holder({ task, user, now }: Pick<RowProps, 'task' | 'user' | 'now'>) {
  const t = useTexts(inboxTexts);
  const lease = leaseOf(task, user, Date.parse(now));
  if (lease) return <>{t.until(lease.name, lease.minutes)}</>;
  return <>{task.claimedBy === user ? t.you : t.free}</>;
}

/** Drawn again only when something of its own changes: a long list stays quick. */
export const TaskRow = memo(function TaskRow({ task, group, user, now, onClaim, onRelease, picked, onPick }: RowProps) {
  const t = useTexts(inboxTexts);
  const b = useTexts(bulkTexts);
  const lease = leaseOf(task, user, Date.parse(now));
  const mine = task.claimedBy === user;
  return (
    <tr className={picked ? `${group} picked` : group} data-task={task.id}>
      <td className="p"><label><input type="checkbox" aria-label={b.pick(sideBySide([task.title, task.subject]))} checked={picked} onChange={() => onPick(task.id)} /></label></td>
      <td className="d"><DueCell task={task} group={group} now={now} /></td>
      <td className="tt"><Link href={`/tasks/${task.id}`} data-row-link>{task.title}</Link><span>{sideBySide([task.subject, task.startedBy ?? (task.starterName === undefined ? undefined : t.starter(task.starterName))])}</span></td>
      <td className="s">{task.appTitle}</td>
      <td className={`w ${lease ? 'held' : mine ? 'yours' : ''}`}><Holder task={task} user={user} now={now} /></td>
      <td className="a">{lease ? null : <button type="button" className="chip" onClick={() => (mine ? onRelease(task) : onClaim(task))}>{mine ? t.release : t.claim}<span className="vh">: {task.title}</span></button>}</td>
    </tr>
  );
});

export function DoneRow({ task }: { readonly task: TaskItem }) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  const now = useNow();
  return (
    <tr>
      <td className="d"><span>{t.doneOn(formatMoment(task.doneAt ?? task.createdAt, locale, now), task.outcome ?? '')}</span></td>
      <td className="tt"><Link href={`/runs/${task.runId}`} data-row-link>{task.title}</Link><span>{task.subject}</span></td>
      <td className="s" colSpan={3}>{task.appTitle}</td>
    </tr>
  );
}
