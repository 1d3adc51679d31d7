import type { TaskItem } from '../../../../server/api/portal.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Tasks whose title, subject, app or starter holds every word asked for. */
export function filterTasks(tasks: readonly TaskItem[], query: string): TaskItem[] {
  const words = fold(query).split(/\s+/).filter((word) => word !== '');
  return tasks.filter((task) => {
    const text = fold([task.title, task.subject, task.appTitle, task.starterName, task.id].filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  });
}
