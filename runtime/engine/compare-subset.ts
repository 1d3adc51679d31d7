import type { Json, JsonObject } from '../schema/json.ts';

/** A difference: where, what was expected, what was there. */
export interface Difference {
  readonly path: string;
  readonly expected: Json;
  readonly actual: Json;
}

/** Differences of `actual` from `expected`; of objects only what `expected` names is compared, lists are compared whole. */
export function differences(expected: Json, actual: Json | undefined, path: string): readonly Difference[] {
  const found = actual ?? null;
  if (Array.isArray(expected)) {
    const items = expected as readonly Json[];
    if (!Array.isArray(found) || found.length !== items.length) return [{ path, expected, actual: found }];
    return items.flatMap((item, index) => differences(item, (found as readonly Json[])[index], `${path}/${index}`));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return [{ path, expected, actual: found }];
    const object = found as JsonObject;
    return Object.entries(expected as JsonObject).flatMap(([key, value]) => differences(value, Object.hasOwn(object, key) ? object[key] : null, `${path}/${key}`));
  }
  return isSame(expected, found) ? [] : [{ path, expected, actual: found }];
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/u;

/** Decimals travel as text; 180, "180" and "180.00" are one number. */
function isSame(expected: Json, actual: Json): boolean {
  if (expected === actual) return true;
  const texts = [expected, actual].map((value) => (typeof value === 'number' ? String(value) : value));
  return texts.every((text) => typeof text === 'string' && DECIMAL.test(text)) && Number(texts[0]) === Number(texts[1]) && [expected, actual].some((value) => typeof value === 'string');
}
