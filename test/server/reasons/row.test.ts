import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../server/services/reasons/reason.ts';
import type { Condition, Explanation } from '../../../runtime/schema/explanation.ts';
import { sourceOf } from './reason-kit.ts';

const config = {
  dataset: 'limits', hitPolicy: 'UNIQUE',
  inputs: [{ id: 'item', expr: 'ask.item', title: '品种', test: 'equals', column: 'name' }, { id: 'kg', expr: 'ask.kg', title: '数量', test: 'range', low: 'from_kg' }],
  outputs: [{ id: 'limit', title: '限价', column: 'limit' }],
};
const condition = (input: string, value: unknown, test: string, met: boolean): Condition => ({ input, expr: '', value, test, met, sources: [] });
const base = { kind: 'table' as const, total: 10_000, dataset: 'limits' };
const hit: Explanation = { ...base, judgements: [{ index: 0, rules: ['x1'], row: { name: '番茄', from_kg: 5 }, conditions: [condition('item', '番茄', '"番茄"', true), condition('kg', 7, '>= 5', true)], nearMisses: [], lets: {}, outputs: { limit: 5 } }] };
const none: Explanation = { ...base, judgements: [{ index: 0, rules: [], conditions: [], nearMisses: [{ rule: 'x2', row: { name: '番茄', from_kg: 9 }, failed: condition('kg', 7, '>= 9', false) }], lets: {}, outputs: { limit: null } }] };

function told(explanation: Explanation, locale: 'zh-CN' | 'en') {
  const source = sourceOf(config, {}, 'rule.rows');
  const scenario = { ...source.scenario, datasets: { limits: { own: { title: '限价表', fields: [] } } } } as unknown as typeof source.scenario;
  return reasonOf({ ...source, scenario, locale }, 'main', 'judged', explanation);
}

describe('[E12] a rule that is a row of a dataset', () => {
  it('is called by the values of the row, not by a number that changes', () => {
    const zh = told(hit, 'zh-CN');
    const en = told(hit, 'en');
    expect([zh?.sentence, zh?.place, en?.sentence, en?.place]).toEqual([
      expect.stringContaining('“限价表”里品种 番茄、数量 5的一行'), '10000 行里命中一行', expect.stringContaining('the row of 限价表 with 品种 番茄, 数量 5'), 'one of 10000 rows',
    ]);
  });

  it('is called so when it nearly hit, too', () => {
    expect(told(none, 'zh-CN')?.nearMisses[0]?.sentence).toContain('“限价表”里品种番茄、数量 9的一行');
  });
});
