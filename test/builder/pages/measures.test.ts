import { describe, expect, it } from 'vitest';
import { addFigure, figureOf, groupingFormula, readGrouping, removeFigure, withFigure, withUnit } from '../../../builder/src/designer/pages/page-editor/measures.ts';
import { newBlock } from '../../../builder/src/designer/pages/page-editor/page-edits.ts';
import { compileFormula } from '../../../runtime/engine/formula.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { rowSchema, valueSchema } from '../../../runtime/schema/value-schema.ts';
import type { Tile } from '../../../runtime/schema/tile.ts';
import { TileSchema } from '../../../runtime/schema/tile.ts';
import { shapeIssues } from '../../../runtime/schema/shape.ts';

const block = newBlock('tile', [], '有多少', { dataset: 'car', columns: [], figure: '多少条' });
if (block.block !== 'tile') throw new Error('no tile');
const { tile } = block;
const put = (from: Tile, id: string, kind: 'count' | 'sum' | 'avg', source: string): Tile => { const figure = figureOf(from, id); if (figure === undefined) throw new Error('no figure'); return withFigure(from, figure, kind, source); };

describe('the figures of a tile', () => {
  it('begin with how many rows, under a name', () => {
    expect([figureOf(tile, 'n'), tile.titles]).toEqual([{ id: 'n', measure: 'n', kind: 'count', source: 'true' }, { n: '多少条' }]);
    expect(shapeIssues(TileSchema, tile, 5)).toEqual([]);
  });

  it('are added, worked out otherwise, written otherwise and taken out with what belongs to them', () => {
    const two = withUnit(put(addFigure(tile, '总价'), 'n2', 'sum', 'row.price'), 'n2', 'yuan');
    expect([two.measures, two.values, two.units, two.titles]).toEqual([{ n: { count: 'true' }, n2: { sum: 'row.price' } }, { n: 'n', n2: 'n2' }, { n: 'count', n2: 'yuan' }, { n: '多少条', n2: '总价' }]);
    expect(figureOf(two, 'n2')).toEqual({ id: 'n2', measure: 'n2', kind: 'sum', source: 'row.price', column: 'price' });
    expect(shapeIssues(TileSchema, two, 5)).toEqual([]);
    expect(removeFigure(two, 'n2')).toEqual(tile);
    expect(removeFigure(tile, 'n')).toBe(tile);
  });

  it('leave a measure alone that another value reads, and are no choice when worked out from several', () => {
    const rate: Tile = { ...tile, measures: { all: { count: 'true' }, ok: { count: 'row.ok' } }, values: { n: 'all', rate: 'ok / all' } };
    expect(figureOf(rate, 'rate')).toBeUndefined();
    const other = put(rate, 'n', 'avg', 'row.price');
    expect([other.measures, other.values]).toEqual([{ all: { count: 'true' }, ok: { count: 'row.ok' }, n: { avg: 'row.price' } }, { n: 'n', rate: 'ok / all' }]);
    expect(removeFigure(rate, 'n').measures).toEqual(rate.measures);
  });
});

describe('what rows are grouped by', () => {
  const row = rowSchema({ day: valueSchema('date'), kind: valueSchema('string') });
  const read = (source: string, day: string | null) => compileFormula(feel, source, { row }, 'expression', [])?.evaluate({ row: feel.fromJson({ day, kind: 'x' }, row) });

  it.each([[{ column: 'kind' }, 'x'], [{ column: 'day', step: 'year' as const }, '2022'], [{ column: 'day', step: 'month' as const }, '2022-02'], [{ column: 'day', step: 'day' as const }, '2022-02-09']])('%j is a formula and is known again', (grouping, value) => {
    const source = groupingFormula(grouping);
    expect([read(source, '2022-02-09'), readGrouping(source)]).toEqual([value, grouping]);
  });

  it('is not guessed from a formula that says more', () => {
    expect([readGrouping('if row.kind = "a" then "b" else "c"'), readGrouping('upper case(row.kind)'), readGrouping('')]).toEqual([undefined, undefined, undefined]);
  });
});
