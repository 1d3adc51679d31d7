import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import { mapConfigStrings } from '../document/config-strings.ts';
import { sameJson } from '../document/equal.ts';
import type { ConfigSchemaOf } from './node-places.ts';
import { readFormula, readText, type OnName } from './read-formula.ts';
import { UNKNOWN, type Names } from './shape.ts';

const KINDS: Readonly<Record<string, 'expression' | 'unary'>> = { feel: 'expression', 'feel-row': 'expression', 'feel-unary': 'unary' };

function followed(source: string, names: ReadonlyMap<string, string>, read: (scope: Names, found: OnName) => void): string {
  const spans: [string, number, number][] = [];
  read((name) => (names.has(name) ? { mark: name, shape: UNKNOWN } : undefined), (name, from, to) => void spans.push([name, from, to]));
  return spans.toSorted(([, one], [, other]) => other - one).reduce((made, [name, from, to]) => made.slice(0, from) + (names.get(name) ?? name) + made.slice(to), source);
}

/** A node whose formulas, node names and literal texts follow several new ids of nodes at once, as a pasted part needs it. */
export function renameInNode(node: FlowNode, names: ReadonlyMap<string, string>, schemaOf: ConfigSchemaOf): FlowNode {
  const inText = (text: string) => (text.startsWith('@') ? text : followed(text, names, (scope, found) => readText(text, scope, found)));
  const config = mapConfigStrings(schemaOf(node.type), node.config, (value, format = '') => {
    const kind = Object.hasOwn(KINDS, format) ? KINDS[format] : undefined;
    if (kind !== undefined) return followed(value, names, (scope, found) => readFormula(value, kind, scope, found));
    if (format === 'node') return names.get(value) ?? value;
    return format === 'text' ? inText(value) : value;
  }) as FlowNode['config'];
  const caption = node.caption === undefined ? undefined : inText(node.caption);
  return sameJson(config, node.config) && caption === node.caption ? node : { ...node, config, ...(caption === undefined ? {} : { caption }) };
}
