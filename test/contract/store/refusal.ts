import { expect } from 'vitest';
import type { JsonObject } from '../../../runtime/schema/json.ts';

/** The code and details a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: string; details: JsonObject }> {
  const error = await promise.then(
    () => expect.fail('it was not refused'),
    (reason: unknown) => reason as { code: string; details: JsonObject },
  );
  return { code: error.code, details: error.details };
}
