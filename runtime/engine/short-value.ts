import type { Json, JsonObject } from '../schema/json.ts';

const LIMIT = 16;
/** What says most about a result, in this order. */
const TELLING = ['outcome', 'rule', 'class', 'choice', 'result', 'value', 'port', 'best', 'row', 'status', 'id'];

/** A value in at most 16 characters, for an edge of the canvas. Lists say their length, contexts their most telling entry. */
export function shortValue(value: Json): string {
  if (value === null) return '∅';
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object') return cut(String(value));
  if (Array.isArray(value)) return `[${value.length}]`;
  return shortObject(value as JsonObject);
}

function shortObject(value: JsonObject): string {
  const rows = value['rows'] ?? value['results'];
  if (Array.isArray(rows)) return `[${rows.length}]`;
  if (value['found'] === false) return '∅';
  const keys = Object.keys(value);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return shortValue(value[only] ?? null);
  const telling = TELLING.find((key) => Object.hasOwn(value, key) && value[key] !== null);
  return telling === undefined ? `{${keys.length}}` : shortValue(value[telling] ?? null);
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LIMIT ? text : `${characters.slice(0, LIMIT - 1).join('')}…`;
}
