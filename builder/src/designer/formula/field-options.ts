import type { Locale } from '../../../../runtime/schema/text.ts';
import { asSchema, membersOf, sampleAt, schemaTypeName, shortValue, titleOfPath, type FormulaScope, type SchemaView } from './formula-scope.ts';

/** One value a formula may read, as the field picker lists it. */
export interface FieldOption {
  /** As a formula writes it: `catalog.row.days`. */
  readonly path: string;
  /** The name of the scope it hangs on. */
  readonly head: string;
  readonly title: string;
  readonly type: string;
  readonly sample: string;
  readonly schema: SchemaView;
  /** A list or an object: has members, or many values. */
  readonly holds: 'one' | 'list' | 'object';
}

const DEPTH = 3;
const MOST = 400;

function holdsOf(schema: SchemaView): FieldOption['holds'] {
  const options = [schema, ...(schema.anyOf ?? [])];
  if (options.some((one) => one.type === 'array' || one.items !== undefined)) return 'list';
  return options.some((one) => one.properties !== undefined) ? 'object' : 'one';
}

/** Every value of a scope down to three levels: the tested value of a cell, then those of `row` and `form` first, since they are what a condition is mostly about. */
export function fieldOptions(scope: FormulaScope, locale: Locale): readonly FieldOption[] {
  const all: FieldOption[] = [];
  const walk = (path: readonly string[], schema: SchemaView): void => {
    if (all.length >= MOST) return;
    const name = path.join('.');
    const holds = holdsOf(schema);
    all.push({ path: name, head: path[0] ?? '', title: titleOfPath(scope, name, locale) ?? '', type: schemaTypeName(schema, locale), sample: shortValue(sampleAt(scope.samples, path), locale, 18), schema, holds });
    if (path.length > DEPTH) return;
    for (const [key, member] of Object.entries(membersOf(schema))) walk([...path, key], asSchema(member));
  };
  const rank = (name: string) => ['form', 'row', '?'].indexOf(name);
  for (const name of Object.keys(scope.names).toSorted((one, other) => rank(other) - rank(one))) walk([name], asSchema(scope.names[name]));
  return all;
}
