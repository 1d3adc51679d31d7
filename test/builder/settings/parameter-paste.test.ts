import { describe, expect, it } from 'vitest';
import { readPaste } from '../../../builder/src/designer/settings/parameter-paste.ts';
import type { ParameterType } from '../../../builder/src/designer/settings/parameter-value.ts';

const scenario = { bases: { doc: { title: '余政办〔2021〕8 号', level: 'local' as const } } };
const paste = (text: string, type: ParameterType = 'integer', room = 100) => readPaste(text, { type, room, scenario }, (basis) => (basis === 'doc' ? '余政办〔2021〕8 号' : undefined));

describe('values pasted from a sheet', () => {
  it('takes key, value, days and source, with or without titles', () => {
    expect(paste('区县\t标准\t起用日\t停用日\t依据\n余杭\t８００\t2021/7/1\t\t余政办〔2021〕8 号\n富阳\t1,200\t2021年7月1日\t2022-06-30\tdoc\n其他\t500\t长期')).toEqual({
      values: [{ key: '余杭', from: '2021-07-01', value: 800, basis: 'doc' }, { key: '富阳', from: '2021-07-01', to: '2022-06-30', value: 1200, basis: 'doc' }, { from: null, value: 500 }],
      faults: [], rest: '',
    });
  });

  it.each([
    ['a word for a number', '余杭\tmany', 'number', 'many'],
    ['a day that does not exist', '余杭\t1\t2026-02-30', 'day', '2026-02-30'],
    ['an end before the beginning', '余杭\t1\t2026-03-01\t2026-01-01', 'days', '2026-01-01'],
    ['a source nobody declared', '余杭\t1\t\t\t口头', 'basis', '口头'],
    ['no value', '余杭\t\t2026-01-01', 'value', ''],
  ])('keeps the good lines and tells of %s', (_name, line, wrong, cell) => {
    expect(paste(`富阳\t5\n${line}`)).toEqual({ values: [{ key: '富阳', from: null, value: 5 }], faults: [{ line: 2, cell, wrong }], rest: line });
  });

  it('reads yes and no, dates and durations by the type of the parameter', () => {
    const values = (text: string, type: ParameterType) => paste(text, type).values.map(({ value }) => value);
    expect([values('a\t是\nb\t×', 'boolean'), values('a\t2026/1/5', 'date'), values('a\tP30D', 'duration'), values('a\t 12.50', 'decimal')]).toEqual([[true, false], ['2026-01-05'], ['P30D'], ['12.50']]);
  });

  it('keeps keys that every object has as they are', () => {
    expect(paste('__proto__\t1\nconstructor\t2').values.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  it('takes what there is room for and says which lines are left', () => {
    expect(paste('a\t1\nb\t2\nc\t3', 'integer', 2)).toMatchObject({ values: [{ key: 'a' }, { key: 'b' }], faults: [{ line: 3, wrong: 'many' }], rest: 'c\t3' });
  });
});
