import { randomBytes } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Store } from '../stores/store.ts';

/** What every service works with. */
export interface Base {
  readonly store: Store;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
}

const RANDOM = 12;
/** Ids whose random part is drawn at once: asking the system costs much more than an id. */
const DRAWN = 256;
let drawn = '';
let used = 0;
let moment = -1;
let momentText = '';

/** An id that sorts by time: 9 characters of time, 12 random ones (48 bits). */
export function newId(now: Date): string {
  const ms = now.getTime();
  if (ms !== moment) {
    moment = ms;
    momentText = ms.toString(36).padStart(9, '0');
  }
  if (used === drawn.length) {
    drawn = randomBytes((DRAWN * RANDOM) / 2).toString('hex');
    used = 0;
  }
  used += RANDOM;
  return momentText + drawn.slice(used - RANDOM, used);
}

/** Every change a person makes leaves an entry; `details` names fields, never their values. */
export async function audit(base: Base, by: string, action: string, target: string, details?: JsonObject): Promise<void> {
  await base.store.audit.append({ by, action, target, at: base.now().toISOString(), ...(details ? { details } : {}) });
}
