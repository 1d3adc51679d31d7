import { createHash } from 'node:crypto';
import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit, newId } from '../context.ts';
import type { Base } from '../context.ts';
import type { Sealed, Secrets } from '../secrets.ts';
import { newWebhookSecret } from '../webhook-signature.ts';

const KIND = 'hook';
/** So long the secret before counts beside a new one. */
const OVERLAP_MS = 24 * 3_600_000;

interface HookSecret {
  readonly sealed: Sealed;
  readonly createdAt: string;
  /** No longer counts from then on. */
  readonly until?: string;
}

/** The address of a webhook and the secrets that open it. */
export interface HookBody {
  readonly scenario: string;
  readonly source: string;
  readonly secrets: readonly HookSecret[];
}

export interface HookBase extends Base {
  readonly secrets: Secrets;
}

/** One address for one trigger, over all releases. */
export function hookId(trigger: string): string {
  return `h${createHash('sha256').update(trigger).digest('hex').slice(0, 32)}`;
}

export async function findHook(base: Base, id: string): Promise<StoredDocument<HookBody> | null> {
  return base.store.documents.get<HookBody>(KIND, id);
}

/** The secrets that count now, plain. */
export function openSecrets(base: HookBase, { id, body }: StoredDocument<HookBody>): readonly string[] {
  const now = base.now().toISOString();
  return body.secrets.filter(({ until }) => until === undefined || until > now).map(({ sealed, createdAt }) => base.secrets.open(sealed, `${KIND}/${id}/${createdAt}`));
}

/** Makes an address, or a new secret for it; the one before counts for another day. The answer is the only time it is told. */
export async function rotateHook(base: HookBase, trigger: { readonly id: string; readonly scenario: string; readonly source: string }, by: string): Promise<{ readonly id: string; readonly secret: string; readonly until?: string }> {
  const id = hookId(trigger.id);
  const now = base.now();
  const found = await findHook(base, id);
  const secret = newWebhookSecret();
  const createdAt = `${now.toISOString()}#${newId(now)}`;
  const until = new Date(now.getTime() + OVERLAP_MS).toISOString();
  const kept = (found?.body.secrets ?? []).filter((one) => one.until === undefined || one.until > now.toISOString());
  const secrets = [{ sealed: base.secrets.seal(secret, `${KIND}/${id}/${createdAt}`), createdAt }, ...kept.slice(0, 1).map((one) => ({ ...one, until: one.until ?? until }))];
  try {
    await base.store.documents.put<HookBody>(KIND, id, { scenario: trigger.scenario, source: trigger.source, secrets }, { expectedVersion: found?.version ?? 0, by });
  } catch (error) {
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    throw fail('SCN_STORE_CONFLICT', { version: found?.version ?? 0, updatedBy: found?.updatedBy ?? '', updatedAt: found?.updatedAt ?? '' }, error);
  }
  await audit(base, by, 'trigger.secret', trigger.id);
  return { id, secret, ...(kept.length > 0 ? { until } : {}) };
}
