import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import { mainFlow } from '../../../../runtime/schema/flow.ts';
import { PageSchema } from '../../../../runtime/schema/page.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { renameInGroups } from './annotations.ts';
import { differences } from './diff.ts';
import { sameJson } from './equal.ts';
import type { Change } from './change.ts';
import { renameInFormula, renameInText } from './formula-names.ts';
import { mapConfigStrings } from './config-strings.ts';
import { pointer } from './pointer.ts';

type Names = ReadonlyMap<string, string>;

/** Config schema of a node type, from the server's list; undefined when the type is not installed. */
export type ConfigSchemaOf = (type: string) => unknown;

function renameString(value: string, format: string | undefined, names: Names): string {
  if (format === 'feel' || format === 'feel-row' || format === 'feel-unary') return renameInFormula(value, names);
  if (format === 'node') return names.get(value) ?? value;
  if (format === 'text' && !value.startsWith('@')) return renameInText(value, names);
  return value;
}

/** A node with the formulas, node names and literal texts of its config, and its literal caption, following new node names. */
export function renameInNode(node: FlowNode, names: Names, schemaOf: ConfigSchemaOf): FlowNode {
  const config = mapConfigStrings(schemaOf(node.type), node.config, (value, format) => renameString(value, format, names)) as FlowNode['config'];
  const caption = node.caption?.startsWith('@') === false ? renameInText(node.caption, names) : node.caption;
  return sameJson(config, node.config) && caption === node.caption ? node : { ...node, config, ...(caption === undefined ? {} : { caption }) };
}

/** Keys of texts that are named where they are used; the others are found by the id of their node. */
function referencedTexts({ texts: _texts, ...content }: Scenario): ReadonlySet<string> {
  return new Set([...JSON.stringify(content).matchAll(/"@([^"\\]+)"/g)].map(([, key = '']) => key));
}

function textChanges(scenario: Scenario, names: Names): readonly Change[] {
  const changes: Change[] = [];
  const referenced = referencedTexts(scenario);
  for (const [key, entry] of Object.entries(scenario.texts)) {
    const [head = '', ...rest] = key.split('.');
    const fresh = referenced.has(key) ? key : [names.get(head) ?? head, ...rest].join('.');
    const words = Object.fromEntries(Object.entries(entry).map(([locale, text]) => [locale, renameInText(text, names)]));
    if (fresh !== key) changes.push({ path: pointer('texts', key) }, { path: pointer('texts', fresh), value: words });
    else if (!sameJson(words, entry)) changes.push({ path: pointer('texts', key), value: words });
  }
  return changes;
}

/** Documents speak of the nodes of the main flow. */
function documentChanges(scenario: Scenario, flowId: string, names: Names): readonly Change[] {
  if (flowId !== mainFlow(scenario)) return [];
  return Object.entries(scenario.pages).flatMap(([id, page]) => {
    if (page.type !== 'document') return [];
    const after = mapConfigStrings(PageSchema, page, (value, format) => renameString(value, format, names));
    return sameJson(after, page) ? [] : [{ path: pointer('pages', id), value: after }];
  });
}

/** Everything that follows when a node gets another id: edges, formulas, documents, placeholders of texts, text keys and layout. */
export function renameNode(scenario: Scenario, flowId: string, from: string, to: string, schemaOf: ConfigSchemaOf): readonly Change[] {
  const flow = scenario.flows[flowId];
  if (flow === undefined || !Object.hasOwn(flow.nodes, from) || from === to || Object.hasOwn(flow.nodes, to)) return [];
  const names = new Map([[from, to]]);
  const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([id, node]) => [id === from ? to : id, renameInNode(node, names, schemaOf)]));
  const edges = Object.fromEntries(
    Object.entries(flow.edges).map(([id, [end, target, ...back]]) => {
      const [source = '', ...port] = end.split('.');
      return [id, [source === from ? [to, ...port].join('.') : end, target === from ? to : target, ...back]];
    }),
  );
  const places = Object.hasOwn(scenario.layout, flowId) ? scenario.layout[flowId] : undefined;
  return [
    { path: pointer('flows', flowId, 'nodes'), value: nodes },
    ...(sameJson(edges, flow.edges) ? [] : [{ path: pointer('flows', flowId, 'edges'), value: edges }]),
    ...(places === undefined || !Object.hasOwn(places, from) ? [] : [{ path: pointer('layout', flowId), value: Object.fromEntries(Object.entries(places).map(([id, at]) => [id === from ? to : id, at])) }]),
    ...renameInGroups(scenario, flowId, from, to),
    ...documentChanges(scenario, flowId, names),
    ...textChanges(scenario, names),
  ];
}

/** What will follow a new id, to be shown before. */
export interface NodeUses {
  readonly nodes: readonly { readonly node: string; readonly places: number }[];
  readonly edges: number;
  readonly texts: number;
  readonly documents: number;
}

/** Where a node's id is used: settings and formulas of nodes, ends of edges, and texts of the scenario. */
export function usesOfNode(scenario: Scenario, flowId: string, id: string, schemaOf: ConfigSchemaOf): NodeUses {
  const flow = scenario.flows[flowId];
  if (flow === undefined) return { nodes: [], edges: 0, texts: 0, documents: 0 };
  // Any other name finds the same places.
  const names = new Map([[id, `${id}_`]]);
  const nodes = Object.entries(flow.nodes).flatMap(([node, body]) => {
    const places = differences(body, renameInNode(body, names, schemaOf)).length;
    return places === 0 ? [] : [{ node, places }];
  });
  const edges = Object.values(flow.edges).filter(([end, target]) => end.split('.')[0] === id || target === id).length;
  return { nodes, edges, texts: textChanges(scenario, names).filter((change) => change.value !== undefined).length, documents: documentChanges(scenario, flowId, names).length };
}
