import type { Json } from '../../../runtime/schema/json.ts';

/** Cards of a row. */
const COLUMNS = 25;

/** A drawing with so many nodes and edges: rows of cards, each led to by the one above, and further edges down from the left neighbour of that. */
export interface Drawing {
  readonly ids: readonly string[];
  readonly links: readonly { readonly id: string; readonly source: string; readonly target: string }[];
  readonly at: (index: number) => { readonly x: number; readonly y: number };
}

export function drawingOf(nodes: number, edges: number): Drawing {
  const ids = Array.from({ length: nodes }, (_, index) => `n${index}`);
  const pairs: [number, number][] = [];
  for (let index = 1; index < nodes; index += 1) pairs.push([index < COLUMNS ? 0 : index - COLUMNS, index]);
  for (let index = COLUMNS + 1; pairs.length < edges && index < nodes; index += 1) pairs.push([index - COLUMNS - 1, index]);
  const links = pairs.slice(0, edges).map(([source, target], index) => ({ id: `e${index + 1}`, source: `n${source}`, target: `n${target}` }));
  return { ids, links, at: (index) => ({ x: (index % COLUMNS) * 270, y: Math.floor(index / COLUMNS) * 102 }) };
}

/** The same as a scenario that the checker has nothing to say against. */
export function scenarioOf(id: string, { ids, links, at }: Drawing): Record<string, Json> {
  const nodes = Object.fromEntries(ids.map((node, index) => [node, index === 0 ? { type: 'start.form', title: 'n0', config: { fields: [{ id: 'amount', type: 'integer', title: 'amount' }] } } : { type: 'rule.expression', title: node, config: { values: [{ id: 'sum', expr: `n0.amount + ${index}` }] } }]));
  return {
    format: 1, id, title: '@title', purpose: '@purpose', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: { title: { 'zh-CN': id, en: id }, purpose: { 'zh-CN': id, en: id } },
    flows: { main: { nodes, edges: Object.fromEntries(links.map((link) => [link.id, [`${link.source}.out`, link.target]])) } },
    layout: { main: Object.fromEntries(ids.map((node, index) => [node, at(index)])) },
  };
}
