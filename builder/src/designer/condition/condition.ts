/**
 * The one place that says what a condition of the builder is: lines of field, operator and values, in groups that all or any must hold.
 * It is another view of a FEEL expression: `conditionToFeel` writes it, `read-condition.ts` reads it back.
 */
export const CONDITION_OPERATORS = [
  '=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'not-in', 'contains', 'not-contains', 'starts', 'ends', 'has', 'lacks', 'no-items', 'items', 'yes', 'no', 'empty', 'filled',
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** One line. `left` and `values` are FEEL operands: a path, a literal, or a formula that `asOperand` accepted. */
export interface ConditionRow {
  readonly kind: 'row';
  readonly left: string;
  readonly op: ConditionOperator;
  readonly values: readonly string[];
  /** `yes` and `no` written as `a` and `not(a)`: an absent value then stays absent instead of counting as no. */
  readonly bare?: true;
}

/** A line that says more than field, operator, value can. */
export interface ConditionFormula {
  readonly kind: 'formula';
  readonly source: string;
}

/** Lines that must all hold, or of which one must. */
export interface ConditionGroup {
  readonly kind: 'group';
  readonly all: boolean;
  readonly items: readonly ConditionItem[];
}

export type ConditionItem = ConditionRow | ConditionFormula | ConditionGroup;

export const NO_CONDITION: ConditionGroup = { kind: 'group', all: true, items: [] };
export const BLANK_ROW: ConditionRow = { kind: 'row', left: '', op: '=', values: [] };

const NO_VALUE: ReadonlySet<ConditionOperator> = new Set(['no-items', 'items', 'yes', 'no', 'empty', 'filled']);

/** How many values an operator takes. */
export function valueCount(op: ConditionOperator): 0 | 1 | 2 | 'many' {
  if (op === 'between') return 2;
  if (op === 'in' || op === 'not-in') return 'many';
  return NO_VALUE.has(op) ? 0 : 1;
}

const compared = ({ left, op, values }: ConditionRow): string => `${left} ${op} ${values[0] ?? ''}`;

const WRITE: Readonly<Record<ConditionOperator, (row: ConditionRow) => string>> = {
  '=': compared,
  '!=': compared,
  '<': compared,
  '<=': compared,
  '>': compared,
  '>=': compared,
  // Not `in [a..b]`: that form swallows an `and` that follows it.
  between: ({ left, values }) => `${left} between ${values[0] ?? ''} and ${values[1] ?? ''}`,
  // A single value in brackets swallows an `and` that follows it, so the whole line is bracketed.
  in: ({ left, values }) => (values.length === 1 ? `(${left} in (${values.join('')}))` : `${left} in (${values.join(', ')})`),
  'not-in': ({ left, values }) => `not(${left} in (${values.join(', ')}))`,
  contains: ({ left, values }) => `contains(${left}, ${values[0] ?? ''})`,
  'not-contains': ({ left, values }) => `not(contains(${left}, ${values[0] ?? ''}))`,
  starts: ({ left, values }) => `starts with(${left}, ${values[0] ?? ''})`,
  ends: ({ left, values }) => `ends with(${left}, ${values[0] ?? ''})`,
  has: ({ left, values }) => `list contains(${left}, ${values[0] ?? ''})`,
  lacks: ({ left, values }) => `not(list contains(${left}, ${values[0] ?? ''}))`,
  'no-items': ({ left }) => `count(${left}) = 0`,
  items: ({ left }) => `count(${left}) > 0`,
  yes: ({ left, bare }) => (bare ? left : `${left} = true`),
  no: ({ left, bare }) => (bare ? `not(${left})` : `${left} = false`),
  empty: ({ left }) => `${left} = null`,
  filled: ({ left }) => `${left} != null`,
};

/** A line that still lacks its field or a value says nothing yet. */
export function isFinished(item: ConditionRow | ConditionFormula): boolean {
  if (item.kind === 'formula') return item.source.trim() !== '';
  const need = valueCount(item.op);
  const filled = item.values.filter((value) => value.trim() !== '').length;
  return item.left !== '' && (need === 'many' ? filled > 0 && filled === item.values.length : filled >= need);
}

/** Whether some line of the group is still to be finished. */
export function hasUnfinished(group: ConditionGroup): boolean {
  return group.items.some((item) => (item.kind === 'group' ? item.items.length < 2 || hasUnfinished(item) : !isFinished(item)));
}

/** One line as FEEL. */
export function itemToFeel(item: ConditionRow | ConditionFormula): string {
  return item.kind === 'formula' ? `(${item.source.trim()})` : WRITE[item.op](item);
}

/** The builder's lines as one FEEL condition; '' when there is none. Unfinished lines are left out. */
export function conditionToFeel(group: ConditionGroup): string {
  const parts = group.items.flatMap((item) => {
    if (item.kind !== 'group') return isFinished(item) ? [itemToFeel(item)] : [];
    const inner = conditionToFeel(item);
    return inner === '' ? [] : [item.items.length > 1 ? `(${inner})` : inner];
  });
  return parts.join(group.all ? ' and ' : ' or ');
}
