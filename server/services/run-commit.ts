import type { Batch, Reminder } from '../../runtime/engine/batch.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { NoticeRecord, RunCommit } from '../stores/store.ts';
import { listUsers } from './accounts.ts';
import type { Base } from './context.ts';
import { newId } from './context.ts';
import { tokensOf } from './people.ts';
import { isPublicStarter } from './public/starter.ts';
import { textOf } from './texts.ts';

export type Recording = 'all' | 'sampled' | 'errors' | 'none';

const policies = new WeakMap<Scenario, Recording>();

/** A scenario that reads data about persons records every run, whatever it asks for (E9). */
export function recordingOf(scenario: Scenario): Recording {
  const known = policies.get(scenario);
  if (known) return known;
  const policy = readPolicy(scenario);
  policies.set(scenario, policy);
  return policy;
}

function readPolicy(scenario: Scenario): Recording {
  const personal = Object.values(scenario.datasets).some((dataset) => dataset.subject !== undefined);
  return personal ? 'all' : (scenario.recording ?? 'all');
}

const ENDED = new Set(['completed', 'failed', 'cancelled', 'expired']);

/** One run in ten, chosen by its id, so that every server chooses the same. */
function isSampled(run: string): boolean {
  return Array.from(run).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10, 7) === 0;
}

function leavesTraces(batch: Batch): boolean {
  const { tasks, timers, eventWaits, outbox, rows, notices, sent, reminders } = batch;
  return [tasks, timers.set, timers.clear, eventWaits.set, eventWaits.clear, outbox.add, outbox.done, rows, notices, sent, reminders].some((part) => part.length > 0);
}

/** False for a run that ended at once, did nothing outside, and that the policy does not keep. */
export function mustRecord(policy: Recording, batch: Batch): boolean {
  if (policy === 'all' || batch.expectedSeq > 0 || leavesTraces(batch) || !ENDED.has(batch.run.status)) return true;
  if (policy === 'sampled') return isSampled(batch.run.id) || batch.run.status !== 'completed';
  return policy === 'errors' && batch.run.status !== 'completed';
}

async function noticesOf(base: Base, scenario: Scenario, run: string, reminders: readonly Reminder[]): Promise<NoticeRecord[]> {
  const users = (await listUsers(base)).filter((user) => !user.disabled);
  const at = base.now().toISOString();
  return reminders.flatMap((reminder) =>
    users
      .filter((user) => tokensOf(user).some((token) => reminder.to.includes(token)))
      .map((user): NoticeRecord => ({ id: newId(base.now()), to: user.id, title: textOf(scenario, reminder.title, user.locale ?? 'zh-CN'), body: reminder.do, runId: run, at })));
}

const isEmpty = ({ length }: readonly unknown[]): boolean => length === 0;

/** What a command is known by, and what it rests on. */
export interface CommandMarks {
  readonly clientKey?: RunCommit['clientKey'] | undefined;
  readonly unseen?: RunCommit['unseen'] | undefined;
}

/** The engine's batch as the store commits it: task titles keep their reference, reminders become notices, what is empty is left out. */
export async function commitOf(base: Base, scenario: Scenario, batch: Batch, { clientKey, unseen }: CommandMarks): Promise<RunCommit> {
  const { run, expectedSeq, events, tasks, timers, eventWaits, outbox, rows, reminders } = batch;
  // The public has no place to read them; it looks its receipt up.
  const told = batch.notices.filter(({ to }) => !isPublicStarter(to));
  const notices = isEmpty(reminders) ? told : [...told, ...(await noticesOf(base, scenario, run.id, reminders))];
  return {
    run, expectedSeq, events,
    ...(isEmpty(tasks) ? {} : { tasks }),
    ...(isEmpty(timers.set) && isEmpty(timers.clear) ? {} : { timers }),
    ...(isEmpty(eventWaits.set) && isEmpty(eventWaits.clear) ? {} : { eventWaits }),
    ...(isEmpty(outbox.add) && isEmpty(outbox.done) ? {} : { outbox }),
    ...(isEmpty(rows) ? {} : { rows }),
    ...(isEmpty(notices) ? {} : { notices }),
    ...(clientKey ? { clientKey } : {}),
    ...(unseen ? { unseen } : {}),
    // At its end a run clears all there was.
    ...(ENDED.has(run.status) && isEmpty(timers.clear) && isEmpty(eventWaits.clear) ? { free: true as const } : {}),
  };
}
