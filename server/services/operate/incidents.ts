import { ScenarioError } from '../../../runtime/errors.ts';
import { splitPath } from '../../../runtime/engine/path.ts';
import { foldAll } from '../../../runtime/engine/fold.ts';
import { stoppedInput } from '../../../runtime/engine/stopped-input.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { IncidentGroup, IncidentInput, ResolveManyAnswer } from '../../api/operate.ts';
import { describe, fail } from '../../errors.ts';
import type { RunRecord } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { audit } from '../context.ts';
import { personFacts } from '../people.ts';
import { commandRun, loadRun } from '../runs.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { subjectWords } from '../subject-words.ts';
import { nodeTitle } from '../words.ts';
import { stopWords } from '../stop-words.ts';

/** Runs shown of one group. */
const SHOWN = 200;

function errorOf({ error }: RunRecord): ScenarioError {
  const { code, message, details } = error ?? {};
  const facts = typeof details === 'object' && details !== null && !Array.isArray(details) ? (details as JsonObject) : {};
  return new ScenarioError(typeof code === 'string' ? code : 'SCN_RUN_INCIDENT', typeof message === 'string' ? message : '', facts);
}

/** Stopped runs by step and reason, the largest group first. */
export function groupIncidents(base: RunBase, scenario: string, records: readonly RunRecord[], locale: Locale): IncidentGroup[] {
  const groups = new Map<string, RunRecord[]>();
  for (const record of records) {
    const key = `${record.at ?? ''}\n${errorOf(record).code}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const live = base.live.get(scenario)?.scenario;
  return [...groups.values()].map((some): IncidentGroup => {
    const newest = some[0] as RunRecord;
    const error = errorOf(newest);
    const path = newest.at ?? '';
    return {
      path, code: error.code, message: describe(error, locale).detail, count: some.length,
      title: live ? nodeTitle(live, newest.flow, splitPath(path).node, locale) : path,
      since: some.map((record) => record.updatedAt).sort()[0] ?? newest.updatedAt,
      runs: some.slice(0, SHOWN).map(({ id, subject, startedAt, updatedAt }) => ({ id, ...(subject ? { subject: subjectWords(live, subject, locale) } : {}), startedAt, stoppedAt: updatedAt })),
    };
  }).sort((a, b) => b.count - a.count);
}

function incidentAt({ state }: KnownRun, path: string): { readonly round: number } {
  const { prefix, node } = splitPath(path);
  const found = state.flows[prefix]?.nodes[node];
  if (found?.status !== 'incident') throw fail('SCN_OPERATE_MOVED', { path });
  return { round: found.round };
}

function stoppedAgain({ state, scenario }: KnownRun, path: string, locale: Locale): { code: string; message: string } | null {
  const { prefix, node } = splitPath(path);
  const found = state.flows[prefix]?.nodes[node];
  return found?.status === 'incident' && found.error ? { code: found.error.code, message: stopWords(found.error, scenario, locale, path) } : null;
}

export interface ResolveWork {
  readonly runs: readonly string[];
  readonly path: string;
  readonly action: 'retry' | 'skip' | 'edit';
  readonly port?: string;
  readonly input?: JsonObject;
  readonly reason?: string;
}

async function resolveOne(base: RunBase, scenario: string, id: string, work: ResolveWork, user: User, locale: Locale): Promise<{ ok: boolean; code?: string; message?: string }> {
  const run = await loadRun(base, id);
  if (run.scenario.id !== scenario) throw fail('SCN_API_NOT_FOUND', { what: id });
  const { path, action, port, input, reason } = work;
  const { round } = incidentAt(run, path);
  const after = await commandRun(base, id, { type: 'incident.resolved', path, round, action, by: personFacts(user), ...(port ? { port } : {}), ...(input ? { input } : {}), ...(reason ? { reason } : {}) });
  // Fields, never their values: what was changed to what is told by the run itself.
  await audit(base, user.id, 'run.resolve', id, { path, action, ...(input ? { fields: Object.keys(input) } : {}), ...(reason ? { reason } : {}) });
  const again = stoppedAgain(after, path, locale);
  return again ? { ok: false, ...again } : { ok: true };
}

/** Mends some runs that stopped at the same step; each by itself. @throws SCN_OPERATE_REASON */
export async function resolveIncidents(base: RunBase, scenario: string, work: ResolveWork, user: User, locale: Locale): Promise<ResolveManyAnswer['results']> {
  if (work.action === 'skip' && work.reason === undefined) throw fail('SCN_OPERATE_REASON');
  const results: ResolveManyAnswer['results'] = [];
  for (const id of work.runs) {
    try {
      results.push({ id, ...(await resolveOne(base, scenario, id, work, user, locale)) });
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      results.push({ id, ok: false, code: error.code, message: describe(error, locale).detail });
    }
  }
  return results;
}

/** What the step worked with before each time somebody mended it, and what they changed. */
async function editsOf(base: RunBase, run: KnownRun, path: string): Promise<IncidentInput['edits']> {
  const names = await actorNames(base);
  return run.events.flatMap((event, index) => {
    if (event.type !== 'incident.resolved' || event.path !== path) return [];
    const by = event.by['id'];
    const before = event.action === 'edit' ? stoppedInput(run.plan, foldAll(run.events.slice(0, index)), path, event.at)?.input : undefined;
    const changed = Object.keys(event.input ?? {});
    const old = before !== null && typeof before === 'object' && !Array.isArray(before) ? Object.fromEntries(changed.map((name) => [name, (before as JsonObject)[name] ?? null])) : undefined;
    return [{ at: event.at, by: typeof by === 'string' ? (names.get(by) ?? by) : '', action: event.action, ...(event.reason ? { reason: event.reason } : {}), ...(old ? { old } : {}), ...(event.input ? { input: event.input } : {}) }];
  });
}

/** What a stopped step would work with. Who looked is audited, because it shows data of the run. @throws SCN_OPERATE_MOVED */
export async function incidentInput(base: RunBase, id: string, path: string, reader: string): Promise<IncidentInput> {
  const run = await loadRun(base, id);
  const found = stoppedInput(run.plan, run.state, path, base.now().toISOString());
  if (!found) throw fail('SCN_OPERATE_MOVED', { path });
  await audit(base, reader, 'run.view', id, { scenario: run.scenario.id, path });
  return { input: found.input, ports: [...found.ports], edits: await editsOf(base, run, path) };
}
