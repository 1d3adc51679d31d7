import { isScenarioError } from '../../../runtime/errors.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { createDatasetSource, demandShown } from '../../host/dataset-source.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { newId } from '../context.ts';
import { payloadText } from '../payload-text.ts';
import { planOf, startRun } from '../runs.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { noteRows } from '../disclosures.ts';
import { findTrigger, triggerStarter } from './trigger-book.ts';
import type { Trigger } from './trigger-book.ts';

/** Whom a run belongs to that nobody started by hand. */
export function triggerUser(trigger: Pick<Trigger, 'flow' | 'node' | 'scenario'>, createdAt: string): User {
  return { id: triggerStarter(trigger), login: 'trigger', name: trigger.node, role: 'user', duties: [], unit: { id: '', name: '' }, disabled: false, createdAt };
}

/** A row reduced to the columns the scenario asked for. */
function allowed(row: Json | undefined, fields: ReadonlySet<string>): Json {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
  return Object.fromEntries(Object.entries(row as JsonObject).filter(([name]) => fields.has(name)));
}

async function inputOf(base: RunBase, trigger: Trigger, release: string, payload: JsonObject, by: string): Promise<JsonObject> {
  const { trigger: _, links: __, dataset: ___, ...given } = payload;
  if (trigger.kind !== 'row') return given;
  const plan = await planOf(base, release);
  const local = payloadText(trigger.config, 'dataset');
  const fields = plan.datasets[local]?.fields.map((field) => field.id) ?? [];
  // A row that set off a run is read like any other: with the columns the scenario may have at this moment.
  const source = createDatasetSource(base, plan);
  await demandShown(source, local, fields);
  const known = new Set([...fields, '_id', '_version']);
  const row = allowed(given['row'], known);
  if (typeof row === 'object' && row !== null) await noteRows(base, plan, { by, scenario: trigger.scenario }, { local, fields, node: trigger.node, rows: [{ data: row as JsonObject }] });
  return { ...given, row, before: allowed(given['before'], known) };
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
    return await startRun(base, { runId: newId(base.now()), release: release.release.id, flow: trigger.flow, start: trigger.node, user, input, clientKey, ...(links > 0 ? { links } : {}) });
  } catch (error) {
    if (isScenarioError(error, 'SCN_START_FILTERED')) return null;
    throw error;
  }
}
