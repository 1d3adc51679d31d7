import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { sameJson } from './equal.ts';
import type { Change } from './change.ts';
import { renameInFormula, renameInText } from './formula-names.ts';
import { isRecord, pointer } from './pointer.ts';

type Names = ReadonlyMap<string, string>;

/** Members of a config that hold words rather than formulas: ids, addresses, text keys, values of lists. */
const WORDS = new Set(['id', 'type', 'dataset', 'use', 'as', 'port', 'else', 'mode', 'hitPolicy', 'widget', 'title', 'hint', 'error', 'section', 'roles', 'enum', 'connection', 'flow', 'list', 'value', 'label', 'detail', 'basis', 'lock', 'slot', 'on', 'icon', 'method', 'channel', 'fields', 'orderBy', 'event', 'status']);
/** Literal texts with placeholders. */
const TEXTS = new Set(['text', 'body', 'subject']);

function renameInValue(value: unknown, key: string, names: Names): unknown {
  if (typeof value === 'string') {
    if (WORDS.has(key)) return value;
    if (TEXTS.has(key) && !value.startsWith('@')) return renameInText(value, names);
    return value.startsWith('@') ? value : renameInFormula(value, names);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => renameInValue(item, key, names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renameInValue(item, name, names)]));
}

/** A node with the formulas of its config following new node names. Words such as ids, ports and addresses stay. */
export function renameInNode(node: FlowNode, names: Names): FlowNode {
  const config = renameInValue(node.config, '', names) as FlowNode['config'];
  return sameJson(config, node.config) ? node : { ...node, config };
}

function textChanges(scenario: Scenario, names: Names): readonly Change[] {
  const changes: Change[] = [];
  for (const [key, entry] of Object.entries(scenario.texts)) {
    const [head = '', ...rest] = key.split('.');
    const fresh = [names.get(head) ?? head, ...rest].join('.');
    const words = Object.fromEntries(Object.entries(entry).map(([locale, text]) => [locale, renameInText(text, names)]));
    if (fresh !== key) changes.push({ path: pointer('texts', key) }, { path: pointer('texts', fresh), value: words });
    else if (!sameJson(words, entry)) changes.push({ path: pointer('texts', key), value: words });
  }
  return changes;
}

/** Everything that follows when a node gets another id: edges, formulas, placeholders of texts, text keys and layout. */
export function renameNode(scenario: Scenario, flowId: string, from: string, to: string): readonly Change[] {
  const flow = scenario.flows[flowId];
  if (flow === undefined || !Object.hasOwn(flow.nodes, from) || from === to || Object.hasOwn(flow.nodes, to)) return [];
  const names = new Map([[from, to]]);
  const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([id, node]) => [id === from ? to : id, renameInNode(node, names)]));
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
    ...textChanges(scenario, names),
  ];
}
