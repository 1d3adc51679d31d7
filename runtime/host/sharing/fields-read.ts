import type { Ir } from '../../language/ir.ts';

/** What a formula per row reads: its own columns, and those of joined rows; `whole` when it uses a row as a value, which may read any. */
export interface FieldsRead {
  readonly own: ReadonlySet<string>;
  readonly joined: ReadonlyMap<string, ReadonlySet<string>>;
  readonly whole: boolean;
}

/** A formula that is one column of the row and nothing else. */
export function isColumn(ir: Ir): boolean {
  return ir.op === 'path' && isRow(ir.of);
}

interface Found {
  readonly own: Set<string>;
  readonly joined: Map<string, Set<string>>;
  whole: boolean;
}

const isRow = (ir: Ir): boolean => ir.op === 'name' && ir.name === 'row';

function isIr(value: object): value is Ir {
  return 'op' in value && typeof value.op === 'string';
}

/** Reads `row.a` and `row.join.b`; anything else that names the row counts as reading all of it. */
function walk(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((item) => walk(item, found));
  if (isIr(value)) {
    if (isRow(value)) found.whole = true;
    if (value.op === 'path' && isRow(value.of)) return void found.own.add(value.key);
    if (value.op === 'path' && value.of.op === 'path' && isRow(value.of.of)) return readJoined(value.of.key, value.key, found);
  }
  for (const [key, part] of Object.entries(value)) if (key !== 'type' && key !== 'at') walk(part, found);
}

function readJoined(name: string, field: string, found: Found): void {
  const fields = found.joined.get(name) ?? new Set<string>();
  fields.add(field);
  found.joined.set(name, fields);
  // A column may hold an object: then this reads the column.
  found.own.add(name);
}

const known = new WeakMap<Ir, FieldsRead>();

/** Never fewer columns than the formula can read. Each formula is looked at once. */
export function fieldsRead(ir: Ir): FieldsRead {
  const before = known.get(ir);
  if (before) return before;
  const found: Found = { own: new Set(), joined: new Map(), whole: false };
  walk(ir, found);
  known.set(ir, found);
  return found;
}
