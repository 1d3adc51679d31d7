import type { Json, JsonObject } from '../../../../../../runtime/schema/json.ts';
import type { Sheet } from '../../../table/import/sheet.ts';

/** A list of objects in an answer, and the keys that lead to it. */
export interface FoundList {
  readonly path: readonly string[];
  readonly count: number;
}

const DEEPEST = 5;
const MOST_COLUMNS = 200;
/** Objects within a row are taken apart this deep. */
const MOST_KEYS = 3;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly JsonObject[] => Array.isArray(value) && value.length > 0 && value.every(isObject);

/** Every list of objects an answer has, the longest first. */
export function listsIn(body: Json): readonly FoundList[] {
  const found: FoundList[] = [];
  const walk = (value: Json, path: readonly string[]): void => {
    if (isRows(value)) found.push({ path, count: value.length });
    if (!isObject(value) || path.length === DEEPEST) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  };
  walk(body, []);
  return found.toSorted((a, b) => b.count - a.count);
}

/** The rows at a place of an answer. */
export function rowsAt(body: Json, path: readonly string[]): readonly JsonObject[] {
  const found = path.reduce<unknown>((holder, key) => (isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined), body);
  return isRows(found) ? found : [];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Rows of an answer as a sheet, and which keys lead to each of its columns. */
export interface SampleSheet {
  readonly sheet: Sheet;
  readonly froms: readonly (readonly string[])[];
}

function leaves(row: JsonObject, path: readonly string[], told: Map<string, readonly string[]>): void {
  for (const [key, value] of Object.entries(row)) {
    const at = [...path, key];
    if (isObject(value) && at.length < MOST_KEYS) leaves(value, at, told);
    else told.set(at.join('.'), at);
  }
}

/** Columns in the order in which the rows first name them; objects within rows give a column for each of their values. */
export function sampleSheet(name: string, rows: readonly JsonObject[]): SampleSheet {
  const told = new Map<string, readonly string[]>();
  for (const row of rows) leaves(row, [], told);
  // What is empty in one row and an object in another is told by the parts of the object.
  const froms = [...told.values()].filter((from) => ![...told.values()].some((other) => other.length > from.length && from.every((key, at) => other[at] === key))).slice(0, MOST_COLUMNS);
  const cells = rows.map((row) => froms.map((from) => textOf(from.reduce<unknown>((holder, key) => (isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined), row))));
  return { froms, sheet: { name, rows: [froms.map((from) => from.join('.')), ...cells] } };
}
