import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { withParameters } from '../../server/services/parameter-words.ts';

const scenario = {
  zone: 'Asia/Shanghai',
  parameters: { days: { type: 'integer', values: [{ from: null, to: '2022-06-30', value: 5 }, { from: '2022-07-01', value: 7 }] }, later: { type: 'integer', values: [{ from: '2023-01-01', value: 1 }] } },
} as unknown as Scenario;

describe('a tested cell in words', () => {
  it.each([
    ['>= param.days', '2022-06-30T12:00:00Z', '>= 5'],
    // 16:30Z is the next day in China.
    ['>= param.days', '2022-06-30T16:30:00Z', '>= 7'],
    ['[param.days..param.later]', '2022-07-01T00:00:00Z', '[7..param.later]'],
    ['> param.unknown', '2022-07-01T00:00:00Z', '> param.unknown'],
    ['"params"', '2022-07-01T00:00:00Z', '"params"'],
  ])('%s at %s says %s', (test, asOf, words) => {
    expect(withParameters(scenario, test, asOf, 'zh-CN')).toBe(words);
  });
});
