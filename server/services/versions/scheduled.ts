import type { CaseFile } from '../../../runtime/schema/case.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { ScenarioError } from '../../../runtime/errors.ts';
import type { Scheduled, ScheduleWanted } from '../../api/versions.ts';
import { describe, fail } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit, newId } from '../context.ts';
import type { Base } from '../context.ts';
import { getCases, getDraft } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { personRef } from './people-names.ts';
import { changeDocument } from './retry.ts';
import { localOf, momentOf, zoneOf } from './zone-time.ts';

export const SCHEDULED = 'scheduled-publish';
/** Apart from the plan, so that looking for what is due reads no scenarios. */
export const SCHEDULED_CONTENT = 'scheduled-content';
const FURTHEST_MS = 366 * 86_400_000;

export interface Plan {
  readonly id: string;
  readonly state: Scheduled['state'];
  readonly at: string;
  readonly zone: string;
  readonly note: string;
  readonly by: string;
  readonly version: number;
  /** When a server took it up. */
  readonly begun?: string;
  readonly problem?: { readonly code: string; readonly message: string; readonly details: JsonObject; readonly at: string };
  readonly release?: number;
}

export interface PlannedContent {
  readonly plan: string;
  readonly scenario: JsonObject;
  readonly cases: CaseFile;
}

export type ScheduleBase = Base & PolicyBase;

export async function scheduledView(base: ScheduleBase, scenario: string, locale: Locale): Promise<{ zone: string; scheduled?: Scheduled }> {
  const draft = await getDraft(base, scenario);
  const found = await base.store.documents.get<Plan>(SCHEDULED, scenario);
  if (!found) return { zone: zoneOf(draft.body) };
  const { begun: _begun, problem, by, ...plan } = found.body;
  const scheduled: Scheduled = {
    ...plan, local: localOf(new Date(plan.at), plan.zone), by: personRef(base, by),
    ...(problem ? { problem: { code: problem.code, at: problem.at, ...describe(new ScenarioError(problem.code, problem.message, problem.details), locale) } } : {}),
  };
  return { zone: zoneOf(draft.body), scheduled };
}

async function freeze(base: ScheduleBase, scenario: string, baseVersion: number, plan: string, by: string): Promise<void> {
  const [draft, { cases }] = await Promise.all([getDraft(base, scenario), getCases(base, scenario)]);
  if (draft.version !== baseVersion) throw fail('SCN_STORE_CONFLICT', { version: draft.version, updatedBy: draft.updatedBy, updatedAt: draft.updatedAt });
  await changeDocument<PlannedContent>(base, { kind: SCHEDULED_CONTENT, id: scenario, by }, () => ({ plan, scenario: draft.body, cases }));
}

/** Sets or changes when a content goes live. @throws SCN_SCHEDULE_TIME, SCN_SCHEDULE_BUSY, SCN_STORE_CONFLICT */
export async function schedulePublish(base: ScheduleBase, scenario: string, wanted: ScheduleWanted, by: string): Promise<void> {
  const zone = zoneOf((await getDraft(base, scenario)).body);
  const at = momentOf(wanted.local, zone);
  const now = base.now();
  if (!at || at.getTime() <= now.getTime() || at.getTime() > now.getTime() + FURTHEST_MS) throw fail('SCN_SCHEDULE_TIME', { local: wanted.local.replace('T', ' '), zone });
  const known = await base.store.documents.get<Plan>(SCHEDULED, scenario);
  if (known?.body.state === 'running') throw fail('SCN_SCHEDULE_BUSY');
  const open = known && (known.body.state === 'waiting' || known.body.state === 'failed') ? known.body : undefined;
  if (!open && wanted.baseVersion === undefined) throw fail('SCN_API_NOT_FOUND', { what: scenario });
  const id = newId(now);
  if (wanted.baseVersion !== undefined) await freeze(base, scenario, wanted.baseVersion, id, by);
  else await changeDocument<PlannedContent>(base, { kind: SCHEDULED_CONTENT, id: scenario, by }, (old) => ({ ...(old as PlannedContent), plan: id }));
  const plan: Plan = { id, state: 'waiting', at: at.toISOString(), zone, note: wanted.note.trim(), by, version: wanted.baseVersion ?? open?.version ?? 0 };
  // A server that takes up the older plan at this very moment wins: then nothing is changed here.
  await base.store.documents.put<Plan>(SCHEDULED, scenario, plan, { expectedVersion: known?.version ?? 0, by });
  await audit(base, by, 'schedule.set', scenario, { until: plan.at, version: plan.version });
}

/** @throws SCN_API_NOT_FOUND when nothing is planned, SCN_SCHEDULE_BUSY when it has begun */
export async function cancelSchedule(base: ScheduleBase, scenario: string, by: string): Promise<void> {
  const known = await base.store.documents.get<Plan>(SCHEDULED, scenario);
  if (!known || known.body.state === 'done' || known.body.state === 'cancelled') throw fail('SCN_API_NOT_FOUND', { what: scenario });
  if (known.body.state === 'running') throw fail('SCN_SCHEDULE_BUSY');
  await base.store.documents.put<Plan>(SCHEDULED, scenario, { ...known.body, state: 'cancelled' }, { expectedVersion: known.version, by });
  await audit(base, by, 'schedule.cancel', scenario);
}

export async function listPlans(base: Base): Promise<readonly StoredDocument<Plan>[]> {
  return base.store.documents.list<Plan>(SCHEDULED);
}
