/** The one place that deals with the grammar: source text and declared names in, a syntax tree or findings out. */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser, trackVariables } from 'lezer-feel';
import { builtins } from './builtins/registry.ts';
import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import { findFullWidth, skipLiteral } from './full-width.ts';
import type { FeelType } from './types.ts';

export const MAX_SOURCE = 4000;
export const MAX_BRACKETS = 60;
export const MAX_TREE_DEPTH = 400;

export type Names = Readonly<Record<string, FeelType>>;
export type Top = 'Expression' | 'UnaryTests';
export type Parsed = { readonly root: SyntaxNode } | { readonly diagnostics: readonly FeelDiagnostic[] };

/** What the grammar's name tracker wants to see: nested objects whose keys are the names it may read. */
function shapeOf(type: FeelType, depth = 0): unknown {
  if (depth > 12) return 1;
  if (type.kind === 'list') return shapeOf(type.of, depth);
  if (type.kind !== 'context') return 1;
  return Object.fromEntries(Object.entries(type.fields).map(([key, field]) => [key, shapeOf(field, depth + 1)]));
}

const builtinShape: Readonly<Record<string, number>> = Object.fromEntries(builtins.flatMap((made) => [made.name, ...made.aliases].map((name) => [name, 1])));

/** Parsers by the names object they were made for: a table declares its names once for a thousand cells. */
const parsers = new WeakMap<Names, Record<Top, typeof parser>>();

function parserFor(names: Names, top: Top): typeof parser {
  const known = parsers.get(names);
  if (known !== undefined) return known[top];
  const shape = Object.fromEntries(Object.entries(names).map(([name, type]) => [name, shapeOf(type)]));
  const contextTracker = trackVariables({ ...builtinShape, ...shape });
  const made = { Expression: parser.configure({ top: 'Expression', contextTracker }), UnaryTests: parser.configure({ top: 'UnaryTests', contextTracker }) };
  parsers.set(names, made);
  return made[top];
}

/** Parses against the declared names only, so that meaning never depends on run-time data. */
export function parseSource(source: string, names: Names, top: Top): Parsed {
  const early = checkSize(source) ?? checkSigns(source, names);
  if (early !== null) return { diagnostics: early };
  const tree: Tree = parserFor(names, top).parse(source);
  const problem = findSyntaxError(tree, source);
  return problem === null ? { root: tree.topNode } : { diagnostics: [problem] };
}

function checkSize(source: string): readonly FeelDiagnostic[] | null {
  if (source.length > MAX_SOURCE) return [diagnostic('SCN_RULE_TOO_LONG', [0, source.length], { length: source.length, limit: MAX_SOURCE })];
  if (source.trim() === '') return [diagnostic('SCN_RULE_EMPTY', [0, source.length], {})];
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const next = skipLiteral(source, i);
    if (next > i) {
      i = next - 1;
      continue;
    }
    if ('([{'.includes(source[i] ?? ' ')) depth += 1;
    else if (')]}'.includes(source[i] ?? ' ')) depth -= 1;
    if (depth > MAX_BRACKETS) return [diagnostic('SCN_RULE_TOO_DEEP', [i, i + 1], { limit: MAX_BRACKETS })];
  }
  return null;
}

function checkSigns(source: string, names: Names): readonly FeelDiagnostic[] | null {
  const found = findFullWidth(source, allNames(names));
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
  return diagnostic('SCN_RULE_SYNTAX', [start, end], { text: place.trim().slice(0, 40) });
}
