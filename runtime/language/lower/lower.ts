import type { SyntaxNode } from '@lezer/common';
import type { Ir } from '../ir.ts';
import { ANY, BOOLEAN } from '../types.ts';
import { textStart } from '../../schema/cut-text.ts';
import { lowerFunctionDefinition, lowerInvocation, lowerTemporal } from './functions.ts';
import { lowerAtLiteral, lowerBoolean, lowerContext, lowerInterval, lowerList, lowerNumber, lowerString } from './literals.ts';
import { lowerFilter, lowerFor, lowerQuantified } from './loops.ts';
import { atOf, lowerChild, make, nullAt, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { lowerName, lowerPath } from './names.ts';
import { lowerArithmetic, lowerIf, lowerLogic } from './operators.ts';
import type { Scope } from './scope.ts';
import { lowerComparison, lowerSimpleTest } from './tests.ts';
import { lowerType, namedType } from './type-names.ts';

type Lower = (lowering: Lowering, node: SyntaxNode, scope: Scope) => Ir;

const inner: Lower = (lowering, node, scope) => lowerChild(lowering, partsOf(node)[0], node, scope);

/** Construct of the grammar → its lowering. */
const TABLE: Readonly<Record<string, Lower>> = {
  Expression: inner,
  ParenthesizedExpression: inner,
  PositiveUnaryTest: inner,
  null: (_lowering, node) => nullAt(atOf(node)),
  NumericLiteral: lowerNumber,
  StringLiteral: lowerString,
  BooleanLiteral: lowerBoolean,
  AtLiteral: lowerAtLiteral,
  DateTimeLiteral: lowerTemporal,
  List: lowerList,
  Context: lowerContext,
  Interval: lowerInterval,
  VariableName: lowerName,
  '?': lowerName,
  PathExpression: lowerPath,
  ArithmeticExpression: lowerArithmetic,
  Conjunction: lowerLogic('and'),
  Disjunction: lowerLogic('or'),
  Comparison: lowerComparison,
  SimplePositiveUnaryTest: lowerSimpleTest,
  IfExpression: lowerIf,
  ForExpression: lowerFor,
  QuantifiedExpression: lowerQuantified,
  FilterExpression: lowerFilter,
  FunctionDefinition: lowerFunctionDefinition,
  FunctionInvocation: lowerInvocation,
  InstanceOfExpression: lowerInstanceOf,
};

function lowerInstanceOf(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const value = lowerChild(lowering, partsOf(node)[0], node, scope);
  const typeNode = node.getChild('Type');
  const test = typeNode === null ? undefined : namedType(lowering, typeNode)?.test;
  if (test === undefined) return make({ op: 'instance-of', value, of: lowerType(lowering, typeNode) }, BOOLEAN, atOf(node));
  const callee = make({ op: 'name', name: test }, { kind: 'function', params: [ANY], returns: BOOLEAN }, atOf(node));
  return make({ op: 'call', callee, args: [value] }, BOOLEAN, atOf(node));
}

/** The dispatcher; a construct the table does not know is reported, never thrown. */
export function lowerNode(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const lower = Object.hasOwn(TABLE, node.name) ? TABLE[node.name] : undefined;
  if (lower !== undefined) return lower(lowering, node, scope);
  report(lowering, 'SCN_RULE_SYNTAX', atOf(node), { text: textStart(textOfNode(lowering, node), 40) });
  return nullAt(atOf(node));
}
