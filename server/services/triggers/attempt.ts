import { isScenarioError } from '../../../runtime/errors.ts';
import type { ScenarioError } from '../../../runtime/errors.ts';
import { fail } from '../../errors.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { payloadText } from '../payload-text.ts';
import { sendPersonal } from '../send-personal.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { deliverEvent } from './send-event.ts';
import { startTriggered } from './start-triggered.ts';
import { findTrigger } from './trigger-book.ts';
import { readTriggerState } from './trigger-state.ts';

/** Waits between tries, in milliseconds; after the last one a person decides. */
const WAITS = [5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000] as const;
/** An event nobody waits for yet is offered again so often. */
const OFFER_MS = 5_000;
const PAUSE_MS = 60_000;

/** Codes that another try by itself would not mend. */
const FINAL = new Set(['SCN_TRIGGER_GONE', 'SCN_EVENT_NOBODY', 'SCN_FORM_INVALID', 'SCN_START_INPUT', 'SCN_RUN_START', 'SCN_RUN_FLOW', 'SCN_RUN_PLAN', 'SCN_TRIGGER_LOOP', 'SCN_TRIGGER_TOO_MANY', 'SCN_MAIL_ADDRESS', 'SCN_NOTICE_CHANNEL']);

export interface Attempted {
  readonly run?: KnownRun;
  readonly error?: ScenarioError;
}

function coded(error: unknown): ScenarioError {
  return isScenarioError(error) ? error : fail('SCN_TRIGGER_FAILED', { reason: error instanceof Error ? error.name : 'unknown' }, error);
}

function later(base: RunBase, ms: number): string {
  return new Date(base.now().getTime() + ms).toISOString();
}

/** One that failed is tried again later, or waits for a person. */
async function put(base: RunBase, delivery: DeliveryRecord, error: ScenarioError): Promise<void> {
  const attempts = delivery.attempts + 1;
  const wait = FINAL.has(error.code) ? undefined : WAITS[attempts - 1];
  const told = { code: error.code, details: error.details };
  await base.store.deliveries.settle(delivery, { ...delivery, attempts, error: told, status: wait === undefined ? 'failed' : 'waiting', dueAt: later(base, wait ?? 0) });
  base.triggerCounts.failed(delivery.kind);
  base.log.warn({ delivery: delivery.id, scenario: delivery.scenario, source: delivery.source, code: error.code, attempts }, 'delivery failed');
}

/** Null = done; else when to try again without counting it as a failure. */
async function work(base: RunBase, delivery: DeliveryRecord): Promise<{ readonly run?: KnownRun; readonly again?: string }> {
  if (delivery.kind === 'message') {
    await sendPersonal(base, delivery);
    return {};
  }
  if (delivery.kind === 'event') {
    if ((await deliverEvent(base, delivery)) > 0) return {};
    const until = payloadText(delivery.payload, 'until');
    if (base.now().toISOString() >= until) throw fail('SCN_EVENT_NOBODY', { event: payloadText(delivery.payload, 'name') });
    return { again: later(base, OFFER_MS) };
  }
  if (!findTrigger(base.live, delivery.scenario, delivery.source)) throw fail('SCN_TRIGGER_GONE', { scenario: delivery.scenario, source: delivery.source });
  const paused = (await readTriggerState(base, `${delivery.scenario}/${delivery.source}`))?.body.paused;
  if (paused) return { again: later(base, PAUSE_MS) };
  const run = await startTriggered(base, delivery, delivery.id);
  return run ? { run } : {};
}

/** Tries one delivery once: it goes when it is done. Never rejects for what went wrong with it. */
export async function attempt(base: RunBase, delivery: DeliveryRecord): Promise<Attempted> {
  try {
    const { run, again } = await work(base, delivery);
    await base.store.deliveries.settle(delivery, again === undefined ? null : { ...delivery, dueAt: again });
    return run ? { run } : {};
  } catch (error) {
    const told = coded(error);
    await put(base, delivery, told);
    return { error: told };
  }
}
