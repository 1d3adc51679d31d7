import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** A scenario with one empty flow: everything the format demands and nothing else. */
export function blankScenario(id: string, title: string): Scenario {
  return {
    format: 1,
    id,
    title: '@title',
    purpose: '@purpose',
    zone: 'Asia/Shanghai',
    calendar: 'cn',
    bases: {},
    parameters: {},
    roles: {},
    lists: {},
    datasets: {},
    flows: { main: { nodes: {}, edges: {} } },
    pages: {},
    texts: { title: { 'zh-CN': title, en: title }, purpose: { 'zh-CN': title, en: title } },
    layout: {},
  };
}
