import type { RunView } from '../../../../server/api/portal.ts';

/** Where a person goes after a submit: the next page of the same visit, or the run itself. */
export function pathAfter(view: RunView): string {
  return view.next.kind === 'task' ? `/tasks/${encodeURIComponent(view.next.taskId)}` : `/runs/${encodeURIComponent(view.id)}`;
}
