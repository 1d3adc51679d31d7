import { linksIn, type Link } from '../links.ts';
import { same } from './same.ts';

/** The nodes that stay and are reached from one that goes, through others that go. */
export function beyond(links: readonly Link[], gone: ReadonlySet<string>, from: string): ReadonlySet<string> {
  const seen = new Set([from]);
  const reached = new Set<string>();
  const queue = [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const link of links) {
      if (link.source !== id || link.back || seen.has(link.target)) continue;
      seen.add(link.target);
      if (gone.has(link.target)) queue.push(link.target);
      else reached.add(link.target);
    }
  }
  return reached;
}

export interface Healed {
  readonly into: Link;
  readonly target: string;
}

/** Edges into what goes that have one place to lead to when it is gone. Where ways part, a person decides. */
export function healing(links: readonly Link[], gone: ReadonlySet<string>): readonly Healed[] {
  return links.flatMap((into) => {
    if (gone.has(into.source) || !gone.has(into.target) || into.back) return [];
    const [target, ...more] = beyond(links, gone, into.target);
    if (target === undefined || more.length > 0 || target === into.source) return [];
    return [{ into, target }];
  });
}

/** Whether a node that stays is reached from another through nodes that go, one of `over` among them. */
function leadsOver(links: readonly Link[], gone: ReadonlySet<string>, over: ReadonlySet<string>, bridge: Link): boolean {
  const seen = new Set<string>();
  const queue = links.filter((link) => link.source === bridge.source && link.port === bridge.port && !link.back && gone.has(link.target)).map(({ target }) => ({ id: target, over: over.has(target) }));
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    const { id, over: passed } = step;
    if (seen.has(`${id} ${passed}`)) continue;
    seen.add(`${id} ${passed}`);
    for (const { target } of links.filter((link) => link.source === id && !link.back)) {
      if (target === bridge.target && passed) return true;
      if (gone.has(target)) queue.push({ id: target, over: passed || over.has(target) });
    }
  }
  return false;
}

/** The edges drawn since `before` that lead where a way over nodes that went, one of `over` among them, led before. */
export function bridgesOver(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, gone: ReadonlySet<string>, over: ReadonlySet<string>): readonly Link[] {
  const links = linksIn(before);
  return linksIn(after).filter((link) => !link.back && !same(before[link.id], after[link.id]) && leadsOver(links, gone, over, link));
}
