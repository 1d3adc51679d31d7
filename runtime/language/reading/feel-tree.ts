import type { SyntaxNode } from '@lezer/common';
import { parseSource, type Names } from '../parse.ts';

/** How a formula is read: a value, or the tests of one table cell. */
export type FormulaKind = 'expression' | 'unary';

/** A formula's tree as plain data: named parts and operators in source order. */
export interface FeelNode {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly FeelNode[];
}

function toPlain(node: SyntaxNode, source: string): FeelNode {
  const children: FeelNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(toPlain(child, source));
  }
  return { name: node.name, text: source.slice(node.from, node.to), from: node.from, to: node.to, children };
}

/** Parses `source` against the declared names and drops comments; undefined when it does not parse without mistakes. */
export function feelTree(source: string, kind: FormulaKind, names: Names = {}): FeelNode | undefined {
  const parsed = parseSource(source, names, kind === 'unary' ? 'UnaryTests' : 'Expression');
  return 'root' in parsed ? toPlain(parsed.root, source) : undefined;
}

/** The dotted path of a variable (`catalog.row.price`), or undefined when the node is anything else. */
export function pathOf(node: FeelNode): string | undefined {
  if (node.name === 'VariableName' || node.name === 'PathName') return node.text.trim();
  if (node.name === '?') return '?';
  if (node.name !== 'PathExpression') return undefined;
  const [left, , right] = node.children;
  const head = left && pathOf(left);
  const tail = right && pathOf(right);
  return head && tail ? `${head}.${tail}` : undefined;
}

/** The text of a string literal without quotes and escapes. */
export function stringValue(text: string): string {
  const body = text.slice(1, -1);
  return body.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)/g, (_, code: string) => {
    if (/^[uU]/.test(code) && code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return { n: '\n', t: '\t', r: '\r' }[code] ?? code;
  });
}
