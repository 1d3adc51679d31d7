import type { SyntaxNode } from '@lezer/common';
import { builtinNamed } from '../builtins/registry.ts';
import type { Ir } from '../ir.ts';
import { suggest } from '../suggest.ts';
import { ANY, BOOLEAN, DAYS_TIME, NUMBER, STRING, typeName } from '../types.ts';
import type { FeelType, TypeKind } from '../types.ts';
import { partNames } from '../values/properties.ts';
import type { ValueKind } from '../values/contexts.ts';
import { textStart } from '../../schema/cut-text.ts';
import { atOf, lowerChild, make, nullAt, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { plainName } from './literals.ts';
import { normalizeName, visibleNames } from './scope.ts';
import type { Scope } from './scope.ts';

/** The value a name stands for here, or null when there is none. Inner names hide outer ones. */
export function resolveName(scope: Scope, written: string): Ir | null {
  const name = normalizeName(written);
  for (let frame: Scope | null = scope; frame !== null; frame = frame.parent) {
    // An entry called `item` hides the item itself.
    const entry = frame.item === null || (name === 'item' && frame.item.type.kind === 'any') ? null : itemEntry(frame.item, frame.parent, name);
    const local = entry === null || (name === 'item' && entry.op === 'item-entry') ? (frame.locals.get(name) ?? entry) : entry;
    if (local !== null) return local;
  }
  const known = builtinNamed(name);
  return known === undefined ? null : make({ op: 'builtin-value', name: known.name }, { kind: 'function', params: [], returns: ANY }, [0, 0]);
}

/** An entry of the filtered item: certain when its type has it, decided at run time when its shape is unknown. */
function itemEntry(item: Ir, outer: Scope | null, name: string): Ir | null {
  const { type } = item;
  if (type.kind === 'context') {
    const key = Object.keys(type.fields).find((field) => normalizeName(field) === name);
    if (key !== undefined) return make({ op: 'path', of: item, key }, type.fields[key] ?? ANY, item.at);
    if (type.open !== true) return null;
  } else if (type.kind !== 'any') {
    const part = partNames(type.kind as ValueKind).find((field) => field === name);
    return part === undefined ? null : make({ op: 'path', of: item, key: part }, partType(type.kind, part), item.at);
  }
  const otherwise = outer === null ? null : resolveName(outer, name);
  return make({ op: 'item-entry', item, key: plainName(name), otherwise: otherwise ?? nullAt([0, 0]) }, ANY, item.at);
}

export function lowerName(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const written = textOfNode(lowering, node).replaceAll('`', '');
  const found = resolveName(scope, written);
  if (found === null) {
    const name = plainName(written);
    const near = suggest(name, visibleNames(scope));
    report(lowering, 'SCN_RULE_UNKNOWN_NAME', atOf(node), near === undefined ? { name } : { name, suggestion: near });
    return make({ op: 'null' }, ANY, atOf(node));
  }
  if (found.op === 'name') lowering.refs.push({ path: [found.name], from: node.from, to: node.to });
  return { ...found, at: atOf(node) };
}

const PART_TYPES: Readonly<Record<string, FeelType>> = { 'time offset': DAYS_TIME, timezone: STRING, 'start included': BOOLEAN, 'end included': BOOLEAN, start: ANY, end: ANY };

function partType(kind: TypeKind, key: string): FeelType {
  return partNames(kind as ValueKind).includes(key) ? (PART_TYPES[key] ?? NUMBER) : ANY;
}

/** The type of `value.key`; null when the checker knows there is no such entry. */
export function memberType(type: FeelType, key: string): { readonly key: string; readonly type: FeelType } | null {
  if (type.kind === 'any' || type.kind === 'null' || type.kind === 'function') return { key, type: ANY };
  if (type.kind === 'list') {
    const inner = memberType(type.of, key);
    return inner === null ? null : { key: inner.key, type: { kind: 'list', of: inner.type } };
  }
  if (type.kind === 'context') {
    const own = Object.keys(type.fields).find((field) => normalizeName(field) === normalizeName(key));
    if (own !== undefined) return { key: own, type: type.fields[own] ?? ANY };
    return type.open === true ? { key, type: ANY } : null;
  }
  return partNames(type.kind).includes(key) ? { key, type: partType(type.kind, key) } : null;
}

function fieldsOf(type: FeelType): readonly string[] {
  if (type.kind === 'list') return fieldsOf(type.of);
  return type.kind === 'context' ? Object.keys(type.fields) : partNames(type.kind as ValueKind);
}

export function lowerPath(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const [ofNode, keyNode] = partsOf(node);
  const before = lowering.refs.length;
  const of = lowerChild(lowering, ofNode, node, scope);
  const written = keyNode === undefined ? '' : plainName(textOfNode(lowering, keyNode));
  const member = memberType(of.type, written);
  if (member === null) {
    const near = suggest(written, fieldsOf(of.type));
    const ofText = ofNode === undefined ? '' : textStart(textOfNode(lowering, ofNode), 40);
    const named = of.type.kind === 'context' || of.type.kind === 'list' ? ofText : `${ofText} (${typeName(of.type, 'en')})`;
    report(lowering, 'SCN_RULE_UNKNOWN_FIELD', keyNode === undefined ? atOf(node) : atOf(keyNode), near === undefined ? { of: named, name: written } : { of: named, name: written, suggestion: near });
  }
  extendRef(lowering, before, ofNode, node, member?.key ?? written);
  return make({ op: 'path', of, key: member?.key ?? written }, member?.type ?? ANY, atOf(node));
}

/** `a.b` is one reference with the path [a, b], not a reference to `a`. */
function extendRef(lowering: Lowering, before: number, ofNode: SyntaxNode | undefined, node: SyntaxNode, key: string): void {
  const last = lowering.refs.at(-1);
  if (lowering.refs.length !== before + 1 || last === undefined || ofNode === undefined || last.from !== ofNode.from || last.to !== ofNode.to) return;
  lowering.refs[before] = { path: [...last.path, key], from: node.from, to: node.to };
}
