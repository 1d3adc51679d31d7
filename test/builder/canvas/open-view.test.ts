import { describe, expect, it } from 'vitest';
import { openView } from '../../../builder/src/designer/canvas/open-view.ts';

const PANE = { width: 1000, height: 600 };
const OPTIONS = { maxZoom: 1, padding: 0.1 };
const card = (x: number, y: number) => ({ at: { x, y }, data: { height: 56 } });
const column = (cards: number) => Array.from({ length: cards }, (_, index) => card(0, index * 100));

describe('what a flow opens at', () => {
  it('is the whole of it where it can be read', () => {
    const view = openView([card(0, 0), card(300, 200)], PANE, OPTIONS, { whole: false });
    expect(view?.zoom).toBe(1);
    // In the middle: 500 wide and 256 high.
    expect(view).toMatchObject({ x: 250, y: 172 });
  });

  it('is its beginning where the whole would be too small', () => {
    expect(openView(column(100), PANE, OPTIONS, { whole: false })).toEqual({ x: 410, y: 96, zoom: 0.9 });
  });

  it('is the whole of it, however small, for whoever may only look', () => {
    expect(openView(column(100), PANE, OPTIONS, { whole: true })?.zoom).toBe(0.08);
  });

  it('is all columns where they fit, so that none is cut off beside an empty margin', () => {
    expect(openView([...column(100), card(600, 100)], PANE, OPTIONS, { whole: false })).toEqual({ x: 140, y: 96, zoom: 0.9 });
  });

  it('is the card somebody came for, in the middle, where the whole would be too small', () => {
    const cards = column(100);
    expect(openView(cards, PANE, OPTIONS, { whole: false, chosen: cards[50] })).toEqual({ x: 410, y: 300 - 5028 * 0.9, zoom: 0.9 });
  });

  it('is left as it is where there is nothing to see, or nowhere', () => {
    expect(openView([], PANE, OPTIONS, { whole: false })).toBeUndefined();
    expect(openView([card(0, 0)], { width: 0, height: 0 }, OPTIONS, { whole: false })).toBeUndefined();
  });
});
