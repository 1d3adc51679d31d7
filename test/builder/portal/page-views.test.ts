import { describe, expect, it } from 'vitest';
import { boxOf, planeOf, roundMarks } from '../../../builder/src/portal/page/map-scale.ts';
import { addMonths, daysOf, monthWords, weekdayWords, weeksOf } from '../../../builder/src/portal/page/month.ts';

describe('a month', () => {
  it('is cut into weeks that begin on Monday', () => {
    const weeks = weeksOf('2022-02');
    expect([weeks.length, weeks.every((week) => week.length === 7), weeks[0], weeks.at(-1)]).toEqual([5, true, [null, '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04', '2022-02-05', '2022-02-06'], ['2022-02-28', null, null, null, null, null, null]]);
    expect([daysOf('2024-02').length, daysOf('2023-02').length, weeksOf('2021-02').length]).toEqual([29, 28, 4]);
  });

  it.each([['2022-12', 1, '2023-01'], ['2022-01', -1, '2021-12'], ['2022-06', -18, '2020-12']])('%s and %i more is %s', (month, by, other) => {
    expect(addMonths(month, by)).toBe(other);
  });

  it('is named in both languages', () => {
    expect([monthWords('2022-03', 'zh-CN'), monthWords('2022-03', 'en'), weekdayWords('zh-CN')[0], weekdayWords('en')[6]]).toEqual(['2022年3月', 'March 2022', '周一', 'Sun']);
  });
});

describe('a plane of points', () => {
  it('shows the surroundings of a single one', () => {
    const box = boxOf([[120, 30]]);
    expect([box.east - box.west, box.north - box.south].map((size) => Number(size.toFixed(6)))).toEqual([0.02, 0.02]);
    const plane = planeOf(box, 640, 520);
    expect([Math.round(plane.x(120)), Math.round(plane.y(30)), plane.height]).toEqual([320, 260, 520]);
  });

  it('keeps every point inside, north up, and a degree of longitude shorter', () => {
    const points = [[119.9, 30], [120.1, 30.2], [120, 30.1]] as const;
    const { x, y, width, height } = planeOf(boxOf(points), 640, 520);
    for (const [lng, lat] of points) expect([x(lng) >= 0 && x(lng) <= width, y(lat) >= 0 && y(lat) <= height]).toEqual([true, true]);
    expect(y(30.2)).toBeLessThan(y(30));
    expect((x(120.1) - x(119.9)) / (y(30) - y(30.2))).toBeCloseTo(Math.cos((30.1 * Math.PI) / 180), 3);
  });

  it.each([[0, 10, 5, [0, 2, 4, 6, 8, 10]], [118, 123, 6, [118, 119, 120, 121, 122, 123]], [30.01, 30.19, 5, [30.05, 30.1, 30.15]]])('has round lines between %d and %d', (from, to, most, marks) => {
    expect(roundMarks(from, to, most)).toEqual(marks);
  });
});
