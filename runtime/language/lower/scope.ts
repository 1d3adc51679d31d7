import { normalizeContextKey } from 'lezer-feel';
import type { Ir } from '../ir.ts';
import type { FeelType } from '../types.ts';

/** Names visible at a place. A frame holds either bound locals, or the item of a filter, whose entries are visible by name. */
export interface Scope {
  readonly parent: Scope | null;
  readonly locals: ReadonlyMap<string, Ir>;
  readonly item: Ir | null;
}

/** One form for all ways to write a name: spaces collapsed, backticks away. */
export function normalizeName(name: string): string {
  return normalizeContextKey(name.includes('`') ? name.replaceAll('`', '') : name);
}

export function rootScope(names: Readonly<Record<string, FeelType>>): Scope {
  const locals = new Map(Object.entries(names).map(([name, type]): [string, Ir] => [normalizeName(name), { op: 'name', name, type, at: [0, 0] }]));
  return { parent: null, locals, item: null };
}

export function withLocals(scope: Scope, locals: Iterable<readonly [string, Ir]>): Scope {
  return { parent: scope, locals: new Map([...locals].map(([name, ir]) => [normalizeName(name), ir])), item: null };
}

export function withItem(scope: Scope, item: Ir): Scope {
  return { parent: scope, locals: new Map([['item', item]]), item };
}

/** Every name a formula could mean here, for suggestions. */
export function visibleNames(scope: Scope): string[] {
  const names: string[] = [];
  for (let frame: Scope | null = scope; frame !== null; frame = frame.parent) {
    names.push(...frame.locals.keys());
    if (frame.item?.type.kind === 'context') names.push(...Object.keys(frame.item.type.fields));
  }
  return names;
}
