import { describe, expect, it } from 'vitest';
import { createView, viewOf, type View } from '../../../builder/src/designer/canvas/view-memory.ts';
import type { ViewSource } from '../../../builder/src/designer/canvas/view-model.ts';
import { sameJson } from '../../../builder/src/designer/document/equal.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import type { FlowEdge, FlowNode } from '../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const NO_PROBLEMS: readonly never[] = [];
const WORDS = { deadPath: 'dead', waitingFor: 'waiting', rows: (n: number) => `${n} rows`, none: 'none', yes: 'yes', no: 'no' };
const PINS = {};
const NO_STOPS = new Set<string>();

function sourceOf(scenario: Scenario): ViewSource {
  return { scenario, flow: 'main', locale: 'en', typeOf: () => undefined, infoOf: () => undefined, problemsOf: () => NO_PROBLEMS, trace: undefined, staleOf: () => false, pins: PINS, breakpoints: NO_STOPS, words: WORDS };
}

const COLUMNS = 10;

/** A grid of nodes, each led to by the one above, and every seventh by one far above. */
function gridOf(count: number): Scenario {
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  const nodes = Object.fromEntries(ids.map((id): [string, FlowNode] => [id, { type: 'rule.expression', title: id, config: {} }]));
  const near = ids.slice(COLUMNS).map((id, index): [string, FlowEdge] => [`e${index}`, [`n${index}.out`, id]]);
  const far = ids.slice(5 * COLUMNS).flatMap((id, index): [string, FlowEdge][] => (index % 7 === 0 ? [[`f${index}`, [`n${index}.out`, id]]] : []));
  const layout = Object.fromEntries(ids.map((id, index) => [id, { x: (index % COLUMNS) * 270, y: Math.floor(index / COLUMNS) * 102 }]));
  return { ...blankScenario('s', 't'), flows: { main: { nodes, edges: Object.fromEntries([...near, ...far]) } }, layout: { main: layout } };
}

const GRID = gridOf(200);

function main(scenario: Scenario) {
  return scenario.flows['main'] ?? { nodes: {}, edges: {} };
}

const retitle = (scenario: Scenario, id: string, title: string): Scenario => ({ ...scenario, flows: { main: { ...main(scenario), nodes: { ...main(scenario).nodes, [id]: { type: 'rule.expression', title, config: {} } } } } });
const move = (scenario: Scenario, id: string, x: number, y: number): Scenario => ({ ...scenario, layout: { main: { ...scenario.layout['main'], [id]: { x, y } } } });
const link = (scenario: Scenario, id: string, from: string, to: string): Scenario => ({ ...scenario, flows: { main: { ...main(scenario), edges: { ...main(scenario).edges, [id]: [`${from}.out`, to] } } } });

function without(scenario: Scenario, id: string): Scenario {
  const { [id]: _, ...nodes } = main(scenario).nodes;
  return { ...scenario, flows: { main: { ...main(scenario), nodes } } };
}

const newIn = (before: View, after: View): readonly string[] => after.cards.filter((card) => !before.cards.includes(card)).map((card) => card.id);

describe('what the canvas draws, edit by edit', () => {
  it('nothing changed: the same lists', () => {
    const view = createView();
    const first = view(sourceOf(GRID));
    const again = view(sourceOf({ ...GRID }));
    expect([again.cards === first.cards, again.wires === first.wires]).toEqual([true, true]);
  });

  it('another title: one card is new and no edge', () => {
    const view = createView();
    const first = view(sourceOf(GRID));
    const after = view(sourceOf(retitle(GRID, 'n42', 'new')));
    expect([newIn(first, after), after.wires === first.wires]).toEqual([['n42'], true]);
  });

  it('a move: one card and the edges at it or beside it', () => {
    const view = createView();
    const first = view(sourceOf(GRID));
    const after = view(sourceOf(move(GRID, 'n199', 9000, 1938)));
    const wires = after.wires.filter((wire) => !first.wires.includes(wire)).map((wire) => wire.link.target);
    expect([newIn(first, after), wires]).toEqual([['n199'], []]);
    expect(after).toEqual(viewOf(sourceOf(move(GRID, 'n199', 9000, 1938))));
  });

  it('an edge finds another lane when a card comes into its way, and the old one when it leaves', () => {
    const view = createView();
    const lane = ({ wires }: View) => wires.find((wire) => wire.link.id === 'f0')?.data.lane;
    const before = lane(view(sourceOf(GRID)));
    const inTheWay = lane(view(sourceOf(move(GRID, 'n150', (before ?? 0) - 100, 204))));
    expect(inTheWay).not.toBe(before);
    expect(lane(view(sourceOf(GRID)))).toBe(before);
  });

  it.each([1, 2])('after any row of edits it is what a fresh view is (seed %i)', (seed) => {
    let state = seed * 7919;
    const pick = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    const deeds: readonly ((scenario: Scenario) => Scenario)[] = [
      (scenario) => retitle(scenario, `n${pick(200)}`, `t${pick(9)}`),
      (scenario) => move(scenario, `n${pick(200)}`, pick(600) * 4, pick(500) * 4),
      (scenario) => link(scenario, `x${pick(20)}`, `n${pick(200)}`, `n${pick(200)}`),
      (scenario) => without(scenario, `n${pick(200)}`),
      () => GRID,
    ];
    const [view, quick] = [createView(), createView()];
    let scenario = GRID;
    for (let step = 0; step < 40; step += 1) {
      scenario = deeds[pick(20) === 0 ? 4 : pick(4)]?.(scenario) ?? scenario;
      const wanted = viewOf(sourceOf(scenario));
      expect([sameJson(view(sourceOf(scenario)), wanted), sameJson(quick({ ...sourceOf(scenario), facts: NO_PROBLEMS }), wanted)]).toEqual([true, true]);
    }
  });
});
