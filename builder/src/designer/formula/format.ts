import { compileExpression, compileUnaryTests, hasErrors, type Names } from '../../../../runtime/language/compile.ts';
import type { Ir } from '../../../../runtime/language/ir.ts';
import { feelTree, type FeelNode, type FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';

/** One written piece of a formula: a name, a literal, a sign, a comment. */
interface Piece {
  readonly text: string;
  readonly role: 'name' | 'word' | 'opener' | 'closer' | 'call' | 'filter' | 'comma' | 'colon' | 'tight' | 'prefix' | 'operator' | 'line-comment' | 'comment' | 'literal';
  /** A word that begins a line of its own when the formula is long. */
  readonly breaks: boolean;
}

export interface FormatOptions {
  /** Formulas longer than this are laid out in lines. Without it everything stays in one. */
  readonly width?: number | undefined;
}

/** Written as they are, but for runs of blanks inside. */
const NAMES = /^(VariableName|PathName|Name|ParameterName|Type|DateTimeConstructor|QualifiedName)$/;
const LITERALS = /^(StringLiteral|NumericLiteral|AtLiteral)$/;

function signRole(node: FeelNode, parent: FeelNode, index: number): Piece['role'] {
  const { text } = node;
  if (parent.name === 'Interval' && /^[[\]()]$/.test(text)) return index === 0 ? 'opener' : 'closer';
  if (text === '(') return /^(FunctionInvocation|DateTimeLiteral|FunctionDefinition)$/.test(parent.name) || parent.children[index - 1]?.text === 'not' ? 'call' : 'opener';
  if (text === '[') return parent.name === 'FilterExpression' ? 'filter' : 'opener';
  if (text === '{') return 'opener';
  if (/^[)\]}]$/.test(text)) return 'closer';
  if (text === '.' || text === '..') return 'tight';
  if (node.name === 'ArithOp' && index === 0) return 'prefix';
  return /^[\p{L}]/u.test(text) ? 'word' : 'operator';
}

const LAID_OUT = /^(Conjunction|Disjunction|IfExpression)$/;

/** Pieces of a tree in source order; `outer` while every node above may be laid out in lines. */
function piecesOf(root: FeelNode, source: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  const gap = (to: number): void => {
    for (const match of source.slice(last, to).matchAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|->|\S/g)) {
      const [text] = match;
      const role = text.startsWith('//') ? 'line-comment' : text.startsWith('/*') ? 'comment' : text === ',' ? 'comma' : text === ':' ? 'colon' : 'operator';
      pieces.push({ text, role, breaks: false });
    }
    last = to;
  };
  const push = (node: FeelNode, role: Piece['role'], breaks: boolean): void => {
    gap(node.from);
    const text = source.slice(node.from, node.to).trimEnd();
    pieces.push({ text: role === 'name' ? text.replaceAll(/\s+/g, ' ') : text, role, breaks });
    last = node.from + text.length;
  };
  const walk = (node: FeelNode, parent: FeelNode, index: number, outer: boolean): void => {
    if (NAMES.test(node.name)) push(node, 'name', false);
    else if (LITERALS.test(node.name)) push(node, 'literal', false);
    else if (node.children.length === 0) {
      if (node.from < node.to) push(node, signRole(node, parent, index), outer && /^(and|or|then|else)$/.test(node.text));
    } else node.children.forEach((child, at) => walk(child, node, at, (outer && LAID_OUT.test(node.name)) || node === root));
  };
  walk(root, root, 0, true);
  gap(source.length);
  return pieces;
}

function separator(before: Piece | undefined, piece: Piece, inLines: boolean): string {
  if (before === undefined) return '';
  if (before.role === 'line-comment') return '\n';
  if (inLines && piece.breaks) return '\n';
  if (piece.role === 'comma' || piece.role === 'colon' || piece.role === 'closer' || piece.role === 'tight' || piece.role === 'call' || piece.role === 'filter') return '';
  if (['opener', 'call', 'filter', 'tight', 'prefix'].includes(before.role)) return '';
  return ' ';
}

function write(pieces: readonly Piece[], inLines: boolean): string {
  return pieces.map((piece, index) => separator(pieces[index - 1], piece, inLines) + piece.text).join('');
}

/** What a tree means without where it was written. */
function meaning(ir: Ir): string {
  return JSON.stringify(ir, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** Whether two texts are the same formula to the language: they compile without error to the same typed tree. */
export function sameMeaning(one: string, other: string, kind: FormulaKind, names: Names): boolean {
  const [first, second] = [one, other].map((source) => (kind === 'unary' ? compileUnaryTests(source, { names, input: { kind: 'any' } }) : compileExpression(source, { names })));
  return first !== undefined && second !== undefined && hasErrors(first) === hasErrors(second) && meaning(first.ir) === meaning(second.ir);
}

/**
 * The formula with even blanks and, beyond `width` characters, a line for each part joined by `and`, `or`, `then`, `else`.
 * Only blanks change: a formula that does not parse, or would not mean the same, comes back as it was.
 *
 * @example formatFormula('a=1and b>2', 'expression') // 'a = 1 and b > 2'
 */
export function formatFormula(source: string, kind: FormulaKind, names: Names = {}, { width }: FormatOptions = {}): string {
  const root = feelTree(source, kind, names);
  if (root === undefined) return source;
  const pieces = piecesOf(root, source);
  // A comment to the end of the line needs lines.
  if (width === undefined && pieces.some((piece) => piece.role === 'line-comment')) return source;
  const flat = write(pieces, false);
  const made = width !== undefined && flat.length > width ? write(pieces, true) : flat;
  return sameMeaning(source, made, kind, names) ? made : source;
}
