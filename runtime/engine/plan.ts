import type { TSchema } from 'typebox';
import type { Calendar } from '../host/calendar.ts';
import type { AnyNodeType } from '../nodes/define-node.ts';
import type { NodeEnv } from '../nodes/node-env.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { Flow, FlowNode } from '../schema/flow.ts';
import type { Scenario } from '../schema/scenario.ts';
import { BOUNDS } from './bounds.ts';
import { captionLocals, planCaption } from './caption.ts';
import { formulasOf, type ConfigFormula } from './config-formulas.ts';
import { planConfig, type ConfigPlan } from './config-plan.ts';
import { compileFormula, compileTools, type EngineFormula, type FormulaLanguage, type FormulaProblem } from './formula.ts';
import { ancestorsOf } from './before.ts';
import { forward, readGraph, regionOf, type Graph } from './graph.ts';
import { localDatasets, type DatasetCatalogue } from './local-datasets.ts';
import { formulaDiagnostic, planDiagnostic } from './plan-diagnostics.ts';
import type { FlowPlan, NodePlan, Plan } from './plan-types.ts';
import { feel } from './real-language.ts';
import { edgePorts, flowScopes, type NodeScope, type NodeTypes } from './scope.ts';

export interface PlanOptions {
  readonly registry: NodeTypes;
  /** Definitions of the catalogue by address. @default none */
  readonly datasets?: DatasetCatalogue;
  /** Local names of connections that exist. @default none */
  readonly connections?: readonly string[];
  readonly calendars?: (id: string) => Calendar | undefined;
  readonly language?: FormulaLanguage;
  /** Give a plan although node types are missing: runs park as incidents where one is reached (E7). */
  readonly missingTypes?: 'refuse' | 'park';
}

export interface PlanResult {
  /** Null when an error keeps the scenario from being run. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Makes a scenario ready to run: orders its flows, resolves node types and compiles every formula against the
 * names its node may use. Never throws: what is wrong comes back as diagnostics.
 *
 * @example createPlan(scenario, { registry: createRegistry(builtIns), datasets: catalogue, connections: [] })
 */
export function createPlan(scenario: Scenario, options: PlanOptions): PlanResult {
  const diagnostics: Diagnostic[] = [];
  try {
    const plan = buildPlan(scenario, options, diagnostics);
    const parks = options.missingTypes === 'park';
    const fatal = diagnostics.some((found) => found.severity === 'error' && !(parks && found.code === 'SCN_NODE_UNKNOWN'));
    return { plan: fatal ? null : plan, diagnostics };
  } catch (error) {
    return { plan: null, diagnostics: [...diagnostics, planDiagnostic('SCN_SCHEMA_SHAPE', [], { reason: error instanceof Error ? error.message : String(error) })] };
  }
}

function buildPlan(scenario: Scenario, options: PlanOptions, diagnostics: Diagnostic[]): Plan {
  const language = options.language ?? feel;
  const datasets = localDatasets(scenario, options.datasets ?? {});
  const env: NodeEnv = { scenario, flow: '', node: '', datasets, connections: options.connections ?? [] };
  const flows = Object.entries(scenario.flows).map(([id, flow]) => [id, planFlow({ id, flow, scenario, env, registry: options.registry, language, diagnostics })] as const);
  return {
    scenario,
    flows: Object.fromEntries(flows),
    registry: options.registry,
    language,
    calendar: options.calendars ?? (() => undefined),
    datasets,
    decoded: new WeakMap(),
    measured: new WeakMap(),
    parameters: new Map(),
    pureHosts: new Map(),
    people: new WeakMap(),
    moments: {},
  };
}

interface FlowWork {
  readonly id: string;
  readonly flow: Flow;
  readonly scenario: Scenario;
  readonly env: NodeEnv;
  readonly registry: NodeTypes;
  readonly language: FormulaLanguage;
  readonly diagnostics: Diagnostic[];
}

function planFlow(work: FlowWork): FlowPlan {
  const { id, flow } = work;
  const graph = readGraph(flow);
  if (!checkShape(work, graph)) return { id, nodes: {}, order: [], starts: [], maxRounds: 1 };
  const ancestors = ancestorsOf(graph);
  const scopes = flowScopes(work.scenario, id, work.registry, work.env, work.language, graph);
  const order = graph.order.flatMap((nodeId, rank) => {
    const definition = flow.nodes[nodeId];
    const scope = scopes[nodeId];
    return definition && scope ? [planNode(work, graph, { id: nodeId, rank, definition, scope, ancestors: ancestors[nodeId] ?? [] })] : [];
  });
  checkBackEdges(work, graph, ancestors);
  return {
    id,
    nodes: Object.fromEntries(order.map((node) => [node.id, node])),
    order,
    starts: order.filter((node) => node.type?.category === 'start').map((node) => node.id),
    maxRounds: flow.maxRounds ?? BOUNDS.defaultRounds,
  };
}

interface NodeWork {
  readonly id: string;
  readonly rank: number;
  readonly definition: FlowNode;
  readonly scope: NodeScope;
  readonly ancestors: readonly string[];
}

function planNode(work: FlowWork, graph: Graph, node: NodeWork): NodePlan {
  const { id, definition, scope } = node;
  const type = work.registry.find(definition.type, definition.version) ?? null;
  const at = { flow: work.id, node: id };
  const path = ['flows', work.id, 'nodes', id];
  if (!type) work.diagnostics.push(planDiagnostic('SCN_NODE_UNKNOWN', [...path, 'type'], { type: definition.type }, at));
  const ports = edgePorts(scope.ports);
  const outgoing = graph.outgoing[id] ?? [];
  for (const edge of outgoing) {
    if (type && !ports.includes(edge.port)) work.diagnostics.push(planDiagnostic('SCN_NODE_PORT', ['flows', work.id, 'edges', edge.id], { port: edge.port }, at));
  }
  const back: Record<string, string[]> = {};
  for (const edge of outgoing) if (edge.back) (back[edge.port] ??= []).push(edge.target);
  return {
    id,
    rank: node.rank,
    definition,
    type,
    env: scope.env,
    output: scope.output,
    ports,
    incoming: forward(graph.incoming[id] ?? []),
    outgoing: forward(outgoing),
    leadsBack: Object.keys(back).length > 0,
    back,
    region: (graph.incoming[id] ?? []).some((edge) => edge.back) ? regionOf(graph, id) : [],
    ancestors: node.ancestors,
    config: type ? planFormulas(work, type, node) : () => ({}),
    compiled: type ? compileNode(work, type, node) : undefined,
    ...captionOf(work, type, node),
  };
}

function captionOf(work: FlowWork, type: AnyNodeType | null, { id, definition, scope }: NodeWork): Pick<NodePlan, 'caption'> {
  if (!type || definition.caption === undefined) return {};
  const problems: FormulaProblem[] = [];
  const names = { ...scope.names, ...captionLocals(id, type.category === 'start', scope.output) };
  const caption = planCaption({ definition, scenario: work.scenario, flow: work.id, names, language: work.language }, problems);
  for (const problem of problems) work.diagnostics.push(formulaDiagnostic(problem, ['flows', work.id, 'nodes', id, 'caption'], { flow: work.id, node: id }));
  return caption ? { caption } : {};
}

function planFormulas(work: FlowWork, type: AnyNodeType, node: NodeWork): ConfigPlan {
  if (type.ownFormulas) return () => ({});
  const formulas = formulasOf(type, node.definition.config)
    .filter((formula) => formula.source.trim() !== '')
    .map((formula) => ({ ...formula, code: compileOne(work, type, node, formula) }));
  return planConfig(node.definition.config, formulas);
}

function compileOne(work: FlowWork, type: AnyNodeType, node: NodeWork, formula: ConfigFormula): EngineFormula | null {
  const problems: FormulaProblem[] = [];
  const locals = localsAt(type, node, formula);
  // The same object for every formula of the node, so that the language prepares it once.
  const names = locals === NO_LOCALS ? node.scope.names : { ...node.scope.names, ...locals };
  const code = compileFormula(work.language, formula.source, names, formula.format === 'feel-unary' ? 'unary' : 'expression', problems);
  const path = ['flows', work.id, 'nodes', node.id, 'config', ...formula.path];
  for (const problem of problems) work.diagnostics.push(formulaDiagnostic(problem, path, { flow: work.id, node: node.id }));
  return code;
}

const NO_LOCALS: Readonly<Record<string, TSchema>> = {};

/** Extra names of per-row formulas; a type that cannot cope with a broken config adds none. */
function localsAt(type: AnyNodeType, node: NodeWork, formula: ConfigFormula): Readonly<Record<string, TSchema>> {
  if (formula.format === 'feel' || !type.locals) return NO_LOCALS;
  try {
    return type.locals(node.definition.config, node.scope.env, formula.path.map(String));
  } catch {
    return {};
  }
}

function compileNode(work: FlowWork, type: AnyNodeType, node: NodeWork): unknown {
  if (!type.compile) return undefined;
  const problems: FormulaProblem[] = [];
  const at = { flow: work.id, node: node.id };
  const path = ['flows', work.id, 'nodes', node.id, 'config'];
  try {
    return type.compile(node.definition.config, compileTools(work.language, node.scope.names, problems)) as unknown;
  } catch (error) {
    work.diagnostics.push(planDiagnostic('SCN_NODE_COMPILE', path, { reason: error instanceof Error ? error.message : String(error) }, at));
    return undefined;
  } finally {
    for (const problem of problems) work.diagnostics.push(formulaDiagnostic(problem, path, at));
  }
}

/** False when the flow is too large to be looked at further. */
function checkShape(work: FlowWork, graph: Graph): boolean {
  const { id, diagnostics } = work;
  const at = { flow: id };
  if (graph.nodes.length > BOUNDS.nodes) diagnostics.push(planDiagnostic('SCN_SCHEMA_TOO_MANY_NODES', ['flows', id, 'nodes'], { count: graph.nodes.length, limit: BOUNDS.nodes }, at));
  if (graph.cycle.length > 0) diagnostics.push(planDiagnostic('SCN_SCHEMA_CYCLE', ['flows', id, 'edges'], { nodes: graph.cycle.slice(0, 8).join(', ') }, at));
  for (const edge of graph.loose) diagnostics.push(planDiagnostic('SCN_SCHEMA_EDGE_LOOSE', ['flows', id, 'edges', edge.id], { edge: edge.id }, at));
  // Ids are keys of plain objects here and in states; one that every object inherits would be found where there is none.
  for (const node of graph.nodes) if (node in Object.prototype) diagnostics.push(planDiagnostic('SCN_SCHEMA_NAME', ['flows', id, 'nodes', node], { name: node }, { flow: id, node }));
  return graph.nodes.length <= BOUNDS.nodes;
}

function checkBackEdges(work: FlowWork, graph: Graph, ancestors: Readonly<Record<string, readonly string[]>>): void {
  for (const edge of graph.edges) {
    if (!edge.back) continue;
    const source = work.flow.nodes[edge.source];
    const type = source ? work.registry.find(source.type, source.version) : undefined;
    const waits = type === undefined || type.effect === 'wait';
    if (!waits || !(ancestors[edge.source] ?? []).includes(edge.target)) {
      work.diagnostics.push(planDiagnostic('SCN_SCHEMA_BACK_EDGE', ['flows', work.id, 'edges', edge.id], { edge: edge.id }, { flow: work.id, node: edge.source }));
    }
  }
}
