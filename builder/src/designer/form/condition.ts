import { feelTree, pathOf, type FeelNode } from '../formula/feel-tree.ts';

/** How one field is compared. `between` has two values, `in` and `not-in` at least one, the last four none. */
export const CONDITION_OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'not-in', 'yes', 'no', 'empty', 'filled'] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** One line of the builder. `left` is a path, `values` are FEEL literals or paths as written. */
export interface ConditionRow {
  readonly kind: 'row';
  readonly left: string;
  readonly op: ConditionOperator;
  readonly values: readonly string[];
}

/** Lines that must all hold, or of which one must. */
export interface ConditionGroup {
  readonly kind: 'group';
  readonly all: boolean;
  readonly items: readonly ConditionItem[];
}

export type ConditionItem = ConditionRow | ConditionGroup;

export const NO_CONDITION: ConditionGroup = { kind: 'group', all: true, items: [] };

/** How many values an operator takes. */
export function valueCount(op: ConditionOperator): 0 | 1 | 2 | 'many' {
  if (op === 'between') return 2;
  if (op === 'in' || op === 'not-in') return 'many';
  return /^[a-z]/.test(op) ? 0 : 1;
}

const WRITE: Readonly<Record<Exclude<ConditionOperator, '=' | '!=' | '<' | '<=' | '>' | '>='>, (row: ConditionRow) => string>> = {
  yes: ({ left }) => `${left} = true`,
  no: ({ left }) => `${left} = false`,
  empty: ({ left }) => `${left} = null`,
  filled: ({ left }) => `${left} != null`,
  // Not `in [a..b]`: that form swallows an `and` that follows it.
  between: ({ left, values }) => `${left} between ${values[0] ?? ''} and ${values[1] ?? ''}`,
  // A single value in brackets swallows an `and` that follows it, so the whole line is bracketed.
  in: ({ left, values }) => (values.length === 1 ? `(${left} in (${values.join('')}))` : `${left} in (${values.join(', ')})`),
  'not-in': ({ left, values }) => `not(${left} in (${values.join(', ')}))`,
};

function rowToFeel(row: ConditionRow): string {
  const { op } = row;
  if (op === '=' || op === '!=' || op === '<' || op === '<=' || op === '>' || op === '>=') return `${row.left} ${op} ${row.values[0] ?? ''}`;
  return WRITE[op](row);
}

/** A line that still lacks its field or a value says nothing yet. */
export function isFinished(row: ConditionRow): boolean {
  const need = valueCount(row.op);
  const filled = row.values.filter((value) => value.trim() !== '').length;
  return row.left !== '' && (need === 'many' ? filled > 0 : filled >= need);
}

/** The builder's lines as one FEEL condition; '' when there is none. Unfinished lines are left out. */
export function conditionToFeel(group: ConditionGroup): string {
  const parts = group.items.flatMap((item) => {
    if (item.kind === 'row') return isFinished(item) ? [rowToFeel(item)] : [];
    const inner = conditionToFeel(item);
    return inner === '' ? [] : [item.items.length > 1 ? `(${inner})` : inner];
  });
  return parts.join(group.all ? ' and ' : ' or ');
}

/** A value the builder can show: a literal or a name. */
function simpleValue(node: FeelNode): string | undefined {
  if (/^(StringLiteral|NumericLiteral|BooleanLiteral|DateTimeLiteral)$/.test(node.name)) return node.text;
  if (pathOf(node) !== undefined) return node.text.trim();
  return node.name === 'ArithmeticExpression' && /^-\s*[\d.]+$/.test(node.text) ? node.text : undefined;
}

function row(left: string, op: ConditionOperator, values: readonly string[] = []): ConditionRow {
  return { kind: 'row', left, op, values };
}

function compared(left: string, op: string, right: FeelNode): ConditionRow | undefined {
  if (right.name === 'null') return op === '=' ? row(left, 'empty') : op === '!=' ? row(left, 'filled') : undefined;
  if (right.name === 'BooleanLiteral') {
    if (op !== '=' && op !== '!=') return undefined;
    return row(left, (right.text === 'true') === (op === '=') ? 'yes' : 'no');
  }
  const value = simpleValue(right);
  return value === undefined ? undefined : row(left, op as ConditionOperator, [value]);
}

function unwrap(node: FeelNode): FeelNode {
  const [inner] = node.children;
  return inner && node.children.length === 1 && /^(PositiveUnaryTest|SimplePositiveUnaryTest)$/.test(node.name) ? unwrap(inner) : node;
}

function listed(left: string, rest: readonly FeelNode[]): ConditionRow | undefined {
  const many = rest.find((child) => child.name === 'PositiveUnaryTests');
  if (many) {
    const values = many.children.filter((child) => child.name === 'PositiveUnaryTest').map((child) => simpleValue(unwrap(child)));
    return values.every((value) => value !== undefined) ? row(left, 'in', values) : undefined;
  }
  const [only] = rest.map(unwrap);
  if (only?.name === 'ParenthesizedExpression') {
    const value = only.children.filter((child) => child.name !== '(' && child.name !== ')').map(simpleValue)[0];
    return value === undefined ? undefined : row(left, 'in', [value]);
  }
  if (only?.name !== 'Interval' || !only.text.startsWith('[') || !only.text.endsWith(']')) return undefined;
  const ends = only.children.filter((child) => !/^(\[|\]|\.\.)$/.test(child.name)).map(simpleValue);
  const [from, to] = ends;
  return from !== undefined && to !== undefined ? row(left, 'between', [from, to]) : undefined;
}

function comparisonRow(node: FeelNode): ConditionRow | undefined {
  const [leftNode, op, ...rest] = node.children;
  const left = leftNode && pathOf(leftNode);
  if (left === undefined || !op) return undefined;
  if (op.name === 'CompareOp' && rest[0]) return compared(left, op.text, rest[0]);
  if (op.name === 'in') return listed(left, rest);
  const [low, , high] = rest;
  const values = [low, high].map((part) => part && simpleValue(part));
  return op.name === 'between' && values[0] !== undefined && values[1] !== undefined ? row(left, 'between', [values[0], values[1]]) : undefined;
}

function negated(node: FeelNode): ConditionRow | undefined {
  const [callee, , args] = node.children;
  const [argument] = args?.children ?? [];
  if (callee?.text !== 'not' || args?.children.length !== 1 || !argument) return undefined;
  const path = pathOf(argument);
  if (path !== undefined) return row(path, 'no');
  const inner = argument.name === 'Comparison' ? comparisonRow(argument) : undefined;
  return inner?.op === 'in' ? { ...inner, op: 'not-in' } : undefined;
}

function itemOf(node: FeelNode): ConditionItem | undefined {
  if (node.name === 'Conjunction' || node.name === 'Disjunction') return groupOf(node);
  if (node.name === 'Comparison') return comparisonRow(node);
  if (node.name === 'FunctionInvocation') return negated(node);
  if (node.name === 'ParenthesizedExpression') {
    const inner = node.children.find((child) => child.name !== '(' && child.name !== ')');
    return inner && itemOf(inner);
  }
  const path = pathOf(node);
  return path === undefined ? undefined : row(path, 'yes');
}

/** `a and b and c` is one list; a bracketed list of the same kind joins it. */
function groupOf(node: FeelNode): ConditionGroup | undefined {
  const [left, , right] = node.children;
  const first = left && itemOf(left);
  const second = right && itemOf(right);
  if (!first || !second) return undefined;
  const all = node.name === 'Conjunction';
  const flat = (item: ConditionItem) => (item.kind === 'group' && item.all === all ? item.items : [item]);
  return { kind: 'group', all, items: [...flat(first), ...flat(second)] };
}

/** A FEEL condition as lines of the builder; undefined when it says more than lines can. */
export function conditionFromFeel(source: string): ConditionGroup | undefined {
  if (source.trim() === '') return NO_CONDITION;
  const [body] = feelTree(source, 'expression')?.children ?? [];
  const item = body && itemOf(body);
  if (!item) return undefined;
  return item.kind === 'group' ? item : { kind: 'group', all: true, items: [item] };
}
