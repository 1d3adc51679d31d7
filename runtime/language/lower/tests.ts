import type { SyntaxNode } from '@lezer/common';
import type { CompareOperator, Ir } from '../ir.ts';
import { BOOLEAN } from '../types.ts';
import { atOf, lowerChild, make, partsOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { checkComparable, comparison, operatorOf } from './operators.ts';
import { withLocals } from './scope.ts';
import type { Scope } from './scope.ts';

const SCALARS: ReadonlySet<string> = new Set(['number', 'string', 'date', 'time', 'date-time', 'days-time-duration', 'years-months-duration']);

/** `a < b`, `a between b and c`, `a in …`. */
export function lowerComparison(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const operator = operatorOf(lowering, node);
  const parts = partsOf(node);
  const left = lowerChild(lowering, parts[0], node, scope);
  if (operator === 'in') return lowerIn(lowering, node, left, parts.slice(1), scope);
  if (operator !== 'between') return comparison(lowering, operator as CompareOperator, left, lowerChild(lowering, parts[1], node, scope), atOf(node));
  const low = lowerChild(lowering, parts[1], node, scope);
  const high = lowerChild(lowering, parts[2], node, scope);
  checkComparable(lowering, 'between', left, low, atOf(node));
  checkComparable(lowering, 'between', left, high, atOf(node));
  return make({ op: 'between', value: left, low, high }, BOOLEAN, atOf(node));
}

function lowerIn(lowering: Lowering, node: SyntaxNode, value: Ir, tests: readonly SyntaxNode[], scope: Scope): Ir {
  const id = lowering.nextId();
  const input = make({ op: 'local', id, name: '?' }, value.type, value.at);
  const inner = withLocals(scope, [['?', input]]);
  const flat = tests.flatMap((test) => (test.name === 'PositiveUnaryTests' ? partsOf(test) : [test]));
  const body = anyOf(flat.map((test) => lowerTest(lowering, test, input, inner)), atOf(node));
  return make({ op: 'bind', id, value, body }, BOOLEAN, atOf(node));
}

export function anyOf(tests: readonly Ir[], at: readonly [number, number]): Ir {
  const [first, ...rest] = tests;
  if (first === undefined) return make({ op: 'boolean', value: false }, BOOLEAN, at);
  return rest.reduce((left, right) => make({ op: 'or', left, right }, BOOLEAN, at), first);
}

/** One positive unary test against `input`. */
function lowerTest(lowering: Lowering, wrapped: SyntaxNode, input: Ir, scope: Scope): Ir {
  const node = wrapped.name === 'PositiveUnaryTest' ? (partsOf(wrapped)[0] ?? wrapped) : wrapped;
  if (node.name === 'SimplePositiveUnaryTest' && node.getChild('CompareOp') !== null) {
    const end = lowerChild(lowering, partsOf(node)[0], node, scope);
    return comparison(lowering, operatorOf(lowering, node) as CompareOperator, input, end, atOf(node));
  }
  const test = lowering.lower(node, scope);
  return uses(test, input) ? test : testOf(lowering, test, input, atOf(node));
}

/** A value that `input` is tested against: equal, within the range, or in the list. */
export function testOf(lowering: Lowering, test: Ir, input: Ir, at: readonly [number, number]): Ir {
  if (SCALARS.has(test.type.kind) && SCALARS.has(input.type.kind)) return comparison(lowering, '=', input, test, at);
  if (test.op === 'range') {
    checkComparable(lowering, '>=', input, test.start, at);
    checkComparable(lowering, '<=', input, test.end, at);
  }
  if (test.op === 'list') for (const item of test.items) if (item.op === 'string') checkComparable(lowering, '=', input, item, item.at);
  return make({ op: 'match', value: input, test }, BOOLEAN, at);
}

/** Whether a test reads the input itself; then it is a condition, not a value to compare with. */
function uses(test: Ir, input: Ir): boolean {
  const wanted = input.op === 'local' ? input.id : -1;
  const visit = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const node = value as { op?: string; id?: number; name?: string };
    if (node.op === 'local' && node.id === wanted) return true;
    if (node.op === 'name' && node.name === '?' && input.op === 'name') return true;
    return Object.entries(node).some(([key, child]) => key !== 'type' && visit(child));
  };
  return visit(test);
}

/** A whole cell: `-`, `not(…)`, or alternatives separated by commas. */
export function lowerUnaryTests(lowering: Lowering, root: SyntaxNode, scope: Scope): Ir {
  const at = atOf(root);
  if (root.getChild('Wildcard') !== null) return make({ op: 'boolean', value: true }, BOOLEAN, at);
  const input = scope.locals.get('?') ?? make({ op: 'name', name: '?' }, { kind: 'any' }, at);
  const tests = root.getChildren('PositiveUnaryTests').flatMap(partsOf);
  const any = anyOf(tests.map((test) => lowerTest(lowering, test, { ...input, at }, scope)), at);
  return root.getChild('not') === null ? any : make({ op: 'not', value: any }, BOOLEAN, at);
}

/** `(>= 5)` or `[1..5]` standing alone is a range value. */
export function lowerSimpleTest(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const parts = partsOf(node);
  if (node.getChild('CompareOp') === null) return lowerChild(lowering, parts[0], node, scope);
  const end = lowerChild(lowering, parts[0], node, scope);
  return make({ op: 'half-range', operator: operatorOf(lowering, node) as CompareOperator, end }, { kind: 'range', of: end.type }, atOf(node));
}
