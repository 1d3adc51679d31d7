import type { Json } from './json.ts';
import { ScenarioSchema } from './scenario.ts';

/**
 * Stable key order: objects described by the format follow the order of its schema, free-form objects (node ids,
 * texts) keep the order people gave them, except `texts`, `layout` and `annotations`, which sort by key so that two people adding
 * entries do not collide. The same document always gives the same bytes.
 */
const TOP = Object.keys(ScenarioSchema.properties);
const NODE = ['type', 'version', 'title', 'stage', 'caption', 'note', 'lock', 'basis', 'retry', 'onRework', 'config'];
const SORTED = new Set(['texts', 'layout', 'annotations']);

type Loose = Record<string, unknown>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ordered(value: Loose, order: readonly string[]): Loose {
  const known = order.filter((key) => Object.hasOwn(value, key));
  const rest = Object.keys(value).filter((key) => !order.includes(key));
  return Object.fromEntries([...known, ...rest].map((key) => [key, value[key]]));
}

function sorted(value: Loose): Loose {
  return Object.fromEntries(
    Object.keys(value).sort().map((key) => {
      const inner = value[key];
      return [key, isObject(inner) ? sorted(inner) : inner];
    }),
  );
}

function orderedFlow(flow: unknown): unknown {
  if (!isObject(flow)) return flow;
  const nodes = flow['nodes'];
  const inner = isObject(nodes)
    ? Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, isObject(node) ? ordered(node, NODE) : node]))
    : nodes;
  return ordered({ ...flow, nodes: inner }, ['title', 'maxRounds', 'nodes', 'edges']);
}

/** The document with its keys in the stable order; the input is not changed. */
export function canonicalScenario<Document extends Json | object>(document: Document): Document {
  if (!isObject(document)) return document;
  const top = ordered(document, TOP);
  for (const key of Object.keys(top)) {
    const value = top[key];
    if (!isObject(value)) continue;
    if (SORTED.has(key)) top[key] = sorted(value);
    if (key === 'flows') top[key] = Object.fromEntries(Object.entries(value).map(([id, flow]) => [id, orderedFlow(flow)]));
  }
  return top as Document;
}

/** The bytes of a scenario file: two spaces, stable order, one newline at the end. */
export function writeScenario(document: object): string {
  return `${JSON.stringify(canonicalScenario(document), null, 2)}\n`;
}
