import { describe, expect, it } from 'vitest';
import { createCheckMemory } from '../../../runtime/check/check-memory.ts';
import { checkScenario, type CheckOptions, type CheckResult } from '../../../runtime/check/check-scenario.ts';
import { formulasOf } from '../../../runtime/engine/config-formulas.ts';
import { compileFormula, type FormulaProblem } from '../../../runtime/engine/formula.ts';
import { localDatasets } from '../../../runtime/engine/local-datasets.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { flowScopes } from '../../../runtime/engine/scope.ts';
import { compileInScope } from '../../../runtime/engine/scope-names.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { drawingOf, scenarioOf } from '../../bench/designer/drawing.ts';
import { seeded, type Random } from '../../support/random.ts';
import { templateCatalogue, templateScenario } from '../../support/template.ts';

type Loose = Record<string, unknown>;

const registry = createRegistry(builtIns);
const TEMPLATES = ['exam-recognition', 'cold-chain'] as const;
const FORMULAS = ['1', 'n1.sum + 1', 'n3.sum * n7.sum', 'param.x', 'user.name', 'nothing', 'n1.', '（n1.sum）', 'for n2 in [1] return n2', 'n0.amount + n2.total', '{ a: n4.sum }', 'if n5.sum > 1 then "a" else n6', 'sum(n1.sum, 2)', 'n1 ＋ 2'];

const pick = <Item>(random: Random, list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];

/** Every place in a document, as its owner and key. */
function places(value: unknown, found: [Loose, string][] = []): [Loose, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Loose, key]);
    places((value as Loose)[key], found);
  }
  return found;
}

/** One change of the kind a designer makes, or of the kind a mistake makes. */
function edit(random: Random, scenario: Scenario): void {
  const flow = pick(random, Object.values(scenario.flows)) as unknown as { nodes: Loose; edges: Loose } | undefined;
  if (flow === undefined) return;
  const [id = '', other = ''] = [pick(random, Object.keys(flow.nodes)), pick(random, Object.keys(flow.nodes))];
  const deeds: readonly (() => void)[] = [
    () => void (flow.nodes[id] = { type: 'rule.expression', title: id, config: { values: [{ id: pick(random, ['sum', 'total', '合计']), expr: pick(random, FORMULAS) }] } }),
    () => void (flow.nodes[`new${Math.floor(random() * 5)}`] = structuredClone(flow.nodes[id])),
    () => void delete flow.nodes[id],
    () => void (flow.edges[`e${Math.floor(random() * 9)}`] = [`${id}.out`, other]),
    () => void (flow.edges['again'] = [`${id}.out`, other, 'back']),
    () => void delete flow.edges[pick(random, Object.keys(flow.edges)) ?? ''],
    () => void ((scenario.parameters as Loose)['x'] = { type: pick(random, ['integer', 'string']), values: [{ from: null, value: 1 }] }),
    () => void ((scenario.texts as Loose)[pick(random, Object.keys(scenario.texts)) ?? 'x'] = { 'zh-CN': '新', en: random() < 0.5 ? '' : 'new' }),
    () => void ((scenario.layout as Loose)['main'] = { [id]: { x: 1, y: 2 } }),
    () => {
      const [owner, key] = pick(random, places(scenario.flows)) ?? [];
      if (owner && key !== undefined) owner[key] = structuredClone(pick(random, places(scenario).map(([from, at]) => from[at])));
    },
    () => {
      const [owner, key] = pick(random, places(scenario.flows)) ?? [];
      if (owner && key !== undefined) delete owner[key];
    },
    () => {
      const [owner, key] = pick(random, places(scenario.datasets)) ?? [];
      if (owner && key !== undefined) delete owner[key];
    },
  ];
  pick(random, deeds)?.();
}

const told = (result: CheckResult): string => JSON.stringify(result);

const STARTS: Readonly<Record<string, () => readonly [Scenario, CheckOptions]>> = {
  ...Object.fromEntries(TEMPLATES.map((slug) => [slug, () => [templateScenario(slug), { nodeType: registry.find, catalogue: templateCatalogue(slug), language: feel, today: '2022-06-01' }] as const])),
  drawing: () => [scenarioOf('drawn', drawingOf(28, 30)) as unknown as Scenario, { nodeType: registry.find, catalogue: {}, language: feel }],
};

describe.each(Object.entries(STARTS))('a check with a memory, %s', (_name, start) => {
  it.each([1, 2])('says what a check without one says, after every edit (seed %i)', (seed) => {
    const random = seeded(seed);
    const [first, options] = start();
    const memory = createCheckMemory();
    const seen: Scenario[] = [first];
    for (let step = 0; step < 14; step += 1) {
      const scenario = structuredClone(random() < 0.25 ? (pick(random, seen) ?? first) : (seen.at(-1) ?? first));
      edit(random, scenario);
      const result = checkScenario(structuredClone(scenario), options, memory);
      expect(told(result)).toBe(told(checkScenario(structuredClone(scenario), options)));
      // What cannot be drawn any more is left again, as a person would take it back.
      if (Object.keys(result.nodes).length > 0) seen.push(scenario);
    }
  });

  it('finds in a formula what is found with every name declared', () => {
    const [scenario, options] = start();
    const env = { scenario, flow: 'main', node: '', datasets: localDatasets(scenario, options.catalogue), connections: [] };
    for (const [id, scope] of Object.entries(flowScopes(scenario, 'main', registry, env, feel))) {
      const node = scenario.flows['main']?.nodes[id];
      const type = node && registry.find(node.type);
      const sources = [...(type ? formulasOf(type, node.config).map(({ source }) => source) : []), ...FORMULAS];
      for (const source of sources) {
        const [narrow, whole]: [FormulaProblem[], FormulaProblem[]] = [[], []];
        const schemas = [compileInScope(feel, source, scope.lookup, {}, 'expression', narrow)?.schema, compileFormula(feel, source, scope.names, 'expression', whole)?.schema];
        expect([narrow, schemas[0]]).toEqual([whole, schemas[1]]);
      }
    }
  });
});

describe('a check after an edit', () => {
  it('asks a node type again only about nodes that the edit can reach', () => {
    let asked: string[] = [];
    const counted = registry.find('rule.expression');
    if (counted === undefined) throw new Error('no type');
    const type = { ...counted, fact: (_config: never, env: never) => (asked.push((env as { node: string }).node), { 'zh-CN': '', en: '' }) } as typeof counted;
    const options: CheckOptions = { nodeType: (name, version) => (name === 'rule.expression' ? type : registry.find(name, version)), catalogue: {}, language: feel };
    const memory = createCheckMemory();
    const scenario = scenarioOf('drawn', drawingOf(60, 90)) as unknown as { flows: { main: { nodes: Record<string, { config: { values: { id: string; expr: string }[] } }> } }; layout: { main: Record<string, unknown> } };
    const check = () => {
      asked = [];
      checkScenario(structuredClone(scenario), options, memory);
      return asked;
    };
    expect(check()).toHaveLength(59);
    expect(check()).toEqual([]);
    scenario.layout.main['n3'] = { x: 0, y: 0 };
    expect(check()).toEqual([]);
    scenario.flows.main.nodes['n30']!.config.values[0]!.expr = 'n4.sum + 1';
    expect(check()).toEqual(['n30']);
    scenario.flows.main.nodes['n4']!.config.values[0]!.id = 'total';
    expect(check().toSorted()).toEqual(['n30', 'n4']);
  });
});
