import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { AnyNodeType } from '../../../runtime/nodes/define-node.ts';
import { OUT } from '../../../runtime/nodes/define-node.ts';
import type { Registry } from '../../../runtime/nodes/registry.ts';

/** A node whose version is gone, and what the newest one makes of it. */
export interface MovedNode {
  readonly flow: string;
  readonly node: string;
  readonly type: string;
  readonly from: number;
  /** Absent when nothing takes it over. */
  readonly to?: number;
  readonly dropped: readonly string[];
}

interface NodeLike {
  readonly type?: unknown;
  readonly version?: unknown;
  readonly config?: unknown;
}
interface FlowLike {
  readonly nodes?: Readonly<Record<string, NodeLike>>;
  readonly edges?: Readonly<Record<string, readonly unknown[]>>;
}

function portsOf(type: AnyNodeType): readonly string[] | null {
  return typeof type.ports === 'function' ? null : (type.ports ?? [OUT]).map(({ id }) => id);
}

/** Edges that leave by a port the newer version does not have. */
function lostEdges(flow: FlowLike, node: string, type: AnyNodeType): readonly string[] {
  const ports = portsOf(type);
  if (ports === null) return [];
  return Object.values(flow.edges ?? {}).flatMap(([from]) => {
    const [start, port = OUT.id] = typeof from === 'string' ? from.split('.') : [];
    return start === node && port !== 'error' && !ports.includes(port) ? [`→ ${port}`] : [];
  });
}

/** @param registry with the node types as they are or as they would be */
function moveNode(flow: FlowLike, id: string, node: NodeLike, registry: Registry): { readonly config?: JsonObject; readonly to?: number; readonly dropped: readonly string[] } | null {
  const { type, version } = node;
  if (typeof type !== 'string' || typeof version !== 'number' || registry.find(type, version)) return null;
  const newest = registry.find(type);
  if (!newest) return null;
  if (newest.version < version || !newest.migrate) return { dropped: [] };
  try {
    const { config, dropped } = newest.migrate((node.config ?? {}) as JsonObject, version);
    return { config, to: newest.version, dropped: [...dropped, ...lostEdges(flow, id, newest)] };
  } catch {
    return { dropped: [] };
  }
}

/** The scenario with every node of a version that is gone brought to the newest one; what loses something stays as it is and is told. */
export function migrateNodes<Document extends Scenario | JsonObject>(document: Document, registry: Registry): { readonly document: Document; readonly moved: readonly MovedNode[] } {
  const moved: MovedNode[] = [];
  const flows = Object.entries((document['flows'] ?? {}) as Readonly<Record<string, FlowLike>>).map(([flowId, flow]) => {
    const nodes = Object.entries(flow.nodes ?? {}).map(([id, node]) => {
      const next = moveNode(flow, id, node, registry);
      if (!next) return [id, node];
      moved.push({ flow: flowId, node: id, type: String(node.type), from: Number(node.version), ...(next.to === undefined ? {} : { to: next.to }), dropped: next.dropped });
      return [id, next.to === undefined || next.dropped.length > 0 ? node : { ...node, version: next.to, config: next.config }];
    });
    return [flowId, { ...flow, nodes: Object.fromEntries(nodes) as FlowLike['nodes'] }] as const;
  });
  return { document: moved.length === 0 ? document : { ...document, flows: Object.fromEntries(flows) }, moved };
}

/** Nodes of a version that is still there, but changed: edges leave them by ports that are gone. */
export function cutNodes(document: Scenario | JsonObject, registry: Registry): readonly MovedNode[] {
  return Object.entries((document['flows'] ?? {}) as Readonly<Record<string, FlowLike>>).flatMap(([flowId, flow]) =>
    Object.entries(flow.nodes ?? {}).flatMap(([id, { type, version }]) => {
      const known = typeof type === 'string' && typeof version === 'number' ? registry.find(type, version) : undefined;
      const dropped = known ? lostEdges(flow, id, known) : [];
      return known && dropped.length > 0 ? [{ flow: flowId, node: id, type: known.type, from: known.version, to: known.version, dropped }] : [];
    }),
  );
}

/** Whether every node that had to move arrived whole. */
export const isWhole = ({ to, dropped }: MovedNode): boolean => to !== undefined && dropped.length === 0;
