import { Type } from 'typebox';
import type { Lambda } from '../../../language/lambda.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { closed, dataset, feel, rowCondition } from '../../config-parts.ts';
import { unknownDataset } from '../../dataset-problems.ts';
import { datasetRow, datasetTitle } from '../../dataset-row.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { CONFLICT, NO_ROW } from './ports.ts';

/** Deletes every row of the scenario's own dataset that meets a condition, in one go. Output: `{count, ids}`. */
export const dataDelete = defineNode({
  type: 'data.delete',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '删数据', en: 'Delete rows' },
  summary: { 'zh-CN': '删本场景数据集里符合条件的行', en: 'Delete the rows of a dataset of this scenario that meet a condition' },
  help: {
    'zh-CN': '只能删本场景自己的数据集；共用的数据集由它的单位维护。没有符合的行走“没有这样的行”；给了“预期版本”而行已变，走“已被别人改过”，什么都不删。删掉的行不能从流程里找回，要留痕就用“改数据”改状态。',
    en: 'Only datasets of this scenario; a shared dataset is kept by its unit. No match leaves by "No such row". With an expected version, a row that has moved on leaves by "Changed by somebody else" and nothing is deleted. A flow cannot bring a deleted row back: to keep a trace, set a state with "Update rows" instead.',
  },
  icon: 'database',
  keywords: ['delete', 'remove', '删除', '清除', '注销'],
  config: Type.Object(
    {
      dataset: dataset('数据集', 'Dataset'),
      where: rowCondition('删哪些行', 'Where', '用 row.列名 读每一行', 'Reads each row as row.column'),
      expectedVersion: Type.Optional(feel('预期版本', 'Expected version', '读取时的 _version', 'The _version that was read')),
    },
    closed,
  ),
  example: { dataset: 'people', where: 'row.name = "张三"' },
  output: rowSchema({ count: Type.Integer(), ids: Type.Array(Type.String()) }),
  ports: (config) => [OUT, NO_ROW, config.expectedVersion === undefined ? { ...CONFLICT, spare: true } : CONFLICT, ERROR],
  locals: (config, env) => ({ row: datasetRow(env, config.dataset) }),
  fact: (config, env) => ({ 'zh-CN': `${datasetTitle(env, config.dataset)} · 删行`, en: `${datasetTitle(env, config.dataset)} · deletes rows` }),
  check: (config, env) => unknownDataset(env, config.dataset, '/dataset'),
  effect: 'write',
  repeat: 'keyed',
  run: async ({ config, input, host, run }) => {
    const expectedVersion = input['expectedVersion'];
    const answer = await host.datasets.delete({ dataset: config.dataset, where: input['where'] as Lambda, ...(typeof expectedVersion === 'number' ? { expectedVersion } : {}), key: run.effectKey });
    return { output: { count: answer.count, ids: answer.ids }, port: answer.conflict ? 'conflict' : answer.count === 0 ? 'none' : 'out' };
  },
});
