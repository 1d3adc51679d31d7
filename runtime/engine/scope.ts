import { Type, type TSchema } from 'typebox';
import type { AnyNodeType, Port } from '../nodes/define-node.ts';
import { ERROR } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { Scenario } from '../schema/scenario.ts';
import { parameterSchema } from '../schema/parameter.ts';
import { compileFormula, type FormulaLanguage } from './formula.ts';
import { ancestorsOf, readGraph, type Graph } from './graph.ts';

/** Finds a node type; the newest version unless one is named. */
export interface NodeTypes {
  readonly find: (type: string, version?: number) => AnyNodeType | undefined;
}

/** What the formulas of one node may say, what it yields, and how it may be left. */
export interface NodeScope {
  readonly names: Readonly<Record<string, TSchema>>;
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

/** Names in scope, output schema and ports of every node of a flow; nodes of unknown type yield anything. */
export function flowScopes(scenario: Scenario, flowId: string, registry: NodeTypes, env: NodeEnv, language?: FormulaLanguage, graph?: Graph, before?: ReturnType<typeof ancestorsOf>): Readonly<Record<string, NodeScope>> {
  const flow = scenario.flows[flowId];
  if (!flow) return {};
  const shape = graph ?? readGraph(flow);
  const ancestors = before ?? ancestorsOf(shape);
  const common = commonNames(scenario);
  const scopes: Record<string, NodeScope> = {};
  for (const id of [...shape.order, ...shape.cycle]) {
    const node = flow.nodes[id];
    if (!node) continue;
    const names: Record<string, TSchema> = {};
    for (const earlier of ancestors[id] ?? []) names[earlier] = scopes[earlier]?.output ?? Type.Unsafe({});
    Object.assign(names, common);
    const ownEnv: NodeEnv = { ...env, scenario, flow: flowId, node: id, ...(language ? { infer: inferWith(language, names) } : {}) };
    const type = registry.find(node.type, node.version);
    scopes[id] = { names, env: ownEnv, output: outputOf(type, node.config, ownEnv), ports: portsOf(type, node.config, ownEnv) };
  }
  return scopes;
}

/** Memoised, because an output schema may ask for the same formula many times. */
function inferWith(language: FormulaLanguage, names: Readonly<Record<string, TSchema>>): NonNullable<NodeEnv['infer']> {
  return (source, locals) => compileFormula(language, source, { ...names, ...locals }, 'expression', [])?.schema ?? Type.Unsafe({});
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
