import { Type, type TSchema } from 'typebox';
import type { DatasetHost, JoinRequest, QueryRequest, ToldFigures } from '../../../host/host.ts';
import { fieldsRead } from '../../../host/sharing/fields-read.ts';
import { isLambda, type Lambda } from '../../../language/lambda.ts';
import { joinPair } from '../../../schema/join.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { orNull, rowSchema } from '../../../schema/value-schema.ts';
import { columnsOfGroups, compileAggregator, groupFormulas, groupRows, tellingMeasures, type RowGroup } from '../../aggregate.ts';
import { anything } from '../../config-parts.ts';
import { datasetRow, datasetTitle } from '../../dataset-row.ts';
import { defineNode, OUT, type Evaluated, type EvaluatedValue } from '../../define-node.ts';
import type { NodeEnv } from '../../node-env.ts';
import { nodeErrors } from '../../node-errors.ts';
import { DEFAULT_LIMIT, QueryConfigSchema, type Query } from './query-config.ts';
import { queryProblems } from './query-problems.ts';

/** Rows read for groups and measures; a dataset of the embedded store holds no more. */
const GROUP_LIMIT = 300_000;
/** More rows than any dataset has. */
const MOST_SKIPPED = 10_000_000;

/**
 * Output: `{rows, count, found, more}`, with `one` `{row, found, count}`, with `count` `{count, found}`; grouped rows carry groups and measures.
 * `count` is of all that match, `more` says that some lie beyond the rows.
 */
export const dataQuery = defineNode({
  type: 'data.query',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '查数据', en: 'Query data' },
  summary: { 'zh-CN': '按条件取数据集里的行', en: 'Rows of a dataset that meet a condition' },
  help: {
    'zh-CN': '`row` 是每一行：`row.pid = 申请.pid`。“只要一行”给出 `row` 和 `found`；没有时 `row` 是空，用 `found` 判断。连表的列写作 `row.连表名.列名`。“只数有几行”只给出 `count` 和 `found`。`count` 是符合的总数；取到的行后面还有时 `more` 是 true，用“第几页”接着取。',
    en: '`row` is each row: `row.pid = request.pid`. With "One row" you get `row` and `found`; without a match `row` is null, so test `found`. Joined columns read as `row.join.column`. "Count only" gives `count` and `found`. `count` is of all that match; `more` is true when there are rows beyond those taken: go on with "Page".',
  },
  icon: 'file-search',
  keywords: ['query', '查询', '检索', '数据', 'select', 'join'],
  config: QueryConfigSchema,
  example: { dataset: 'people', where: 'row.age >= 18', fields: ['name'], limit: 50 },
  output: (config, env) => {
    const facts = { found: Type.Boolean(), count: Type.Integer() };
    if (config.count === true) return rowSchema(facts);
    const row = outputRow(config, env);
    return config.one === true ? rowSchema({ row: orNull(row), ...facts }) : rowSchema({ rows: Type.Array(row), ...facts, more: Type.Boolean() });
  },
  ports: [OUT],
  locals: (config, env, path) => ({ row: path[0] === 'join' ? datasetRow(env, config.dataset) : readableRow(config, env) }),
  fact: (config, env) => {
    const title = datasetTitle(env, config.dataset);
    if (config.count === true) return { 'zh-CN': `${title} · 只数行数`, en: `${title} · count only` };
    if (config.one === true) return { 'zh-CN': `${title} · 一行`, en: `${title} · one row` };
    return { 'zh-CN': `${title} · 最多 ${config.limit ?? DEFAULT_LIMIT} 行`, en: `${title} · up to ${config.limit ?? DEFAULT_LIMIT} rows` };
  },
  check: queryProblems,
  effect: 'read',
  compile: (_config, tools) => compileAggregator(tools),
  run: async ({ config, input, compiled, host, env, log }) => {
    const grouped = config.measures !== undefined;
    const limit = config.one === true ? 1 : (config.limit ?? DEFAULT_LIMIT);
    const offset = offsetOf(input, limit);
    const request = config.count === true ? countRequest(config, input) : requestOf(config, input, { env, grouped, limit, offset });
    const answer = await host.datasets.query(request);
    if (grouped && answer.count > answer.rows.length) log('more rows than a measure can read', { count: answer.count, read: answer.rows.length });
    const grants = answer.grants ? { grants: answer.grants } : {};
    if (config.count === true) return { output: { count: answer.count, found: answer.count > 0 }, explanation: { kind: 'query', dataset: config.dataset, count: answer.count, rowIds: [], ...grants } };
    const { rows: all, ...held } = grouped ? await figuresOf(groupRows(answer.rows, { schema: readableRow(config, env), group: input['group'], measures: input['measures'], smallest: answer.smallest ?? 0 }, compiled), (groups) => (answer.smallest === undefined ? undefined : host.datasets.tell?.(request, answer, groups))) : { rows: answer.rows };
    const rows = grouped ? all.slice(offset, offset + limit) : all;
    const total = grouped ? all.length : answer.count;
    const facts = { count: total, found: rows.length > 0 };
    const more = total > offset + rows.length && rows.length > 0;
    const isPart = config.one !== true && (more || offset > 0);
    if (more && config.one !== true && offset === 0 && config.limit === undefined) log('only the first rows were taken', { took: rows.length, count: total });
    const output: JsonObject = config.one === true ? { row: rows[0] ?? null, ...facts } : { rows, ...facts, more };
    const rowIds = answer.smallest === undefined ? answer.rowIds.slice(0, 50) : [];
    return { output, explanation: { kind: 'query', dataset: config.dataset, count: total, rowIds, ...(isPart ? { part: { from: offset, rows: rows.length } } : {}), ...grants, ...held } };
  },
});

/** Rows before those that are wanted. @throws SCN_DATA_PAGE for anything but a whole number from 1 (page) or 0 (rows) on */
function offsetOf(input: Evaluated, limit: number): number {
  const { page = null, offset = null } = input;
  const whole = (what: 'page' | 'offset', value: EvaluatedValue, least: number): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST_SKIPPED) return value;
    throw nodeErrors.SCN_DATA_PAGE({ what, value: JSON.stringify(value), least });
  };
  if (page !== null) return (whole('page', page, 1) - 1) * limit;
  return offset === null ? 0 : whole('offset', offset, 0);
}

/** Rows of groups as they may be told: whoever shares the data may hold some back, or give what was said of nearly the same rows before. */
async function figuresOf({ groups, hidden }: ReturnType<typeof groupRows>, tell: (groups: readonly RowGroup[]) => ReturnType<NonNullable<DatasetHost['tell']>> | undefined): Promise<{ readonly rows: readonly JsonObject[]; readonly hidden?: number; readonly earlier?: number }> {
  const told = (await tell(groups)) ?? groups.map(({ figures }): ToldFigures => ({ figures: Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])) }));
  const rows = groups.flatMap(({ names }, index) => (told[index] ? [{ ...names, ...told[index].figures }] : []));
  const held = hidden + groups.length - rows.length;
  const earlier = told.filter((one) => one?.earlier !== undefined).length;
  return { rows, ...(held > 0 ? { hidden: held } : {}), ...(earlier > 0 ? { earlier } : {}) };
}

interface Wanted {
  readonly env: NodeEnv;
  readonly grouped: boolean;
  readonly limit: number;
  readonly offset: number;
}

function requestOf(config: Query, input: Evaluated, { env, grouped, limit, offset }: Wanted): QueryRequest {
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
    ...(grouped || offset === 0 ? {} : { offset }),
    limit: grouped ? GROUP_LIMIT : limit,
  };
}

const NOTHING_READ: ReturnType<typeof fieldsRead> = { own: new Set(), joined: new Map(), whole: false };

/** How many rows match: no column is given, and of joined rows only what the condition tests is read. */
function countRequest(config: Query, input: Evaluated): QueryRequest {
  const where = input['where'];
  const at = input['at'];
  const { own, joined, whole } = isLambda(where) ? fieldsRead(where.ir) : NOTHING_READ;
  const isTested = (name: string) => whole || own.has(name) || joined.has(name);
  const fieldsOfJoin = (name: string, { fields }: JoinRequest) => (whole ? fields : fields.filter((field) => joined.get(name)?.has(field) === true));
  const tested = Object.entries(joinRequests(config, input['join']) ?? {}).flatMap(([name, join]): [string, JoinRequest][] => (isTested(name) ? [[name, { ...join, fields: fieldsOfJoin(name, join) }]] : []));
  return {
    dataset: config.dataset,
    ...(isLambda(where) ? { where } : {}),
    fields: [],
    ...(typeof at === 'string' ? { at } : {}),
    ...(tested.length === 0 ? {} : { join: Object.fromEntries(tested) }),
    limit: 0,
  };
}

function joinRequests(config: Query, evaluated: EvaluatedValue | undefined): Readonly<Record<string, JoinRequest>> | undefined {
  if (config.join === undefined) return undefined;
  const parts = (evaluated ?? {}) as Readonly<Record<string, { readonly at?: Lambda }>>;
  return Object.fromEntries(
    Object.entries(config.join).map(([name, { dataset, on, fields }]) => {
      const at = parts[name]?.at;
      return [name, { dataset, on: on.map(joinPair), fields, ...(isLambda(at) ? { at } : {}) }];
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
