import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ruleRows } from '../../../runtime/nodes/built-in/rule/rows.ts';
import type { WorkNode } from '../../../runtime/nodes/define-node.ts';
import { rowTableProblems } from '../../../runtime/nodes/row-table-problems.ts';
import type { RowTableConfig } from '../../../runtime/rules/row-table-schema.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { env } from './node-kit.ts';
import { contextOf, refusal } from './run-kit.ts';

const limits: DatasetDefinition = {
  id: 'prices/limits', title: '限价',
  fields: [{ id: 'item', type: 'string' }, { id: 'test', type: 'string', optional: true }, { id: 'limit', type: 'number' }, { id: 'rank', type: 'integer' }, { id: 'tags', type: 'list' }],
};
const config: RowTableConfig = {
  dataset: 'limits', hitPolicy: 'UNIQUE',
  inputs: [{ id: 'item', expr: 'item', test: 'equals', column: 'item' }, { id: 'kg', expr: 'kg', test: 'tests', column: 'test' }],
  outputs: [{ id: 'limit', column: 'limit' }],
};

/** A dataset that counts how often it is read. */
function shelf(rows: readonly JsonObject[]) {
  const state = { rows, revision: 1, reads: 0 };
  const query = () => {
    state.reads += 1;
    return Promise.resolve({ rows: state.rows.map((row, index) => ({ _id: `r${index + 1}`, _version: 1, ...row })), count: state.rows.length, rowIds: [] });
  };
  return { state, host: { datasets: { query, revision: () => Promise.resolve(String(state.revision)) } } };
}

const type = ruleRows as unknown as WorkNode<never, unknown>;

describe('rule.rows', () => {
  const names = { item: Type.String(), kg: Type.Number() };
  const rows = [{ item: '番茄', test: '< 5', limit: 6 }, { item: '番茄', test: '>= 5', limit: 5 }, { item: '蛋', test: null, limit: 9 }];

  it('reads the rows once for each revision', async () => {
    const { state, host } = shelf(rows);
    const context = contextOf(ruleRows, config, { values: { item: '番茄', kg: 7 }, names, host, env: { datasets: { limits } } });
    const first = await type.run(context);
    const again = await type.run(context);
    const before = state.reads;
    Object.assign(state, { revision: 2, rows: [{ item: '番茄', test: null, limit: 1 }] });
    const changed = await type.run(context);
    expect([first.output, again.output, before, changed.output, state.reads]).toEqual([
      { limit: 5, rule: 'r2', incomplete: [], faulty: 0 }, { limit: 5, rule: 'r2', incomplete: [], faulty: 0 }, 1, { limit: 1, rule: 'r1', incomplete: [], faulty: 0 }, 2,
    ]);
  });

  it('[E12.2] says on reading which row it was, even when the rows have changed since', async () => {
    const { state, host } = shelf(rows);
    const context = contextOf(ruleRows, config, { values: { item: '番茄', kg: 7 }, names, host, env: { datasets: { limits } } });
    const { output, explanation } = await type.run(context);
    Object.assign(state, { revision: 2, rows: [] });
    await type.run(context);
    const long = type.explain?.({ ...context, output, data: (explanation as { data: JsonObject }).data });
    expect(long).toMatchObject({
      kind: 'table', dataset: 'limits', total: 3,
      judgements: [{ rules: ['r2'], row: { item: '番茄', test: '>= 5' }, conditions: [{ input: 'item', value: '番茄', test: '"番茄"', met: true }, { input: 'kg', value: 7, test: '>= 5', met: true }] }],
    });
  });

  it('names the rows that nearly hit when none did', async () => {
    const { host } = shelf(rows);
    const context = contextOf(ruleRows, { ...config, inputs: [config.inputs[0]!, { id: 'kg', expr: 'kg', test: 'tests', column: 'test', required: false }] }, { values: { item: '米', kg: 7 }, names, host, env: { datasets: { limits } } });
    const { output, explanation } = await type.run(context);
    const long = type.explain?.({ ...context, output, data: (explanation as { data: JsonObject }).data }) as unknown as { judgements: [{ nearMisses: readonly unknown[] }] };
    expect(long.judgements[0].nearMisses).toMatchObject([{ rule: 'r2', row: { item: '番茄' }, failed: { input: 'item', test: '"番茄"' } }, { rule: 'r3', row: { item: '蛋' } }]);
  });

  it('counts rows it cannot read and tells of them', async () => {
    const { host } = shelf([...rows, { item: '米', test: 'between 1 and', limit: 2 }, { item: '米', test: '< 5', limit: 'six' }]);
    const context = contextOf(ruleRows, config, { values: { item: '番茄', kg: 7 }, names, host, env: { datasets: { limits } } });
    expect((await type.run(context)).output).toEqual({ limit: 5, rule: 'r2', incomplete: [], faulty: 2 });
  });

  it('refuses more rows than a table may have rules', async () => {
    const { host } = shelf([]);
    const query = () => Promise.resolve({ rows: [], count: 100_000, rowIds: [] });
    const context = contextOf(ruleRows, config, { values: { item: 'a', kg: 1 }, names, host: { datasets: { ...host.datasets, query } }, env: { datasets: { limits } } });
    expect(await refusal(() => type.run(context))).toEqual(['SCN_RULE_ROWS_LIMIT', { dataset: 'limits', count: 100_000, limit: 20_000 }]);
  });
});

describe('problems of a table of rows', () => {
  const infer = (source: string) => (source === 'kg' ? Type.Number() : Type.String());
  const codes = (change: Partial<RowTableConfig>, more: Partial<DatasetDefinition> = {}) =>
    rowTableProblems({ ...config, ...change }, env({ datasets: { limits: { ...limits, ...more } }, infer })).map(({ code, place }) => [code, place.path]);
  const input = config.inputs[0]!;

  it.each([
    ['an unknown dataset', { dataset: 'gone' }, [['SCN_DATA_UNKNOWN_DATASET', '/dataset']]],
    ['an unknown column', { inputs: [{ ...input, column: 'gone' }] }, [['SCN_DATA_UNKNOWN_FIELD', '/inputs/0/column']]],
    ['a condition without a column', { inputs: [{ id: 'kg', expr: 'kg', test: 'range' as const }] }, [['SCN_RULE_ROWS_UNBOUND', '/inputs/0']]],
    ['a value of another type than its column', { inputs: [{ ...input, expr: 'kg' }] }, [['SCN_RULE_ROWS_TYPE', '/inputs/0/column']]],
    ['conditions in a column of numbers', { inputs: [{ id: 'kg', expr: 'kg', test: 'tests' as const, column: 'limit' }] }, [['SCN_RULE_ROWS_TYPE', '/inputs/0/column']]],
    ['a list as a condition', { inputs: [{ ...input, column: 'tags' }] }, [['SCN_RULE_ROWS_TYPE', '/inputs/0/column']]],
    ['an order that rows do not have', { hitPolicy: 'FIRST' as const }, [['SCN_RULE_ROWS_ORDER', '/order']]],
    ['an output the table needs itself', { outputs: [{ id: 'faulty', column: 'limit' }] }, [['SCN_RULE_RESERVED_OUTPUT', '/outputs/0/id']]],
    ['two outputs of one name', { outputs: [{ id: 'a', column: 'limit' }, { id: 'a', column: 'rank' }] }, [['SCN_RULE_DUPLICATE_ID', '/outputs/1/id']]],
  ])('finds %s', (_name, change, found) => {
    expect(codes(change)).toEqual(found);
  });

  it('finds data about persons', () => {
    expect(codes({}, { subject: 'item' })).toEqual([['SCN_RULE_ROWS_PERSONAL', '/dataset']]);
  });

  it('is content with a table that fits', () => {
    expect(codes({ hitPolicy: 'FIRST', order: 'rank' })).toEqual([]);
  });
});
