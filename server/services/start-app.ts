import { isEnded } from '../../runtime/engine/state.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { newId } from './context.ts';
import { lookedUpIn, takeMembers } from './member-fields.ts';
import { fileFieldsIn, takeFileFields } from './file-fields.ts';
import { inFieldWords } from './form-refusal.ts';
import { mayStart } from './public/starter.ts';
import { startFormOf } from './release-api.ts';
import type { StartForm } from './release-api.ts';
import { getRelease } from './releases.ts';
import type { LiveRelease } from './releases.ts';
import { decideInstant, loadRun, planOf, recordInstant, startRun } from './runs.ts';
import type { Early, InstantRun, KnownRun, RunBase } from './runs.ts';
import { sampleDataOf } from './sample-data.ts';
import type { SeedBook } from './seed-book.ts';
import { within } from './within.ts';

type StartBase = RunBase & { readonly seeds: SeedBook };

export interface StartAppWork {
  readonly clientKey?: string;
  /** A release that is not the newest; the run is pinned to it. */
  readonly release?: string;
  readonly input: JsonObject;
  readonly waitMs: number;
}

export interface StartedApp {
  readonly run: KnownRun;
  /** False when it is still under way after `waitMs`. */
  readonly settled: boolean;
}

/** Sample data that a scenario reads must be there before its rules say anything. */
function refuseLoading(seeds: SeedBook, live: LiveRelease): void {
  const data = sampleDataOf(seeds, live.scenario);
  if (data.state === 'missing') throw fail('SCN_RUN_DATA_MISSING', { dataset: data.dataset });
  if (data.state === 'loading') throw fail('SCN_RUN_DATA_LOADING', { percent: data.percent, seconds: 2 });
}

/** The start form, for a person who may use it, of a scenario whose data are there. @throws SCN_RUN_NOT_STARTABLE, SCN_RUN_DATA_LOADING, SCN_RUN_DATA_MISSING */
function admit(base: StartBase, live: LiveRelease, user: User): StartForm {
  const start = startFormOf(live.scenario);
  if (!start || !mayStart(user, start)) throw fail('SCN_RUN_NOT_STARTABLE', { app: live.scenario.id, roles: start?.roles.join(', ') ?? '' });
  refuseLoading(base.seeds, live);
  return start;
}

const leftBehind = (base: StartBase, runId: string, error: unknown): void => base.log.error({ run: runId, error: error instanceof Error ? error.message : String(error) }, 'run failed after its caller left');

/** The run when it is done in time, else how far it is; the work goes on. Nobody is told of a run that is not on disk: it might never be. */
async function inTime(base: StartBase, begin: (early: Early) => Promise<KnownRun>, { runId, waitMs }: { readonly runId: string; readonly waitMs: number }): Promise<StartedApp> {
  let leave = (): void => undefined;
  let stored = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const onDisk = new Promise<null>((resolve) => (stored = () => resolve(null)));
  const work = begin({ left, stored });
  const done = await within(work, waitMs);
  if (done) return { run: done, settled: true };
  leave();
  const ended = await Promise.race([work, onDisk]);
  if (ended) return { run: ended, settled: true };
  work.catch((error: unknown) => leftBehind(base, runId, error));
  const run = await loadRun(base, runId);
  return { run, settled: isEnded(run.state) };
}

/** Whoever is called with a run that is recorded, or with why it is not. */
export interface Told {
  readonly started: (started: StartedApp) => void;
  readonly refused: (error: unknown) => void;
}

/**
 * The short way of `startApp`, when a run can end where it begins: it has ended, and what is to be recorded of it is left to
 * `recordApp`. Null when `startApp` must do it; nothing has happened then.
 * @throws SCN_RUN_NOT_STARTABLE, SCN_RUN_DATA_LOADING, SCN_RUN_DATA_MISSING
 */
export function decideApp(base: StartBase, live: LiveRelease, user: User, input: JsonObject): InstantRun | null {
  const { flow, node, fields } = admit(base, live, user);
  if (fileFieldsIn(fields, input).length > 0 || lookedUpIn(fields, input).length > 0) return null;
  return decideInstant(base, { release: live.release.id, flow, start: node, user, input });
}

/** Puts such a run on disk; `told` is called later, once, as `startApp` would have resolved. */
export function recordApp(base: StartBase, instant: InstantRun, told: Told): void {
  recordInstant(base, instant, (refused) => {
    if (refused) told.refused(refused.error);
    else told.started({ run: instant.run, settled: true });
  });
}

/**
 * Starts a published scenario for a person and waits for it as long as they are ready to.
 * @throws SCN_RUN_NOT_STARTABLE, SCN_RUN_DATA_LOADING, SCN_RUN_DATA_MISSING, SCN_API_NOT_FOUND, and what the start form is refused with
 */
export async function startApp(base: StartBase, live: LiveRelease, user: User, work: StartAppWork): Promise<StartedApp> {
  const chosen = work.release && work.release !== live.release.id ? await getRelease(base, work.release) : live;
  if (chosen.scenario.id !== live.scenario.id) throw fail('SCN_API_NOT_FOUND', { what: work.release ?? '' });
  const start = admit(base, chosen, user);
  const runId = newId(base.now());
  const release = chosen.release.id;
  const begin = async (early: Early) => startRun(base, { early, runId, release, flow: start.flow, start: start.node, user, input: await inputTaken(base, user, runId, start, work, release), ...(work.clientKey ? { clientKey: work.clientKey } : {}) });
  return inTime(base, begin, { runId, waitMs: work.waitMs }).catch((error: unknown) => {
    throw inFieldWords(error, { scenario: chosen.scenario, node: start.node, fields: start.fields });
  });
}

/** A repeat is answered by the run it began before: its files are there already. */
async function inputTaken(base: StartBase, user: User, runId: string, { fields }: StartForm, { input: given, clientKey }: StartAppWork, release: string): Promise<JsonObject> {
  const input = await takeMembers(base, () => planOf(base, release), user, fields, given);
  if (fileFieldsIn(fields, input).length === 0) return input;
  const before = clientKey === undefined ? null : await base.store.runs.byClientKey(user.id, clientKey);
  return takeFileFields(base, user, before ?? runId, fields, input);
}
