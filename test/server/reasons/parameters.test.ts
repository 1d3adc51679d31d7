import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { parameterWords } from '../../../server/services/reasons/parameters.ts';
import { reasonsOfTable } from './reason-kit.ts';

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

describe('[E12] parameter tables', () => {
  const parameters = { allowance: { type: 'integer' as const, title: '补贴标准', key: {}, values: [{ key: '余杭', from: '2021-07-01', value: 800, basis: 'doc' }, { from: null, value: 500 }] } };
  const bases = { doc: { title: '余政办〔2021〕8 号', level: 'local' as const } };
  const table = (expr: string) => ({
    hitPolicy: 'FIRST' as const, inputs: [{ id: 'enough', expr, title: '够不够' }], outputs: [{ id: 'y', type: 'string' as const }],
    rules: [{ id: 'R1', when: { enough: 'true' }, then: { y: '"可以"' } }, { id: 'R2', when: {}, then: { y: '"不行"' } }],
  });
  const values = { ask: { county: '余杭', paid: 700 }, param: { allowance: { 余杭: 800, '*': 500 } } };

  it('name the key, the day and the source of the entry that was looked up', () => {
    const { zh, en } = reasonsOfTable(table('ask.paid <= lookup(param.allowance, ask.county)'), values, { parameters, bases });
    expect([zh.lines[0]?.source, en.lines[0]?.source]).toEqual([expect.stringContaining('补贴标准（余杭；2021-07-01 起；余政办〔2021〕8 号）'), expect.stringContaining('补贴标准 (余杭; since 2021-07-01; 余政办〔2021〕8 号)')]);
  });

  it('say when the entry for all others was taken', () => {
    const { zh } = reasonsOfTable(table('ask.paid <= lookup(param.allowance, ask.county)'), { ...values, ask: { county: '富阳', paid: 100 } }, { parameters, bases });
    expect(zh.lines[0]?.source).toContain('补贴标准（富阳，按其他）');
  });
});
