import { describe, expect, it } from 'vitest';
import { completeFormula } from '../../../builder/src/designer/formula/completion.ts';

const scope = {
  names: {
    catalog: { type: 'object', properties: { found: { type: 'boolean', title: '在目录' }, row: { type: 'object', properties: { validity_days: { type: ['integer', 'null'], title: '有效期天数' }, version: { type: 'integer' } } } } },
    reports: { type: 'object', properties: { rows: { type: 'array', items: { type: 'object', properties: { exam_time: { type: 'string', format: 'date-time' } } } } } },
    order: { type: 'object', properties: { setting: { type: 'string', enum: ['门诊', '急诊'] } } },
  },
  samples: { catalog: { row: { validity_days: 30 } } },
};
const labels = (source: string, kind: 'expression' | 'unary' = 'expression', input?: unknown) =>
  completeFormula(source, source.length, kind, input === undefined ? scope : { ...scope, input }, 'zh-CN').options.map((option) => option.label);

describe('completion', () => {
  it('offers the members of a path after a dot, with title, type and last value', () => {
    expect(completeFormula('<= catalog.row.v', 16, 'unary', scope, 'zh-CN')).toEqual({
      from: 15,
      options: [
        { kind: 'member', label: 'validity_days', insert: 'validity_days', title: '有效期天数', type: '数字', sample: '30', mayBeEmpty: true },
        { kind: 'member', label: 'version', insert: 'version', title: '', type: '数字', sample: '', mayBeEmpty: false },
      ],
    });
  });

  it.each([
    ['reports.rows[1].', ['exam_time']],
    ['reports.rows.', ['exam_time']],
    ['nobody.', []],
    ['order.setting = "', ['门诊', '急诊']],
    ['order.setting in ("门诊", "', ['门诊', '急诊']],
  ])('after %s it offers %s', (source, expected) => {
    expect(labels(source)).toEqual(expected);
  });

  it('puts the values of a column first in its cells', () => {
    expect(labels('', 'unary', { enum: ['final', 'amended'] }).slice(0, 3)).toEqual(['"final"', '"amended"', 'catalog']);
  });

  it('offers nothing of the scope inside quoted text', () => {
    expect(labels('name = "ca')).toEqual([]);
  });

  it('offers functions with their usage', () => {
    const option = completeFormula('day', 3, 'expression', scope, 'en').options.find((one) => one.label === 'days between');
    expect(option).toEqual({ kind: 'function', label: 'days between', insert: 'days between()', caret: 13, title: 'Days from one date to another', type: 'function', sample: '', help: 'days between(from, to)', mayBeEmpty: false });
  });
});
