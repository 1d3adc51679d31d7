import type { Ir } from '../ir.ts';

/** How a `for` body uses `partial`: not at all, only to read from (the growing list may be shared), or as a value (it must be copied). */
export type PartialUse = 'none' | 'read' | 'value';

const READERS: ReadonlySet<string> = new Set(['count', 'sum', 'max', 'min', 'mean', 'list contains', 'product']);

export function partialUse(body: Ir, id: number): PartialUse {
  let use: PartialUse = 'none';
  const visit = (value: unknown, reading: boolean): void => {
    if (typeof value !== 'object' || value === null || use === 'value') return;
    const node = value as Partial<Record<string, unknown>>;
    if (node['op'] === 'local' && node['id'] === id) use = reading ? 'read' : 'value';
    for (const [key, child] of Object.entries(node)) {
      if (key === 'type' || key === 'at') continue;
      const reads = (node['op'] === 'filter' && key === 'list' && isPosition(node['test'])) || (node['op'] === 'builtin' && key === 'args' && READERS.has(String(node['name'])));
      if (Array.isArray(child)) for (const item of child) visit(item, reads);
      else visit(child, reads);
    }
  };
  visit(body, false);
  return use;
}

function isPosition(test: unknown): boolean {
  return (test as Ir).type.kind === 'number';
}
