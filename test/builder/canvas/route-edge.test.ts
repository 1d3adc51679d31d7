import { describe, expect, it } from 'vitest';
import { bendsOf, labelSpot, laneOf, middleSpot, pathOf } from '../../../builder/src/designer/canvas/route-edge.ts';

describe('edges', () => {
  it('an edge straight down has no bend', () => expect(bendsOf({ x: 5, y: 0 }, { x: 5, y: 50 }, undefined)).toEqual([{ x: 5, y: 0 }, { x: 5, y: 50 }]));
  it('neighbours are joined by one level run', () => expect(bendsOf({ x: 0, y: 0 }, { x: 100, y: 40 }, undefined)).toEqual([{ x: 0, y: 0 }, { x: 0, y: 20 }, { x: 100, y: 20 }, { x: 100, y: 40 }]));
  it('neighbours need no lane', () => expect(laneOf({ x: 0, y: 0 }, { x: 100, y: 60 }, [])).toBeUndefined());
  it('a long edge goes straight when nothing is in the way', () => expect(laneOf({ x: 0, y: 0 }, { x: 0, y: 400 }, [])).toBe(0));
  it('a long edge goes round a card', () => expect(laneOf({ x: 100, y: 0 }, { x: 100, y: 400 }, [{ x: 0, y: 150, height: 56 }])).toBe(-22));
  it('an edge upwards runs beside its ends', () => expect(bendsOf({ x: 0, y: 300 }, { x: 0, y: 0 }, undefined).every((point, index, all) => index === 0 || point.x === all[index - 1]?.x || point.y === all[index - 1]?.y)).toBe(true));
  it('corners are round', () => expect(pathOf(bendsOf({ x: 0, y: 0 }, { x: 100, y: 40 }, undefined))).toBe('M0 0L0 10Q0 20 10 20L90 20Q100 20 100 30L100 40'));
  it('a label lies on a long level run', () => expect(labelSpot(bendsOf({ x: 0, y: 0 }, { x: 200, y: 40 }, undefined), 60)).toEqual({ x: 100, y: 20, level: true }));
  it('a label stays under the port when the level run is short', () => expect(labelSpot(bendsOf({ x: 0, y: 0 }, { x: 30, y: 60 }, undefined), 60)).toEqual({ x: 0, y: 23, level: false }));
  it('the middle is half way', () => expect(middleSpot([{ x: 0, y: 0 }, { x: 0, y: 10 }, { x: 10, y: 10 }])).toEqual({ x: 0, y: 10 }));
});
