import { Type, type TSchema } from 'typebox';
import type { AnyNodeType, Port } from '../nodes/define-node.ts';
import { ERROR } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { FlowNode } from '../schema/flow.ts';
import type { Scenario } from '../schema/scenario.ts';
import { parameterSchema } from '../schema/parameter.ts';
import { beforeOf } from './before.ts';
import type { FormulaLanguage } from './formula.ts';
import { readGraph, type Graph } from './graph.ts';
import { compileInScope, scopeNames, type ScopeNames } from './scope-names.ts';

/** Finds a node type; the newest version unless one is named. */
export interface NodeTypes {
  readonly find: (type: string, version?: number) => AnyNodeType | undefined;
}

/** What the formulas of one node may say, what it yields, and how it may be left. */
export interface NodeScope {
  /** Every name at once; `lookup` is for whoever needs a few. */
  readonly names: Readonly<Record<string, TSchema>>;
  readonly lookup: ScopeNames;
  readonly output: TSchema;
  /** The ports of its type; `error` is always possible and not listed unless the type lists it. */
  readonly ports: readonly Port[];
  readonly env: NodeEnv;
}

/** The scope words of every formula: parameters by type, facts of the run, the starter. */
export function commonNames(scenario: Scenario): Readonly<Record<string, TSchema>> {
  const parameters = Object.entries(scenario.parameters).map(([id, parameter]) => [id, parameterSchema(parameter)] as const);
  return {
    param: Type.Object(Object.fromEntries(parameters), { additionalProperties: false }),
    run: Type.Object({ id: Type.String(), starter: Type.String(), startedAt: Type.String({ format: 'date-time' }), round: Type.Integer() }, { additionalProperties: false }),
    user: Type.Unsafe({}),
  };
}

/** What the scopes of a flow are made of. */
export interface ScopeWork {
  readonly scenario: Scenario;
  readonly flow: string;
  readonly env: Pick<NodeEnv, 'datasets' | 'connections'>;
  readonly language?: FormulaLanguage | undefined;
}

/** What surrounds one node. */
export function nodeEnv({ scenario, flow, env, language }: ScopeWork, node: string, names: ScopeNames): NodeEnv {
  return { ...env, scenario, flow, node, ...(language ? { infer: inferWith(language, names) } : {}) };
}

export function nodeScope(node: FlowNode, type: AnyNodeType | undefined, env: NodeEnv, names: ScopeNames): NodeScope {
  return {
    lookup: names,
    get names() {
      return names.all();
    },
    env,
    output: outputOf(type, node.config, env),
    ports: portsOf(type, node.config, env),
  };
}

/** Names in scope, output schema and ports of every node of a flow; nodes of unknown type yield anything. */
export function flowScopes(scenario: Scenario, flowId: string, registry: NodeTypes, env: NodeEnv, language?: FormulaLanguage, graph?: Graph): Readonly<Record<string, NodeScope>> {
  const flow = scenario.flows[flowId];
  if (!flow) return {};
  const shape = graph ?? readGraph(flow);
  const before = beforeOf(shape);
  const common = commonNames(scenario);
  const outputs = new Map<string, TSchema>();
  const scopes: Record<string, NodeScope> = {};
  for (const id of [...shape.order, ...shape.cycle]) {
    const node = flow.nodes[id];
    if (!node) continue;
    const names = scopeNames(id, before, outputs, common);
    const scope = nodeScope(node, registry.find(node.type, node.version), nodeEnv({ scenario, flow: flowId, env, language }, id, names), names);
    scopes[id] = scope;
    outputs.set(id, scope.output);
  }
  return scopes;
}

function inferWith(language: FormulaLanguage, names: ScopeNames): NonNullable<NodeEnv['infer']> {
  return (source, locals = {}) => compileInScope(language, source, names, locals, 'expression', [])?.schema ?? Type.Unsafe({});
}

/** A node type may not be prepared for a config that does not fit its schema; then anything is possible. */
function outputOf(type: AnyNodeType | undefined, config: Readonly<Record<string, unknown>>, env: NodeEnv): TSchema {
  if (!type) return Type.Unsafe({});
  try {
    return typeof type.output === 'function' ? (type.output as (config: unknown, env: NodeEnv) => TSchema)(config, env) : type.output;
  } catch {
    return Type.Unsafe({});
  }
}

function portsOf(type: AnyNodeType | undefined, config: Readonly<Record<string, unknown>>, env: NodeEnv): readonly Port[] {
  if (!type) return [];
  try {
    const ports = typeof type.ports === 'function' ? type.ports(config, env) : (type.ports ?? [OUT_PORT]);
    return ports;
  } catch {
    return [];
  }
}

const OUT_PORT: Port = { id: 'out', title: { 'zh-CN': '下一步', en: 'Next' } };

/** Ports an edge may start at: those of the type, and `error`. */
export function edgePorts(ports: readonly Port[]): readonly string[] {
  const ids = ports.map((port) => port.id);
  return ids.includes(ERROR.id) ? ids : [...ids, ERROR.id];
}
