import { Type, type Static, type TSchema } from 'typebox';
import type { DatasetHost, JoinRequest, QueryRequest, ToldFigures } from '../../../host/host.ts';
import { isLambda, type Lambda } from '../../../language/lambda.ts';
import { NameSchema } from '../../../schema/ids.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { orNull, rowSchema } from '../../../schema/value-schema.ts';
import { columnsOfGroups, compileAggregator, groupFormulas, groupRows, tellingMeasures, type RowGroup } from '../../aggregate.ts';
import { anything, choice, closed, column, count, dataset, feel, feelRow, rowCondition, rowFormulas } from '../../config-parts.ts';
import { unknownColumns, unknownDataset } from '../../dataset-problems.ts';
import { datasetRow, datasetTitle } from '../../dataset-row.ts';
import { defineNode, OUT, type Evaluated, type EvaluatedValue } from '../../define-node.ts';
import type { NodeEnv } from '../../node-env.ts';
import { problem } from '../../problem.ts';

const DEFAULT_LIMIT = 100;
/** Rows read for groups and measures; a dataset of the embedded store holds no more. */
const GROUP_LIMIT = 300_000;

const columns = (zh: string, en: string, minItems = 1) => Type.Array(column('列', 'Column'), { minItems, maxItems: 200, ...label(zh, en) });

const JoinSchema = Type.Object(
  {
    dataset: dataset('数据集', 'Dataset'),
    on: columns('按哪些列连', 'Joined on', 1),
    at: Type.Optional(feelRow('取哪天有效的', 'Valid on', '用 row 读主表的这一行', 'Reads the main row as row')),
    fields: columns('取哪些列', 'Columns'),
  },
  closed,
);

const MeasureSchema = Type.Union([
  Type.Object({ count: rowCondition('数哪些行', 'Count rows where') }, { ...closed, ...label('计数', 'Count') }),
  Type.Object({ sum: feelRow('加什么', 'Sum of') }, { ...closed, ...label('合计', 'Sum') }),
  Type.Object({ avg: feelRow('平均什么', 'Average of') }, { ...closed, ...label('平均', 'Average') }),
  Type.Object({ median: feelRow('取什么的中位数', 'Median of') }, { ...closed, ...label('中位数', 'Median') }),
  Type.Object({ min: feelRow('取什么的最小', 'Least of') }, { ...closed, ...label('最小', 'Least') }),
  Type.Object({ max: feelRow('取什么的最大', 'Most of') }, { ...closed, ...label('最大', 'Most') }),
]);

const ConfigSchema = Type.Object(
  {
    dataset: dataset('数据集', 'Dataset'),
    where: Type.Optional(rowCondition('条件', 'Where', '用 row.列名 读每一行', 'Reads each row as row.column')),
    at: Type.Optional(feel('取哪天有效的', 'Valid on', '只用于有起止日期的数据集', 'For dated datasets only')),
    one: Type.Optional(Type.Boolean(label('只要一行', 'One row'))),
    fields: Type.Optional(columns('取哪些列', 'Columns')),
    join: Type.Optional(Type.Record(NameSchema, JoinSchema, label('连上别的表', 'Joined datasets'))),
    orderBy: Type.Optional(
      Type.Array(Type.Tuple([column('列', 'Column'), choice({ asc: ['升序', 'Ascending'], desc: ['降序', 'Descending'] }, '次序', 'Order')]), { maxItems: 8, ...label('排序', 'Order') }),
    ),
    limit: Type.Optional(count(1, 10_000, '最多几行', 'Most rows', `不填是 ${DEFAULT_LIMIT}`, `Default ${DEFAULT_LIMIT}`)),
    group: Type.Optional(rowFormulas('分组', 'Group by')),
    measures: Type.Optional(Type.Record(NameSchema, MeasureSchema, label('统计', 'Measures'))),
  },
  closed,
);
type Query = Static<typeof ConfigSchema>;

/** Output: `{rows, count, found}`, or with `one` `{row, found, count}`; grouped rows carry groups and measures. */
export const dataQuery = defineNode({
  type: 'data.query',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '查数据', en: 'Query data' },
  summary: { 'zh-CN': '按条件取数据集里的行', en: 'Rows of a dataset that meet a condition' },
  help: {
    'zh-CN': '`row` 是每一行：`row.pid = 申请.pid`。“只要一行”给出 `row` 和 `found`；没有时 `row` 是空，用 `found` 判断。连表的列写作 `row.连表名.列名`。',
    en: '`row` is each row: `row.pid = request.pid`. With "One row" you get `row` and `found`; without a match `row` is null, so test `found`. Joined columns read as `row.join.column`.',
  },
  icon: 'file-search',
  keywords: ['query', '查询', '检索', '数据', 'select', 'join'],
  config: ConfigSchema,
  example: { dataset: 'people', where: 'row.age >= 18', fields: ['name'], limit: 50 },
  output: (config, env) => {
    const row = outputRow(config, env);
    return config.one === true
      ? rowSchema({ row: orNull(row), found: Type.Boolean(), count: Type.Integer() })
      : rowSchema({ rows: Type.Array(row), count: Type.Integer(), found: Type.Boolean() });
  },
  ports: [OUT],
  locals: (config, env, path) => ({ row: path[0] === 'join' ? datasetRow(env, config.dataset) : readableRow(config, env) }),
  fact: (config, env) => {
    const title = datasetTitle(env, config.dataset);
    if (config.one === true) return { 'zh-CN': `${title} · 一行`, en: `${title} · one row` };
    return { 'zh-CN': `${title} · 最多 ${config.limit ?? DEFAULT_LIMIT} 行`, en: `${title} · up to ${config.limit ?? DEFAULT_LIMIT} rows` };
  },
  check: (config, env) => [
    ...unknownDataset(env, config.dataset, '/dataset'),
    ...unknownColumns(env, config.dataset, (config.fields ?? []).map((id, index) => ({ id, path: `/fields/${index}` }))),
    ...unknownColumns(env, config.dataset, (config.orderBy ?? []).map(([id], index) => ({ id, path: `/orderBy/${index}/0` }))),
    ...Object.entries(config.join ?? {}).flatMap(([name, join]) => [
      ...unknownDataset(env, join.dataset, `/join/${name}/dataset`),
      ...unknownColumns(env, join.dataset, join.fields.map((id, index) => ({ id, path: `/join/${name}/fields/${index}` }))),
      ...unknownColumns(env, join.dataset, join.on.map((id, index) => ({ id, path: `/join/${name}/on/${index}` }))),
      ...unknownColumns(env, config.dataset, join.on.map((id, index) => ({ id, path: `/join/${name}/on/${index}` }))),
    ]),
    ...(config.group !== undefined && config.measures === undefined
      ? [problem('SCN_DATA_GROUP_WITHOUT_MEASURE', '/group', '分了组却没有统计什么。请加一项统计', 'Groups without a measure. Add a measure')]
      : []),
  ],
  effect: 'read',
  compile: (_config, tools) => compileAggregator(tools),
  run: async ({ config, input, compiled, host, env, log }) => {
    const grouped = config.measures !== undefined;
    const request = requestOf(config, input, env, grouped);
    const answer = await host.datasets.query(request);
    if (grouped && answer.count > answer.rows.length) log('more rows than a measure can read', { count: answer.count, read: answer.rows.length });
    const { rows: all, ...held } = grouped ? await figuresOf(groupRows(answer.rows, { schema: readableRow(config, env), group: input['group'], measures: input['measures'], smallest: answer.smallest ?? 0 }, compiled), (groups) => (answer.smallest === undefined ? undefined : host.datasets.tell?.(request, answer, groups))) : { rows: answer.rows };
    const rows = grouped ? all.slice(0, config.limit ?? DEFAULT_LIMIT) : all;
    const total = grouped ? all.length : answer.count;
    const facts = { count: total, found: rows.length > 0 };
    const output: JsonObject = config.one === true ? { row: rows[0] ?? null, ...facts } : { rows, ...facts };
    return { output, explanation: { kind: 'query', dataset: config.dataset, count: total, rowIds: answer.smallest === undefined ? answer.rowIds.slice(0, 50) : [], ...(answer.grants ? { grants: answer.grants } : {}), ...held } };
  },
});

/** Rows of groups as they may be told: whoever shares the data may hold some back, or give what was said of nearly the same rows before. */
async function figuresOf({ groups, hidden }: ReturnType<typeof groupRows>, tell: (groups: readonly RowGroup[]) => ReturnType<NonNullable<DatasetHost['tell']>> | undefined): Promise<{ readonly rows: readonly JsonObject[]; readonly hidden?: number; readonly earlier?: number }> {
  const told = (await tell(groups)) ?? groups.map(({ figures }): ToldFigures => ({ figures: Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])) }));
  const rows = groups.flatMap(({ names }, index) => (told[index] ? [{ ...names, ...told[index].figures }] : []));
  const held = hidden + groups.length - rows.length;
  const earlier = told.filter((one) => one?.earlier !== undefined).length;
  return { rows, ...(held > 0 ? { hidden: held } : {}), ...(earlier > 0 ? { earlier } : {}) };
}

function requestOf(config: Query, input: Evaluated, env: NodeEnv, grouped: boolean): QueryRequest {
  const where = input['where'];
  const at = input['at'];
  const join = joinRequests(config, input['join']);
  return {
    dataset: config.dataset,
    ...(isLambda(where) ? { where } : {}),
    fields: grouped ? groupedFields(config, input, env) : fieldsOf(config, env),
    ...(grouped ? { grouped: true, telling: tellingMeasures(input['measures']), ...groupFormulas(input['group'], input['measures']) } : {}),
    ...(typeof at === 'string' ? { at } : {}),
    ...(join === undefined ? {} : { join }),
    ...(config.orderBy === undefined ? {} : { orderBy: config.orderBy }),
    limit: grouped ? GROUP_LIMIT : config.one === true ? 1 : (config.limit ?? DEFAULT_LIMIT),
  };
}

function joinRequests(config: Query, evaluated: EvaluatedValue | undefined): Readonly<Record<string, JoinRequest>> | undefined {
  if (config.join === undefined) return undefined;
  const parts = (evaluated ?? {}) as Readonly<Record<string, { readonly at?: Lambda }>>;
  return Object.fromEntries(
    Object.entries(config.join).map(([name, { dataset, on, fields }]) => {
      const at = parts[name]?.at;
      return [name, { dataset, on, fields, ...(isLambda(at) ? { at } : {}) }];
    }),
  );
}

/** Only the columns that groups and measures read: no more is asked for than is used. */
function groupedFields(config: Query, input: Evaluated, env: NodeEnv): readonly string[] {
  const all = env.datasets[config.dataset]?.fields.map((field) => field.id) ?? [];
  const used = columnsOfGroups(input['group'], input['measures']);
  return used === null ? all : all.filter((field) => used.has(field));
}

function fieldsOf(config: Query, env: NodeEnv): readonly string[] {
  return config.fields ?? env.datasets[config.dataset]?.fields.map((field) => field.id) ?? [];
}

/** What `where`, groups and measures may read: every readable column and the joined rows. */
function readableRow(config: Query, env: NodeEnv): TSchema {
  return rowSchema({ ...datasetRow(env, config.dataset).properties, ...joinedRows(config, env) });
}

function outputRow(config: Query, env: NodeEnv): TSchema {
  if (config.measures !== undefined) {
    const row = readableRow(config, env);
    const infer = (source: string): TSchema => orNull(env.infer?.(source, { row }) ?? anything);
    const groups = Object.entries(config.group ?? {}).map(([id, source]) => [id, infer(source)] as const);
    const measures = Object.entries(config.measures).map(([id, measure]) => [id, 'count' in measure ? Type.Integer() : infer(Object.values(measure)[0] ?? 'null')] as const);
    return rowSchema(Object.fromEntries([...groups, ...measures]));
  }
  return rowSchema({ ...datasetRow(env, config.dataset, config.fields).properties, ...joinedRows(config, env) });
}

function joinedRows(config: Query, env: NodeEnv): Readonly<Record<string, TSchema>> {
  return Object.fromEntries(Object.entries(config.join ?? {}).map(([name, join]) => [name, orNull(datasetRow(env, join.dataset, join.fields))]));
}
