import { splitPath } from '../../runtime/engine/path.ts';
import { openTasks } from '../../runtime/engine/summary.ts';
import { candidatesNow } from '../../runtime/engine/task-records.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { TaskItem, TaskView } from '../api/portal.ts';
import { fail } from '../errors.ts';
import type { TaskRecord } from '../stores/store.ts';
import { workingDaysLeft } from './due.ts';
import { takeMembers } from './member-fields.ts';
import { takeFileFields } from './file-fields.ts';
import { inFieldWords } from './form-refusal.ts';
import { taskFormView } from './forms.ts';
import { actingFacts, actorOf, nameFor } from './acting.ts';
import { papersOf } from './papers/papers.ts';
import { portalApp, userNames } from './portal.ts';
import type { Reader } from './portal.ts';
import { readDraft } from './portal-drafts.ts';
import { getRelease } from './releases.ts';
import { commandAtHand, commandRun, loadRun, planOf } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { extensionForm, extensionTitle, taskTimeOf } from './task-time.ts';
import { subjectWords } from './subject-words.ts';
import { actionsOf } from './task-people.ts';
import { textByKey, textOf } from './texts.ts';
import { timelineOf } from './timeline.ts';
import { startedBy } from './triggers/started-by.ts';
import { valueText } from './words.ts';

const LEASE_MS = 10 * 60_000;

/** The title is a text of the release the task belongs to. */
export async function itemOf(base: RunBase, record: TaskRecord, reader: Reader, names: (id: string) => string | undefined): Promise<TaskItem> {
  const { scenario } = await planOf(base, record.release);
  const step = record.title.startsWith('@') ? textOf(scenario, record.title, reader.locale) : (textByKey(scenario, record.title, reader.locale) ?? record.title);
  const words = record.kind === 'extension' ? extensionTitle(step, reader.locale) : step;
  const { id, runId, createdAt, status, subject, dueAt, claimedBy, claimedUntil, outcome, doneAt } = record;
  const starterName = names(record.starter);
  const begun = startedBy(scenario, record.starter, reader.locale);
  const claimed = claimedBy !== undefined && claimedUntil !== undefined && claimedUntil > base.now().toISOString();
  const forName = status === 'open' ? nameFor(actorOf(base, reader.user), record)?.principal?.name : undefined;
  const claimedByName = claimedBy === undefined ? undefined : names(claimedBy);
  return {
    id, runId, app: record.scenario, appTitle: textOf(scenario, scenario.title, reader.locale), title: words, createdAt, status,
    ...(subject ? { subject: subjectWords(scenario, subject, reader.locale) } : {}),
    ...(starterName ? { starterName } : {}),
    ...(begun === undefined ? {} : { startedBy: begun }),
    ...(dueAt ? { dueAt, ...workingDaysLeft(base, scenario, record) } : {}),
    ...(claimed ? { claimedBy, claimedUntil, ...(claimedByName ? { claimedByName } : {}) } : {}),
    ...(outcome ? { outcome } : {}),
    ...(doneAt ? { doneAt } : {}),
    ...(record.stoppedAt === undefined ? {} : { stoppedAt: record.stoppedAt }),
    ...(record.extended === undefined ? {} : { extended: record.extended }),
    ...(record.kind ? { kind: record.kind } : {}),
    ...(record.resting ? { resting: true } : {}),
    ...(forName ? { forName } : {}),
  };
}

/** A task for whoever may do it or did it; for everybody else it does not exist. @throws SCN_API_NOT_FOUND */
export async function demandTask(base: RunBase, id: string, user: User): Promise<TaskRecord> {
  return refuseStranger(base, id, await base.store.tasks.get(id), user);
}

function refuseStranger(base: RunBase, id: string, record: TaskRecord | null, user: User): TaskRecord {
  if (!record || (nameFor(actorOf(base, user), record) === undefined && record.doneBy !== user.id)) throw fail('SCN_API_NOT_FOUND', { what: id });
  return record;
}

export async function taskDone(base: RunBase, record: TaskRecord, locale: Reader['locale']): Promise<never> {
  const names = await userNames(base);
  const by = record.doneBy === undefined ? (locale === 'en' ? 'the system' : '系统') : (names(record.doneBy) ?? record.doneBy);
  throw fail('SCN_TASK_DONE', { by, at: record.doneAt ?? '', ...(record.outcome ? { outcome: record.outcome } : {}) });
}

/** @throws SCN_API_NOT_FOUND, SCN_TASK_DONE */
export async function viewTask(base: RunBase, id: string, reader: Reader): Promise<TaskView> {
  const record = await demandTask(base, id, reader.user);
  if (record.status !== 'open') await taskDone(base, record, reader.locale);
  const run = await loadRun(base, record.runId);
  const { state, plan } = run;
  const open = openTasks(state).find((task) => task.id === id);
  if (!open) return taskDone(base, record, reader.locale);
  const live = await getRelease(base, record.release);
  const names = await userNames(base);
  const [task, asked, draft] = await Promise.all([
    itemOf(base, record, reader, names),
    taskFormView(base, plan, state, open.path, open.task, reader),
    readDraft(base, reader.user.id, `task:${id}`),
  ]);
  const { scenario } = plan;
  const { locale } = reader;
  const dueText = record.dueAt === undefined ? undefined : valueText(record.dueAt, locale, scenario.zone);
  const form = open.asked ? extensionForm(asked, open.asked, { locale, nameOf: names, dueText }) : asked;
  const time = taskTimeOf({ base, scenario, state, locale, nameOf: names }, open);
  const signing = openTasks(state).filter((other) => other.path === open.path && other.task.kind === 'sign' && other.id !== id);
  return {
    task, form, ...(time ? { time } : {}), app: portalApp(base, live, reader), actions: actionsOf(base, run, open, reader), ...(draft ? { draft } : {}),
    timeline: timelineOf({ run, people: base.people, userName: names, locale, tellsWhy: true }),
    documents: papersOf(run, reader),
    signing: open.resting === true ? signing.map((other) => names(other.task.candidates[0]?.slice(2) ?? '') ?? '') : [],
  };
}

/** Others who may do the task see at once who holds it. */
function tellTask(base: RunBase, { runId, starter, candidates }: TaskRecord): void {
  base.changes.tell(() => ({ run: runId, starter, tokens: candidates, notices: [] }));
}

/** A lease of ten minutes; claiming again renews it. @throws SCN_TASK_CLAIMED, SCN_TASK_DONE */
export async function claimTask(base: RunBase, id: string, reader: Reader): Promise<TaskItem> {
  const record = await demandTask(base, id, reader.user);
  if (record.status !== 'open') await taskDone(base, record, reader.locale);
  const now = base.now();
  const names = await userNames(base);
  try {
    const claimed = await base.store.tasks.claim(id, reader.user.id, new Date(now.getTime() + LEASE_MS).toISOString(), now.toISOString());
    tellTask(base, claimed);
    return await itemOf(base, claimed, reader, names);
  } catch (error) {
    if (!isScenarioError(error, 'SCN_TASK_CLAIMED')) throw error;
    const by = error.details['by'] as string;
    throw fail('SCN_TASK_CLAIMED', { by: names(by) ?? by, until: error.details['until'] ?? '' }, error);
  }
}

export async function releaseTask(base: RunBase, id: string, reader: Reader): Promise<TaskItem> {
  await demandTask(base, id, reader.user);
  const names = await userNames(base);
  const released = await base.store.tasks.release(id, reader.user.id);
  tellTask(base, released);
  return itemOf(base, released, reader, names);
}

/** A refusal names the fields of the form as the task showed them. */
async function inTaskWords(base: RunBase, record: TaskRecord, error: unknown): Promise<unknown> {
  if (!isScenarioError(error, 'SCN_FORM_INVALID')) return error;
  const { state, scenario } = await loadRun(base, record.runId);
  const open = openTasks(state).find((task) => task.id === record.id);
  return open ? inFieldWords(error, { scenario, node: splitPath(open.path).node, fields: open.task.fields }) : error;
}

/** The answer with its files taken into the run and people as they are known here. */
async function takenAnswer(base: RunBase, { runId, id }: TaskRecord, user: User, data: JsonObject): Promise<JsonObject> {
  if (isPlain(data)) return data;
  const { state, plan } = await loadRun(base, runId);
  const open = openTasks(state).find((task) => task.id === id);
  return open ? takeFileFields(base, user, runId, open.task.fields, await takeMembers(base, () => Promise.resolve(plan), user, open.task.fields, data)) : data;
}

export interface Submission {
  readonly clientKey: string;
  readonly outcome: string;
  readonly data: JsonObject;
}

export async function refuseClaimed(base: RunBase, record: TaskRecord, user: User): Promise<void> {
  const { claimedBy, claimedUntil } = record;
  if (claimedBy === undefined || claimedBy === user.id || claimedUntil === undefined || claimedUntil <= base.now().toISOString()) return;
  const names = await userNames(base);
  throw fail('SCN_TASK_CLAIMED', { by: names(claimedBy) ?? claimedBy, until: claimedUntil });
}

/**
 * The short way of an answer, to a task of a run that this process remembers: the commit holds only where the run is as
 * it was, nobody else holds the task, and the client key is new. Null when `submitTask` must look.
 */
function answerAtHand(base: RunBase, id: string, user: User, { clientKey, outcome, data }: Submission): Promise<KnownRun | null> {
  const actor = actorOf(base, user);
  return commandAtHand(base, id.slice(0, id.lastIndexOf('.')), {
    clientKey: { starter: user.id, key: clientKey }, unseen: { task: id, by: user.id, at: base.now().toISOString() },
    bodyOf: ({ state, scenario }) => {
      const open = openTasks(state).find((task) => task.id === id);
      if (!open) return null;
      const asked = { candidates: candidatesNow(open), scenario: scenario.id, ...(open.task.excluded ? { excluded: open.task.excluded } : {}) };
      return nameFor(actor, asked) === undefined ? null : { type: 'task.answered', path: open.path, taskId: id, by: actingFacts(actor, asked), outcome, data };
    },
  });
}

/** Files and people in an answer are taken before it is given; most forms have neither. */
const isPlain = (data: JsonObject): boolean => !Object.values(data).some((value) => typeof value === 'object' && value !== null);

/**
 * Submits a task. The same client key again gives the same answer; a task somebody else has done is refused with who and when.
 * @throws SCN_TASK_DONE, SCN_TASK_CLAIMED, SCN_FORM_INVALID, SCN_FORM_OUTCOME, SCN_FORM_REQUIRED
 */
export async function submitTask(base: RunBase, id: string, reader: Reader, given: Submission): Promise<KnownRun> {
  const { user } = reader;
  const done = isPlain(given.data) ? await answerAtHand(base, id, user, given) : null;
  if (done) return done;
  const { task, answered } = await base.store.tasks.getForAnswer(id, { starter: user.id, key: given.clientKey });
  const record = refuseStranger(base, id, task, user);
  if (answered) return loadRun(base, answered);
  if (record.status !== 'open') await taskDone(base, record, reader.locale);
  await refuseClaimed(base, record, user);
  try {
    const data = await takenAnswer(base, record, user, given.data);
    return await commandRun(base, record.runId, { type: 'task.answered', path: record.path, taskId: id, by: actingFacts(actorOf(base, user), record), outcome: given.outcome, data }, { starter: user.id, key: given.clientKey });
  } catch (error) {
    // Between our look and the command somebody was faster; the record now says who.
    if (isScenarioError(error, 'SCN_TASK_DONE') || isScenarioError(error, 'SCN_RUN_ENDED')) return taskDone(base, (await base.store.tasks.get(id)) ?? record, reader.locale);
    throw await inTaskWords(base, record, error);
  }
}
