import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signatures as the Standard Webhooks say: `v1,` and an HMAC-SHA-256, in base64, over `id.timestamp.body`. */

const PREFIX = 'whsec_';
/** How far the clocks of the two sides may differ, in seconds. */
const TOLERANCE_S = 300;

export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
}

function digest(secret: string, id: string, timestamp: string, body: string | Buffer): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
}

/** The three headers of a message. @param at seconds since 1970 */
export function signedHeaders(secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> {
  const timestamp = String(at);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest(secret, id, timestamp, body).toString('base64')}` };
}

export interface SignedMessage {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** Space separated, because a sender that changes its secret signs with both. */
  readonly signature: string | undefined;
  readonly body: Buffer;
}

export type SignatureProblem = 'headers' | 'timestamp' | 'signature';

/** Null for a message that one of the secrets signed a short while ago. @param now seconds since 1970 */
export function signatureProblem({ id, timestamp, signature, body }: SignedMessage, secrets: readonly string[], now: number): SignatureProblem | null {
  if (id === undefined || !/^[\x21-\x7e]{1,128}$/.test(id) || timestamp === undefined || signature === undefined) return 'headers';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > TOLERANCE_S) return 'timestamp';
  const given = signature.split(' ').slice(0, 10).flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  const wanted = secrets.map((secret) => digest(secret, id, timestamp, body));
  const fits = wanted.some((one) => given.some((other) => other.length === one.length && timingSafeEqual(one, other)));
  return fits ? null : 'signature';
}
