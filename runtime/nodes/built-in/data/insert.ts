import { Type } from 'typebox';
import type { JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { closed, dataset, formulas } from '../../config-parts.ts';
import { storedValues } from '../../dataset-row.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { checkValues, valuesFact } from './row-values.ts';

/** Adds one row. The effect key makes a retry harmless. Output: `{id, version}` of the row. */
export const dataInsert = defineNode({
  type: 'data.insert',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '登记', en: 'Insert row' },
  summary: { 'zh-CN': '往数据集加一行', en: 'Add a row to a dataset' },
  help: {
    'zh-CN': '每一列写一个公式。重试不会重复登记。唯一的列已被占用时从“出错”离开。',
    en: 'One formula per column. A retry never adds the row twice. When a unique column is taken, the node leaves by "Error".',
  },
  icon: 'database',
  keywords: ['insert', '新增', '写入', '保存', 'save'],
  config: Type.Object({ dataset: dataset('数据集', 'Dataset'), values: formulas('各列的值', 'Values') }, closed),
  example: { dataset: 'people', values: { name: '"张三"' } },
  output: rowSchema({ id: Type.String(), version: Type.Integer() }),
  ports: [OUT, ERROR],
  fact: valuesFact,
  check: checkValues,
  effect: 'write',
  repeat: 'keyed',
  run: async ({ config, input, host, env, run }) => {
    const { id, version } = await host.datasets.insert({ dataset: config.dataset, values: storedValues(env, config.dataset, input['values'] as JsonObject), key: run.effectKey });
    return { output: { id, version } };
  },
});
