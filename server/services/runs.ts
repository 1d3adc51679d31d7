import { drive, resume } from '../../runtime/engine/drive.ts';
import type { DriveDeps, Driven } from '../../runtime/engine/drive.ts';
import type { Batch } from '../../runtime/engine/batch.ts';
import type { CommandBody } from '../../runtime/engine/command.ts';
import { foldAll } from '../../runtime/engine/fold.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RunSummary } from '../../runtime/engine/summary.ts';
import { initialState } from '../../runtime/engine/state.ts';
import { runStraight } from '../../runtime/engine/straight.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import type { AnchorKey } from './audit-anchors.ts';
import { createRunHost } from '../host/run-host.ts';
import type { GuardedHttp } from '../host/http-host.ts';
import type { GuardedSql } from '../host/sql-host.ts';
import type { MailHost, ScriptHost } from '../../runtime/host/host.ts';
import type { RunCommit } from '../stores/store.ts';
import type { ChoiceIndex } from './choice-index.ts';
import type { Changes } from './changes.ts';
import type { Figures } from './dashboards.ts';
import { openDisclosures } from './disclosures.ts';
import type { SharingShelf } from './sharing/shelf.ts';
import type { SubjectMark } from './subjects.ts';
import { newId } from './context.ts';
import { createTurn } from './turn.ts';
import { personFacts } from './people.ts';
import type { Spaces } from './spaces/open-spaces.ts';
import type { PlanBase, PlanShelf } from './plans.ts';
import type { FeedbackBook } from './feedback-book.ts';
import { getRelease } from './releases.ts';
import type { LiveReleases } from './releases.ts';
import { commitOf, mustRecord, recordingOf, type CommandMarks } from './run-commit.ts';
import type { RevisedCache } from './revised.ts';
import type { RunCounts } from './run-counts.ts';
import type { RunLocks } from './run-locks.ts';
import type { Remembered, RunMemory } from './run-memory.ts';
import type { Bell } from './triggers/bell.ts';
import { isPublicStarter } from './public/starter.ts';
import { isTriggered } from './triggers/trigger-book.ts';
import { followUps } from './triggers/follow-ups.ts';
import type { TriggerCounts } from './triggers/trigger-counts.ts';

export interface RunBase extends PlanBase, Spaces {
  /** Signs heads of the audit. */
  readonly anchors: AnchorKey;
  readonly plans: PlanShelf;
  readonly live: LiveReleases;
  readonly http: GuardedHttp;
  readonly mail: MailHost;
  readonly sql: GuardedSql;
  readonly scripts: ScriptHost;
  /** Rung after a commit that something follows from. */
  readonly bell: Bell;
  readonly triggerCounts: TriggerCounts;
  readonly runCounts: RunCounts;
  readonly locks: RunLocks;
  readonly memory: RunMemory;
  readonly changes: Changes;
  readonly feedback: FeedbackBook;
  readonly markSubject: SubjectMark;
  readonly sharing: SharingShelf;
  readonly choiceIndexes: RevisedCache<ChoiceIndex>;
  readonly dashboards: RevisedCache<Figures>;
  /** Aborted when the process must stop now. */
  readonly stop: AbortController;
}

/** A run as far as it is known, with what it needs to be read. */
export interface KnownRun {
  readonly state: RunState;
  /** All of them, in order: explanations are only here. */
  readonly events: readonly RunEvent[];
  readonly plan: Plan;
  readonly scenario: Scenario;
}

export async function planOf(base: RunBase, release: string): Promise<Plan> {
  return base.plans.get(release, async () => (await getRelease(base, release)).scenario);
}

/** Most commits set off nothing, and are not kept waiting. */
function needsFollowUps(batch: Batch, commit: RunCommit): boolean {
  return batch.rows.length > 0 || batch.sent.length > 0 || commit.notices !== undefined;
}

/** How many runs caused one another, by what they wrote, before this one. */
function linksOf(run: RunState | undefined): number {
  const links = run?.starter['links'];
  return typeof links === 'number' ? links : 0;
}

interface Asking extends CommandMarks {
  /** Whose command it is: data about persons is disclosed to them; for timers, to the starter of the run. */
  readonly reader?: string | undefined;
  /** Called before each commit. */
  readonly committing?: () => void;
  readonly early?: Early | undefined;
}

/** A caller who may wait no longer before the run is on disk. */
export interface Early {
  /** Resolves when they do not. */
  readonly left: Promise<unknown>;
  /** Called when the run is on disk, however far it is. */
  readonly stored: () => void;
}

/** What was remembered is not what is stored. Nothing was committed, and nothing must be decided on what it rested on. */
class OutOfDate extends Error {}

function depsOf(base: RunBase, plan: Plan, { clientKey, unseen, reader, committing, early }: Asking): DriveDeps {
  const { scenario } = plan;
  const first: { unseen: RunCommit['unseen'] } = { unseen };
  const policy = recordingOf(scenario);
  let known: RunState | undefined;
  const starter = () => (typeof known?.starter['id'] === 'string' ? known.starter['id'] : 'system');
  const disclosures = openDisclosures(base, () => ({ by: reader ?? starter(), scenario: scenario.id, run: known?.id ?? '' }));
  return {
    clock: () => base.now().toISOString(),
    directory: () => base.people.directory,
    hostFor: (effect, run) => {
      known = run;
      return createRunHost(base, plan, effect, run, disclosures);
    },
    commit: async (batch) => {
      committing?.();
      const noted = disclosures.recorded();
      if (noted) await noted;
      // A run that a trigger began is found again by its delivery, one of the public by its receipt: both are kept whatever the policy.
      if (!mustRecord(policy, batch) && !isTriggered(batch.run.starter) && !isPublicStarter(batch.run.starter)) {
        base.runCounts.committed(batch.run, true);
        return;
      }
      const commit = await commitOf(base, scenario, batch, { clientKey, unseen: first.unseen });
      const deliveries = needsFollowUps(batch, commit) ? await followUps(base, { scenario: scenario.id, rows: batch.rows, sent: batch.sent, notices: commit.notices ?? [], links: linksOf(known) }) : [];
      try {
        await base.store.runs.commit(deliveries.length === 0 ? commit : { ...commit, deliveries });
      } catch (error) {
        if (first.unseen && (isScenarioError(error, 'SCN_STORE_CONFLICT') || isScenarioError(error, 'SCN_STORE_DUPLICATE'))) throw new OutOfDate();
        throw error;
      }
      early?.stored();
      first.unseen = undefined;
      base.runCounts.committed(batch.run, batch.expectedSeq === 0);
      if (deliveries.length > 0) base.bell.ring();
      base.changes.tell(() => ({ scenario: scenario.id, run: batch.run.id, starter: batch.run.starter, tokens: batch.tasks.flatMap((task) => task.candidates), notices: commit.notices?.map((notice) => notice.to) ?? [] }));
    },
    load: (run) => base.store.runs.events(run),
    signal: base.stop.signal,
    ...(early ? { left: early.left } : {}),
    turn: createTurn(),
  };
}

/** @throws SCN_API_NOT_FOUND */
export async function loadRun(base: RunBase, id: string): Promise<KnownRun> {
  const [record, events] = await Promise.all([base.store.runs.get(id), base.store.runs.events(id)]);
  if (!record) throw fail('SCN_API_NOT_FOUND', { what: id });
  const plan = await planOf(base, record.release);
  return { state: foldAll(events), events, plan, scenario: plan.scenario };
}

const outward = new WeakMap<Plan, boolean>();

/** Whether any node of a scenario reads or writes anything, so that a run may have done something before its first commit. */
function reachesOut(plan: Plan): boolean {
  const known = outward.get(plan) ?? Object.values(plan.flows).some((flow) => flow.order.some(({ type }) => type?.effect !== 'pure' && type?.effect !== 'wait'));
  outward.set(plan, known);
  return known;
}

export interface StartWork {
  readonly runId: string;
  readonly release: string;
  readonly flow: string;
  readonly start?: string;
  readonly user: User;
  readonly input: JsonObject;
  readonly clientKey?: string;
  /** Runs that caused one another before this one, by what they wrote. */
  readonly links?: number;
  readonly early?: Early;
}

/**
 * Starts a run and takes it as far as it goes. A repeated client key gives the run it started before.
 * @throws SCN_FORM_INVALID, SCN_RUN_STOPPING, SCN_RUN_PLAN
 */
export async function startRun(base: RunBase, work: StartWork): Promise<KnownRun> {
  if (base.stop.signal.aborted) throw fail('SCN_RUN_STOPPING');
  const { user, clientKey, runId } = work;
  const plan = await planOf(base, work.release);
  // Where nothing outside is asked on the way, the commit refuses a taken key before anything has happened.
  const before = clientKey && reachesOut(plan) ? await base.store.runs.byClientKey(user.id, clientKey) : null;
  if (before) return loadRun(base, before);
  const deps = depsOf(base, plan, { clientKey: clientKey ? { starter: user.id, key: clientKey } : undefined, reader: user.id, early: work.early });
  const command: CommandBody = { type: 'start', runId, release: work.release, flow: work.flow, ...(work.start ? { start: work.start } : {}), input: work.input, starter: work.links === undefined ? personFacts(user) : { ...personFacts(user), links: work.links } };
  try {
    const driven = await base.locks.hold(runId, () => drive(plan, initialState(), { ...command, at: deps.clock(), jitter: Math.random(), directory: base.people.directory }, deps));
    base.memory.keep(driven);
    return { state: driven.state, events: driven.events, plan, scenario: plan.scenario };
  } catch (error) {
    if (isScenarioError(error, 'SCN_STORE_DUPLICATE') && typeof error.details['runId'] === 'string') return loadRun(base, error.details['runId']);
    throw error;
  }
}

/** A run that ended where it began. */
export interface InstantRun {
  readonly run: KnownRun & { readonly summary: RunSummary };
  /** False when its recording policy keeps no trace of it. */
  readonly isRecorded: boolean;
}

/**
 * The short way of `startRun`, without a pause: for a release whose plan is at hand and whose flow is pure. Null when
 * it is not like that, or when anything but a plain completion happens; nothing has happened then, and `startRun` goes
 * the long way. Both ways end in the same record, if `recordInstant` follows.
 */
export function decideInstant(base: RunBase, work: Omit<StartWork, 'clientKey' | 'runId'> & { readonly start: string }): InstantRun | null {
  const plan = base.plans.atHand(work.release);
  if (!plan || base.stop.signal.aborted) return null;
  const now = base.now();
  const runId = newId(now);
  const straight = runStraight(plan, { type: 'start', at: now.toISOString(), jitter: 0, runId, release: work.release, flow: work.flow, start: work.start, input: work.input, starter: personFacts(work.user) }, createTurn());
  if (!straight) return null;
  const { state, events, batch } = straight;
  const isRecorded = mustRecord(recordingOf(plan.scenario), batch);
  base.runCounts.committed(batch.run, true);
  return { run: { state, events, plan, scenario: plan.scenario, summary: batch.run }, isRecorded };
}

/** @param settled called later when the run is on disk, or with what kept it from there: a promise or two would cost as much as a step */
export function recordInstant(base: RunBase, { run: { events, scenario, summary } }: InstantRun, settled: (refused?: { readonly error: unknown }) => void): void {
  const committed = base.store.runs.commit({ run: summary, expectedSeq: 0, events });
  const place = base.locks.enter(committed);
  committed.then(() => {
    base.locks.leave(place);
    base.changes.tell(() => ({ scenario: scenario.id, run: summary.id, starter: summary.starter, tokens: [], notices: [] }));
    settled();
  }, (error: unknown) => {
    base.locks.leave(place);
    settled({ error });
  });
}

interface CommandWork extends CommandMarks {
  readonly body: CommandBody;
}

/** Gives one command to a run. @throws what the engine refuses it with */
export async function commandRun(base: RunBase, id: string, body: CommandBody, clientKey?: RunCommit['clientKey']): Promise<KnownRun> {
  return base.locks.hold(id, async () => {
    const work = { body, clientKey };
    const remembered = base.memory.take(id);
    const done = remembered ? await commandRemembered(base, remembered, work) : null;
    return done ?? command(base, await loadRun(base, id), work);
  });
}

export interface WorkAtHand extends Required<CommandMarks> {
  /** Null when the run as it is remembered has no place for the command. */
  readonly bodyOf: (run: KnownRun) => CommandBody | null;
}

/**
 * Gives a command to a run as this process remembers it, without a look at what is stored; the commit looks. Null when the
 * run is not remembered, or not any more as it was: nothing has happened then, and whoever asks must look first.
 */
export async function commandAtHand(base: RunBase, id: string, { bodyOf, ...rest }: WorkAtHand): Promise<KnownRun | null> {
  return base.locks.hold(id, async () => {
    const remembered = base.memory.take(id);
    if (!remembered) return null;
    const plan = await planOf(base, remembered.state.release);
    const body = bodyOf({ ...remembered, plan, scenario: plan.scenario });
    if (body) return commandRemembered(base, remembered, { body, ...rest });
    base.memory.keep(remembered);
    return null;
  });
}

/** Null when nothing was committed, because then nobody knows whether the run is still as it was. */
async function commandRemembered(base: RunBase, remembered: Remembered, work: CommandWork): Promise<KnownRun | null> {
  const plan = await planOf(base, remembered.state.release);
  const asked = { commit: false };
  try {
    const run = await command(base, { ...remembered, plan, scenario: plan.scenario }, work, () => (asked.commit = true));
    return asked.commit ? run : null;
  } catch (error) {
    if (asked.commit && !(error instanceof OutOfDate)) throw error;
    return null;
  }
}

async function command(base: RunBase, { state, events, plan, scenario }: KnownRun, { body, clientKey, unseen }: CommandWork, committing?: () => void): Promise<KnownRun> {
  const by = 'by' in body ? body.by['id'] : undefined;
  const deps = depsOf(base, plan, { clientKey, unseen, reader: typeof by === 'string' ? by : undefined, ...(committing ? { committing } : {}) });
  const driven = await drive(plan, state, { ...body, at: deps.clock(), jitter: Math.random(), directory: base.people.directory }, deps);
  const all = [...events, ...driven.events];
  // After a conflict another process has added events in between.
  const run = { state: driven.state, events: all.length === driven.state.seq ? all : await base.store.runs.events(state.id) };
  base.memory.keep(run);
  return { ...run, plan, scenario };
}

/** Takes up a run that was left in the middle: after a crash, or when its server stopped. */
export async function resumeRun(base: RunBase, id: string): Promise<Driven> {
  return base.locks.hold(id, async () => {
    const { plan } = await loadRun(base, id);
    const [events, outbox] = await Promise.all([base.store.runs.events(id), base.store.runs.outbox(id)]);
    return resume(plan, events, outbox.map((entry) => entry.key), depsOf(base, plan, {}));
  });
}
