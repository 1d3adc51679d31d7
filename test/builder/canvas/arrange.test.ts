import { describe, expect, it } from 'vitest';
import { align, type Placed } from '../../../builder/src/designer/canvas/align.ts';
import { apart, arrange, type ArrangeInput } from '../../../builder/src/designer/canvas/arrange.ts';
import { CARD_HEIGHT, CARD_WIDTH, type Point } from '../../../builder/src/designer/canvas/sizes.ts';

const HOME: Point = { x: 0, y: 0 };

/** Four columns of eight rows, each led to by the one above. */
const links = Array.from({ length: 28 }, (_, index) => ({ source: `n${index}`, target: `n${index + 4}` }));
const ids = Array.from({ length: 32 }, (_, index) => `n${index}`);

function inputOf(places: Readonly<Record<string, Point>>, nodes: readonly string[] = ids, edges = links): ArrangeInput {
  return { nodes: nodes.map((id) => ({ id, height: CARD_HEIGHT, at: places[id] ?? HOME })), links: edges };
}

const first = arrange(inputOf({}));

function overlapping(places: Readonly<Record<string, Point>>): number {
  const all = Object.values(places);
  return all.filter((one, index) => all.slice(index + 1).some((other) => Math.abs(one.x - other.x) < CARD_WIDTH && Math.abs(one.y - other.y) < CARD_HEIGHT)).length;
}

describe('automatic layout', () => {
  it('every edge runs down and no card lies on another', () => {
    expect(links.every(({ source, target }) => (first[target]?.y ?? 0) > (first[source]?.y ?? 0))).toBe(true);
    expect(overlapping(first)).toBe(0);
  });
  it('arranging twice changes nothing', () => expect(arrange(inputOf(first))).toEqual(first));
  it('a node put into one column moves that column and leaves the others', () => {
    const edges = [...links.filter(({ source }) => source !== 'n13'), { source: 'n13', target: 'new' }, { source: 'new', target: 'n17' }];
    const after = arrange(inputOf({ ...first, new: { x: (first['n13']?.x ?? 0) + 20, y: (first['n13']?.y ?? 0) + 50 } }, [...ids, 'new'], edges));
    const sideways = ids.filter((id) => after[id]?.x !== first[id]?.x);
    const moved = ids.filter((id) => Number(id.slice(1)) % 4 !== 1 && JSON.stringify(after[id]) !== JSON.stringify(first[id]));
    expect([sideways, moved.length <= 4, overlapping(after)]).toEqual([[], true, 0]);
  });
  it('people keep left and right as they drew it', () => {
    const swapped = { ...first, n0: first['n1'] ?? HOME, n1: first['n0'] ?? HOME };
    const after = arrange(inputOf(swapped));
    expect((after['n0']?.x ?? 0) > (after['n1']?.x ?? 0)).toBe((first['n0']?.x ?? 0) < (first['n1']?.x ?? 0));
  });
  it.each([
    [[0, 10, 500], 100, [-45, 55, 500]],
    [[0, 0, 0], 10, [-10, 0, 10]],
    [[], 10, []],
  ])('%j at least %i apart are %j', (wishes, step, spots) => expect(apart(wishes, step)).toEqual(spots));
});

describe('lining up', () => {
  const cards: readonly Placed[] = [{ id: 'a', x: 0, y: 0, height: 56 }, { id: 'b', x: 100, y: 300, height: 88 }, { id: 'c', x: 600, y: 90, height: 56 }];
  it.each([
    ['left', { a: { x: 0, y: 0 }, b: { x: 0, y: 300 }, c: { x: 0, y: 90 } }],
    ['centre', { a: { x: 300, y: 0 }, b: { x: 300, y: 300 }, c: { x: 300, y: 90 } }],
    ['right', { a: { x: 600, y: 0 }, b: { x: 600, y: 300 }, c: { x: 600, y: 90 } }],
    ['top', { a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, c: { x: 600, y: 0 } }],
    ['bottom', { a: { x: 0, y: 332 }, b: { x: 100, y: 300 }, c: { x: 600, y: 332 } }],
    ['across', { a: { x: 0, y: 0 }, b: { x: 300, y: 300 }, c: { x: 600, y: 90 } }],
    ['down', { a: { x: 0, y: 0 }, c: { x: 600, y: 150 }, b: { x: 100, y: 300 } }],
  ] as const)('%s', (how, places) => expect(align(cards, how)).toEqual(places));
  it('one card is lined up with nothing, two have no gap to share', () => expect([align(cards.slice(0, 1), 'left'), align(cards.slice(0, 2), 'across')]).toEqual([{}, {}]));
});
