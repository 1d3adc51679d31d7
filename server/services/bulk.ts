import { checkAnswer } from '../../runtime/engine/form-answer.ts';
import { openTasks, type OpenTask } from '../../runtime/engine/summary.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { isFixed } from '../../runtime/nodes/form-answer.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { BulkAnswer, BulkOffer } from '../api/people.ts';
import { describe, fail } from '../errors.ts';
import type { TaskRecord } from '../stores/store.ts';
import { actingFacts, actorOf } from './acting.ts';
import { audit } from './context.ts';
import { outcomeTitle } from './forms.ts';
import type { Reader } from './portal.ts';
import { loadRun } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { handOver } from './task-actions.ts';
import { actionsOf } from './task-people.ts';
import { claimTask, demandTask, refuseClaimed, submitTask, taskDone } from './tasks.ts';

/** Tasks of one step are alike; only these get an outcome together. */
const stepOf = ({ scenario, title }: TaskRecord) => `${scenario} ${title}`;

/** One thing for each task, one after the other; each stands or fails by itself. */
async function eachOf(ids: readonly string[], { locale }: Reader, act: (id: string) => Promise<unknown>): Promise<BulkAnswer['results']> {
  const results: BulkAnswer['results'] = [];
  for (const id of ids) {
    try {
      await act(id);
      results.push({ id, done: true });
    } catch (error) {
      if (!isScenarioError(error)) throw error;
      results.push({ id, done: false, code: error.code, message: describe(error, locale).detail });
    }
  }
  return results;
}

async function told(base: RunBase, { user }: Reader, what: string, results: BulkAnswer['results']): Promise<BulkAnswer> {
  await audit(base, user.id, 'task.bulk', what, { done: results.filter(({ done }) => done).length, of: results.length });
  return { results };
}

interface Bulk {
  readonly clientKey: string;
  readonly ids: readonly string[];
  readonly outcome: string;
  readonly data: JsonObject;
}

/**
 * The same outcome for several tasks of one step; what the form of a task holds when it is opened counts where `data` says
 * nothing. The client key counts for each of them, so a repeat gives the same answers.
 */
export async function submitAll(base: RunBase, reader: Reader, { clientKey, ids, outcome, data }: Bulk): Promise<BulkAnswer> {
  let step: string | undefined;
  const results = await eachOf(ids, reader, async (id) => {
    const record = await demandTask(base, id, reader.user);
    step ??= stepOf(record);
    if (step !== stepOf(record)) throw fail('SCN_TASK_OTHER_STEP');
    const open = record.status === 'open' ? openOf(await loadRun(base, record.runId), id) : undefined;
    await submitTask(base, id, reader, { clientKey: `${clientKey}:${id.slice(-20)}`, outcome, data: { ...(open ? prefilled(open) : {}), ...data } });
  });
  return told(base, reader, outcome, results);
}

export async function claimAll(base: RunBase, reader: Reader, ids: readonly string[]): Promise<BulkAnswer> {
  return told(base, reader, 'claim', await eachOf(ids, reader, (id) => claimTask(base, id, reader)));
}

export async function handOverAll(base: RunBase, reader: Reader, { ids, ...given }: { readonly ids: readonly string[]; readonly to: string; readonly reason: string }): Promise<BulkAnswer> {
  return told(base, reader, 'hand-over', await eachOf(ids, reader, (id) => handOver(base, id, reader, given)));
}

const openOf = ({ state }: KnownRun, id: string): OpenTask | undefined => openTasks(state).find((task) => task.id === id);

/** What somebody who opens the form and changes nothing would send. */
function prefilled({ task }: OpenTask): JsonObject {
  const own = task.fields.filter((field) => !isFixed(field) && task.values[field.id] !== undefined && task.values[field.id] !== null);
  return Object.fromEntries(own.map(({ id }) => [id, task.values[id] ?? null]));
}

/** What can be done to several tasks at once, without opening any: which outcomes, claiming, handing over; and which must be done alone, and why. */
export async function offerBulk(base: RunBase, reader: Reader, ids: readonly string[]): Promise<BulkOffer> {
  const acts = new Map<string, BulkOffer['acts'][number]>();
  const offer: BulkOffer = { acts: [], claim: [], handOver: [], alone: [] };
  for (const id of ids) {
    try {
      const record = await demandTask(base, id, reader.user);
      if (record.status !== 'open') await taskDone(base, record, reader.locale);
      await refuseClaimed(base, record, reader.user);
      const run = await loadRun(base, record.runId);
      const open = openOf(run, id);
      if (!open) throw fail('SCN_API_NOT_FOUND', { what: id });
      const outcomes = formless(base, reader, run, open, record);
      for (const port of outcomes) {
        const key = `${stepOf(record)} ${port}`;
        const act = acts.get(key) ?? { outcome: port, title: titleOf(run, open, port, reader), ids: [] };
        acts.set(key, { ...act, ids: [...act.ids, id] });
      }
      if (record.claimedBy !== reader.user.id) offer.claim.push(id);
      if (actionsOf(base, run, open, reader).handOver) offer.handOver.push(id);
      if (outcomes.length === 0) offer.alone.push({ id });
    } catch (error) {
      if (!isScenarioError(error)) throw error;
      offer.alone.push({ id, message: describe(error, reader.locale).detail });
    }
  }
  return { ...offer, acts: [...acts.values()].sort((a, b) => b.ids.length - a.ids.length) };
}

function titleOf(run: KnownRun, open: OpenTask, port: string, { locale }: Reader): string {
  const { prefix, node } = splitPath(open.path);
  return outcomeTitle(run.plan, run.state.flows[prefix]?.flow ?? '', node, port, locale);
}

/** Outcomes that would be taken as the form stands. */
function formless(base: RunBase, { user }: Reader, { plan, state }: KnownRun, open: OpenTask, record: TaskRecord): readonly string[] {
  const by = actingFacts(actorOf(base, user), record);
  return open.task.outcomes.map(({ port }) => port).filter((outcome) => {
    try {
      return checkAnswer(plan, state, base.now().toISOString(), { type: 'task.answered', path: open.path, taskId: open.id, by, outcome, data: prefilled(open) }) === null;
    } catch (error) {
      if (!isScenarioError(error)) throw error;
      return false;
    }
  });
}
