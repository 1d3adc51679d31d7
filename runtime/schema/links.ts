/** An edge of a flow, read: `["judged.out", "route", "back"?]`. */
export interface Link {
  readonly id: string;
  readonly source: string;
  readonly port: string;
  readonly target: string;
  /** A rework edge (E4): it does not count in the order of the flow. */
  readonly back: boolean;
}

/** `judged.out` → node and port; ids never contain a dot. */
export function readEnd(end: string): { readonly node: string; readonly port: string } {
  const dot = end.indexOf('.');
  return dot < 0 ? { node: end, port: 'out' } : { node: end.slice(0, dot), port: end.slice(dot + 1) };
}

/** The edges of a flow, `{ e1: ['a.out', 'b'] }`, as links; what is no edge is left out. */
export function linksIn(edges: Readonly<Record<string, unknown>>): readonly Link[] {
  return Object.entries(edges).flatMap(([id, edge]): readonly Link[] => {
    if (!Array.isArray(edge)) return [];
    const { node, port } = readEnd(String(edge[0]));
    return [{ id, source: node, port, target: String(edge[1]), back: edge[2] === 'back' }];
  });
}

export function isSameLink(one: Omit<Link, 'id' | 'back'>, other: Omit<Link, 'id' | 'back'>): boolean {
  return one.source === other.source && one.port === other.port && one.target === other.target;
}
