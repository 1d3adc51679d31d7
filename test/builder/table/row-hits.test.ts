import { expect, it } from 'vitest';
import { coverageOfTable } from '../../../builder/src/designer/table/row-hits.ts';

const result = (id: string, rules: Readonly<Record<string, string[]>>) => ({ id, title: id, passed: true, ms: 1, failures: [], covered: { nodes: [], rules: {}, flows: { main: { nodes: [], edges: [], rules }, side: { nodes: [], edges: [], rules: { judged: ['R3'] } } } } });

it('counts the cases and the subjects of the last run that took each rule', () => {
  const condition = { index: 0, conditions: [], nearMisses: [], lets: {}, outputs: {} };
  const explanation = { kind: 'table', total: 3, judgements: [{ ...condition, rules: ['R1'] }, { ...condition, rules: ['R1', 'R2'] }] };
  const coverage = coverageOfTable(['R1', 'R2', 'R3'], { flow: 'main', node: 'judged' }, [result('a', { judged: ['R1', 'R1'] }), result('b', { judged: ['R1', 'R2'], other: ['R3'] })], explanation);
  expect(coverage.of('R1')).toEqual({ cases: ['a', 'b'], run: 2, share: 1 });
  expect(coverage.of('R2')).toEqual({ cases: ['b'], run: 1, share: 0.5 });
  expect(coverage.untouched).toEqual(['R3']);
  expect(coverage.total).toBe(2);
});
