import { Value } from 'typebox/value';
import { ScenarioSchema, type Scenario } from '../../runtime/schema/scenario.ts';
import { insertOnEdge, removeParts } from '../../builder/src/designer/canvas/graph-changes.ts';
import { editsFor, type Change } from '../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../builder/src/designer/document/edit.ts';
import { blankScenario } from '../../builder/src/designer/home/blank-scenario.ts';

export const rule = (id: string, then: string) => ({ id, when: { a: '> 1' }, then: { out: then } });
export const start: Scenario = {
  ...blankScenario('one', '一'),
  flows: { main: { nodes: { a: { type: 'start.form', config: { fields: [] } }, b: { type: 'rule.table', config: { rules: [rule('r1', '1'), rule('r2', '2')], hit: 'first' } }, c: { type: 'output.page', config: { text: 'x' } } }, edges: { e1: ['a.out', 'b'], e2: ['b.out', 'c'] } } },
  layout: { main: { a: { x: 0, y: 0 }, b: { x: 0, y: 100 }, c: { x: 0, y: 200 } } },
};
export const change = (from: Scenario, ...changes: Change[]): Scenario => applyEdits(from, editsFor(from, changes));
export const NODES = '/flows/main/nodes';
export const without = (from: Scenario, node: string): Scenario => change(from, { path: `${NODES}/${node}` }, ...Object.entries(from.flows['main']?.edges ?? {}).flatMap(([id, edge]) => (edge[0].startsWith(`${node}.`) || edge[1] === node ? [{ path: `/flows/main/edges/${id}` }] : [])));
export const dangling = (scenario: Scenario): readonly string[] => Object.values(scenario.flows).flatMap(({ nodes, edges }) => Object.entries(edges).flatMap(([id, [from, to]]) => ([from.split('.')[0] ?? '', to].every((end) => Object.hasOwn(nodes, end)) ? [] : [id])));

export const isValid = (scenario: Scenario): boolean => dangling(scenario).length === 0 && Value.Check(ScenarioSchema, scenario);

/** Every value somebody typed in, each of its own. */
export const typedIn = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/"v\d+"/gu) ?? []);

/** Makes deeds of a person, each valid by itself and with values of its own. */
export function deeds(random: () => number): (scenario: Scenario) => Scenario {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  let made = 0;
  return (scenario) => {
    const { nodes = {}, edges = {} } = scenario.flows['main'] ?? {};
    const ids = Object.keys(nodes);
    const node = pick(ids);
    const fresh = `v${(made += 1)}`;
    const rules = nodes[node]?.config['rules'] as readonly unknown[] | undefined;
    const all: readonly (() => Scenario)[] = [
      () => change(scenario, { path: `${NODES}/${node}/config/text`, value: fresh }),
      () => change(scenario, { path: `${NODES}/n${fresh}`, value: { type: 'output.page', config: { text: fresh } } }),
      () => change(scenario, { path: `/flows/main/edges/e${Object.keys(edges).length + 1}`, value: [`${pick(ids)}.out`, pick(ids)] }),
      () => (ids.length > 3 ? without(scenario, node) : scenario),
      () => change(scenario, { path: `/texts/t${Math.floor(random() * 9)}`, value: { 'zh-CN': fresh } }),
      () => (rules === undefined ? scenario : change(scenario, { path: `${NODES}/${node}/config/rules/-`, value: rule(`r${fresh}`, fresh) })),
      () => (rules === undefined || rules.length === 0 ? scenario : change(scenario, { path: `${NODES}/${node}/config/rules/${Math.floor(random() * rules.length)}/then/out`, value: fresh })),
      () => (ids.length > 3 ? change(scenario, ...removeParts(scenario, 'main', [node], []).changes) : scenario),
      () => (Object.keys(edges).length === 0 ? scenario : change(scenario, ...insertOnEdge(scenario, 'main', pick(Object.keys(edges)), { id: `n${fresh}`, node: { type: 'output.page', config: { text: fresh } }, at: { x: 0, y: 0 } }, 'out'))),
      () => change(scenario, { path: `/texts/${node}`, value: { 'zh-CN': fresh } }),
      () => change(scenario, { path: `/layout/main/${node}`, value: { x: made, y: made } }),
    ];
    return pick(all)();
  };
}
