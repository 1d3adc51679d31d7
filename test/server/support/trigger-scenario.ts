import { expect } from 'vitest';
import type { TestStudio } from './studio.ts';

/** A scenario with nodes and edges, and everything around them that a scenario needs. */
export function scenarioOf(id: string, nodes: object, edges: object, more: object = {}): object {
  return {
    format: 1, id, title: '@title', purpose: '@purpose', zone: 'Asia/Shanghai', calendar: 'cn', synthetic: true, bases: {}, parameters: {}, roles: { doctor: '@role' }, lists: {}, datasets: {}, pages: {}, layout: {},
    flows: { main: { nodes, edges } },
    texts: { title: { 'zh-CN': '试', en: 'Try' }, purpose: { 'zh-CN': '试一试', en: 'A try' }, role: { 'zh-CN': '医师', en: 'Doctor' } },
    ...more,
  };
}

/** A dataset of the scenario's own. */
export const ordersData = { orders: { own: { title: '订单', fields: [{ id: 'no', type: 'string' }, { id: 'state', type: 'string', optional: true }, { id: 'sum', type: 'integer', optional: true }] } } };

export async function publish(studio: TestStudio, scenario: object): Promise<void> {
  const { id } = scenario as { id: string };
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
}

interface RunLine {
  readonly id: string;
  readonly status: string;
  readonly subject?: string;
  readonly starter: string;
}

/** Runs of a scenario, oldest first. Logs in anew, because these tests let hours pass. */
export async function runsOf(studio: TestStudio, id: string): Promise<readonly RunLine[]> {
  return (await (await studio.login('dora')).send<{ items: RunLine[] }>('GET', `/api/scenarios/${id}/runs`)).body.items.reverse();
}

export async function outputOf(studio: TestStudio, run: string, node: string): Promise<unknown> {
  const trace = (await (await studio.login('dora')).send<{ nodes: Record<string, { output?: unknown }> }>('GET', `/api/runs/${run}`)).body;
  return trace.nodes[node]?.output;
}

