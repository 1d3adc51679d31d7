import type { Names } from '../../../../runtime/language/compile.ts';
import { feelTree, pathOf, type FeelNode } from '../../../../runtime/language/reading/feel-tree.ts';
import { NO_CONDITION, type ConditionGroup, type ConditionItem, type ConditionOperator, type ConditionRow } from './condition.ts';

/** Why a formula cannot be shown as lines: it does not parse, or which construct of it says more than lines can. */
export type NotLines = 'broken' | 'choice' | 'loop' | 'range' | 'type' | 'value';
export type ConditionReading = { readonly group: ConditionGroup } | { readonly why: NotLines; readonly text: string };

/** Nodes that bind tighter than a comparison and may stand on either side of one as they are written. */
const OPERAND = /^(StringLiteral|NumericLiteral|BooleanLiteral|DateTimeLiteral|VariableName|PathExpression|FunctionInvocation|ArithmeticExpression|FilterExpression|ParenthesizedExpression|List)$/;

/** A formula as it may stand on one side of a comparison; undefined when it does not parse. */
export function asOperand(source: string, names: Names = {}): string | undefined {
  const [body, ...more] = feelTree(source, 'expression', names)?.children ?? [];
  if (body === undefined || more.length > 0) return undefined;
  return OPERAND.test(body.name) ? body.text : `(${source.trim()})`;
}

function operand(node: FeelNode | undefined): string | undefined {
  return node !== undefined && OPERAND.test(node.name) ? node.text.trim() : undefined;
}

function row(left: string, op: ConditionOperator, values: readonly string[] = []): ConditionRow {
  return { kind: 'row', left, op, values };
}

/** The arguments of a call of `name` with so many of them. */
function argumentsOf(node: FeelNode, name: string, count: number): readonly FeelNode[] | undefined {
  const [callee, , args] = node.children;
  return node.name === 'FunctionInvocation' && callee?.text.replace(/\s+/g, ' ') === name && args?.name === 'PositionalParameters' && args.children.length === count ? args.children : undefined;
}

function itemCount(left: FeelNode, op: string, right: FeelNode): ConditionRow | undefined {
  const [list] = argumentsOf(left, 'count', 1) ?? [];
  const path = list && pathOf(list);
  if (path === undefined || right.text !== '0' || (op !== '=' && op !== '>')) return undefined;
  return row(path, op === '=' ? 'no-items' : 'items');
}

function compared(leftNode: FeelNode, op: string, right: FeelNode): ConditionRow | undefined {
  const left = operand(leftNode);
  if (left === undefined) return undefined;
  if (right.name === 'null') return op === '=' ? row(left, 'empty') : op === '!=' ? row(left, 'filled') : undefined;
  if (right.name === 'BooleanLiteral' && op === '=') return row(left, right.text === 'true' ? 'yes' : 'no');
  const value = operand(right);
  return value === undefined ? undefined : (itemCount(leftNode, op, right) ?? row(left, op as ConditionOperator, [value]));
}

function unwrap(node: FeelNode): FeelNode {
  const [inner] = node.children;
  return inner && node.children.length === 1 && /^(PositiveUnaryTest|SimplePositiveUnaryTest)$/.test(node.name) ? unwrap(inner) : node;
}

function inside(node: FeelNode): FeelNode | undefined {
  return node.children.find((child) => child.name !== '(' && child.name !== ')');
}

function listed(left: string, rest: readonly FeelNode[]): ConditionRow | undefined {
  const many = rest.find((child) => child.name === 'PositiveUnaryTests');
  if (many) {
    const values = many.children.filter((child) => child.name === 'PositiveUnaryTest').map((child) => operand(unwrap(child)));
    return values.every((value) => value !== undefined) ? row(left, 'in', values) : undefined;
  }
  const [only] = rest.map(unwrap);
  if (only?.name === 'ParenthesizedExpression') {
    const value = operand(inside(only));
    return value === undefined ? undefined : row(left, 'in', [value]);
  }
  if (only?.name !== 'Interval' || !only.text.startsWith('[') || !only.text.endsWith(']')) return undefined;
  const [from, to] = only.children.filter((child) => !/^(\[|\]|\.\.)$/.test(child.name)).map(operand);
  return from !== undefined && to !== undefined ? row(left, 'between', [from, to]) : undefined;
}

function comparisonRow(node: FeelNode): ConditionRow | undefined {
  const [leftNode, op, ...rest] = node.children;
  const left = operand(leftNode);
  if (leftNode === undefined || left === undefined || !op) return undefined;
  if (op.name === 'CompareOp' && rest[0]) return compared(leftNode, op.text, rest[0]);
  if (op.name === 'in') return listed(left, rest);
  const [low, , high] = rest;
  const values = [operand(low), operand(high)];
  return op.name === 'between' && values[0] !== undefined && values[1] !== undefined ? row(left, 'between', [values[0], values[1]]) : undefined;
}

const CALLS: Readonly<Record<string, ConditionOperator>> = { contains: 'contains', 'starts with': 'starts', 'ends with': 'ends', 'list contains': 'has' };
const OPPOSITE: Readonly<Partial<Record<ConditionOperator, ConditionOperator>>> = { in: 'not-in', contains: 'not-contains', has: 'lacks' };

function callRow(node: FeelNode): ConditionRow | undefined {
  for (const [name, op] of Object.entries(CALLS)) {
    const [left, value] = (argumentsOf(node, name, 2) ?? []).map(operand);
    if (left !== undefined && value !== undefined) return row(left, op, [value]);
  }
  return undefined;
}

function negated(argument: FeelNode): ConditionRow | undefined {
  const inner = argument.name === 'Comparison' ? comparisonRow(argument) : argument.name === 'FunctionInvocation' ? callRow(argument) : undefined;
  const op = inner && OPPOSITE[inner.op];
  if (inner && op) return { ...inner, op };
  const left = /^(VariableName|PathExpression|FunctionInvocation)$/.test(argument.name) && inner === undefined ? operand(argument) : undefined;
  return left === undefined ? undefined : { ...row(left, 'no'), bare: true };
}

function callItem(node: FeelNode): ConditionItem | undefined {
  const [argument] = argumentsOf(node, 'not', 1) ?? [];
  if (argument !== undefined) return negated(argument);
  return callRow(node) ?? { ...row(node.text.trim(), 'yes'), bare: true };
}

/** The lines of one part; undefined when it says more than a line can. */
function itemOf(node: FeelNode): ConditionItem | undefined {
  if (node.name === 'Conjunction' || node.name === 'Disjunction') return groupOf(node);
  if (node.name === 'Comparison') return comparisonRow(node);
  if (node.name === 'FunctionInvocation') return callItem(node);
  if (node.name === 'ParenthesizedExpression') {
    const inner = inside(node);
    return inner && itemOf(inner);
  }
  const path = pathOf(node);
  return path === undefined ? undefined : { ...row(node.text.trim(), 'yes'), bare: true };
}

/** What is in brackets already needs none; the rest is bracketed when it is written. */
function formulaOf(node: FeelNode): ConditionItem {
  const inner = node.name === 'ParenthesizedExpression' ? inside(node) : undefined;
  return { kind: 'formula', source: (inner ?? node).text.trim() };
}

/** `a and b and c` is one list; a bracketed list of the same kind joins it. A part that is too rich becomes a line of its own. */
function groupOf(node: FeelNode): ConditionGroup | undefined {
  const [left, , right] = node.children;
  if (!left || !right) return undefined;
  const all = node.name === 'Conjunction';
  const parts = [left, right].map((part) => itemOf(part) ?? formulaOf(part));
  return { kind: 'group', all, items: parts.flatMap((item) => (item.kind === 'group' && item.all === all ? item.items : [item])) };
}

const REASONS: readonly (readonly [NotLines, RegExp])[] = [
  ['choice', /^IfExpression$/],
  ['loop', /^(QuantifiedExpression|ForExpression)$/],
  ['type', /^InstanceOfExpression$/],
  ['range', /^Interval$/],
];

function reasonOf(node: FeelNode): { readonly why: NotLines; readonly text: string } {
  const found = REASONS.find(([, name]) => name.test(node.name));
  if (found) return { why: found[0], text: node.text };
  for (const child of node.children) {
    const inner = reasonOf(child);
    if (inner.why !== 'value') return inner;
  }
  return { why: 'value', text: node.text };
}

/**
 * A FEEL condition as lines, read against the declared names. What lines cannot say comes back as the reason.
 *
 * @example readCondition('form.choice = "refuse" and form.viewed', names)
 */
export function readCondition(source: string, names: Names = {}): ConditionReading {
  if (source.trim() === '') return { group: NO_CONDITION };
  const [body] = feelTree(source, 'expression', names)?.children ?? [];
  if (body === undefined) return { why: 'broken', text: source };
  const item = itemOf(body);
  if (item?.kind === 'group') return { group: item };
  if (item !== undefined) return { group: { kind: 'group', all: true, items: [item] } };
  return body.name === 'ParenthesizedExpression' ? { group: { kind: 'group', all: true, items: [formulaOf(body)] } } : reasonOf(body);
}
