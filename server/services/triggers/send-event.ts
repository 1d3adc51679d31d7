import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { nodesOf } from '../../../runtime/engine/summary.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { payloadText } from '../payload-text.ts';
import { commandRun, loadRun } from '../runs.ts';
import type { RunBase } from '../runs.ts';

interface Sent {
  readonly name: string;
  readonly key: Json;
  readonly payload: Json;
  /** The scenario that sent it; absent for the interface of the app itself. */
  readonly from?: string;
}

function sentOf({ payload }: DeliveryRecord): Sent {
  const { key = null, payload: data = null, from } = payload;
  return { name: payloadText(payload, 'name'), key, payload: data, ...(typeof from === 'string' ? { from } : {}) };
}

/** Whether a run waits for this event of that scenario: its own ones always count, others where a wait says so. */
async function admits(base: RunBase, run: string, { name, key, from }: Sent, scenario: string): Promise<boolean> {
  const record = await base.store.runs.get(run);
  if (!record) return false;
  if (record.scenario === scenario) return true;
  if (from === undefined) return false;
  const { state } = await loadRun(base, run);
  return nodesOf(state).some(({ node }) => (node.wait?.until ?? []).some(({ on }) => on.kind === 'event' && on.name === name && canonicalText(on.key) === canonicalText(key) && on.from?.includes(from)));
}

/** Gives an event to every run that waits for it and takes it, each once; answers how many there are. */
export async function deliverEvent(base: RunBase, delivery: DeliveryRecord): Promise<number> {
  const sent = sentOf(delivery);
  const waits = await base.store.eventWaits.find(sent.name, sent.key);
  let reached = 0;
  for (const run of new Set(waits.map((wait) => wait.runId))) {
    if (!(await admits(base, run, sent, delivery.scenario))) continue;
    const clientKey = { starter: `event:${delivery.id}`, key: run };
    if ((await base.store.runs.byClientKey(clientKey.starter, clientKey.key)) === null) await give(base, run, sent, clientKey);
    reached += 1;
  }
  return reached;
}

async function give(base: RunBase, run: string, { name, key, payload }: Sent, clientKey: { starter: string; key: string }): Promise<void> {
  try {
    await commandRun(base, run, { type: 'event', name, key, payload: payload as JsonObject }, clientKey);
  } catch (error) {
    // Another server was first.
    if (!isScenarioError(error, 'SCN_STORE_DUPLICATE')) throw error;
  }
}
