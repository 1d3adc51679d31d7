import { isLambda } from '../language/lambda.ts';
import type { EvaluatedValue } from '../nodes/define-node.ts';
import { canonicalText } from '../schema/canonical-json.ts';
import type { Json } from '../schema/json.ts';

/** The evaluated input as JSON: per-row formulas become their source. */
export function inputAsJson(value: EvaluatedValue): Json {
  if (isLambda(value)) return value.source;
  if (Array.isArray(value)) return (value as readonly EvaluatedValue[]).map(inputAsJson);
  if (typeof value === 'object' && value !== null) {
    const json: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value as Readonly<Record<string, EvaluatedValue>>)) json[key] = inputAsJson(item);
    return json;
  }
  return value;
}

/**
 * 53-bit hash of text, in base 36 (cyrb53 by bryc, public domain). It tells inputs of one node and round apart;
 * it guards against no attacker.
 */
export function hashText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** E6: the same for every retry of one effect. */
export function effectKey(run: string, path: string, round: number, input: Json): string {
  return `${run}/${path}/${round}/${hashText(canonicalText(input))}`;
}

/** Estimated bytes of a value as UTF-8 JSON; never more than three times off, and cheap. */
export function roughBytes(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let sum = 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) sum += roughBytes(item) + 1;
    return sum;
  }
  const fields = value as { readonly [key: string]: Json };
  for (const key in fields) sum += key.length + 4 + roughBytes(fields[key] ?? null);
  return sum;
}
