import type { Static } from 'typebox';
import type { SourceSchema } from '../schema/explanation.ts';

export type Source = Static<typeof SourceSchema>;

/** Names a formula of a table may start a path with, and what stands behind them. */
export interface SourceNames {
  /** Outputs of earlier nodes and the scope words. */
  readonly scope: ReadonlySet<string>;
  /** The element of `each`, and the formula it comes from. */
  readonly element: { readonly as: string; readonly from: string } | null;
  readonly lets: Readonly<Record<string, string>>;
}

const PATH = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/gu;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;

/**
 * Where the values of a formula came from, each path once, in order of appearance. Reads the text of a formula
 * that compiled already: only paths that begin with a known name count, so key words and functions fall away.
 */
export function sourcesOf(source: string, names: SourceNames, seen: ReadonlySet<string> = new Set()): readonly Source[] {
  const found = new Map<string, Source>();
  for (const [match] of source.replace(STRINGS, '""').matchAll(PATH)) {
    const path = match.replace(/\s/g, '');
    for (const one of sourceOfPath(path, names, seen)) found.set(`${one.kind} ${one.path ?? ''}`, one);
  }
  return [...found.values()];
}

function sourceOfPath(path: string, names: SourceNames, seen: ReadonlySet<string>): readonly Source[] {
  const root = path.split('.')[0] ?? path;
  const helper = Object.hasOwn(names.lets, root) ? names.lets[root] : undefined;
  if (helper !== undefined) return seen.has(root) ? [] : sourcesOf(helper, names, new Set([...seen, root]));
  if (names.element?.as === root) {
    const origin = names.element.from.split('.')[0]?.trim() ?? '';
    return [{ kind: 'row', path, ...(names.scope.has(origin) ? { node: origin } : {}) }];
  }
  if (!names.scope.has(root)) return [];
  if (root === 'param') return [{ kind: 'param', path: path.slice('param.'.length) }];
  if (root === 'user') return [{ kind: 'user', path }];
  if (root === 'run') return [{ kind: 'computed', path }];
  return [{ kind: 'node', node: root, path }];
}
