import { describe, expect, it } from 'vitest';
import { readClerkCell, readDay } from '../../../builder/src/designer/table/clerk-cell.ts';

describe('a condition as office sheets write it', () => {
  it.each([
    ['≥18', '>= 18'], ['＞ 18', '> 18'], ['18-60', '[18..60]'], ['18～60', '[18..60]'], ['18 至 60 岁', '[18..60]'], ['18岁—60岁', '[18..60]'],
    ['18 岁以上', '>= 18'], ['不满18周岁', '< 18'], ['不超过 30 天', '<= 30'], ['30天以内', '<= 30'], ['超过 1,000 元', '> 1000'], ['1、2、3', '1,2,3'],
    ['1,2', '1,2'], ['<18 或 >60', '< 18,> 60'], ['≠0', 'not(0)'], ['－5', '-5'], ['１８', '18'], ['不限', ''], ['——', ''], ['/', ''], ['空', 'null'], ['非空', 'not(null)'],
    ['at least 3', '>= 3'], ['1万元以下', '<= 10000'], ['1.1 万', '11000'], ['5千克', '5'], ['2亿元以上', '>= 200000000'],
    ['1000（含）至2000元', '[1000..2000)'], ['1000元（不含）至2000元', '(1000..2000]'], ['1000（含）-2000（含）', '[1000..2000]'], ['1000元(含)以上', '>= 1000'], ['3000（不含）以下', '< 3000'],
    ['大于3000元，不超过1万元', '(3000..10000]'], ['不满18周岁且14周岁以上', '[14..18)'], ['大于3，小于1', '> 3,< 1'], ['大于1或小于3', '> 1,< 3'], ['> 1,< 3', '> 1,< 3'],
  ])('among numbers, %s is %s', (raw, expected) => {
    expect(readClerkCell(raw, { kind: 'unary', type: 'number' })).toBe(expected);
  });

  it.each([
    ['2022/1/5', 'date("2022-01-05")'], ['2022年1月5日', 'date("2022-01-05")'], ['2022.1.5', 'date("2022-01-05")'], ['2022-01-05', 'date("2022-01-05")'],
    ['≥2022/1/5', '>= date("2022-01-05")'], ['2022年1月5日起', '>= date("2022-01-05")'], ['2022/1/1-2022/12/31', '[date("2022-01-01")..date("2022-12-31")]'],
    ['2022年1月1日至2022年12月31日', '[date("2022-01-01")..date("2022-12-31")]'], ['不早于2022年1月1日', '>= date("2022-01-01")'], ['2022年1月1日起，2022年3月1日之前', '[date("2022-01-01")..date("2022-03-01"))'],
  ])('among dates, %s is %s', (raw, expected) => {
    expect(readClerkCell(raw, { kind: 'unary', type: 'date' })).toBe(expected);
  });

  it.each([['是', 'true'], ['无', 'false'], ['√', 'true'], ['×', 'false'], ['—', '']])('among yes and no, %s is %s', (raw, expected) => {
    expect(readClerkCell(raw, { kind: 'unary', type: 'boolean' })).toBe(expected);
  });

  it('turns "other than" among texts, and leaves the rest to be read as text', () => {
    expect(readClerkCell('不是门诊、急诊', { kind: 'unary', type: 'string' })).toBe('not("门诊","急诊")');
    expect(readClerkCell('18-60', { kind: 'unary', type: 'string' })).toBeUndefined();
  });

  it.each([['50%', 'number'], ['18-60-70', 'number'], ['2022/2/30', 'date'], ['a - 5', 'number'], ['≠1、2', 'number'], ['3且5', 'number']] as const)('does not guess at %s', (raw, type) => {
    expect(readClerkCell(raw, { kind: 'unary', type })).toBeUndefined();
  });
});

describe('a result as office sheets write it', () => {
  it.each([['30 天', 'number', '30'], ['1,000元', 'number', '1000'], ['2022/1/5', 'date', 'date("2022-01-05")'], ['是', 'boolean', 'true'], ['—', 'string', '']] as const)('%s as %s is %s', (raw, type, expected) => {
    expect(readClerkCell(raw, { kind: 'expression', type })).toBe(expected);
  });

  it('never makes a range or a comparison of a result', () => {
    expect(readClerkCell('18-60', { kind: 'expression', type: 'number' })).toBeUndefined();
  });
});

it('knows which days exist', () => {
  expect([readDay('2024/2/29'), readDay('2023/2/29'), readDay('2022-13-01'), readDay('not a day')]).toEqual(['2024-02-29', undefined, undefined, undefined]);
});
