import { initialState } from '../../runtime/engine/state.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { newId } from './context.ts';
import { inFieldWords } from './form-refusal.ts';
import { hasDuty, personFacts } from './people.ts';
import { startFormOf } from './release-api.ts';
import { getRelease } from './releases.ts';
import type { LiveRelease } from './releases.ts';
import { loadRun, planOf, startRun, within } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { sampleDataOf } from './sample-data.ts';
import type { SeedBook } from './seed-book.ts';

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

/**
 * Starts a published scenario for a person and waits for it as long as they are ready to.
 * @throws SCN_RUN_NOT_STARTABLE, SCN_RUN_DATA_LOADING, SCN_RUN_DATA_MISSING, SCN_API_NOT_FOUND, and what the start form is refused with
 */
export async function startApp(base: RunBase & { readonly seeds: SeedBook }, live: LiveRelease, user: User, work: StartAppWork): Promise<StartedApp> {
  const chosen = work.release && work.release !== live.release.id ? await getRelease(base, work.release) : live;
  if (chosen.scenario.id !== live.scenario.id) throw fail('SCN_API_NOT_FOUND', { what: work.release ?? '' });
  const start = startFormOf(chosen.scenario);
  if (!start || !hasDuty(user, start.roles)) throw fail('SCN_RUN_NOT_STARTABLE', { app: live.scenario.id, roles: start?.roles.join(', ') ?? '' });
  refuseLoading(base.seeds, chosen);
  const runId = newId(base.now());
  const working = startRun(base, { runId, release: chosen.release.id, flow: start.flow, start: start.node, user, input: work.input, ...(work.clientKey ? { clientKey: work.clientKey } : {}) });
  const run = await within(working, work.waitMs).catch((error: unknown) => {
    throw inFieldWords(error, { scenario: chosen.scenario, node: start.node, fields: start.fields });
  });
  if (run) return { run, settled: true };
  working.catch((error: unknown) => base.log.error({ run: runId, error: error instanceof Error ? error.message : String(error) }, 'run failed after its caller left'));
  return { run: await soFar(base, runId, chosen.release.id, user), settled: false };
}

/** A run that is still under way: what is committed, or only that it exists. */
async function soFar(base: RunBase, runId: string, release: string, user: User): Promise<KnownRun> {
  if (await base.store.runs.get(runId)) return loadRun(base, runId);
  const plan = await planOf(base, release);
  const at = base.now().toISOString();
  return { state: { ...initialState(), phase: 'live', id: runId, release, starter: personFacts(user), startedAt: at, asOf: at, updatedAt: at }, events: [], plan, scenario: plan.scenario };
}
