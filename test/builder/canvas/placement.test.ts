import { describe, expect, it } from 'vitest';
import { besideOthers } from '../../../builder/src/designer/canvas/placement.ts';

const STEP = { x: 40, y: 40 };

describe('where a paste goes', () => {
  it('as wished where nothing lies there', () => expect(besideOthers({ a: { x: 0, y: 0 } }, [{ x: 0, y: 0 }], STEP, STEP)).toEqual(STEP));
  it('a step further for each paste of the same that lies there already', () => {
    const places: Record<string, { x: number; y: number }> = { a: { x: 0, y: 0 }, b: { x: 0, y: 120 } };
    const spots = Object.values(places);
    const wheres = [1, 2, 3].map((turn) => {
      const by = besideOthers(places, spots, STEP, STEP);
      spots.forEach(({ x, y }, index) => (places[`${turn}.${index}`] = { x: x + by.x, y: y + by.y }));
      return by.x;
    });
    expect(wheres).toEqual([40, 80, 120]);
  });
  it('one card of many on another is enough', () => expect(besideOthers({ a: { x: 40, y: 160 } }, [{ x: 0, y: 0 }, { x: 0, y: 120 }], STEP, STEP)).toEqual({ x: 80, y: 80 }));
});
