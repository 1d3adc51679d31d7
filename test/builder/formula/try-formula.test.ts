import { describe, expect, it } from 'vitest';
import { pathsOf, tryFormula } from '../../../builder/src/designer/formula/try-formula.ts';
import type { FormulaScope } from '../../../builder/src/designer/formula/formula-scope.ts';

const scope: FormulaScope = {
  names: {
    order: { type: 'object', properties: { at: { type: 'string', format: 'date-time' }, amount: { type: 'string', 'x-feel': 'decimal' }, setting: { type: 'string' } } },
    reports: { type: 'object', properties: { rows: { type: 'array', items: { type: 'object', properties: { days: { type: 'integer' } } } } } },
    param: { type: 'object', properties: { limit: { type: 'number' } } },
  },
  samples: { order: { at: '2022-01-20T09:30:00+08:00', amount: '180.00', setting: '门诊' }, reports: { rows: [{ days: 3 }, { days: 40 }] }, param: { limit: 30 } },
  input: { type: 'integer' },
};
const around = { now: '2022-01-25T08:00:00+08:00', zone: 'Asia/Shanghai' };
const tried = (source: string, typed: Readonly<Record<string, unknown>> = {}) => tryFormula(source, 'expression', scope, typed, around);

describe('the values a formula reads', () => {
  it.each([
    ['order.setting = "门诊" and order.amount > param.limit', ['order.setting', 'order.amount', 'param.limit']],
    ['order.setting = order.setting', ['order.setting']],
    ['1 + 1', []],
    ['order.nothing +', undefined],
  ])('%s', (source, paths) => {
    expect(pathsOf(source, 'expression', scope)).toEqual(paths);
  });

  it('begin with the tested value in a cell', () => {
    expect(pathsOf('<= param.limit', 'unary', scope)).toEqual(['?', 'param.limit']);
  });
});

describe('a trial', () => {
  it('uses the values of the last test run', () => {
    expect(tried('order.amount * 2')?.value).toBe(360);
    expect(tried('reports.rows[days <= param.limit]')?.value).toEqual([{ days: 3 }]);
  });

  it('takes typed values before those, also inside a sample that has none', () => {
    expect(tried('order.amount > 200', { 'order.amount': '200.01' })?.value).toBe(true);
    expect(tryFormula('param.limit > 5', 'expression', { ...scope, samples: {} }, { 'param.limit': 6 }, around)?.value).toBe(true);
  });

  it('tests the typed value of a cell', () => {
    expect([3, 31].map((value) => tryFormula('<= param.limit', 'unary', scope, { '?': value }, around)?.value)).toEqual([true, false]);
  });

  it('says what each part came to, outermost first', () => {
    expect(tried('order.setting = "急诊" or count(reports.rows) > 1')?.steps.map(({ text, value, depth }) => [depth, text, value])).toEqual([
      [0, 'order.setting = "急诊" or count(reports.rows) > 1', true],
      [1, 'order.setting = "急诊"', false],
      [2, 'order.setting', '门诊'],
      [1, 'count(reports.rows) > 1', true],
      [2, 'count(reports.rows)', 2],
      [3, 'reports.rows', [{ days: 3 }, { days: 40 }]],
    ]);
  });

  it('takes today from the clock it is given, in the zone of the scenario', () => {
    expect(tryFormula('string(today())', 'expression', scope, {}, { now: '2022-01-25T23:30:00Z', zone: 'Asia/Shanghai' })?.value).toBe('2022-01-26');
  });

  it('gives null with the reason where a part fails, and ends a loop that never would', () => {
    const failed = tried('working days between(date("2022-01-01"), date("2022-01-05"))');
    expect([failed?.value, failed?.warnings.length]).toEqual([null, 1]);
    expect(tried('count(for i in 1..100000000 return i)')?.warnings.map(({ code }) => code)).toEqual(['SCN_RULE_BUDGET']);
  });

  it.each(['order.amount +', 'nobody > 1', ''])('does not run %s', (source) => {
    expect(tried(source)).toBeUndefined();
  });
});
