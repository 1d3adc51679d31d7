import type { TSchema } from 'typebox';
import { formulasOf, type ConfigFormula } from '../engine/config-formulas.ts';
import type { NodeScope } from '../engine/scope.ts';
import type { CheckedNode } from './check-context.ts';

/** Extra names of a node's formulas: config path joined by `/` → names; `*` stands for every position of a list. */
export type NodeLocals = Readonly<Record<string, Readonly<Record<string, TSchema>>>>;

/** `values/12/expr` with a star for 12: the innermost position, because that is where lists get long. */
function familyOf(path: ConfigFormula['path']): string {
  const at = path.findLastIndex((step) => typeof step === 'number');
  return path.map((step, index) => (index === at ? '*' : String(step))).join('/');
}

/**
 * Names of every `feel-row` and `feel-unary` formula of a node, under `''` those that hold when nothing else is said.
 * The members of a list are asked one by one only when its first and last differ, so a table of a thousand rules
 * costs two questions a column.
 */
export function nodeLocals(node: Pick<CheckedNode, 'type' | 'sound' | 'node'>, scope: NodeScope): NodeLocals | undefined {
  const { type } = node;
  if (!node.sound || type?.locals === undefined) return undefined;
  const namesAt = (path: ConfigFormula['path']) => type.locals?.(node.node.config, scope.env, path.map(String)) ?? {};
  const families = new Map<string, ConfigFormula['path'][]>();
  for (const { format, path } of formulasOf(type, node.node.config)) {
    if (format === 'feel') continue;
    const family = familyOf(path);
    const members = families.get(family);
    if (members === undefined) families.set(family, [path]);
    else members.push(path);
  }
  const locals: Record<string, Readonly<Record<string, TSchema>>> = { '': namesAt([]) };
  for (const [family, paths] of families) {
    const [first, last] = [paths[0] ?? [], paths.at(-1) ?? []];
    const names = namesAt(first);
    if (paths.length === 1 || JSON.stringify(names) === JSON.stringify(namesAt(last))) locals[family] = names;
    else for (const path of paths) locals[path.join('/')] = path === first ? names : namesAt(path);
  }
  return locals;
}
