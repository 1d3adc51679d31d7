import type { Ir } from '../ir.ts';

/** Locals a tree reads and does not bind itself: what a function of its own must be given. */
export function freeLocals(...trees: readonly Ir[]): number[] {
  const used = new Set<number>();
  const bound = new Set<number>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null || key === 'type' || key === 'at') return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, key);
      return;
    }
    const node = value as { readonly op?: string; readonly id?: number; readonly item?: unknown; readonly partial?: number };
    if (node.op === 'local') {
      used.add(node.id ?? -1);
      return;
    }
    if (typeof node.id === 'number') bound.add(node.id);
    if (typeof node.item === 'number') bound.add(node.item);
    if (typeof node.partial === 'number') bound.add(node.partial);
    for (const [name, child] of Object.entries(node)) visit(child, name);
  };
  for (const tree of trees) visit(tree, '');
  return [...used].filter((id) => !bound.has(id)).toSorted((a, b) => a - b);
}
