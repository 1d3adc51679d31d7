import type { SyntaxNode } from '@lezer/common';
import { diagnostic } from '../diagnostics.ts';
import type { FeelDiagnostic } from '../diagnostics.ts';
import type { At, Ir, IrNode } from '../ir.ts';
import type { Details, RuleCode } from '../messages.ts';
import { NULL } from '../types.ts';
import type { FeelType } from '../types.ts';
import type { Scope } from './scope.ts';

export interface Ref {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A type known by name. `test`: the scope's function that says whether a value has it, where the shape alone does not. */
export interface NamedType {
  readonly type: FeelType;
  readonly test?: string;
}

export type NamedTypes = Readonly<Record<string, NamedType>>;

/** What one compilation carries: the source, the findings so far, and the way back to the dispatcher. */
export interface Lowering {
  readonly source: string;
  readonly types: NamedTypes;
  readonly diagnostics: FeelDiagnostic[];
  readonly refs: Ref[];
  readonly nextId: () => number;
  /** Syntax to typed tree, through the table of constructs. */
  readonly lower: (node: SyntaxNode, scope: Scope) => Ir;
}

export function atOf(node: SyntaxNode): At {
  return [node.from, node.to];
}

export function make(node: IrNode, type: FeelType, at: At): Ir {
  return { ...node, type, at };
}

export function nullAt(at: At): Ir {
  return make({ op: 'null' }, NULL, at);
}

export function report(lowering: Lowering, code: RuleCode, at: At, details: Details, severity: 'error' | 'warning' = 'error'): void {
  lowering.diagnostics.push(diagnostic(code, at, details, severity));
}

export function textOfNode(lowering: Lowering, node: { readonly from: number; readonly to: number }): string {
  return lowering.source.slice(node.from, node.to);
}

/** All children but comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child);
  }
  return children;
}

/** The children that are constructs, not keywords, brackets or operators. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter((child) => (/^[A-Z]/.test(child.name) && child.name !== 'ArithOp' && child.name !== 'CompareOp') || child.name === 'null' || child.name === '?');
}

export function lowerChild(lowering: Lowering, node: SyntaxNode | undefined, parent: SyntaxNode, scope: Scope): Ir {
  return node === undefined ? nullAt(atOf(parent)) : lowering.lower(node, scope);
}
