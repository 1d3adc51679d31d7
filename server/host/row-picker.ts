import type { StoredRow } from '../../runtime/host/row-filter.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';

type Picker = (row: StoredRow) => JsonObject;

/** A shape that is asked for once or twice is not worth a function. */
const USES = 3;
const KEPT = 1000;
const byNames = new Map<string, { uses: number; picker?: Picker }>();
const byList = new WeakMap<readonly string[], Picker>();

/**
 * A function that makes what an answer holds of a row: these columns, id and version. Undefined as long as they are seldom
 * asked for. One that goes through the names has to look each of them up in every row.
 *
 * @param fields none of them a name that every object has
 */
export function rowPicker(fields: readonly string[]): Picker | undefined {
  const before = byList.get(fields);
  if (before) return before;
  const names = JSON.stringify(fields);
  const known = byNames.get(names) ?? { uses: 0 };
  known.uses += 1;
  if (known.uses < USES) {
    if (byNames.size >= KEPT) byNames.clear();
    byNames.set(names, known);
    return undefined;
  }
  const picker = (known.picker ??= makePicker(fields));
  byList.set(fields, picker);
  return picker;
}

function makePicker(fields: readonly string[]): Picker {
  const columns = fields.map((field) => JSON.stringify(field)).map((name) => `${name}: data[${name}] ?? null, `).join('');
  // oxlint-disable-next-line typescript/no-implied-eval -- names are JSON texts
  return new Function('row', `const data = row.data; return { ${columns}_id: row.id, _version: row.version };`) as Picker;
}
