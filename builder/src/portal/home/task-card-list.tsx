import { Link } from 'wouter';
import { ChevronRight, Clock } from 'lucide-react';
import type { TaskItem } from '../../../../server/api/portal.ts';
import { sideBySide } from '../../text/isolate.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDay } from '../format/dates.ts';
import { dueGroup } from '../inbox/group-by-due.ts';
import { homeTexts } from './text.ts';
import { useNow } from '../format/use-now.ts';

const MOST = 3;

function Due({ task, late }: { readonly task: TaskItem; readonly late: boolean }) {
  const t = useTexts(homeTexts);
  const { locale } = useLocale();
  const now = useNow();
  if (task.dueAt === undefined) return null;
  const day = formatDay(task.dueAt, locale, now);
  return <strong><Clock className="i s" aria-hidden="true" />{late ? t.overdue(day) : t.before(day)}</strong>;
}

/** The few tasks that come first; the rest is one link away. */
export function TaskCardList({ tasks, all }: { readonly tasks: readonly TaskItem[]; readonly all: number }) {
  const t = useTexts(homeTexts);
  const now = useNow();
  if (tasks.length === 0) return null;
  return (
    <section className="td" aria-labelledby="td">
      <h2 id="td">{t.waiting} <span>{Math.max(all, tasks.length)}</span></h2>
      <ul>
        {tasks.slice(0, MOST).map((task) => {
          const group = dueGroup(task.dueAt, now);
          const urgent = group === 'late' || group === 'today';
          return (
            <li key={task.id} className={urgent ? 'now' : ''}>
              <Link href={`/tasks/${task.id}`}>
                <span><b>{task.title}</b><em>{sideBySide([task.appTitle, task.subject])}</em><Due task={task} late={group === 'late'} /></span>
                <ChevronRight className="i go" aria-hidden="true" />
              </Link>
            </li>
          );
        })}
      </ul>
      {all > MOST ? <Link className="link" href="/tasks">{t.allTasks(all)}</Link> : null}
    </section>
  );
}
