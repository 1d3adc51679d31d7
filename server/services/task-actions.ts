import { openTasks, type OpenTask } from '../../runtime/engine/summary.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { CommandBody } from '../../runtime/engine/command.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { PeopleAnswer } from '../api/people.ts';
import { fail } from '../errors.ts';
import { actingFacts, actorOf } from './acting.ts';
import { audit } from './context.ts';
import { attachFiles } from './files.ts';
import { startFormOf } from './release-api.ts';
import { demandRun, type Reader } from './portal.ts';
import { saveDraft } from './portal-drafts.ts';
import { commandRun, loadRun } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { mayStandIn } from './people.ts';
import { choosable, demandPeople, searchPeople, type Purpose } from './task-people.ts';
import { demandTask, refuseClaimed, taskDone } from './tasks.ts';

interface Acting {
  readonly run: KnownRun;
  readonly open: OpenTask;
  readonly on: { readonly path: string; readonly taskId: string; readonly by: JsonObject };
}

/** The open task, and in whose name the reader acts. @throws SCN_API_NOT_FOUND, SCN_TASK_DONE, SCN_TASK_CLAIMED */
async function actAt(base: RunBase, id: string, reader: Reader): Promise<Acting> {
  const record = await demandTask(base, id, reader.user);
  if (record.status !== 'open') return taskDone(base, record, reader.locale);
  await refuseClaimed(base, record, reader.user);
  const run = await loadRun(base, record.runId);
  const open = openTasks(run.state).find((task) => task.id === id);
  if (!open) return taskDone(base, record, reader.locale);
  return { run, open, on: { path: record.path, taskId: id, by: actingFacts(actorOf(base, reader.user), record) } };
}

async function act(base: RunBase, id: string, reader: Reader, action: string, make: (acting: Acting) => CommandBody): Promise<KnownRun> {
  const acting = await actAt(base, id, reader);
  const command = make(acting);
  try {
    const run = await commandRun(base, acting.run.state.id, command);
    const people = 'people' in command ? command.people : 'to' in command && typeof command.to === 'object' ? [command.to] : [];
    await audit(base, reader.user.id, action, id, { run: run.state.id, ...(people.length > 0 ? { people: people.map((person) => person['id'] ?? null) } : {}) });
    return run;
  } catch (error) {
    if (isScenarioError(error, 'SCN_TASK_DONE') || isScenarioError(error, 'SCN_RUN_ENDED')) return taskDone(base, await demandTask(base, id, reader.user), reader.locale);
    throw error;
  }
}

/** @throws SCN_TASK_ACTION, SCN_TASK_PERSON, SCN_TASK_REASON, SCN_TASK_SIGNING, SCN_TASK_DONE, SCN_TASK_CLAIMED */
export function handOver(base: RunBase, id: string, reader: Reader, given: { readonly to: string; readonly reason: string }): Promise<KnownRun> {
  return act(base, id, reader, 'task.hand-over', ({ open, on }) => {
    const [to = {}] = demandPeople(base, [given.to], choosable(open, 'handOver', reader.user));
    return { type: 'task.handed-over', ...on, to, reason: given.reason };
  });
}

/** @throws as `handOver` */
export function addSigners(base: RunBase, id: string, reader: Reader, given: { readonly people: readonly string[]; readonly where: 'before' | 'after'; readonly reason: string }): Promise<KnownRun> {
  return act(base, id, reader, 'task.add-signer', ({ open, on }) => ({ type: 'task.signers-added', ...on, where: given.where, people: demandPeople(base, given.people, choosable(open, 'addSigner', reader.user)), reason: given.reason }));
}

/** @throws as `handOver` */
export function copyTo(base: RunBase, id: string, reader: Reader, given: { readonly people: readonly string[]; readonly reason?: string }): Promise<KnownRun> {
  return act(base, id, reader, 'task.copy', ({ open, on }) => ({ type: 'task.copied', ...on, people: demandPeople(base, given.people, choosable(open, 'copy', reader.user)), ...(given.reason === undefined ? {} : { reason: given.reason }) }));
}

/** @throws SCN_TASK_RETURN, SCN_RUN_ROUNDS, and as `handOver` */
export function sendBack(base: RunBase, id: string, reader: Reader, given: { readonly to: string; readonly reason: string }): Promise<KnownRun> {
  return act(base, id, reader, 'task.return', ({ on }) => ({ type: 'task.returned', ...on, ...given }));
}

export interface Remark {
  readonly text: string;
  /** Ids of files the reader sent before. */
  readonly files: readonly string[];
}

/** Whoever has to do with a run may remark on it. @throws SCN_API_NOT_FOUND, SCN_TASK_ACTION, SCN_TASK_REASON */
export async function remark(base: RunBase, runId: string, reader: Reader, { text, files }: Remark): Promise<KnownRun> {
  const { state } = await demandRun(base, runId, reader.user);
  const attached = await attachFiles(base, reader.user, runId, files);
  const at = openTasks(state)[0]?.path ?? '';
  const { id, name } = reader.user;
  return commandRun(base, runId, { type: 'task.commented', path: at, by: { id, name }, text, ...(attached.length > 0 ? { files: attached } : {}) });
}

/** The starter takes a run back; what was typed is kept as the draft of the app. @throws SCN_RUN_WITHDRAW, SCN_API_NOT_FOUND */
export async function withdrawRun(base: RunBase, runId: string, reader: Reader, reason: string): Promise<KnownRun> {
  await demandRun(base, runId, reader.user);
  const { id, name } = reader.user;
  const run = await commandRun(base, runId, { type: 'withdraw', by: { id, name }, reason });
  await audit(base, id, 'run.withdraw', runId);
  const start = startFormOf(run.scenario);
  const input = run.state.flows['']?.input;
  if (start && input) await saveDraft(base, id, `app:${run.scenario.id}`, input);
  return run;
}

/** Whom the reader may choose. @throws SCN_API_NOT_FOUND */
export async function peopleFor(base: RunBase, reader: Reader, query: { readonly for: Purpose | 'delegate'; readonly task?: string; readonly q?: string }): Promise<PeopleAnswer> {
  const typed = query.q ?? '';
  if (query.for === 'delegate') return searchPeople(base, mayStandIn(reader.user), typed);
  if (query.task === undefined) throw fail('SCN_API_NOT_FOUND', { what: 'task' });
  const { open } = await actAt(base, query.task, reader);
  return searchPeople(base, choosable(open, query.for, reader.user), typed);
}
