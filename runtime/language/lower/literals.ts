import type { SyntaxNode } from '@lezer/common';
import type { Ir, TemporalKind } from '../ir.ts';
import { ANY, BOOLEAN, NUMBER, STRING, unionOf } from '../types.ts';
import type { FeelType } from '../types.ts';
import { kindOf } from '../values/contexts.ts';
import { parseNumber } from '../values/numbers.ts';
import { parseTemporal } from '../values/temporal.ts';
import { textStart } from '../../schema/cut-text.ts';
import { atOf, childrenOf, lowerChild, make, nullAt, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { normalizeName, withLocals } from './scope.ts';
import type { Scope } from './scope.ts';

export function lowerNumber(lowering: Lowering, node: SyntaxNode): Ir {
  const text = textOfNode(lowering, node);
  if (parseNumber(text) === null) {
    report(lowering, 'SCN_RULE_SYNTAX', atOf(node), { text });
    return nullAt(atOf(node));
  }
  return make({ op: 'number', text }, NUMBER, atOf(node));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\', '/': '/' };

/** The text of a string literal: DMN escapes, `\uXXXX` and `\UXXXXXX`; an unknown escape stays as written. */
export function unescapeText(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([^]))/g, (whole: string, four?: string, six?: string, one?: string) => {
    if (four !== undefined) return String.fromCharCode(Number.parseInt(four, 16));
    if (six !== undefined) {
      const point = Number.parseInt(six, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }
    return one !== undefined && Object.hasOwn(ESCAPES, one) ? (ESCAPES[one] ?? whole) : whole;
  });
}

export function lowerString(lowering: Lowering, node: SyntaxNode): Ir {
  return make({ op: 'string', value: unescapeText(textOfNode(lowering, node)) }, STRING, atOf(node));
}

export function lowerBoolean(lowering: Lowering, node: SyntaxNode): Ir {
  return make({ op: 'boolean', value: textOfNode(lowering, node) === 'true' }, BOOLEAN, atOf(node));
}

/** `@"…"`: a constant of the first kind the text reads as. */
export function lowerAtLiteral(lowering: Lowering, node: SyntaxNode): Ir {
  const literal = node.getChild('StringLiteral');
  const text = literal === null ? '' : unescapeText(textOfNode(lowering, literal));
  return temporalConstant(text, atOf(node)) ?? badTemporal(lowering, text, node);
}

export function temporalConstant(text: string, at: readonly [number, number]): Ir | null {
  const value = parseTemporal(text);
  if (value === null) return null;
  const kind = kindOf(value) as TemporalKind;
  return make({ op: 'temporal', kind, text }, { kind }, at);
}

function badTemporal(lowering: Lowering, text: string, node: SyntaxNode): Ir {
  report(lowering, 'SCN_RULE_TEMPORAL_LITERAL', atOf(node), { text: textStart(text, 40) }, 'warning');
  return nullAt(atOf(node));
}

export function lowerList(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const items = partsOf(node).map((child) => lowering.lower(child, scope));
  return make({ op: 'list', items }, { kind: 'list', of: unionOf(items.map((item) => item.type)) }, atOf(node));
}

/** A function may call itself by the name of its entry. */
function withItself(scope: Scope, key: string, id: number, at: readonly [number, number]): Scope {
  return withLocals(scope, [[key, make({ op: 'local', id, name: key }, { kind: 'function', params: [], returns: ANY }, at)]]);
}

/** Entries see the ones before them by name. */
export function lowerContext(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const entries: { key: string; id: number; value: Ir }[] = [];
  const fields: Record<string, FeelType> = {};
  let inner = scope;
  for (const entry of node.getChildren('ContextEntry')) {
    const keyNode = entry.getChild('Key');
    const key = keyNode === null ? '' : keyText(lowering, keyNode);
    if (entries.some((other) => other.key === key)) {
      report(lowering, 'SCN_RULE_DUPLICATE_KEY', atOf(entry), { name: key }, 'warning');
      return nullAt(atOf(node));
    }
    const valueNode = partsOf(entry).filter((child) => child.name !== 'Key')[0];
    const id = lowering.nextId();
    const value = lowerChild(lowering, valueNode, entry, valueNode?.name === 'FunctionDefinition' ? withItself(inner, key, id, atOf(entry)) : inner);
    entries.push({ key, id, value });
    Object.defineProperty(fields, key, { value: value.type, enumerable: true, configurable: true, writable: true });
    inner = withLocals(inner, [[key, make({ op: 'local', id, name: key }, value.type, atOf(entry))]]);
  }
  return make({ op: 'context', entries }, { kind: 'context', fields }, atOf(node));
}

function keyText(lowering: Lowering, node: SyntaxNode): string {
  const literal = node.getChild('StringLiteral');
  return literal === null ? plainName(textOfNode(lowering, node)) : unescapeText(textOfNode(lowering, literal));
}

/** A name as people write it: spaces collapsed, none around symbols. */
export function plainName(text: string): string {
  return normalizeName(text).replace(/ ?([./\-'+*]) ?/g, '$1');
}

export function lowerInterval(lowering: Lowering, node: SyntaxNode, scope: Scope): Ir {
  const brackets = childrenOf(node).map((child) => child.name);
  const [startNode, endNode] = partsOf(node);
  const start = lowerChild(lowering, startNode, node, scope);
  const end = lowerChild(lowering, endNode, node, scope);
  const range = { op: 'range' as const, start, end, startIncluded: brackets[0] === '[', endIncluded: brackets.at(-1) === ']' };
  return make(range, { kind: 'range', of: unionOf([start.type, end.type]) }, atOf(node));
}
