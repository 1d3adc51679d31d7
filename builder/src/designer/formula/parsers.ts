import { parser, trackVariables } from 'lezer-feel';
import { builtins } from '../../../../runtime/language/builtins/registry.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';

/** Names with spaces that FEEL itself defines; the parser must know them or it reads two words. */
const SPACED_NAMES = builtins.flatMap((made) => [made.name, ...made.aliases]).filter((name) => name.includes(' '));

const context: Record<string, unknown> = Object.fromEntries(SPACED_NAMES.map((name) => [name, true]));
const expressionParser = parser.configure({ contextTracker: trackVariables(context) });
const unaryParser = expressionParser.configure({ top: 'UnaryTests' });

/** The parser of a kind of formula, for highlighting and reading. Meaning is decided by runtime/language alone. */
export function parserOf(kind: FormulaKind) {
  return kind === 'unary' ? unaryParser : expressionParser;
}

/** A FEEL string literal that reads back as `value`. */
export function quote(value: string): string {
  return `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')}"`;
}
