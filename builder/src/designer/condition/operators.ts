import { choicesOf, type SchemaView } from '../formula/formula-scope.ts';
import { typedOf, type Typed } from '../formula/literal.ts';
import { CONDITION_OPERATORS, valueCount, type ConditionOperator, type ConditionRow } from './condition.ts';

const ORDER: readonly ConditionOperator[] = ['=', '!=', '<', '<=', '>', '>=', 'between'];
const KNOWN: readonly ConditionOperator[] = ['in', 'not-in'];
const THERE: readonly ConditionOperator[] = ['empty', 'filled'];
const moment: readonly ConditionOperator[] = [...ORDER, ...THERE];

const BY_TYPE: Readonly<Record<Typed, readonly ConditionOperator[]>> = {
  number: [...ORDER, ...KNOWN, ...THERE],
  date: moment,
  time: moment,
  'date-time': moment,
  duration: moment,
  boolean: ['yes', 'no', ...THERE],
  text: ['=', '!=', 'contains', 'not-contains', 'starts', 'ends', ...KNOWN, ...THERE],
  list: ['has', 'lacks', 'items', 'no-items', ...THERE],
  any: CONDITION_OPERATORS,
};

/** The comparisons that make sense for values of a schema, the present one always among them. */
export function operatorsFor(schema: SchemaView | undefined, present: ConditionOperator): readonly ConditionOperator[] {
  const fitting: readonly ConditionOperator[] = choicesOf(schema).length > 0 && typedOf(schema) !== 'list' ? ['=', '!=', ...KNOWN, ...THERE] : BY_TYPE[typedOf(schema)];
  return fitting.includes(present) ? fitting : [present, ...fitting];
}

/** Whether comparisons of the type speak of earlier and later. */
export function isMoment(type: Typed): boolean {
  return type === 'date' || type === 'time' || type === 'date-time';
}

/** The row with another comparison; values that still fit stay. */
export function withOperator(row: ConditionRow, op: ConditionOperator): ConditionRow {
  const need = valueCount(op);
  const { bare: _bare, ...rest } = row;
  return { ...rest, op, values: need === 0 ? [] : row.values.slice(0, need === 'many' ? undefined : need) };
}

/** A fresh row about a field: the comparison most often meant. */
export function rowAbout(left: string, schema: SchemaView | undefined): ConditionRow {
  const [first = '='] = operatorsFor(schema, '=').filter((op) => op !== '=' || typedOf(schema) !== 'boolean');
  const type = typedOf(schema);
  return { kind: 'row', left, op: type === 'boolean' ? 'yes' : type === 'list' ? 'has' : first, values: [] };
}

/** The schema of what a comparison takes as its value: of a list, its items. */
export function valueSchemaFor(schema: SchemaView | undefined, op: ConditionOperator): SchemaView | undefined {
  if (op !== 'has' && op !== 'lacks') return schema;
  return schema?.items ?? schema?.anyOf?.find((one) => one.items !== undefined)?.items;
}
