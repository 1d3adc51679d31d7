/** The one place that deals with the grammar: source text and declared names in, a syntax tree or findings out. */
import { NodeType, type SyntaxNode, type Tree } from '@lezer/common';
import { parser, trackVariables } from 'lezer-feel';
import { textStart } from '../schema/cut-text.ts';
import { builtins } from './builtins/registry.ts';
import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import { findForeignSigns } from './foreign-signs.ts';
import { findFullWidth, quotedNameEnd, skipLiteral } from './full-width.ts';
import { bindComparisons } from './precedence.ts';
import type { FeelType } from './types.ts';

export const MAX_SOURCE = 4000;
export const MAX_BRACKETS = 60;
export const MAX_TREE_DEPTH = 400;

export type Names = Readonly<Record<string, FeelType>>;
export type Top = 'Expression' | 'UnaryTests';
export type Parsed = { readonly root: SyntaxNode } | { readonly diagnostics: readonly FeelDiagnostic[] };

/** A name the tokenizer reads rightly by itself. Others (spaces, operators, words of the grammar) must be declared. */
const PLAIN_NAME = /^[\p{L}_][\p{L}_]*\p{Nd}*$/u;
const GRAMMAR_WORDS: ReadonlySet<string> = new Set(['for', 'in', 'return', 'if', 'then', 'else', 'some', 'every', 'satisfies', 'or', 'and', 'between', 'instance', 'of', 'days', 'time', 'duration', 'years', 'months', 'date', 'list', 'context', 'function', 'external', 'null', 'true', 'false', 'not']);

const KEYWORDS: ReadonlySet<string> = new Set(['for', 'in', 'return', 'if', 'then', 'else', 'some', 'every', 'satisfies', 'or', 'and', 'between', 'instance', 'of', 'function', 'external', 'null', 'true', 'false', 'not']);

function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name) && !GRAMMAR_WORDS.has(name);
}

type Shape = { [name: string]: Shape | 1 };

/** What the grammar's name tracker wants to see: nested objects of the names it may read, without those that need no declaring. */
function shapeOfFields(fields: Names, depth: number): Shape | null {
  const entries = Object.entries(fields).flatMap(([name, type]): [string, Shape | 1][] => {
    // A word of the grammar stays one, whatever is declared; such a name is read in backticks.
    if (depth === 0 && KEYWORDS.has(name)) return [];
    const inner = shapeOf(type, depth + 1);
    return inner !== null ? [[name, inner]] : isPlainName(name) ? [] : [[name, 1]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** A type keeps its shape, and many `names` share their types. */
const shapes = new WeakMap<FeelType, Shape | null>();

function shapeOf(type: FeelType, depth: number): Shape | null {
  if (type.kind === 'list') return shapeOf(type.of, depth);
  if (type.kind !== 'context' || depth > 12) return null;
  const known = shapes.get(type);
  if (known !== undefined) return known;
  const made = shapeOfFields(type.fields, depth);
  shapes.set(type, made);
  return made;
}

// Type names that begin like a built-in (`days between`) must be declared too, or the tokenizer reads only their first word.
// `not` must not be declared: the grammar knows it, and would read `not(1, 2)` of a cell as a call.
const TYPE_NAMES = ['days and time duration', 'years and months duration'];
const builtinShape: Shape = Object.fromEntries([...TYPE_NAMES, ...builtins.flatMap((made) => [made.name, ...made.aliases])].filter((name) => name.includes(' ')).map((name) => [name, 1]));

type Parsers = Readonly<Record<Top, typeof parser>>;

function makeParsers(shape: Shape): Parsers {
  const contextTracker = trackVariables({ ...builtinShape, ...shape });
  return { Expression: parser.configure({ top: 'Expression', contextTracker }), UnaryTests: parser.configure({ top: 'UnaryTests', contextTracker }) };
}

/** Most scenarios need no declaring at all and share one parser. */
const plainParsers = makeParsers({});
const parsers = new WeakMap<Names, Parsers>();

function parserFor(names: Names, top: Top): typeof parser {
  const known = parsers.get(names);
  if (known !== undefined) return known[top];
  const shape = shapeOfFields(names, 0);
  const made = shape === null ? plainParsers : makeParsers(shape);
  parsers.set(names, made);
  return made[top];
}

/** Parses against the declared names only, so that meaning never depends on run-time data. */
export function parseSource(source: string, names: Names, top: Top): Parsed {
  const early = checkSize(source) ?? checkSigns(source, names);
  if (early !== null) return { diagnostics: early };
  const grammar = parserFor(names, top);
  const recent = remembered(grammar);
  const known = recent.get(source);
  if (known !== undefined) return known;
  const tree: Tree = grammar.parse(smooth(source));
  const problem = findSyntaxError(tree, source);
  const parsed: Parsed = problem === null ? { root: bindComparisons(tree, source, typeNamed).topNode } : { diagnostics: [problem] };
  if (recent.size >= REMEMBERED) recent.delete(recent.keys().next().value ?? '');
  recent.set(source, parsed);
  return parsed;
}

/** A formula is read several times in a row: for its type, for its names, for its code; to parse a long one anew takes a hundred times as long. */
const REMEMBERED = 16;
const latest = new WeakMap<typeof parser, Map<string, Parsed>>();

function remembered(grammar: typeof parser): Map<string, Parsed> {
  const known = latest.get(grammar) ?? new Map<string, Parsed>();
  latest.set(grammar, known);
  return known;
}

const NODE_TYPES = new Map(parser.nodeSet.types.map((type) => [type.name, type]));
const typeNamed = (name: string): NodeType => NODE_TYPES.get(name) ?? NodeType.none;

const RANGE_TYPE = /(\binstance\s+of\s+(?:list\s*<\s*)*|:\s*)range(\s*<\s*(?:Any|number|string|date|time|days and time|years and months)\b)/g;

/** Stands for each character of a name in backticks: any letter that no word of the grammar begins with. */
const QUOTED_NAME = 'ˋ';

/**
 * The source, same length, as the grammar can take it: line ends inside names (`date and⏎time`) as spaces, and the type `range<…>`, which it
 * does not know, as `list<…>`, and names in backticks, of whatever signs they are made, as plain names; the lowering looks at the true source.
 */
function smooth(source: string): string {
  let made = '';
  for (let i = 0; i < source.length; ) {
    const next = skipLiteral(source, i);
    // The line end that closes a comment stays.
    const ends = source[i] === '\n' && made.slice(made.lastIndexOf('\n') + 1).includes('//');
    if (quotedNameEnd(source, i) === next) {
      made += QUOTED_NAME.repeat(next - i);
      i = next;
      continue;
    }
    made += next > i ? source.slice(i, next) : ends ? '\n' : (source[i] ?? '').replace(/[\r\n]/, ' ');
    i = Math.max(next, i + 1);
  }
  return made.replace(RANGE_TYPE, (_whole, before: string, after: string) => `${before}list ${after}`);
}

function checkSize(source: string): readonly FeelDiagnostic[] | null {
  if (source.length > MAX_SOURCE) return [diagnostic('SCN_RULE_TOO_LONG', [0, source.length], { length: source.length, limit: MAX_SOURCE })];
  if (source.trim() === '') return [diagnostic('SCN_RULE_EMPTY', [0, source.length], {})];
  return checkNesting(source);
}

const OPERATOR = /[+\-*/=<>]|\.(?!\d)|(?:and|or|if|else|function)\b/y;

/** Before parsing, which takes long on deep trees: brackets in brackets, and operators in a row without a comma, each of which is a level too. */
function checkNesting(source: string): readonly FeelDiagnostic[] | null {
  const chains: number[] = [0];
  for (let i = 0; i < source.length; i++) {
    const next = skipLiteral(source, i);
    if (next > i) {
      i = next - 1;
      continue;
    }
    const sign = source[i] ?? ' ';
    if ('([{'.includes(sign)) chains.push(0);
    else if (')]}'.includes(sign)) chains.pop();
    else if (sign === ',') chains[chains.length - 1] = 0;
    OPERATOR.lastIndex = i;
    if (OPERATOR.test(source)) chains[chains.length - 1] = (chains.at(-1) ?? 0) + 1;
    if (chains.length > MAX_BRACKETS + 1) return [diagnostic('SCN_RULE_TOO_DEEP', [i, i + 1], { limit: MAX_BRACKETS })];
    if ((chains.at(-1) ?? 0) > MAX_TREE_DEPTH) return [diagnostic('SCN_RULE_TOO_DEEP', [i, i + 1], { limit: MAX_TREE_DEPTH })];
  }
  return null;
}

function checkSigns(source: string, names: Names): readonly FeelDiagnostic[] | null {
  const found = [...findFullWidth(source, () => allNames(names)), ...findForeignSigns(source)];
  return found.length === 0 ? null : found;
}

function allNames(names: Names): string[] {
  return Object.entries(names).flatMap(([name, type]) => [name, ...fieldNames(type, 0)]);
}

function fieldNames(type: FeelType, depth: number): string[] {
  if (depth > 12) return [];
  if (type.kind === 'list') return fieldNames(type.of, depth);
  return type.kind === 'context' ? Object.entries(type.fields).flatMap(([key, field]) => [key, ...fieldNames(field, depth + 1)]) : [];
}

function findSyntaxError(tree: Tree, source: string): FeelDiagnostic | null {
  let depth = 0;
  let found: FeelDiagnostic | null = null;
  tree.iterate({
    enter(node) {
      depth += 1;
      if (found === null && node.type.isError) found = syntaxError(node.from, node.to, source);
      if (found === null && depth > MAX_TREE_DEPTH) found = diagnostic('SCN_RULE_TOO_DEEP', [node.from, node.to], { limit: MAX_TREE_DEPTH });
      return found === null;
    },
    leave() {
      depth -= 1;
    },
  });
  return found;
}

function syntaxError(from: number, to: number, source: string): FeelDiagnostic {
  const place = to > from ? source.slice(from, to) : source.slice(Math.max(0, from - 10), from);
  const end = Math.max(to, Math.min(source.length, from + 1));
  const start = end > from ? from : Math.max(0, from - 1);
  return diagnostic('SCN_RULE_SYNTAX', [start, end], { text: textStart(place.trim(), 40) });
}
