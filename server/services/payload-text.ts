import type { JsonObject } from '../../runtime/schema/json.ts';

/** A text of a payload; empty when it is none. */
export function payloadText(payload: JsonObject, name: string): string {
  const value = payload[name];
  return typeof value === 'string' ? value : '';
}
