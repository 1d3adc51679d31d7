/**
 * What a run comes to, worked out from the sentences of runtime/SPEC.md alone: chapters E1, E2, E3.1-2, E4, E5.1-3, E8.1
 * and E11.2. Knows nothing of plans, events or effects; asks every node again and again until nothing changes.
 */
export interface OracleNode {
  readonly id: string;
  readonly kind: 'start' | 'work' | 'effect' | 'wait' | 'each';
  /** Ports it leaves by when it succeeds. */
  readonly leaves: readonly string[];
  /** Attempts that fail before one succeeds, in every round. */
  readonly failures: number;
  /** Attempts its retry policy adds to the first. */
  readonly retries: number;
  /** What it yields under `v`: a number, or what the named node before it yields. */
  readonly value: number | { readonly of: string };
}

export interface OracleModel {
  readonly nodes: readonly OracleNode[];
  /** Source, port, target. */
  readonly edges: readonly (readonly [string, string, string])[];
  /** The node leads back to `to` this many times before it leaves by its port. */
  readonly back?: { readonly from: string; readonly to: string; readonly times: number };
  /** E4.5 */
  readonly maxRounds: number;
}

export interface OracleVerdict {
  readonly status: 'done' | 'dead' | 'incident' | 'idle';
  readonly round: number;
  readonly ports?: readonly string[];
  readonly v?: number | null;
}

export interface OracleAnswer {
  readonly nodes: Readonly<Record<string, OracleVerdict>>;
  readonly completed: boolean;
  readonly ends: readonly string[];
}

export function askOracle(model: OracleModel): OracleAnswer {
  const found = new Map<string, OracleVerdict>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of [...model.nodes].reverse()) {
      if (found.has(node.id)) continue;
      const verdict = judge(model, node, found);
      if (!verdict) continue;
      found.set(node.id, verdict);
      changed = true;
    }
  }
  const nodes: Record<string, OracleVerdict> = Object.fromEntries(model.nodes.map(({ id }) => [id, { ...(found.get(id) ?? { status: 'idle' as const }), round: roundOf(model, id, found) }]));
  // E8.1
  const completed = model.nodes.every(({ id }) => nodes[id]?.status === 'done' || nodes[id]?.status === 'dead');
  const ends = model.nodes.filter(({ id }) => nodes[id]?.status === 'done' && !model.edges.some(([source, port]) => source === id && nodes[id]?.ports?.includes(port))).map(({ id }) => id);
  return { nodes, completed, ends: completed ? ends : [] };
}

type Found = ReadonlyMap<string, OracleVerdict>;

function judge(model: OracleModel, node: OracleNode, found: Found): OracleVerdict | null {
  const incoming = model.edges.filter(([, , target]) => target === node.id);
  // E1.5
  if (node.kind !== 'start' && incoming.length === 0) return { status: 'dead', round: 0 };
  const edges = incoming.map(([source, port]) => edge(found.get(source), port));
  if (edges.includes('pending')) return null;
  // E1.4
  if (node.kind !== 'start' && !edges.includes('delivered')) return { status: 'dead', round: 0 };
  return fire(model, node, found);
}

/** E1.2, E1.3, E2.3 */
function edge(source: OracleVerdict | undefined, port: string): 'pending' | 'delivered' | 'dead' {
  if (source?.status === 'dead') return 'dead';
  if (source?.status !== 'done') return 'pending';
  return source.ports?.includes(port) === true ? 'delivered' : 'dead';
}

function fire(model: OracleModel, node: OracleNode, found: Found): OracleVerdict {
  // E5.1: the error edge comes before every retry.
  if (node.failures > 0 && model.edges.some(([source, port]) => source === node.id && port === 'error')) return { status: 'done', round: 0, ports: ['error'], v: null };
  // E5.2, E5.3
  if (node.failures > node.retries) return { status: 'incident', round: 0 };
  // E4.5
  if (model.back?.from === node.id && model.back.times >= model.maxRounds) return { status: 'incident', round: 0 };
  return { status: 'done', round: 0, ports: node.leaves, v: valueOf(node, found) };
}

/** E3.1, E3.2; people and clocks yield no `v`. */
function valueOf(node: OracleNode, found: Found): number | null {
  if (node.kind === 'wait' || node.kind === 'each' || node.kind === 'start') return null;
  return typeof node.value === 'number' ? node.value : (found.get(node.value.of)?.v ?? null);
}

/** E4.1, E4.3: reset as often as the node led back, the target and everything after it. */
function roundOf(model: OracleModel, id: string, found: Found): number {
  const { back } = model;
  const reached = back && ['done', 'incident'].includes(found.get(back.from)?.status ?? '');
  if (!back || !reached || !isAfter(model, back.to, id)) return 1;
  return 1 + Math.min(back.times, model.maxRounds - 1);
}

function isAfter(model: OracleModel, first: string, id: string): boolean {
  return first === id || model.edges.some(([source, , target]) => source === first && isAfter(model, target, id));
}
