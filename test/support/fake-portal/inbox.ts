import type { InboxCounts, TaskItem } from '../../../server/api/portal.ts';

const DAY_MS = 86_400_000;

function groupOf(task: TaskItem): 'late' | 'today' | 'soon' | 'later' | 'none' {
  if (task.dueAt === undefined) return 'none';
  const ms = Date.parse(task.dueAt) - Date.now();
  return ms < 0 ? 'late' : ms < DAY_MS / 2 ? 'today' : ms < 3 * DAY_MS ? 'soon' : 'later';
}

/** The tasks a query of the inbox asks for, all in one page. */
export function inboxOf(tasks: readonly TaskItem[], query: URLSearchParams): readonly TaskItem[] {
  const [view, due, q] = [query.get('view') ?? 'all', query.get('due'), query.get('q') ?? ''];
  return tasks
    .filter((task) => (view === 'done') === (task.status === 'done') && view !== 'copied')
    .filter((task) => (due === null || groupOf(task) === due) && `${task.title} ${task.subject ?? ''}`.includes(q))
    .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
}

export function countsOf(tasks: readonly TaskItem[]): InboxCounts {
  const open = tasks.filter((task) => task.status === 'open');
  const count = (group: ReturnType<typeof groupOf>) => open.filter((task) => groupOf(task) === group).length;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  return { all: open.length, late: count('late'), today: count('today'), soon: count('soon'), later: count('later'), none: count('none'), more: false, todayEnd: at(DAY_MS / 2), soonEnd: at(3 * DAY_MS) };
}
