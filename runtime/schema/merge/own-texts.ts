import { isRecord, own } from './same.ts';

function refsIn(value: unknown, refs: Set<string>): Set<string> {
  if (typeof value === 'string' && value.startsWith('@')) refs.add(value.slice(1));
  else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) refsIn(member, refs);
  return refs;
}

function flowsWith(document: unknown, node: string): number {
  const flows = own(document, 'flows');
  return isRecord(flows) ? Object.values(flows).filter((flow) => own(own(flow, 'nodes'), node) !== undefined).length : 0;
}

/** Keys of the texts only one node uses: those it names as `@key`, and those written under `<id>` or `<id>.…`. */
export function ownTexts(document: unknown, flow: string, id: string): ReadonlySet<string> {
  const node = own(own(own(own(document, 'flows'), flow), 'nodes'), id);
  const keys = refsIn(node, new Set());
  const texts = own(document, 'texts');
  if (isRecord(texts) && flowsWith(document, id) === 1) for (const key of Object.keys(texts)) if (key === id || key.startsWith(`${id}.`)) keys.add(key);
  if (keys.size === 0 || !isRecord(document)) return keys;
  const others = new Set<string>();
  for (const [part, value] of Object.entries(document)) {
    if (part === 'texts') continue;
    if (part !== 'flows' || !isRecord(value)) refsIn(value, others);
    else for (const [name, body] of Object.entries(value)) refsIn(name === flow ? withoutNode(body, id) : body, others);
  }
  return new Set([...keys].filter((key) => !others.has(key)));
}

function withoutNode(flow: unknown, id: string): unknown {
  const nodes = own(flow, 'nodes');
  return isRecord(flow) && isRecord(nodes) ? { ...flow, nodes: { ...nodes, [id]: undefined } } : flow;
}
