import type { TSchema } from 'typebox';
import type { Before } from '../engine/before.ts';
import type { FormulaLanguage } from '../engine/formula.ts';
import type { Graph } from '../engine/graph.ts';
import { nodeEnv, nodeScope, type ScopeWork } from '../engine/scope.ts';
import { scopeNames, type ScopeNames } from '../engine/scope-names.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { Scenario } from '../schema/scenario.ts';
import { mainFlow } from '../schema/flow.ts';
import { SCENARIO_NODES } from '../schema/limits.ts';
import { shapeIssues } from '../schema/shape.ts';
import type { LocalText } from '../schema/text.ts';
import type { CheckContext, CheckedNode, CheckEnv, CheckRule } from './check-context.ts';
import { createCheckMemory, type CheckMemory } from './check-memory.ts';
import { limitProblems } from './limit-problems.ts';
import { holds, watchEnv, watchNames, type NodeFindings, type NodeNow, type Reads, type Remembered } from './node-memory.ts';
import { nodeLocals, type NodeLocals } from './node-locals.ts';
import { problem } from './problem.ts';
import { readDocument } from './read-scenario.ts';
import { bases } from './rules/bases.ts';
import { calls } from './rules/calls.ts';
import { captions } from './rules/captions.ts';
import { datasets } from './rules/datasets.ts';
import { explainedSteps } from './rules/explained-steps.ts';
import { captionProblems, formulaProblems, toDiagnostic } from './rules/formulas.ts';
import { forms } from './rules/forms.ts';
import { publicForms } from './rules/public-forms.ts';
import { graph } from './rules/graph.ts';
import { layout } from './rules/layout.ts';
import { listsAndRoles } from './rules/lists-and-roles.ts';
import { tableLookups } from './rules/lookups.ts';
import { names } from './rules/names.ts';
import { configProblems, nodeConfig } from './rules/node-config.ts';
import { pageReaders } from './rules/page-readers.ts';
import { pages } from './rules/pages.ts';
import { pageFormulaProblems } from './rules/page-formulas.ts';
import { papers } from './rules/papers.ts';
import { parameters } from './rules/parameters.ts';
import { queries } from './rules/queries.ts';
import { shapeProblems } from './rules/shape.ts';
import { sharing } from './rules/sharing.ts';
import { untouched } from './rules/untouched.ts';
import { texts } from './rules/texts.ts';
import { hasSoundShape } from './shape-parts.ts';

/** Runs in this order; results are sorted by severity afterwards, so order only decides ties. */
const RULES: readonly CheckRule[] = [graph, nodeConfig, names, captions, calls, explainedSteps, datasets, queries, pages, pageReaders, papers, sharing, forms, publicForms, parameters, tableLookups, bases, listsAndRoles, texts, untouched, layout];

/** What canvas and panel show of a node. Schemas are JSON Schema. */
export interface CheckedNodeInfo {
  readonly ports: readonly { readonly id: string; readonly title: LocalText }[];
  readonly fact?: LocalText;
  readonly output: TSchema;
  readonly scope: Readonly<Record<string, TSchema>>;
  readonly locals?: NodeLocals;
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** By flow, then node; empty when the document's shape is broken. */
  readonly nodes: Readonly<Record<string, Readonly<Record<string, CheckedNodeInfo>>>>;
  /** Names that are in every scope; absent when the document could not be read. */
  readonly common?: Readonly<Record<string, TSchema>>;
}

export interface CheckOptions extends CheckEnv {
  readonly language: FormulaLanguage;
}

const RANK: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, info: 2 };

function bySeverity(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return limitProblems([...diagnostics].sort((a, b) => RANK[a.severity] - RANK[b.severity]));
}

interface FlowWork extends ScopeWork {
  readonly options: CheckOptions;
  readonly before: Before;
  readonly common: Readonly<Record<string, TSchema>>;
  /** Outputs of the nodes looked at so far. */
  readonly outputs: Map<string, TSchema>;
}

interface Looked {
  readonly checked: CheckedNode;
  readonly names: ScopeNames;
  readonly findings: NodeFindings;
}

/** All that can be said of one node by what comes before it. */
function findingsOf(work: FlowWork, id: string, now: NodeNow, output: TSchema | undefined): { readonly reads: Reads; readonly findings: NodeFindings } {
  const { node, type } = now;
  const names = watchNames(now.names);
  const watched = watchEnv(nodeEnv(work, id, names.names));
  const scope = nodeScope(node, type, watched.env, names.names);
  const sound = type !== undefined && shapeIssues(type.config, node.config, 1).length === 0;
  const looked = { flow: work.flow, id, node, sound, env: watched.env, ...(type ? { type } : {}) };
  const fact = sound ? type.fact?.(node.config, watched.env) : undefined;
  const locals = nodeLocals(looked, scope);
  const findings = {
    sound,
    // What comes after compares by identity.
    output: output !== undefined && JSON.stringify(output) === JSON.stringify(scope.output) ? output : scope.output,
    ports: scope.ports,
    problems: [...configProblems(looked, work.options)],
    formulas: [...formulaProblems(work.options.language, looked, scope), ...captionProblems(work.options.language, looked, scope)],
    ...(fact ? { fact } : {}),
    ...(locals ? { locals } : {}),
  };
  const all = names.all();
  return { findings, reads: { env: watched.read, names: names.read, ...(all ? { all } : {}) } };
}

/** Every node of a flow, things that come first first; what is remembered and still holds is not looked at again. */
function lookAt(work: FlowWork, graph: Graph, memory: CheckMemory): ReadonlyMap<string, Looked> {
  const nodes = work.scenario.flows[work.flow]?.nodes ?? {};
  const before = memory.nodes.get(work.flow);
  const found = new Map<string, Looked>();
  const kept = new Map<string, Remembered>();
  for (const id of [...graph.order, ...graph.cycle]) {
    const node = nodes[id];
    if (node === undefined) continue;
    const type = work.options.nodeType(node.type, node.version);
    const names = scopeNames(id, work.before, work.outputs, work.common);
    const known = before?.get(id);
    const now = { node, type, names, scenario: work.scenario, ...work.env };
    const entry = known !== undefined && holds(known, now) ? known : { node, type, ...findingsOf(work, id, now, known?.findings.output) };
    const { findings } = entry;
    kept.set(id, entry);
    work.outputs.set(id, findings.output);
    found.set(id, { names, findings, checked: { flow: work.flow, id, node, sound: findings.sound, ports: findings.ports, datasets: work.env.datasets, problems: findings.problems, ...(type ? { type } : {}) } });
  }
  memory.nodes.set(work.flow, kept);
  return found;
}

function infoOf({ names, findings: { ports, output, fact, locals } }: Looked): CheckedNodeInfo {
  return {
    ports,
    output,
    get scope() {
      return names.all();
    },
    ...(fact ? { fact } : {}),
    ...(locals ? { locals } : {}),
  };
}

/**
 * The one checker of designer, command line and publish gate. `document` may be any value; the answer always
 * comes back, with the errors first and so many problems of a kind at most. Only errors block publishing. With the memory of an earlier check it gives the
 * same answer, and looks only at what has changed since.
 */
export function checkScenario(document: unknown, options: CheckOptions, memory: CheckMemory = createCheckMemory()): CheckResult {
  const read = readDocument(document);
  if (read.document === null) return { diagnostics: read.diagnostics, nodes: {} };
  const kept = memory.keep(read.document, options.catalogue);
  if (!hasSoundShape(kept.document, memory.shapes)) {
    const shape = shapeProblems(kept.document);
    if (shape.length > 0) return { diagnostics: bySeverity(shape), nodes: {} };
  }
  const scenario = kept.document as unknown as Scenario;
  const count = Object.values(scenario.flows).reduce((sum, { nodes }) => sum + Object.keys(nodes).length, 0);
  if (count > SCENARIO_NODES) return { diagnostics: [problem('SCN_NODE_TOO_MANY', { path: '/flows' }, { count, limit: SCENARIO_NODES })], nodes: {} };
  const { common, ...env } = memory.surroundings({ scenario, catalogue: kept.catalogue });
  const flows = Object.entries(scenario.flows).map(([flow, content]) => {
    const { graph, before } = memory.graphs(content);
    const work: FlowWork = { scenario, flow, env, language: options.language, options, before, common, outputs: new Map() };
    return { flow, graph, before, nodes: content.nodes, looked: lookAt(work, graph, memory) };
  });
  for (const flow of memory.nodes.keys()) if (!Object.hasOwn(scenario.flows, flow)) memory.nodes.delete(flow);
  const inOrder = flows.flatMap(({ nodes, looked }) => Object.keys(nodes).flatMap((id) => looked.get(id) ?? []));
  const context: CheckContext = {
    scenario,
    env: { ...options, catalogue: kept.catalogue },
    nodes: inOrder.map(({ checked }) => checked),
    graphs: Object.fromEntries(flows.map(({ flow, graph: shape }) => [flow, shape])),
    before: Object.fromEntries(flows.map(({ flow, before }) => [flow, before])),
  };
  const diagnostics = RULES.flatMap((rule) => [...rule(context)]);
  const main = flows.find(({ flow }) => flow === mainFlow(scenario))?.looked ?? new Map<string, Looked>();
  diagnostics.push(...pageFormulaProblems(options.language, scenario, env.datasets, Object.fromEntries([...main].map(([id, { findings }]) => [id, findings.output]))));
  const nodes: Record<string, Record<string, CheckedNodeInfo>> = {};
  for (const looked of inOrder) {
    const { flow, id } = looked.checked;
    (nodes[flow] ??= {})[id] = infoOf(looked);
    for (const found of looked.findings.formulas) diagnostics.push(toDiagnostic(looked.checked, found, scenario.flows[flow]?.nodes ?? {}));
  }
  return { diagnostics: bySeverity(diagnostics), nodes, common };
}
