import type { JsonObject } from '../../runtime/schema/json.ts';
import type { RunStatus } from '../../runtime/engine/run-event.ts';
import type { ScenarioItem } from '../api/scenario.ts';
import type { StoredDocument } from '../stores/store.ts';
import { readCaseSummary } from './case-summary.ts';
import { countNodes } from './catalogue.ts';
import type { HealthBook } from './check.ts';
import type { Base } from './context.ts';
import { getCases, SCENARIO } from './drafts.ts';
import { hashOf } from './releases.ts';
import type { LiveReleases } from './releases.ts';
import { textPair } from './texts.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;

export interface ListBase extends Base {
  readonly health: HealthBook;
  readonly live: LiveReleases;
}

type Counts = Readonly<Record<RunStatus, number>>;

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Runs per day of the last week, oldest first: the difference of two counts "since". */
async function runFacts(base: Base, scenario: string): Promise<ScenarioItem['runs']> {
  const today = new Date(base.now());
  today.setUTCHours(0, 0, 0, 0);
  const since = Array.from({ length: DAYS }, (_, index) => new Date(today.getTime() - (DAYS - 1 - index) * DAY_MS).toISOString());
  const counts = await Promise.all(since.map((start) => base.store.runs.counts({ scenario, since: start })));
  const totals = counts.map(sum);
  const week = counts[0] as Counts;
  return {
    days: totals.map((total, index) => total - (totals[index + 1] ?? 0)),
    total: totals[0] ?? 0,
    completed: week.completed,
    incidents: week.incident + week.failed,
    waiting: week.waiting,
  };
}

async function itemOf(base: ListBase, draft: StoredDocument<JsonObject>): Promise<ScenarioItem> {
  const { body, id } = draft;
  const live = base.live.get(id);
  const [health, runs, cases, summary] = await Promise.all([base.health.of(draft), runFacts(base, id), getCases(base, id), readCaseSummary(base, id)]);
  const icon = body['icon'];
  return {
    id,
    title: textPair(body, body['title']),
    purpose: textPair(body, body['purpose']),
    ...(typeof icon === 'string' ? { icon } : {}),
    synthetic: body['synthetic'] === true,
    nodes: countNodes(body),
    version: draft.version,
    updatedAt: draft.updatedAt,
    updatedBy: draft.updatedBy,
    ...(live ? { release: live.release.number } : {}),
    draftChanged: live ? live.release.hash !== hashOf(body) : true,
    ...health,
    runs,
    cases: { total: cases.cases.cases.length, ...(summary ? { failed: summary.failed } : {}) },
  };
}

/** Those that may be seen, newest change first. */
export async function listScenarios(base: ListBase, isSeen: (id: string) => boolean): Promise<ScenarioItem[]> {
  const drafts = (await base.store.documents.list<JsonObject>(SCENARIO)).filter(({ id }) => isSeen(id));
  const items = await Promise.all(drafts.map((draft) => itemOf(base, draft)));
  return items.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}
