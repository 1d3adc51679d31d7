import type { SyntaxNode } from '@lezer/common';
import type { Domain, Ir, Iterator } from '../ir.ts';
import { ANY, BOOLEAN } from '../types.ts';
import type { FeelType } from '../types.ts';
import { atOf, childrenOf, lowerChild, make, partsOf, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { expectBoolean } from './operators.ts';
import { plainName } from './literals.ts';
import { withItem, withLocals } from './scope.ts';
import type { Scope } from './scope.ts';

function itemType(type: FeelType): FeelType {
  return type.kind === 'list' || type.kind === 'range' ? type.of : type;
}

function lowerDomain(lowering: Lowering, node: SyntaxNode, scope: Scope): { domain: Domain; of: FeelType } {
  const contexts = node.getChild('IterationContext');
  const parts = contexts === null ? partsOf(node).slice(1) : partsOf(contexts);
  const first = lowerChild(lowering, parts[0], node, scope);
  if (parts.length < 2) return { domain: { list: first }, of: itemType(first.type) };
  const end = lowerChild(lowering, parts[1], node, scope);
  return { domain: { start: first, end }, of: first.type };
}

/** Later iterators see the earlier ones. */
function lowerIterators(lowering: Lowering, node: SyntaxNode, scope: Scope): { iterators: Iterator[]; inner: Scope } {
  const iterators: Iterator[] = [];
  let inner = scope;
  for (const child of node.getChild('InExpressions')?.getChildren('InExpression') ?? []) {
    const nameNode = child.getChild('Name');
    const name = nameNode === null ? '' : plainName(textOfNode(lowering, nameNode));
    const { domain, of } = lowerDomain(lowering, child, inner);
    const id = lowering.nextId();
    iterators.push({ id, name, domain });
    inner = withLocals(inner, [[name, make({ op: 'local', id, name }, of, atOf(child))]]);
  }
  return { iterators, inner };
}

function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  return partsOf(node).filter((child) => child.name !== 'InExpressions')[0];
}

export function lowerFor(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const { iterators, inner } = lowerIterators(lowering, node, scope);
  const partial = lowering.nextId();
  const local = make({ op: 'local', id: partial, name: 'partial' }, { kind: 'list', of: ANY }, atOf(node));
  const body = lowerChild(lowering, bodyOf(node), node, withLocals(inner, [['partial', local]]));
  return make({ op: 'for', iterators, partial, body }, { kind: 'list', of: body.type }, atOf(node));
}

export function lowerQuantified(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const { iterators, inner } = lowerIterators(lowering, node, scope);
  const body = lowerChild(lowering, bodyOf(node), node, inner);
  expectBoolean(lowering, body);
  const every = childrenOf(node)[0]?.name === 'every';
  return make({ op: 'quantified', every, iterators, body }, BOOLEAN, atOf(node));
}

/** `list[condition]` or `list[position]`; the item's entries are visible by name, and the item as `item`. */
export function lowerFilter(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const [listNode, testNode] = partsOf(node);
  const list = lowerChild(lowering, listNode, node, scope);
  const of = list.type.kind === 'list' ? list.type.of : list.type;
  const id = lowering.nextId();
  const item = make({ op: 'local', id, name: 'item' }, of, list.at);
  const test = lowerChild(lowering, testNode, node, withItem(scope, item));
  const type: FeelType = test.type.kind === 'number' ? of : test.type.kind === 'boolean' ? { kind: 'list', of } : ANY;
  return make({ op: 'filter', list, item: id, test }, type, atOf(node));
}
