import type { FormulaLanguage } from '../engine/formula.ts';
import { readGraph } from '../engine/graph.ts';
import { localDatasets } from '../engine/local-datasets.ts';
import { commonNames, flowScopes, type NodeScope } from '../engine/scope.ts';
import type { TSchema } from 'typebox';
import type { Diagnostic } from '../schema/diagnostic.ts';
import type { Scenario } from '../schema/scenario.ts';
import { shapeIssues } from '../schema/shape.ts';
import type { LocalText } from '../schema/text.ts';
import type { CheckContext, CheckedNode, CheckEnv, CheckRule } from './check-context.ts';
import { nodeLocals, type NodeLocals } from './node-locals.ts';
import { readDocument } from './read-scenario.ts';
import { bases } from './rules/bases.ts';
import { calls } from './rules/calls.ts';
import { datasets } from './rules/datasets.ts';
import { formulaProblems } from './rules/formulas.ts';
import { forms } from './rules/forms.ts';
import { graph } from './rules/graph.ts';
import { layout } from './rules/layout.ts';
import { listsAndRoles } from './rules/lists-and-roles.ts';
import { tableLookups } from './rules/lookups.ts';
import { names } from './rules/names.ts';
import { nodeConfig } from './rules/node-config.ts';
import { pages } from './rules/pages.ts';
import { pageFormulaProblems } from './rules/page-formulas.ts';
import { parameters } from './rules/parameters.ts';
import { queries } from './rules/queries.ts';
import { shapeProblems } from './rules/shape.ts';
import { sharing } from './rules/sharing.ts';
import { texts } from './rules/texts.ts';

/** Runs in this order; results are sorted by severity afterwards, so order only decides ties. */
const RULES: readonly CheckRule[] = [graph, nodeConfig, names, calls, datasets, queries, pages, sharing, forms, parameters, tableLookups, bases, listsAndRoles, texts, layout];

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
  return [...diagnostics].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function checkedNodes(scenario: Scenario, env: CheckEnv, scopes: Readonly<Record<string, Readonly<Record<string, NodeScope>>>>): readonly CheckedNode[] {
  return Object.entries(scenario.flows).flatMap(([flow, { nodes }]) =>
    Object.entries(nodes).flatMap(([id, node]) => {
      const scope = scopes[flow]?.[id];
      if (scope === undefined) return [];
      const type = env.nodeType(node.type, node.version);
      const sound = type !== undefined && shapeIssues(type.config, node.config, 1).length === 0;
      return [{ flow, id, node, sound, ports: scope.ports, env: scope.env, ...(type ? { type } : {}) }];
    }),
  );
}

function infoOf(node: CheckedNode, scope: NodeScope): CheckedNodeInfo {
  const fact = node.sound ? node.type?.fact?.(node.node.config, scope.env) : undefined;
  const locals = nodeLocals(node, scope);
  return { ports: scope.ports, output: scope.output, scope: scope.names, ...(fact ? { fact } : {}), ...(locals ? { locals } : {}) };
}

/**
 * The one checker of designer, command line and publish gate. `document` may be any value; the answer always
 * comes back, with the errors first. Only errors block publishing.
 */
export function checkScenario(document: unknown, options: CheckOptions): CheckResult {
  const read = readDocument(document);
  if (read.document === null) return { diagnostics: read.diagnostics, nodes: {} };
  const shape = shapeProblems(read.document);
  if (shape.length > 0) return { diagnostics: bySeverity(shape), nodes: {} };
  const scenario = read.document as Scenario;
  const graphs = Object.fromEntries(Object.entries(scenario.flows).map(([id, flow]) => [id, readGraph(flow)]));
  const base = { scenario, flow: '', node: '', datasets: localDatasets(scenario, options.catalogue), connections: Object.keys(scenario.connections ?? {}) };
  const registry = { find: options.nodeType };
  const scopes = Object.fromEntries(Object.keys(scenario.flows).map((flow) => [flow, flowScopes(scenario, flow, registry, base, options.language, graphs[flow])]));
  const context: CheckContext = { scenario, env: options, graphs, nodes: checkedNodes(scenario, options, scopes) };
  const diagnostics = RULES.flatMap((rule) => [...rule(context)]);
  diagnostics.push(...pageFormulaProblems(options.language, scenario, base.datasets));
  const nodes: Record<string, Record<string, CheckedNodeInfo>> = {};
  for (const node of context.nodes) {
    const scope = scopes[node.flow]?.[node.id];
    if (scope === undefined) continue;
    (nodes[node.flow] ??= {})[node.id] = infoOf(node, scope);
    diagnostics.push(...formulaProblems(options.language, node, scope, new Set(Object.keys(scenario.flows[node.flow]?.nodes ?? {}))));
  }
  return { diagnostics: bySeverity(diagnostics), nodes, common: commonNames(scenario) };
}
