import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { parameterWords } from '../../../server/services/reasons/parameters.ts';

const scenario = {
  zone: 'Asia/Shanghai',
  parameters: { days: { type: 'integer', unit: '工作日', values: [{ from: null, to: '2022-06-30', value: 1 }, { from: '2022-07-01', value: 7 }] }, later: { type: 'integer', values: [{ from: '2023-01-01', value: 1 }] } },
} as unknown as Scenario;

describe('a parameter in words', () => {
  it.each([
    ['days', '2022-06-30T12:00:00Z', '1 个工作日', '1 working day'],
    // 16:30Z is the next day in China.
    ['days', '2022-06-30T16:30:00Z', '7 个工作日', '7 working days'],
    ['later', '2022-07-01T00:00:00Z', undefined, undefined],
    ['unknown', '2022-07-01T00:00:00Z', undefined, undefined],
    ['constructor', '2022-07-01T00:00:00Z', undefined, undefined],
  ])('%s at %s says %s', (name, asOf, zh, en) => {
    expect([parameterWords(scenario, name, asOf, 'zh-CN'), parameterWords(scenario, name, asOf, 'en')]).toEqual([zh, en]);
  });
});
