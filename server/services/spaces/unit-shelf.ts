import type { UnitNode } from '../../api/units.ts';
import type { Base } from '../context.ts';

export const UNIT = 'unit';
/** The unit of everything that names none. */
export const ROOT = 'home';

/** The tree of units, in memory. */
export interface UnitShelf {
  readonly find: (id: string) => UnitNode | undefined;
  /** Parents before their children, brothers by name. */
  readonly all: () => readonly UnitNode[];
  /** From the root down to the unit itself; a unit that is not known hangs below the root. */
  readonly path: (id: string) => readonly string[];
  readonly isWithin: (id: string, above: string) => boolean;
  /** The unit and everything below it. */
  readonly below: (id: string) => readonly UnitNode[];
  /** Counts the changes: what is computed from units is good for one of them. */
  readonly revision: () => number;
  readonly reload: () => Promise<void>;
}

const ABSENT: readonly string[] = [ROOT];

export async function createUnitShelf(base: Base): Promise<UnitShelf> {
  let units = new Map<string, UnitNode>();
  let children = new Map<string, UnitNode[]>();
  let paths = new Map<string, readonly string[]>();
  let revision = 0;

  const reload = async () => {
    const nodes = (await base.store.documents.list<UnitNode>(UNIT)).map(({ body }) => body).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN') || (a.id < b.id ? -1 : 1));
    units = new Map(nodes.map((node) => [node.id, node]));
    children = new Map();
    for (const node of nodes) if (node.id !== ROOT) children.set(node.parent ?? ROOT, [...(children.get(node.parent ?? ROOT) ?? []), node]);
    paths = new Map();
    revision += 1;
  };
  /** A circle cannot be saved; should one come in from outside, its units hang below the root. */
  const climb = (id: string): readonly string[] => {
    const up: string[] = [];
    for (let at: string | undefined = id; at !== undefined && at !== ROOT; at = units.get(at)?.parent) {
      if (up.includes(at)) break;
      up.push(at);
    }
    return [ROOT, ...up.reverse()];
  };
  const path = (id: string): readonly string[] => {
    if (id === ROOT) return ABSENT;
    const known = paths.get(id) ?? climb(id);
    paths.set(id, known);
    return known;
  };
  const below = (id: string): UnitNode[] => {
    const found: UnitNode[] = [];
    const walk = (node: UnitNode | undefined) => {
      if (!node || found.includes(node)) return;
      found.push(node);
      for (const child of children.get(node.id) ?? []) walk(child);
    };
    walk(units.get(id));
    return found;
  };
  await reload();
  return { find: (id) => units.get(id), all: () => below(ROOT), path, isWithin: (id, above) => path(id).includes(above), below, revision: () => revision, reload };
}
