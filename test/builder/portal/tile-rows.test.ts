import { expect, it } from 'vitest';
import { linePlaces, type Tile } from '../../../builder/src/portal/board/chart-scale.ts';
import { tileSpans } from '../../../builder/src/portal/board/tile-rows.ts';

const tile = (kind: Tile['kind'], groups = 1): Tile => ({ id: kind, title: kind, kind, columns: [], groups: Array.from({ length: groups }, () => ({ label: '', values: {} })) });
const figure = tile('number');
const table = tile('table', 3);
const line = tile('line', 3);

it.each([
  ['one figure takes its row', [figure, line], [12, 12]],
  ['two figures halve it, three share it', [figure, figure, line, figure, figure, figure], [6, 6, 12, 4, 4, 4]],
  ['a fourth stands below three', [figure, figure, figure, figure], [4, 4, 4, 12]],
  ['of unlike ones the last takes what is left', [figure, table, line, table, figure], [4, 8, 12, 6, 6]],
  ['one table takes its row, two halve it', [table, undefined, table, table], [12, 12, 6, 6]],
  ['nothing makes nothing', [], []],
])('no row of a dashboard is left half empty: %s', (_, blocks, spans) => {
  expect(tileSpans(blocks)).toEqual(spans);
});

it('names of a line stand under their points, as far from one another at the beginning as elsewhere', () => {
  const { start, step } = linePlaces({ count: 4, width: 312, axis: 20, names: 49 });
  expect([start, start + 3 * step]).toEqual([24.5, 287.5]);
  expect(step).toBeGreaterThan(49);
  expect(linePlaces({ count: 1, width: 312, axis: 48, names: 42 })).toEqual({ start: 169.5, step: 0 });
});
