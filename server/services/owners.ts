import type { TaskRecord } from '../stores/store.ts';
import type { User } from '../api/account.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { audit } from './context.ts';
import { tokensOf } from './people.ts';
import { commandRun } from './runs.ts';
import type { RunBase } from './runs.ts';

const PAGE = 200;

/** Open tasks that ask for one of these tokens; collected before any is changed. */
async function openTasksOf(base: RunBase, tokens: readonly string[]): Promise<readonly TaskRecord[]> {
  const found: TaskRecord[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await base.store.tasks.list({ candidates: tokens, status: 'open', limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return found;
  }
}

/**
 * Somebody left or lost a duty: every open task that nobody can do any more is given to whoever stands in. Done twice,
 * it changes nothing more. What cannot be changed now is logged, and the task stays as it was.
 * @returns how many tasks were looked at
 */
export async function reown(base: RunBase, before: User, by: string): Promise<number> {
  const orphaned = tokensOf(before).filter((token) => base.people.directory.members(token).length === 0);
  if (orphaned.length === 0) return 0;
  const tasks = await openTasksOf(base, orphaned);
  for (const { id, path, runId } of tasks) {
    try {
      await commandRun(base, runId, { type: 'task.reowned', path, taskId: id, by: { id: by } });
      await audit(base, by, 'task.reown', id, { run: runId, from: before.id });
    } catch (error) {
      if (!isScenarioError(error, 'SCN_TASK_DONE') && !isScenarioError(error, 'SCN_RUN_ENDED')) base.log.error({ run: runId, task: id, error: error instanceof Error ? error.message : String(error) }, 'task of a closed account could not be given on');
    }
  }
  return tasks.length;
}
