import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isRecord } from './pointer.ts';

const RECORDS = ['bases', 'parameters', 'roles', 'lists', 'datasets', 'flows', 'pages', 'texts', 'layout'] as const;

function isFlow(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value['nodes']) || !isRecord(value['edges'])) return false;
  const nodes = Object.values(value['nodes']).every((node) => isRecord(node) && typeof node['type'] === 'string' && isRecord(node['config']));
  const edges = Object.values(value['edges']).every((edge) => Array.isArray(edge) && typeof edge[0] === 'string' && typeof edge[1] === 'string');
  return nodes && edges;
}

/**
 * True when a JSON value has enough of the format's skeleton to be drawn and edited; whether it is right is the
 * checker's business. Anything else is shown as read-only JSON.
 */
export function isDrawable(value: unknown): value is Scenario {
  if (!isRecord(value) || typeof value['id'] !== 'string') return false;
  return RECORDS.every((key) => isRecord(value[key])) && Object.values(value['flows'] as Record<string, unknown>).every(isFlow);
}
