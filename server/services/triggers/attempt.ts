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

/** Failures of the store itself: nothing is wrong with the delivery, so they count for nothing. */
const STORE_FAILS = new Set(['SCN_STORE_FULL', 'SCN_STORE_WRITE', 'SCN_STORE_BROKEN', 'SCN_STORE_CLOSED', 'SCN_STORE_DOWN', 'SCN_STORE_BUSY', 'SCN_STORE_REFUSED']);
const STORE_MS = 15_000;
/** So long a message is left to whoever sends it. */
const SENDING_MS = 90_000;

export interface Attempted {
  readonly run?: KnownRun;
  readonly error?: ScenarioError;
  /** The store did not even take what became of it: it is due as before. */
  readonly stuck?: true;
}

function coded(error: unknown): ScenarioError {
  return isScenarioError(error) ? error : fail('SCN_TRIGGER_FAILED', { reason: error instanceof Error ? error.name : 'unknown' }, error);
}

function later(base: RunBase, ms: number): string {
  return new Date(base.now().getTime() + ms).toISOString();
}

/** What becomes of one that failed: it is tried again later, or waits for a person. */
function afterFailure(base: RunBase, delivery: DeliveryRecord, { code, details }: ScenarioError): DeliveryRecord {
  const error = { code, details };
  if (STORE_FAILS.has(code)) return { ...delivery, error, dueAt: later(base, STORE_MS) };
  const attempts = delivery.attempts + 1;
  const wait = FINAL.has(code) ? undefined : WAITS[attempts - 1];
  return { ...delivery, attempts, error, status: wait === undefined ? 'failed' : 'waiting', dueAt: later(base, wait ?? 0) };
}

/** Whoever looks after the scenario sees it at once. */
function tellOf(base: RunBase, { scenario }: DeliveryRecord): void {
  base.changes.tell(() => ({ scenario, run: '', starter: '', tokens: [], notices: [] }));
}

async function put(base: RunBase, delivery: DeliveryRecord, error: ScenarioError): Promise<Attempted> {
  const next = afterFailure(base, delivery, error);
  const { id, scenario, source } = delivery;
  base.log.warn({ delivery: id, scenario, source, code: error.code, attempts: next.attempts }, 'delivery failed');
  try {
    const isOurs = await base.store.deliveries.settle(delivery, next);
    if (isOurs && next.attempts > delivery.attempts) base.triggerCounts.failed(delivery.kind);
    tellOf(base, delivery);
    return { error };
  } catch (refused) {
    if (!STORE_FAILS.has(coded(refused).code)) throw refused;
    return { error, stuck: true };
  }
}

/** A message cannot be taken back: it goes only while the store takes writes, or it would go again and again. */
async function takeToSend(base: RunBase, delivery: DeliveryRecord): Promise<DeliveryRecord> {
  if (delivery.kind !== 'message') return delivery;
  const taken = { ...delivery, dueAt: later(base, SENDING_MS) };
  if (!(await base.store.deliveries.settle(delivery, taken))) throw fail('SCN_TRIGGER_BUSY');
  return taken;
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
  let held = delivery;
  try {
    held = await takeToSend(base, delivery);
    const { run, again } = await work(base, held);
    await base.store.deliveries.settle(held, again === undefined ? null : { ...held, dueAt: again });
    if (held.error !== undefined) tellOf(base, held);
    return run ? { run } : {};
  } catch (error) {
    return put(base, held, coded(error));
  }
}
