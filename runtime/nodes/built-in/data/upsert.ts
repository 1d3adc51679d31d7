import { Type } from 'typebox';
import type { Lambda } from '../../../language/lambda.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { closed, dataset, formulas, rowCondition } from '../../config-parts.ts';
import { datasetRow, storedValues } from '../../dataset-row.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { checkValues, valuesFact } from './row-values.ts';

/** Changes the rows that meet a condition, or adds one when there is none. Output: `{inserted, count, ids}`. */
export const dataUpsert = defineNode({
  type: 'data.upsert',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '有则改，无则加', en: 'Insert or update' },
  summary: { 'zh-CN': '有符合条件的行就改它，没有就加一行', en: 'Change the rows that meet a condition, or add one when there is none' },
  help: {
    'zh-CN': '条件里用 `row` 读已有的行，通常比较唯一的列：`row.车牌 = 申请.车牌`。两件事同时要加同一行时，后到的从“出错”离开，重试就会改到那一行；为此请把比较的列设成唯一。',
    en: 'The condition reads existing rows as `row`, usually by a unique column: `row.plate = request.plate`. When two runs would add the same row at once, the later one leaves by "Error" and a retry changes that row; make the compared columns unique for this.',
  },
  icon: 'database',
  keywords: ['upsert', 'merge', '新增或修改', '写入', '保存', '同步'],
  config: Type.Object(
    {
      dataset: dataset('数据集', 'Dataset'),
      where: rowCondition('改哪些行', 'Where', '用 row.列名 读每一行', 'Reads each row as row.column'),
      values: formulas('各列的值', 'Values'),
    },
    closed,
  ),
  example: { dataset: 'people', where: 'row.name = "张三"', values: { name: '"张三"', age: '30' } },
  output: rowSchema({ inserted: Type.Boolean(), count: Type.Integer(), ids: Type.Array(Type.String()) }),
  ports: [OUT, ERROR],
  locals: (config, env) => ({ row: datasetRow(env, config.dataset) }),
  fact: valuesFact,
  check: checkValues,
  effect: 'write',
  repeat: 'keyed',
  run: async ({ config, input, host, env, run }) => {
    const values = storedValues(env, config.dataset, input['values'] as JsonObject);
    const { count, ids } = await host.datasets.update({ dataset: config.dataset, where: input['where'] as Lambda, set: () => values, key: run.effectKey });
    if (count > 0) return { output: { inserted: false, count, ids } };
    const { id } = await host.datasets.insert({ dataset: config.dataset, values, key: run.effectKey });
    return { output: { inserted: true, count: 1, ids: [id] } };
  },
});
