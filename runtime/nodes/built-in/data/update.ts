import { Type } from 'typebox';
import { isLambda, type Lambda } from '../../../language/lambda.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { closed, dataset, feel, rowCondition, rowFormulas } from '../../config-parts.ts';
import { computedColumns, unknownColumns, unknownDataset } from '../../dataset-problems.ts';
import { datasetRow, datasetTitle, storedValues } from '../../dataset-row.ts';
import { defineNode, ERROR, OUT, type EvaluatedValue } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import { pointerStep } from '../../problem.ts';
import { CONFLICT, NO_ROW } from './ports.ts';

/** Changes every row that meets a condition, in one go. Output: `{count, ids}`. */
export const dataUpdate = defineNode({
  type: 'data.update',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '改数据', en: 'Update rows' },
  summary: { 'zh-CN': '改数据集里符合条件的行', en: 'Change the rows of a dataset that meet a condition' },
  help: {
    'zh-CN': '`row` 是改之前的那一行，可以写 `row.次数 + 1`。没有符合的行走“没有这样的行”；给了“预期版本”而行已变，走“已被别人改过”，什么都不改。',
    en: '`row` is the row before the change, so `row.times + 1` works. No match leaves by "No such row". With an expected version, a row that has moved on leaves by "Changed by somebody else" and nothing is written.',
  },
  icon: 'database',
  keywords: ['update', '更新', '修改', '冻结'],
  config: Type.Object(
    {
      dataset: dataset('数据集', 'Dataset'),
      where: rowCondition('改哪些行', 'Where', '用 row.列名 读每一行', 'Reads each row as row.column'),
      set: rowFormulas('改成', 'Set'),
      expectedVersion: Type.Optional(feel('预期版本', 'Expected version', '读取时的 _version', 'The _version that was read')),
    },
    closed,
  ),
  example: { dataset: 'people', where: 'row.name = "张三"', set: { age: 'row.age + 1' } },
  output: rowSchema({ count: Type.Integer(), ids: Type.Array(Type.String()) }),
  ports: (config) => [OUT, NO_ROW, config.expectedVersion === undefined ? { ...CONFLICT, spare: true } : CONFLICT, ERROR],
  locals: (config, env) => ({ row: datasetRow(env, config.dataset) }),
  fact: (config, env) => ({ 'zh-CN': `${datasetTitle(env, config.dataset)} · 改 ${Object.keys(config.set).length} 列`, en: `${datasetTitle(env, config.dataset)} · sets ${Object.keys(config.set).length} columns` }),
  check: (config, env) => {
    const columns = Object.keys(config.set).map((id) => ({ id, path: `/set/${pointerStep(id)}` }));
    return [...unknownDataset(env, config.dataset, '/dataset'), ...unknownColumns(env, config.dataset, columns), ...computedColumns(env, config.dataset, columns)];
  },
  effect: 'write',
  repeat: 'keyed',
  compile: keepFormTools,
  run: async ({ config, input, compiled, host, env, run }) => {
    const schema = datasetRow(env, config.dataset);
    const set = lambdasOf(input['set']);
    const expectedVersion = input['expectedVersion'];
    const answer = await host.datasets.update({
      dataset: config.dataset,
      where: input['where'] as Lambda,
      set: (row) => {
        const feelRowValue = compiled.fromJson(row, schema);
        const changed: JsonObject = Object.fromEntries(set.map(([id, lambda]) => [id, compiled.toJson(lambda.call({ row: feelRowValue }) ?? null)]));
        return storedValues(env, config.dataset, changed);
      },
      ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}),
      key: run.effectKey,
    });
    return { output: { count: answer.count, ids: answer.ids }, port: answer.conflict ? 'conflict' : answer.count === 0 ? 'none' : 'out' };
  },
});

function lambdasOf(set: EvaluatedValue | undefined): readonly (readonly [string, Lambda])[] {
  return Object.entries((set ?? {}) as Readonly<Record<string, EvaluatedValue>>).flatMap(([id, value]) => (isLambda(value) ? [[id, value] as const] : []));
}
