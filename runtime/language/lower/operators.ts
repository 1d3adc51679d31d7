import type { SyntaxNode } from '@lezer/common';
import type { ArithmeticOperator, CompareOperator, Ir } from '../ir.ts';
import { ANY, BOOLEAN, NUMBER, typeName } from '../types.ts';
import type { FeelType } from '../types.ts';
import { OPERATIONS } from '../values/arithmetic.ts';
import { atOf, childrenOf, lowerChild, make, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';
import { textStart } from '../../schema/cut-text.ts';

const isLoose = (type: FeelType): boolean => type.kind === 'any' || type.kind === 'null';

function reportMismatch(lowering: Lowering, left: Ir, right: Ir, operator: string, at: readonly [number, number]): void {
  report(lowering, 'SCN_RULE_TYPE_MISMATCH', at, {
    left: textStart(lowering.source.slice(left.at[0], left.at[1]), 40),
    operator,
    leftType: typeName(left.type, 'zh-CN'),
    leftTypeEn: typeName(left.type, 'en'),
    rightType: typeName(right.type, 'zh-CN'),
    rightTypeEn: typeName(right.type, 'en'),
  }, 'warning');
}

/** The result of `left operator right` when both kinds are known, else `any`; null when the pair has no meaning. */
function arithmeticType(operator: ArithmeticOperator, left: FeelType, right: FeelType): FeelType | null {
  if (isLoose(left) || isLoose(right)) return ANY;
  const pair = `${left.kind} ${right.kind}`;
  if (!Object.hasOwn(OPERATIONS[operator], pair)) return null;
  return left.kind === 'number' && right.kind === 'number' ? numberResult(left, right) : { kind: resultKind(operator, left.kind, right.kind) } as FeelType;
}

function numberResult(left: FeelType, right: FeelType): FeelType {
  const decimal = (left.kind === 'number' && left.decimal === true) || (right.kind === 'number' && right.decimal === true);
  return decimal ? { kind: 'number', decimal: true } : { kind: 'number' };
}

function resultKind(operator: ArithmeticOperator, left: string, right: string): string {
  const isPoint = (kind: string): boolean => kind === 'date' || kind === 'time' || kind === 'date-time';
  if (isPoint(left) && isPoint(right)) return 'days-time-duration';
  if (isPoint(left)) return left;
  if (isPoint(right)) return right;
  if (operator === '/' && left === right) return 'number';
  return left === 'number' ? right : left;
}

export function lowerArithmetic(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const operatorNode = node.getChild('ArithOp');
  const operator = (operatorNode === null ? '+' : textOfNode(lowering, operatorNode)) as ArithmeticOperator;
  const parts = partsOf(node);
  if (parts.length === 1) return lowerNegation(lowering, node, parts[0], scope);
  const left = lowerChild(lowering, parts[0], node, scope);
  const right = lowerChild(lowering, parts[1], node, scope);
  const type = arithmeticType(operator, left.type, right.type);
  if (type === null) reportMismatch(lowering, left, right, operator, atOf(node));
  return make({ op: 'arithmetic', operator, left, right }, type ?? ANY, atOf(node));
}

function lowerNegation(lowering: Lowering, node: SyntaxNode, part: SyntaxNode | undefined, scope: Scope): Ir {
  const value = lowerChild(lowering, part, node, scope);
  if (value.op === 'number') return make({ op: 'number', text: value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}` }, value.type, atOf(node));
  if (!isLoose(value.type) && !NEGATABLE.has(value.type.kind)) reportMismatch(lowering, value, make({ op: 'number', text: '0' }, NUMBER, atOf(node)), '-', atOf(node));
  return make({ op: 'negate', value }, value.type, atOf(node));
}

export function lowerLogic(op: 'and' | 'or') {
  return (lowering: Lowering, node: SyntaxNode, scope: Scope): Ir => {
    const [leftNode, rightNode] = partsOf(node).filter((child) => child.name !== 'and' && child.name !== 'or');
    const left = lowerChild(lowering, leftNode, node, scope);
    const right = lowerChild(lowering, rightNode, node, scope);
    expectBoolean(lowering, left);
    expectBoolean(lowering, right);
    return make({ op, left, right }, BOOLEAN, atOf(node));
  };
}

export function expectBoolean(lowering: Lowering, ir: Ir): void {
  if (isLoose(ir.type) || ir.type.kind === 'boolean') return;
  report(lowering, 'SCN_RULE_NOT_BOOLEAN', ir.at, { type: typeName(ir.type, 'zh-CN'), typeEn: typeName(ir.type, 'en') }, 'warning');
}

/** `left operator right`, checked. */
export function comparison(lowering: Lowering, operator: CompareOperator, left: Ir, right: Ir, at: readonly [number, number]): Ir {
  checkComparable(lowering, operator, left, right, at);
  return make({ op: 'compare', operator, left, right }, BOOLEAN, at);
}

const NEGATABLE: ReadonlySet<string> = new Set(['number', 'days-time-duration', 'years-months-duration']);
const ORDERED: ReadonlySet<string> = new Set(['number', 'string', 'date', 'time', 'date-time', 'days-time-duration', 'years-months-duration']);

export function checkComparable(lowering: Lowering, operator: string, left: Ir, right: Ir, at: readonly [number, number]): void {
  if (isLoose(left.type) || isLoose(right.type)) return;
  const ordering = operator !== '=' && operator !== '!=';
  if (left.type.kind !== right.type.kind || (ordering && !ORDERED.has(left.type.kind))) reportMismatch(lowering, left, right, operator, at);
  else if (!ordering && !checkEnum(lowering, left, right)) checkEnum(lowering, right, left);
}

function checkEnum(lowering: Lowering, value: Ir, literal: Ir): boolean {
  if (value.type.kind !== 'string' || value.type.enum === undefined || literal.op !== 'string' || value.type.enum.includes(literal.value)) return false;
  report(lowering, 'SCN_RULE_NEVER_EQUAL', literal.at, { left: lowering.source.slice(value.at[0], value.at[1]) || '?', value: textStart(literal.value, 40), options: value.type.enum.slice(0, 8).join('、') }, 'warning');
  return true;
}

export function lowerIf(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const [conditionNode, thenNode, elseNode] = partsOf(node);
  const condition = lowerChild(lowering, conditionNode, node, scope);
  expectBoolean(lowering, condition);
  const then = lowerChild(lowering, thenNode, node, scope);
  const other = lowerChild(lowering, elseNode, node, scope);
  const type = then.type.kind === 'null' ? other.type : other.type.kind === 'null' || then.type.kind === other.type.kind ? then.type : ANY;
  return make({ op: 'if', condition, then, else: other }, type, atOf(node));
}

export function operatorOf(lowering: Lowering, node: SyntaxNode): string {
  const found = childrenOf(node).find((child) => child.name === 'CompareOp' || child.name === 'between' || child.name === 'in');
  return found === undefined ? '=' : textOfNode(lowering, found);
}
