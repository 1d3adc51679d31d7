import { fail } from '../errors.ts';

/** How deep a JSON body may nest. */
export const MAX_JSON_DEPTH = 64;

export interface JsonLimits {
  readonly holders: number;
  readonly keys: number;
  readonly keysOfOne: number;
  readonly values: number;
}

/** How many things a JSON body may hold: lists and objects, keys, keys of one object, and values in lists and objects. Parsing more keeps everybody waiting. */
export const MAX_JSON: JsonLimits = { holders: 100_000, keys: 200_000, keysOfOne: 20_000, values: 400_000 };

/** The same where whole scenarios come: a table of 20,000 rules with ten columns, and drafts that are still too large to publish. */
export const MAX_SCENARIO_JSON: JsonLimits = { holders: 400_000, keys: 600_000, keysOfOne: 20_000, values: 800_000 };

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const COLON = 58;
const COMMA = 44;

/** An escape that is not itself escaped. */
const ZERO = /(?<!\\)(?:\\\\)*\\u0000/;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 2;
    else if (code === QUOTE) return at;
    else at += 1;
  }
  return text.length;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return text.charCodeAt(at) === COLON;
}

function keyAt(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(text.slice(start, end + 1)));
  } catch {
    return raw;
  }
}

interface Level {
  readonly keys: Set<string> | null;
  /** The key under which this level opened. */
  readonly under: string;
  last: string;
}

function refuseKey(text: string, at: number, key: string, level: Level): void {
  if (key === '__proto__' || (key === 'prototype' && level.under === 'constructor')) throw fail('SCN_API_KEY', { key });
  if (!level.keys) return;
  if (level.keys.has(key)) throw fail('SCN_API_DUPLICATE_KEY', { key, line: text.slice(0, at).split('\n').length });
  level.keys.add(key);
}

/**
 * Looks over JSON text before it is parsed: nesting, repeated keys, prototype keys and the character U+0000, which no
 * database keeps in a text. Says nothing about the grammar; `JSON.parse` does that.
 * @throws SCN_API_DEPTH, SCN_API_MANY, SCN_API_DUPLICATE_KEY, SCN_API_KEY, SCN_API_ZERO
 */
export function scanJson(text: string, most?: JsonLimits): void {
  if (ZERO.test(text)) throw fail('SCN_API_ZERO');
  const levels: Level[] = [];
  let [holders, keys, values] = [0, 0, 0];
  const refuseMany = (count: number, limit: number | undefined): void => {
    if (limit !== undefined && count > limit) throw fail('SCN_API_MANY', { limit });
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      const level = levels.at(-1);
      if (level?.keys && isKey(text, end + 1)) {
        const key = keyAt(text, at, end);
        refuseKey(text, at, key, level);
        refuseMany((keys += 1), most?.keys);
        refuseMany(level.keys.size, most?.keysOfOne);
        level.last = key;
      }
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (levels.length >= MAX_JSON_DEPTH) throw fail('SCN_API_DEPTH', { limit: MAX_JSON_DEPTH });
      refuseMany((holders += 1), most?.holders);
      levels.push({ keys: code === OPEN_OBJECT ? new Set() : null, under: levels.at(-1)?.last ?? '', last: '' });
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) levels.pop();
    else if (code === COMMA) refuseMany((values += 1), most?.values);
  }
}

/** @throws SCN_API_JSON and the codes of `scanJson` */
export function parseJson(text: string): unknown {
  scanJson(text);
  return parseScanned(text);
}

/** What was looked over before. @throws SCN_API_JSON */
export function parseScanned(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw fail('SCN_API_JSON', { reason: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
}
