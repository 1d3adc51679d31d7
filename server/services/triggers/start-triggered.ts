import { isScenarioError } from '../../../runtime/errors.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { createDatasetSource, demandShown } from '../../host/dataset-source.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { newId } from '../context.ts';
import { payloadText } from '../payload-text.ts';
import type { StoredRow } from '../../../runtime/host/row-filter.ts';
import { planOf, startRun } from '../runs.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { noteRows } from '../disclosures.ts';
import { findTrigger, triggerStarter } from './trigger-book.ts';
import type { Trigger } from './trigger-book.ts';

/** Whom a run belongs to that nobody started by hand. */
export function triggerUser(trigger: Pick<Trigger, 'flow' | 'node' | 'scenario'>, createdAt: string): User {
  return { id: triggerStarter(trigger), login: 'trigger', name: trigger.node, role: 'user', duties: [], unit: { id: '', name: '' }, disabled: false, createdAt };
}

/** A row as a delivery carries it. */
function storedRow(row: Json | undefined): StoredRow | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
  const { _id, _version, ...data } = row as JsonObject;
  return { id: typeof _id === 'string' ? _id : '', version: typeof _version === 'number' ? _version : 0, data };
}

/** With the columns the scenario asked for. */
function asInput({ id, version, data }: StoredRow, fields: ReadonlySet<string>): JsonObject {
  return { ...Object.fromEntries(Object.entries(data).filter(([name]) => fields.has(name))), _id: id, _version: version };
}

/** Null when the row is none of those the scenario may read. */
async function inputOf(base: RunBase, trigger: Trigger, release: string, payload: JsonObject, by: string): Promise<JsonObject | null> {
  const { trigger: _, links: __, dataset: ___, ...given } = payload;
  if (trigger.kind !== 'row') return given;
  const plan = await planOf(base, release);
  const local = payloadText(trigger.config, 'dataset');
  const fields = plan.datasets[local]?.fields.map((field) => field.id) ?? [];
  // A row that set off a run is read like any other: as the scenario may know it at this moment, if at all.
  const source = createDatasetSource(base, plan);
  await demandShown(source, local, fields);
  const [stored, was] = [storedRow(given['row']), storedRow(given['before'])];
  const row = stored && source.seen(local, stored);
  if (!row) return null;
  const before = was && source.seen(local, was);
  const known = new Set(fields);
  await noteRows(base, plan, { by, scenario: trigger.scenario }, { local, fields, node: trigger.node, rows: [row] });
  return { ...given, id: row.id, row: asInput(row, known), before: before && asInput(before, known) };
}

/**
 * Begins the run a delivery asks for, or gives the one it began before; null when the start node's condition does not hold.
 * @throws SCN_TRIGGER_GONE, and what the start is refused with
 */
export async function startTriggered(base: RunBase, delivery: DeliveryRecord, clientKey: string): Promise<KnownRun | null> {
  const found = findTrigger(base.live, delivery.scenario, delivery.source);
  if (!found || found.trigger.kind !== delivery.payload['trigger']) throw fail('SCN_TRIGGER_GONE', { scenario: delivery.scenario, source: delivery.source });
  const { trigger, release } = found;
  const user = triggerUser(trigger, delivery.at);
  const links = typeof delivery.payload['links'] === 'number' ? delivery.payload['links'] : 0;
  try {
    const input = await inputOf(base, trigger, release.release.id, delivery.payload, user.id);
    if (!input) return null;
    return await startRun(base, { runId: newId(base.now()), release: release.release.id, flow: trigger.flow, start: trigger.node, user, input, clientKey, ...(links > 0 ? { links } : {}) });
  } catch (error) {
    if (isScenarioError(error, 'SCN_START_FILTERED')) return null;
    throw error;
  }
}
