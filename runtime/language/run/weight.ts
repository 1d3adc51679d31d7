import type { Ir } from '../ir.ts';

/** Parts that charge for themselves each time they run. */
const OWN: ReadonlySet<string> = new Set(['for body', 'quantified body', 'filter test', 'function body']);
const NODES_PER_STEP = 4;
const weights = new WeakMap<object, number>();

/**
 * Steps one evaluation of a body costs, so that a long formula in a loop is charged for its length: a step stands for four nodes of the tree,
 * about a tenth of a microsecond. Loops and functions inside it are charged when they run.
 */
export function weightOf(body: Ir): number {
  const known = weights.get(body);
  if (known !== undefined) return known;
  const weight = Math.max(1, Math.ceil(countNodes(body) / NODES_PER_STEP));
  weights.set(body, weight);
  return weight;
}

function countNodes(node: Ir): number {
  let count = 1;
  const visit = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null || key === 'type' || key === 'at' || OWN.has(`${node.op} ${key}`)) return;
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof (value as { op?: unknown }).op === 'string') count += countNodes(value as Ir);
    else for (const [name, child] of Object.entries(value)) visit(child, name);
  };
  for (const [key, child] of Object.entries(node)) visit(child, key);
  return count;
}
