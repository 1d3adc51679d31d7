import type { CommandBody } from '../../runtime/engine/command.ts';
import { fail } from '../errors.ts';
import { actingFacts, actorOf, nameFor } from './acting.ts';
import type { Reader } from './portal.ts';
import { commandRun } from './runs.ts';
import type { RunBase } from './runs.ts';
import { demandTask, refuseClaimed } from './tasks.ts';

type ClockCommand = Extract<CommandBody, { type: 'clock.stop' | 'clock.resume' | 'extension.ask' }>;
type Move = ClockCommand extends infer Command ? (Command extends ClockCommand ? Omit<Command, 'path' | 'taskId' | 'by'> : never) : never;

/** Stops the clock of a task, lets it go on, or asks for more time. @throws SCN_API_NOT_FOUND, and what the engine refuses it with */
export async function moveClock(base: RunBase, id: string, { user }: Reader, move: Move): Promise<void> {
  const record = await demandTask(base, id, user);
  const actor = actorOf(base, user);
  // Who did it once may look at it, not move it.
  if (nameFor(actor, record) === undefined) throw fail('SCN_API_NOT_FOUND', { what: id });
  await refuseClaimed(base, record, user);
  await commandRun(base, record.runId, { ...move, path: record.path, taskId: id, by: actingFacts(actor, record) });
}
