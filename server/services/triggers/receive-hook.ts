import { createHash } from 'node:crypto';
import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { fail } from '../../errors.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { parseJson } from '../json-scan.ts';
import { loadRun } from '../runs.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { within } from '../within.ts';
import { signatureProblem } from '../webhook-signature.ts';
import { attempt } from './attempt.ts';
import { findHook, openSecrets } from './hooks.ts';
import type { HookBase } from './hooks.ts';
import { triggerUser } from './start-triggered.ts';
import { demandRunning } from './trigger-state.ts';

export interface ReceiveBase extends RunBase, HookBase {}

export interface HookMessage {
  readonly hook: string;
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
  readonly waitMs: number;
}

export interface HookAnswer {
  /** Absent while it is still under way. */
  readonly run?: string;
  readonly duplicate: boolean;
}

const PROBLEMS = { headers: 'SCN_HOOK_HEADERS', timestamp: 'SCN_HOOK_STALE', signature: 'SCN_HOOK_SIGNATURE' } as const;

/** The same message again has the same id, so it is the same delivery and the same run. */
function deliveryId(hook: string, message: string): string {
  return `w${createHash('sha256').update(`${hook} ${message}`).digest('hex').slice(0, 24)}`;
}

function refuseOther(run: KnownRun, body: Json, id: string): void {
  const before = Object.values(run.state.flows)[0]?.input['body'] ?? null;
  if (canonicalText(before) !== canonicalText(body)) throw fail('SCN_HOOK_REUSED', { id });
}

/**
 * Takes a message of another system: checked before it is read, on disk before it is answered, one run for one id.
 * @throws SCN_HOOK_UNKNOWN, SCN_HOOK_HEADERS, SCN_HOOK_STALE, SCN_HOOK_SIGNATURE, SCN_HOOK_REUSED, SCN_TRIGGER_PAUSED, SCN_API_JSON, and what the start is refused with
 */
export async function receiveHook(base: ReceiveBase, message: HookMessage): Promise<HookAnswer> {
  const hook = await findHook(base, message.hook);
  if (!hook) throw fail('SCN_HOOK_UNKNOWN', {});
  const now = base.now();
  const wrong = signatureProblem(message, openSecrets(base, hook), Math.floor(now.getTime() / 1000));
  if (wrong) {
    base.triggerCounts.refused(wrong);
    throw fail(PROBLEMS[wrong], { hook: message.hook });
  }
  const id = message.id ?? '';
  const body = parseJson(message.body.toString('utf8')) as Json;
  const { scenario, source } = hook.body;
  const [flow = '', node = ''] = source.split('/');
  const delivery: DeliveryRecord = { id: deliveryId(message.hook, id), kind: 'run', status: 'waiting', scenario, source, at: now.toISOString(), dueAt: new Date(now.getTime() + 60_000).toISOString(), attempts: 0, payload: { trigger: 'webhook', body, delivery: id, at: now.toISOString() } };
  const before = await base.store.runs.byClientKey(triggerUser({ scenario, flow, node }, delivery.at).id, delivery.id);
  if (before !== null) {
    refuseOther(await loadRun(base, before), body, id);
    return { run: before, duplicate: true };
  }
  await demandRunning(base, `${scenario}/${source}`);
  await base.store.deliveries.add([delivery]);
  const held = await base.store.deliveries.get(delivery.id);
  if (!held) return receiveHook(base, message);
  if (canonicalText(held.payload['body'] ?? null) !== canonicalText(body)) throw fail('SCN_HOOK_REUSED', { id });
  const done = await within(attempt(base, held), message.waitMs);
  if (done === null) return { duplicate: held.attempts > 0 };
  if (done.error) throw done.error;
  return { ...(done.run ? { run: done.run.state.id } : {}), duplicate: held.at !== delivery.at };
}
