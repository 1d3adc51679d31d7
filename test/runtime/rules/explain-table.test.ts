import { describe, expect, it } from 'vitest';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { judge, small } from './table-kit.ts';

const validity: TableConfig = {
  each: 'reports.rows',
  as: 'r',
  hitPolicy: 'FIRST',
  let: { age: 'order.day - r.day' },
  inputs: [
    { id: 'status', expr: 'r.status' },
    { id: 'expired', expr: 'age > catalog.row.validity' },
    { id: 'age', expr: 'age' },
  ],
  outputs: [{ id: 'class', type: 'string', enum: ['prompt', 'expired', 'reference'] }],
  rules: [
    { id: 'R2', when: { status: '"draft"' }, then: { class: '"reference"' } },
    { id: 'R5', when: { status: '"final"', expired: 'true' }, then: { class: '"expired"' } },
    { id: 'R6', when: { status: '"final"', age: '< 3' }, then: { class: '"prompt"' } },
    { id: 'R7', when: { status: '"final"' }, then: { class: '"prompt"' } },
  ],
  pick: { by: 'class' },
};
const values = { order: { day: 45 }, catalog: { row: { validity: 30 } }, reports: { rows: [{ status: 'final', day: 5 }, { status: 'final', day: 30 }] } };

describe('explanation of a table', () => {
  const [first, second] = judge(validity, values).explanation.judgements;

  it('names the rule that hit, with each condition, its value, and where the value came from', () => {
    expect({ rules: first?.rules, conditions: first?.conditions, lets: first?.lets }).toEqual({
      rules: ['R5'],
      conditions: [
        { input: 'status', expr: 'r.status', value: 'final', test: '"final"', met: true, sources: [{ kind: 'row', path: 'r.status', node: 'reports' }] },
        {
          input: 'expired', expr: 'age > catalog.row.validity', value: true, test: 'true', met: true,
          sources: [
            { kind: 'node', node: 'order', path: 'order.day' },
            { kind: 'row', path: 'r.day', node: 'reports' },
            { kind: 'node', node: 'catalog', path: 'catalog.row.validity' },
          ],
        },
      ],
      lets: { age: 40 },
    });
  });
  it('says which element was picked and how many rules there are', () => {
    const { explanation } = judge(validity, values);
    expect({ picked: explanation.picked, total: explanation.total }).toEqual({ picked: 1, total: 4 });
  });
  it('lists rules that failed by one condition, those with more conditions met first', () => {
    expect(second?.nearMisses.map(({ rule, failed }) => [rule, failed.input, failed.value, failed.test])).toEqual([
      ['R6', 'age', 15, '< 3'],
      ['R5', 'expired', false, 'true'],
      ['R2', 'status', 'final', '"draft"'],
    ]);
  });
  it('leaves the element out of the outputs: the run has it already', () => {
    expect(first?.outputs).toEqual({ class: 'expired', rule: 'R5', incomplete: [] });
  });
  it('an undecided rule is shown with what is missing', () => {
    const { explanation } = judge(validity, { ...values, catalog: { row: { validity: null } } });
    const judgement = explanation.judgements[0];
    expect({ rules: judgement?.rules, incomplete: judgement?.incomplete, met: judgement?.conditions.map((condition) => condition.met) }).toEqual({ rules: [], incomplete: ['expired'], met: [true, null] });
  });
  it('orders near misses of equal conditions by distance, five at most', () => {
    const config = small('FIRST', [['far', '> 100', '1'], ['near', '> 11', '2'], ['mid', '[20..30]', '3'], ['d', '> 60', '4'], ['e', '> 70', '5'], ['f', '> 80', '6'], ['hit', '-', '7']]);
    expect(judge(config, { x: 10 }).explanation.judgements[0]?.nearMisses.map((miss) => miss.rule)).toEqual(['near', 'mid', 'd', 'e', 'f']);
  });
  it('rules out of force are no near misses', () => {
    const config: TableConfig = { ...small('FIRST', []), rules: [{ id: 'old', when: { x: '> 5' }, then: { y: '1' }, to: '2020-01-01' }, { id: 'now', when: {}, then: { y: '2' } }] };
    expect(judge(config, { x: 1 }).explanation.judgements[0]?.nearMisses).toEqual([]);
  });
});
