import { withdrawalBar } from '../../runtime/engine/decide-return.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import { isScreenPage } from '../../runtime/schema/page.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { PortalApp, RunView } from '../api/portal.ts';
import { fail } from '../errors.ts';
import { actorNames } from './api-keys.ts';
import { labelOf } from './choices.ts';
import { workingDaysLeft } from './due.ts';
import { actorOf } from './acting.ts';
import { isForDuties } from './people.ts';
import { papersOf } from './papers/papers.ts';
import { mayWith } from './policy/policy.ts';
import type { PolicyBase } from './policy/policy.ts';
import { mayStart } from './public/starter.ts';
import { startFormOf } from './release-api.ts';
import { getRelease } from './releases.ts';
import type { LiveRelease } from './releases.ts';
import { readRunFeedback, readRunObjections } from './feedback.ts';
import { mayRefill } from './refill.ts';
import { runView } from './run-view.ts';
import { timelineOf } from './timeline.ts';
import { loadRun } from './runs.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { textByKey, textOf } from './texts.ts';

/** Who reads, and in which language. */
export interface Reader {
  readonly user: User;
  readonly locale: Locale;
}

function pagesOf(base: PolicyBase, scenario: Scenario, { user, locale }: Reader): PortalApp['pages'] {
  return Object.entries(scenario.pages)
    .filter(([, page]) => isScreenPage(page) && (isForDuties(user, page.roles) || mayWith(base, user, 'scenario.view', 'scenario', scenario.id)))
    .map(([id, page]) => ({ id, title: page.title ? textOf(scenario, page.title, locale) : (textByKey(scenario, id, locale) ?? id) }));
}

export function portalApp(base: PolicyBase, { release, scenario }: LiveRelease, reader: Reader): PortalApp {
  const start = startFormOf(scenario);
  return {
    id: scenario.id,
    title: textOf(scenario, scenario.title, reader.locale),
    purpose: textOf(scenario, scenario.purpose, reader.locale),
    ...(scenario.icon ? { icon: scenario.icon } : {}),
    ...(scenario.tags ? { tags: scenario.tags.map((tag) => textByKey(scenario, `tag.${tag}`, reader.locale) ?? tag) } : {}),
    synthetic: scenario.synthetic ?? false,
    release: release.id,
    pages: pagesOf(base, scenario, reader),
    canStart: start !== undefined && mayStart(reader.user, start),
  };
}

/** Apps this person can start or look at. */
export function listApps(base: RunBase, reader: Reader): PortalApp[] {
  return base.live.all().map((live) => portalApp(base, live, reader)).filter((app) => app.canStart || app.pages.length > 0).sort((a, b) => a.title.localeCompare(b.title, 'zh-CN'));
}

/** @throws SCN_API_NOT_FOUND */
export function demandApp(base: RunBase, id: string): LiveRelease {
  const live = base.live.get(id);
  if (!live) throw fail('SCN_API_NOT_FOUND', { what: id });
  return live;
}

export async function userNames(base: RunBase): Promise<(id: string) => string | undefined> {
  const names = await actorNames(base);
  return (id) => names.get(id);
}

/** Names of what was chosen from datasets in the start form; of persons they are on record first. */
async function chosenNames(base: RunBase, { state, plan, scenario }: KnownRun, { user, locale }: Reader): Promise<ReadonlyMap<string, string>> {
  const start = startFormOf(scenario);
  const input = state.flows['']?.nodes[start?.node ?? '']?.output;
  const names = new Map<string, string>();
  if (!start || state.phase !== 'completed' || typeof input !== 'object' || input === null) return names;
  const to = { by: user.id, scenario: scenario.id, run: state.id, use: 'result' as const };
  for (const field of start.fields) {
    const label = await labelOf(base, { plan, node: start.node, field, locale, to }, (input as JsonObject)[field.id] ?? null);
    if (label !== undefined) names.set(field.id, label);
  }
  return names;
}

/** The view of a run already in hand; `brief` for lists, which show no answers. */
export async function viewOf(base: RunBase, run: KnownRun, reader: Reader, detail: 'whole' | 'brief' = 'whole'): Promise<RunView> {
  const live = await getRelease(base, run.state.release);
  const userName = await userNames(base);
  const labels = detail === 'whole' ? await chosenNames(base, run, reader) : new Map<string, string>();
  const view = runView({ run, labels, daysLeft: (due) => workingDaysLeft(base, run.scenario, due), app: portalApp(base, live, reader), actor: actorOf(base, reader.user), timeline: detail === 'whole' ? timelineOf({ run, people: base.people, userName, locale: reader.locale, tellsWhy: mayWith(base, reader.user, 'run.open', 'scenario', run.scenario.id) }) : [], mayWithdraw: detail === 'whole' && run.state.starter['id'] === reader.user.id && withdrawalBar(run.plan, run.state) === null, documents: papersOf(run, reader), locale: reader.locale, releaseNumber: live.release.number, userName }, await readRunFeedback(base, run.scenario.id, run.state.id, reader.user.id));
  const refill = detail === 'whole' && view.app.canStart && view.result !== undefined && mayRefill(run, reader.user) ? { mayRefill: true } : {};
  const objections = detail === 'whole' && view.result !== undefined ? await readRunObjections(base, run.scenario.id, run.state.id, reader.user.id) : [];
  return { ...view, ...refill, ...(objections.length === 0 ? {} : { objections }) };
}

/** People an event has to do with. */
function tokensIn(event: RunEvent): readonly string[] {
  if (event.type === 'node.waiting') return [...(event.task?.candidates ?? []), ...(event.task?.copyTo ?? [])];
  if (event.type === 'task.assigned') return event.candidates;
  if (event.type === 'task.signers') return event.signers.map(({ person }) => `u:${person['id'] as string}`);
  if (event.type === 'task.copied') return event.to.map((person) => `u:${person['id'] as string}`);
  return 'by' in event && typeof event.by['id'] === 'string' ? [`u:${event.by['id']}`] : [];
}

function concerns(base: RunBase, run: KnownRun, user: User): boolean {
  if (run.state.starter['id'] === user.id || mayWith(base, user, 'run.open', 'scenario', run.scenario.id)) return true;
  const apps = run.scenario.id;
  const tokens = new Set(actorOf(base, user).as.filter((as) => as.apps.length === 0 || as.apps.includes(apps)).flatMap((as) => [...as.tokens]));
  return run.events.some((event) => tokensIn(event).some((token) => tokens.has(token)));
}

/** A run for whoever started it or has to do with it; for everybody else it does not exist. @throws SCN_API_NOT_FOUND */
export async function demandRun(base: RunBase, id: string, user: User): Promise<KnownRun> {
  const run = await loadRun(base, id);
  if (!concerns(base, run, user)) throw fail('SCN_API_NOT_FOUND', { what: id });
  return run;
}
