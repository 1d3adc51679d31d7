import { describe, expect, it } from 'vitest';
import { compileTable } from '../../../runtime/rules/compile-table.ts';
import { explainTable } from '../../../runtime/rules/explain-table.ts';
import { judgeTable } from '../../../runtime/rules/judge.ts';
import { recordOf, resultOf, type TableRecord } from '../../../runtime/rules/record.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { valueSchema } from '../../../runtime/schema/value-schema.ts';
import { NOW, ruleTools, small, ZONE } from './table-kit.ts';

const dated: TableConfig = {
  each: 'found.rows',
  as: 'r',
  hitPolicy: 'FIRST',
  let: { age: 'r.points * 2' },
  inputs: [{ id: 'day', expr: 'r.day' }, { id: 'raw', expr: 'loose.day' }, { id: 'age', expr: 'age' }],
  outputs: [{ id: 'class', type: 'string', enum: ['good', 'bad'] }],
  rules: [
    { id: 'R1', when: { day: '< date("2022-01-01")', age: '> 3' }, then: { class: '"bad"' }, from: '2021-01-01' },
    { id: 'R2', when: { raw: '> date("2022-01-02")', age: '[1..9]' }, then: { class: '"bad"' } },
    { id: 'R3', when: { age: '< r.points' }, then: { class: '"bad"' } },
    { id: 'R4', when: {}, then: { class: '"good"' } },
  ],
  pick: { by: 'class' },
};
const names = { found: { type: 'object', properties: { rows: { type: 'array', items: { type: 'object', properties: { day: valueSchema('date'), points: valueSchema('number') } } } } }, loose: { type: 'object', properties: { day: valueSchema('date') } } } as never;

function both(config: TableConfig, values: JsonObject, schemas: Parameters<typeof ruleTools>[0] = {}) {
  const { tools, scopeOf, assertSound } = ruleTools(schemas);
  const table = compileTable(config, tools);
  assertSound();
  const facts = { scope: scopeOf(values), asOf: NOW, zone: ZONE };
  const result = judgeTable(table, facts);
  const record = JSON.parse(JSON.stringify(recordOf(table, result))) as TableRecord;
  const elements = table.each === null ? undefined : (table.each.evaluate(facts.scope) as unknown[]);
  const later = resultOf(table, record, { output: result.output, asOf: NOW, zone: ZONE, ...(elements ? { elements } : {}) });
  return { record, now: explainTable(table, result, facts), later: explainTable(table, later, facts) };
}

describe('the record of a judged table', () => {
  it('holds the rules that hit and the values tested, nothing more', () => {
    expect(both(small('FIRST', [['A', '> 5', '1'], ['B', '-', '2']]), { x: 3 }, { x: {} }).record).toEqual({ subjects: [{ index: 0, rules: ['B'], values: [3] }] });
  });
  it('names what was missing and the rule it left open', () => {
    expect(both(small('FIRST', [['A', '> 5', '1'], ['B', '-', '2']]), { x: null }, { x: {} }).record).toEqual({ subjects: [{ index: 0, rules: [], values: [null], undecided: 'A', incomplete: ['x'] }] });
  });
  it('is enough to explain the run later as it would have been at once', () => {
    const { now, later } = both(dated, { found: { rows: [{ day: '2021-12-01', points: 2 }, { day: '2022-02-01', points: 1 }, { day: null, points: 4 }] }, loose: { day: '2022-01-05' } }, names);
    expect(later).toEqual(now);
  });
  it('keeps the kind of a value whose column has no declared type', () => {
    const config = small('FIRST', [['A', '> date("2022-03-01")', '1'], ['B', '-', '2']], { inputs: [{ id: 'x', expr: 'date(x)' }] });
    const { now, later } = both(config, { x: '2022-01-01' }, { x: {} });
    expect(later).toEqual(now);
  });
});
