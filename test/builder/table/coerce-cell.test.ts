import { describe, expect, it } from 'vitest';
import { coerceCell } from '../../../builder/src/designer/table/coerce-cell.ts';

const names = new Set(['catalog', 'order']);
const text = { type: 'string' };
const chosen = { type: 'string', enum: ['final', 'in progress'] };

describe('text typed into a cell', () => {
  it.each([
    ['unary', { type: 'boolean' }, '是', 'true'],
    ['unary', { type: 'boolean' }, '否', 'false'],
    ['unary', text, '门诊', '"门诊"'],
    ['unary', text, '门诊，急诊', '"门诊","急诊"'],
    ['unary', text, '"门诊"', '"门诊"'],
    ['unary', text, 'not(“a”)', 'not("a")'],
    ['unary', text, 'order.setting', 'order.setting'],
    ['unary', chosen, 'in progress', '"in progress"'],
    ['unary', { type: 'integer' }, '≤ ３０', '<= 30'],
    ['unary', { type: 'integer' }, '[1..3]', '[1..3]'],
    ['unary', { type: 'integer' }, '–', ''],
    ['expression', text, '超过有效期', '"超过有效期"'],
    ['expression', text, 'catalog.row.name', 'catalog.row.name'],
    ['expression', text, 'string(3)', 'string(3)'],
    ['expression', { type: 'number' }, '0', '0'],
    ['unary', {}, 'abc', 'abc'],
  ] as const)('in a %s cell of %j, %s is %s', (kind, schema, raw, expected) => {
    expect(coerceCell(raw, { kind, schema, names })).toBe(expected);
  });
});
