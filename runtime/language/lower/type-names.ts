import type { SyntaxNode } from '@lezer/common';
import { ANY, DAYS_TIME, NULL, STANDARD_TYPES, YEARS_MONTHS } from '../types.ts';
import type { FeelType } from '../types.ts';
import { atOf, childrenOf, partsOf, report, textOfNode } from './lowering.ts';
import type { Lowering, NamedType } from './lowering.ts';
import { normalizeName } from './scope.ts';

/** Beside the names of the standard: the top type, and the durations as older texts write them. */
const NAMED: Readonly<Record<string, FeelType>> = {
  ...STANDARD_TYPES,
  Any: ANY,
  any: ANY,
  'day and time duration': DAYS_TIME,
  'year and month duration': YEARS_MONTHS,
};

/** A type as written after `instance of` or a parameter. Unknown names are reported and read as `null` (nothing is an instance). */
export function lowerType(lowering: Lowering, node: SyntaxNode | null): FeelType {
  if (node === null) return ANY;
  const inner = partsOf(node)[0] ?? node;
  const composed = COMPOSED[inner.name];
  if (composed !== undefined) return composed(lowering, inner);
  const name = normalizeName(textOfNode(lowering, node));
  const found = Object.hasOwn(NAMED, name) ? NAMED[name] : namedType(lowering, node)?.type;
  if (found === undefined) report(lowering, 'SCN_RULE_UNKNOWN_TYPE', atOf(node), { name });
  return found ?? NULL;
}

/** A type of the model; its names follow the rules of all names. */
export function namedType(lowering: Lowering, node: SyntaxNode): NamedType | undefined {
  const written = normalizeName(textOfNode(lowering, node));
  const name = Object.hasOwn(lowering.types, written) ? written : Object.keys(lowering.types).find((known) => normalizeName(known) === written);
  return name === undefined ? undefined : lowering.types[name];
}

const COMPOSED: Readonly<Record<string, (lowering: Lowering, node: SyntaxNode) => FeelType>> = {
  ListType: (lowering, node) => ({ kind: textOfNode(lowering, node).startsWith('range') ? 'range' : 'list', of: lowerType(lowering, node.getChild('Type')) }),
  ContextType: lowerContextType,
  FunctionType: (lowering, node) => ({
    kind: 'function',
    params: (node.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? []).map((child) => lowerType(lowering, child.getChild('Type'))),
    returns: lowerType(lowering, node.getChild('Type')),
  }),
};

function lowerContextType(lowering: Lowering, node: SyntaxNode): FeelType {
  const entries = node.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
  const fields = Object.fromEntries(entries.map((entry) => {
    const name = childrenOf(entry)[0];
    return [name === undefined ? '' : normalizeName(textOfNode(lowering, name)), lowerType(lowering, entry.getChild('Type'))];
  }));
  return { kind: 'context', fields, open: true };
}
