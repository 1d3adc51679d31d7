import { CARD_WIDTH, type Point } from './sizes.ts';

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'bottom', 'across', 'down'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export interface Placed extends Point {
  readonly id: string;
  readonly height: number;
}

type Places = Readonly<Record<string, Point>>;

function placed(cards: readonly Placed[], at: (card: Placed) => Partial<Point>): Places {
  return Object.fromEntries(cards.map((card) => [card.id, { x: card.x, y: card.y, ...at(card) }]));
}

/** Equal gaps between cards; the outermost two stay. With too little room the gaps are negative alike. */
function spread(cards: readonly Placed[], axis: 'x' | 'y', size: (card: Placed) => number): Places {
  const order = [...cards].sort((one, other) => one[axis] - other[axis] || one.id.localeCompare(other.id));
  const first = order[0];
  const last = order.at(-1);
  if (first === undefined || last === undefined || order.length < 3) return {};
  const inner = order.slice(0, -1).reduce((sum, card) => sum + size(card), 0);
  const gap = (last[axis] - first[axis] - inner) / (order.length - 1);
  let at = first[axis];
  const starts = order.map((card) => {
    const start = at;
    at += size(card) + gap;
    return [card, start] as const;
  });
  return Object.fromEntries(starts.map(([card, start]) => [card.id, { x: card.x, y: card.y, [axis]: start }]));
}

/** New places of cards that are lined up, or put at equal distances. */
export function align(cards: readonly Placed[], how: Alignment): Places {
  if (cards.length < 2) return {};
  const left = Math.min(...cards.map(({ x }) => x));
  const right = Math.max(...cards.map(({ x }) => x));
  const top = Math.min(...cards.map(({ y }) => y));
  const bottom = Math.max(...cards.map(({ y, height }) => y + height));
  const ways: Readonly<Record<Alignment, () => Places>> = {
    left: () => placed(cards, () => ({ x: left })),
    centre: () => placed(cards, () => ({ x: (left + right) / 2 })),
    right: () => placed(cards, () => ({ x: right })),
    top: () => placed(cards, () => ({ y: top })),
    bottom: () => placed(cards, ({ height }) => ({ y: bottom - height })),
    across: () => spread(cards, 'x', () => CARD_WIDTH),
    down: () => spread(cards, 'y', ({ height }) => height),
  };
  return ways[how]();
}
