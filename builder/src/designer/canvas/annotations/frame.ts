import { CARD_WIDTH, type Point } from '../sizes.ts';

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const ROOM = 20;
const TITLE = 34;

/** The box around cards with room for the title; undefined when none of them is drawn. */
export function frameAround(cards: readonly { readonly at: Point; readonly height: number }[]): Frame | undefined {
  if (cards.length === 0) return undefined;
  const left = Math.min(...cards.map((card) => card.at.x)) - ROOM;
  const top = Math.min(...cards.map((card) => card.at.y)) - ROOM - TITLE;
  const right = Math.max(...cards.map((card) => card.at.x + CARD_WIDTH)) + ROOM;
  const bottom = Math.max(...cards.map((card) => card.at.y + card.height)) + ROOM;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
