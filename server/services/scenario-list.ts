import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { ScenarioItem } from '../api/scenario.ts';
import type { Backlog, RunUsage, StoredDocument } from '../stores/store.ts';
import { readCaseSummary } from './case-summary.ts';
import { countNodes } from './catalogue.ts';
import type { HealthBook } from './check.ts';
import { getCases, SCENARIO } from './drafts.ts';
import type { FeedbackBase } from './feedback.ts';
import { mayWith, type PolicyBase } from './policy/policy.ts';
import type { Action } from './policy/roles.ts';
import { hashOf } from './releases.ts';
import type { LiveReleases } from './releases.ts';
import { partiesOf } from './sharing/parties.ts';
import type { SharingShelf } from './sharing/shelf.ts';
import { textPair } from './texts.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
/** Days are those of the calendar here. */
const ZONE_MS = 8 * 3_600_000;
/** So many days ahead the end of a leave is told. */
const SOON_DAYS = 30;

export interface ListBase extends FeedbackBase, PolicyBase {
  readonly health: HealthBook;
  readonly live: LiveReleases;
  readonly sharing: SharingShelf;
}

interface Facts {
  readonly usage: ReadonlyMap<string, RunUsage>;
  readonly backlog: Backlog;
  readonly user: User;
}

/** When the last seven days began, oldest first. */
function lastDays(now: Date): string[] {
  const today = Math.floor((now.getTime() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  return Array.from({ length: DAYS }, (_, index) => new Date(today - (DAYS - 1 - index) * DAY_MS).toISOString());
}

async function runFacts(base: ListBase, id: string, { usage, backlog }: Facts): Promise<ScenarioItem['runs']> {
  const found = usage.get(id);
  if (!found) return undefined;
  const { days, counts, medianMs } = found;
  return {
    days: [...days],
    total: days.reduce((total, count) => total + count, 0),
    completed: counts.completed,
    failed: counts.failed,
    ended: counts.completed + counts.failed + counts.cancelled + counts.expired,
    waiting: counts.waiting,
    ...(medianMs === undefined ? {} : { medianMs }),
    incidents: backlog.incidents[id] ?? 0,
    overdue: backlog.overdue[id] ?? 0,
    opinions: await base.feedback.open(id),
  };
}

/** Leave the scenario reads data by that ends soon. */
function endingGrants(base: ListBase, id: string, user: User): ScenarioItem['ending'] {
  const dayOf = (ms: number): string => new Date(ms + ZONE_MS).toISOString().slice(0, 10);
  const [today, soon] = [dayOf(base.now().getTime()), dayOf(base.now().getTime() + SOON_DAYS * DAY_MS)];
  const ending = base.sharing.grants().flatMap((grant) => {
    const until = grant.scenario === id && grant.status === 'in-force' && grant.renewal === undefined ? grant.given?.until : undefined;
    return until !== undefined && until >= today && until <= soon && partiesOf(base, grant, user).size > 0 ? [{ until, grant: grant.id }] : [];
  });
  const first = ending.sort((a, b) => a.until.localeCompare(b.until))[0];
  return first && { count: ending.length, ...first };
}

/** Drafts may be malformed: what is no word is left out. */
function tagsOf(body: JsonObject): { tags?: string[] } {
  const found: unknown = body['tags'];
  const tags = Array.isArray(found) ? (found as readonly unknown[]).filter((tag) => typeof tag === 'string') : [];
  return tags.length === 0 ? {} : { tags };
}

async function itemOf(base: ListBase, draft: StoredDocument<JsonObject>, facts: Facts): Promise<ScenarioItem> {
  const { body, id } = draft;
  const live = base.live.get(id);
  const [health, cases, summary, runs] = await Promise.all([base.health.of(draft), getCases(base, id), readCaseSummary(base, id), runFacts(base, id, facts)]);
  const icon = body['icon'];
  const ending = endingGrants(base, id, facts.user);
  const { unit } = base.places.of('scenario', id);
  return {
    id,
    title: textPair(body, body['title']),
    purpose: textPair(body, body['purpose']),
    ...(typeof icon === 'string' ? { icon } : {}),
    ...tagsOf(body),
    synthetic: body['synthetic'] === true,
    nodes: countNodes(body),
    version: draft.version,
    updatedAt: draft.updatedAt,
    updatedBy: draft.updatedBy,
    ...(live ? { release: live.release.number, publishedAt: live.release.publishedAt } : {}),
    draftChanged: live ? live.release.hash !== hashOf(body) : true,
    unit: base.units.find(unit)?.name ?? '',
    ...health,
    may: { runs: runs !== undefined, operate: mayWith(base, facts.user, 'scenario.operate', 'scenario', id) },
    ...(runs ? { runs } : {}),
    ...(ending ? { ending } : {}),
    cases: { total: cases.cases.cases.length, ...(summary ? { failed: summary.failed } : {}) },
  };
}

/** Those that a person may see, newest change first. What is asked of the store is asked for all of them at once. */
export async function listScenarios(base: ListBase, user: User): Promise<ScenarioItem[]> {
  const may = (action: Action, id: string) => mayWith(base, user, action, 'scenario', id);
  const drafts = (await base.store.documents.list<JsonObject>(SCENARIO)).filter(({ id }) => may('scenario.view', id));
  const scenarios = drafts.map(({ id }) => id).filter((id) => may('run.view', id));
  const [usage, backlog] = await Promise.all([base.store.runs.usage({ scenarios, bounds: lastDays(base.now()) }), base.store.backlog(base.now().toISOString())]);
  const items = await Promise.all(drafts.map((draft) => itemOf(base, draft, { usage, backlog, user })));
  return items.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}
