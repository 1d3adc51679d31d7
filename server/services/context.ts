import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Store } from '../stores/store.ts';

/** What every service works with. */
export interface Base {
  readonly store: Store;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
}

/** An id that sorts by time: 9 characters of time, 12 random ones (48 bits, out of the pool that `randomUUID` keeps). */
export function newId(now: Date): string {
  const uuid = randomUUID();
  return `${now.getTime().toString(36).padStart(9, '0')}${uuid.slice(0, 8)}${uuid.slice(9, 13)}`;
}

/** Every change a person makes leaves an entry; `details` names fields, never their values. */
export async function audit(base: Base, by: string, action: string, target: string, details?: JsonObject): Promise<void> {
  await base.store.audit.append({ by, action, target, at: base.now().toISOString(), ...(details ? { details } : {}) });
}
