import { Type, type TSchema } from 'typebox';
import { isLambda } from '../../../language/lambda.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { orNull, rowSchema } from '../../../schema/value-schema.ts';
import { choice, closed, column, dataset, feelRow, rowCondition } from '../../config-parts.ts';
import { unknownDataset } from '../../dataset-problems.ts';
import { datasetRow, datasetTitle } from '../../dataset-row.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import type { NodeEnv } from '../../node-env.ts';
import { nodeErrors } from '../../node-errors.ts';
import { problem } from '../../problem.ts';

const CHANGES = { inserted: { 'zh-CN': '新增', en: 'inserted' }, changed: { 'zh-CN': '修改', en: 'changed' }, both: { 'zh-CN': '新增或修改', en: 'inserted or changed' } } as const;

function outputOf(env: NodeEnv, id: string): TSchema {
  const row = datasetRow(env, id);
  return rowSchema({ change: Type.Unsafe({ type: 'string', enum: ['inserted', 'changed'] }), id: Type.String(), row, before: orNull(row) });
}

/** Whether this flow writes what starts it. */
function writesItself(env: NodeEnv, id: string): boolean {
  const nodes = Object.values(env.scenario.flows[env.flow]?.nodes ?? {});
  return nodes.some(({ type, config }) => /^data\.(insert|update|upsert)$/.test(type) && config['dataset'] === id);
}

/** Begins when a row is inserted or changed, by a run, an import or by hand. Output: `{change, id, row, before}`. */
export const startRow = defineNode({
  type: 'start.row',
  version: 1,
  category: 'start',
  title: { 'zh-CN': '数据变化时开始', en: 'When a row changes' },
  summary: { 'zh-CN': '数据集里新增或修改了一行，流程开始', en: 'Begins when a row of a dataset is inserted or changed' },
  help: {
    'zh-CN': '流程办的、导入的、手工改的都算，一行一件，不会漏也不会重。条件里用 `row` 读现在的值，用 `before` 读改之前的值（新增时为空）。自己引起自己最多 5 层，再往下停住，记在“触发”里等人处理。',
    en: 'Rows of runs, of imports and edited by hand all count: one run for each, none lost, none twice. The condition reads the row as `row`, and what it was as `before` (null for a new one). A chain that causes itself stops after 5 links and waits under Triggers for somebody to look at it.',
  },
  icon: 'database-zap',
  keywords: ['row', 'trigger', '触发', '数据', '新增', '变化', '开始'],
  config: Type.Object(
    {
      dataset: dataset('数据集', 'Dataset'),
      on: Type.Optional(choice({ inserted: ['新增（默认）', 'Inserted (default)'], changed: ['修改', 'Changed'], both: ['新增或修改', 'Either'] }, '什么变化', 'On')),
      fields: Type.Optional(Type.Array(column('列', 'Column'), { maxItems: 50, ...label('只看这些列', 'Only these columns', '修改了其中一列才算；不选就是任何一列', 'A change of one of them counts; none: of any') })),
      where: Type.Optional(rowCondition('条件', 'Condition', '用 row 读这一行，用 before 读改之前', 'Reads the row as row, and what it was as before')),
      asOf: Type.Optional(feelRow('按哪天的规则', 'Rules as of', '用本节点的名称读这一行', 'Reads the row by this node’s own name')),
    },
    closed,
  ),
  example: { dataset: 'people', on: 'inserted' },
  output: (config, env) => outputOf(env, config.dataset),
  ports: [OUT],
  locals: (config, env, path): Readonly<Record<string, TSchema>> => (path[0] === 'asOf' ? { [env.node]: outputOf(env, config.dataset) } : { row: datasetRow(env, config.dataset), before: orNull(datasetRow(env, config.dataset)) }),
  fact: (config, env) => {
    const words = CHANGES[config.on ?? 'inserted'];
    return { 'zh-CN': `${datasetTitle(env, config.dataset)} · ${words['zh-CN']}`, en: `${datasetTitle(env, config.dataset)} · ${words.en}` };
  },
  check: (config, env) => [
    ...unknownDataset(env, config.dataset, '/dataset'),
    ...((config.on ?? 'inserted') === 'inserted' && (config.fields?.length ?? 0) > 0 ? [problem('SCN_START_ROW_FIELDS', '/fields', '只看新增时，“只看这些列”不起作用。请改成“修改”，或清空', 'Columns count only for changes. Choose changed or both, or clear them', 'warning')] : []),
    ...(writesItself(env, config.dataset) ? [problem('SCN_START_ROW_SELF', '/dataset', '这个流程自己也写这个数据集，会自己引起自己（最多 5 层）。请加条件，例如 before = null', 'This flow writes the dataset that starts it, so it causes itself (5 links at most). Add a condition, such as before = null', 'warning')] : []),
  ],
  effect: 'pure',
  compile: keepFormTools,
  run: ({ config, input, compiled, run, env }) => {
    const { change, row, before } = run.startInput;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) throw nodeErrors.SCN_START_INPUT({ needs: 'row' });
    const where = input['where'];
    const schema = datasetRow(env, config.dataset);
    if (isLambda(where) && where.call({ row: compiled.fromJson(row, schema), before: compiled.fromJson(before ?? null, orNull(schema)) }) !== true) throw nodeErrors.SCN_START_FILTERED({});
    const id = (row as JsonObject)['_id'];
    return { output: { change: change === 'changed' ? 'changed' : 'inserted', id: typeof id === 'string' ? id : '', row, before: before ?? null } };
  },
});
