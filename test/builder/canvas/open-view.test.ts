import { describe, expect, it } from 'vitest';
import { openView } from '../../../builder/src/designer/canvas/open-view.ts';

const PANE = { width: 1000, height: 600 };
const OPTIONS = { maxZoom: 1, padding: 0.1 };
const card = (x: number, y: number) => ({ at: { x, y }, data: { height: 56 } });
const column = (cards: number) => Array.from({ length: cards }, (_, index) => card(0, index * 100));

describe('what a flow opens at', () => {
  it('is the whole of it where it can be read', () => {
    const view = openView([card(0, 0), card(300, 200)], PANE, OPTIONS, false);
    expect(view?.zoom).toBe(1);
    // In the middle: 500 wide and 256 high.
    expect(view).toMatchObject({ x: 250, y: 172 });
  });

  it('is its beginning where the whole would be too small', () => {
    expect(openView(column(100), PANE, OPTIONS, false)).toEqual({ x: 425, y: 96, zoom: 0.75 });
  });

  it('is the whole of it, however small, for whoever came to look at one card or may only look', () => {
    expect(openView(column(100), PANE, OPTIONS, true)?.zoom).toBe(0.08);
  });

  it('is left as it is where there is nothing to see, or nowhere', () => {
    expect(openView([], PANE, OPTIONS, false)).toBeUndefined();
    expect(openView([card(0, 0)], { width: 0, height: 0 }, OPTIONS, false)).toBeUndefined();
  });
});
