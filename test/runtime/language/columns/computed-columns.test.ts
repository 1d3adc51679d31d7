import { describe, expect, it } from 'vitest';
import { compileColumns, inferColumn, sourcesOf } from '../../../../runtime/language/columns/compile-columns.ts';
import { createRowMaker } from '../../../../runtime/language/columns/compute-row.ts';
import { toFunction } from '../../../../runtime/language/generate.ts';
import { interpret } from '../../../../runtime/language/interpret.ts';
import type { DatasetField, FieldType } from '../../../../runtime/schema/field.ts';

const field = (id: string, type: FieldType, compute?: string): DatasetField => ({ id, type, ...(compute === undefined ? {} : { compute }) });
const PLAIN = [field('price', 'decimal'), field('pieces', 'integer'), field('due', 'date'), field('done', 'date'), field('name', 'string')];
const dataset = (...computed: readonly DatasetField[]) => ({ fields: [...computed, ...PLAIN] });
const problems = (...computed: readonly DatasetField[]) => compileColumns(dataset(...computed)).problems.map(({ column, code, from, to }) => [column, code, from, to]);

describe('the check of computed columns', () => {
  it.each([
    ['row.nope + 1', 'SCN_DATA_COMPUTED_UNKNOWN', 0, 8],
    ['count(row)', 'SCN_DATA_COMPUTED_WHOLE', 6, 9],
    ['row.x + 1', 'SCN_DATA_COMPUTED_CYCLE', 0, 5],
    ['row.name', 'SCN_DATA_COMPUTED_TYPE', 0, 8],
    ['days between(today(), row.due)', 'SCN_DATA_COMPUTED_CLOCK', 13, 20],
    ['working days between(row.due, row.done)', 'SCN_DATA_COMPUTED_CLOCK', 0, 39],
    ['row.pieces + row.due', 'SCN_RULE_TYPE_MISMATCH', 0, 20],
    ['row.pieces +', 'SCN_RULE_SYNTAX', 11, 12],
    [' ', 'SCN_RULE_EMPTY', 0, 1],
  ])('says of %s what is wrong and where', (source, code, from, to) => {
    expect(problems(field('x', 'number', source))).toContainEqual(['x', code, from, to]);
  });

  it('names the whole circle, for each column in it', () => {
    const circle = [field('a', 'integer', 'row.b'), field('b', 'integer', 'row.c'), field('c', 'integer', 'row.a + row.pieces')];
    expect(problems(...circle).map(([column, code]) => [column, code])).toEqual(['a', 'b', 'c'].map((column) => [column, 'SCN_DATA_COMPUTED_CYCLE']));
    expect(compileColumns(dataset(...circle)).problems[0]?.message).toMatchObject({ en: expect.stringContaining('a → b → c → a') as string });
  });

  it('refuses a computed key, and more columns than there may be', () => {
    expect(compileColumns({ ...dataset(field('x', 'string', 'row.name')), key: ['x'] }).problems.map(({ code }) => code)).toEqual(['SCN_DATA_COMPUTED_KEY']);
    expect(problems(...Array.from({ length: 21 }, (_, i) => field(`x${i}`, 'string', 'row.name'))).map(([column, code]) => [column, code])).toEqual([['x20', 'SCN_DATA_COMPUTED_MANY']]);
  });

  it.each<[string, FieldType | undefined]>([
    ['row.price * row.pieces', 'decimal'], ['row.pieces', 'integer'], ['row.pieces / 2', 'number'], ['row.due > row.done', 'boolean'], ['row.due', 'date'], ['row.due - row.done', 'duration'], ['if true then row.name else row.due', undefined], ['row.nope +', undefined],
  ])('infers the type of %s', (source, type) => {
    expect(inferColumn(dataset(), source)).toBe(type);
  });

  it('knows what a column is worked out from, however far back', () => {
    const compiled = compileColumns(dataset(field('tax', 'decimal', 'row.total * 0.13'), field('total', 'decimal', 'row.price * row.pieces')));
    expect([...sourcesOf(compiled, 'tax')].sort()).toEqual(['pieces', 'price', 'total']);
  });
});

describe.each([['generated', toFunction], ['interpreted', (ir: Parameters<typeof toFunction>[0]) => (...given: [never, never]) => interpret(ir, ...given)]] as const)('rows with computed columns, %s', (_, compile) => {
  const maker = (...computed: readonly DatasetField[]) => createRowMaker(compileColumns(dataset(...computed)), compile as typeof toFunction);
  const ROW = { price: '19.90', pieces: 7, due: '2026-01-31', done: '2026-02-03', name: '甲' };

  it('are worked out in the order they need, whatever stood there before, as values are stored', () => {
    const filled = maker(field('tax', 'decimal', 'row.total * 0.13'), field('total', 'decimal', 'row.price * row.pieces'), field('late', 'boolean', 'row.done > row.due'), field('after', 'date', 'row.due + duration("P1D")'), field('took', 'duration', 'row.done - row.due')).complete({ ...ROW, total: '1', extra: 'kept' });
    expect(filled).toEqual({ ...ROW, extra: 'kept', total: '139.3', tax: '18.109', late: true, after: '2026-02-01', took: 'P3D' });
  });

  it('have nothing where a formula gives nothing, and say why', () => {
    const made = maker(field('each', 'integer', 'row.pieces / 3'), field('took', 'integer', 'days between(row.due, row.done)'), { ...field('band', 'string', 'if row.pieces > 5 then "大" else "小"'), enum: ['小'] }, field('long', 'integer', 'sum(for i in 1..100000 return i)'), field('found', 'number', 'number(row.name)'));
    expect(made.complete({ ...ROW, done: null })).toMatchObject({ each: null, took: null, band: null, long: null, found: null });
    const reasons = made.explain({ ...ROW, done: null });
    expect(Object.fromEntries(Object.entries(reasons).map(([id, { code }]) => [id, code]))).toEqual({ each: 'SCN_DATA_COMPUTED_VALUE', took: 'SCN_DATA_COMPUTED_EMPTY', band: 'SCN_DATA_COMPUTED_CHOICE', long: 'SCN_RULE_BUDGET', found: expect.any(String) as string });
    expect(reasons['took']?.message).toMatchObject({ 'zh-CN': '这一行的 done 为空，所以算不出来。' });
  });

  it('leave alone a column whose formula is broken', () => {
    expect(maker(field('x', 'integer', 'row.nope')).complete({ ...ROW, x: 5 })).toEqual({ ...ROW, x: 5 });
  });

  it('hold no more than a cell may', () => {
    expect(maker(field('x', 'string', 'string join(for i in 1..50 return row.name)')).complete({ ...ROW, name: 'x'.repeat(1000) })).toMatchObject({ x: null });
  });
});
