import { Type, type Static, type TSchema } from 'typebox';
import type { Diagnostic } from '../../../schema/diagnostic.ts';
import type { FieldType } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { orNull, rowSchema, valueSchema } from '../../../schema/value-schema.ts';
import { SQL_KINDS } from '../../../host/host.ts';
import { anything, closed, connection, count, formulas } from '../../config-parts.ts';
import { unknownConnection } from '../../connection-problems.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { nodeErrors } from '../../node-errors.ts';
import { problem } from '../../problem.ts';
import { readSql, type SqlFault } from '../../../schema/sql-text.ts';

const DEFAULT_LIMIT = 1_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const MOST_COLUMNS = 200;

const ConfigSchema = Type.Object(
  {
    connection: connection('连接', 'Connection'),
    sql: Type.String({ format: 'code:sql', minLength: 1, maxLength: 20_000, ...label('语句', 'Statement', '一条只读的 SELECT；值写成 :名字，在“参数”里给', 'One SELECT that only reads; values are written :name and given under Parameters') }),
    params: Type.Optional(formulas('参数', 'Parameters', '语句里的 :名字', 'The :names of the statement')),
    columns: Type.Optional(Type.Unsafe<Readonly<Record<string, FieldType>>>({ ...label('列', 'Columns', '从一次试查得出；之后每次都要有这些列', 'Read off a trial; every later answer must have them') })),
    one: Type.Optional(Type.Boolean(label('只要一行', 'One row'))),
    limit: Type.Optional(count(1, 10_000, '最多几行', 'Most rows', `不填是 ${DEFAULT_LIMIT}`, `Default ${DEFAULT_LIMIT}`)),
    timeout: Type.Optional(count(100, 60_000, '最多等（毫秒）', 'Timeout in milliseconds', `不填是 ${DEFAULT_TIMEOUT_MS}`, `Default ${DEFAULT_TIMEOUT_MS}`)),
  },
  closed,
);
type Config = Static<typeof ConfigSchema>;

/** Reads a foreign database through a connection: one statement, values bound as parameters, in a transaction that cannot write. */
export const dataSql = defineNode({
  type: 'data.sql',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '查数据库', en: 'SQL query' },
  summary: { 'zh-CN': '从 PostgreSQL 或 MySQL 读数据', en: 'Read from PostgreSQL or MySQL' },
  help: {
    'zh-CN': '只能读：语句在只读事务里执行，限时、限行数。值一律作为参数传过去（`where id = :编号`），不会拼进语句。先“试一试”，列名和类型就记下来了；以后对方少了列会报错。地址和口令在“连接”里。',
    en: 'Reads only: the statement runs in a read-only transaction, within a time and a number of rows. Values always travel as parameters (`where id = :number`), never as text of the statement. Try it first, and names and types of the columns are kept; a column that later is gone is an error. Address and password live in the connection.',
  },
  icon: 'database',
  keywords: ['sql', 'postgres', 'mysql', '数据库', '查询'],
  config: ConfigSchema,
  example: { connection: 'db', sql: 'select name, born from person where id = :id', params: { id: '1' }, columns: { name: 'string', born: 'date' } },
  output: (config) => {
    const row = rowOf(config);
    return config.one === true ? rowSchema({ row: orNull(row), found: Type.Boolean() }) : rowSchema({ rows: Type.Array(row), count: Type.Integer(), more: Type.Boolean() });
  },
  ports: [OUT, ERROR],
  fact: (config) => ({ 'zh-CN': `${config.connection} · ${config.one === true ? '一行' : `最多 ${config.limit ?? DEFAULT_LIMIT} 行`}`, en: `${config.connection} · ${config.one === true ? 'one row' : `up to ${config.limit ?? DEFAULT_LIMIT} rows`}` }),
  check: (config, env) => [...unknownConnection(env, config.connection), ...statementProblems(config), ...columnProblems(config)],
  effect: 'write',
  repeat: 'safe',
  run: async ({ config, input, host, signal, log }) => {
    const { faults, written } = readSql(config.sql);
    const [fault] = faults;
    if (fault) throw nodeErrors.SCN_SQL_TEXT({ connection: config.connection, word: fault.word });
    const params = (input['params'] ?? {}) as JsonObject;
    const answer = await host.sql.query({ connection: config.connection, written, value: (name) => params[name] ?? null, maxRows: config.one === true ? 1 : (config.limit ?? DEFAULT_LIMIT), timeoutMs: config.timeout ?? DEFAULT_TIMEOUT_MS }, signal);
    const rows = config.columns === undefined ? answer.rows : fitted(config, config.columns, answer.columns.map(({ name }) => name), answer.rows);
    if (config.one === true) return { output: { row: rows[0] ?? null, found: rows.length > 0 } };
    if (answer.more) log('more rows than the limit', { limit: config.limit ?? DEFAULT_LIMIT });
    return { output: { rows, count: rows.length, more: answer.more } };
  },
});

/** The columns that were kept, in their order; a missing one is an error rather than nothing. @throws SCN_SQL_COLUMN */
function fitted(config: Config, wanted: Readonly<Record<string, FieldType>>, found: readonly string[], rows: readonly JsonObject[]): readonly JsonObject[] {
  const names = Object.keys(wanted);
  const missing = names.find((name) => !found.includes(name));
  if (missing !== undefined) throw nodeErrors.SCN_SQL_COLUMN({ connection: config.connection, column: missing, found });
  return rows.map((row) => Object.fromEntries(names.map((name): [string, Json] => [name, row[name] ?? null])));
}

function rowOf({ columns }: Config): TSchema {
  if (columns === undefined) return anything;
  return rowSchema(Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, valueSchema(type)])));
}

const FAULTS: Readonly<Record<SqlFault['kind'], readonly [string, string]>> = {
  empty: ['语句是空的。请写一条 SELECT', 'The statement is empty. Write a SELECT'],
  'not-a-read': ['只能用 SELECT、WITH、VALUES 或 TABLE 开头的语句读数据', 'Only statements that begin with SELECT, WITH, VALUES or TABLE may read'],
  'many-statements': ['只能有一条语句。请去掉分号后面的内容', 'One statement only. Remove what follows the semicolon'],
  'open-quote': ['引号或注释没有结束', 'A quote or comment has no end'],
  file: ['不能读写数据库服务器的文件或转到别的库', 'Files of the database server and other databases are out of reach'],
  positional: ['参数请写成 :名字，不用 ? 或 $1', 'Write parameters as :name, not ? or $1'],
  'too-many': ['参数太多，最多 100 个', 'Too many parameters; at most 100'],
};

function statementProblems({ sql, params = {} }: Config): readonly Diagnostic[] {
  const { names, faults } = readSql(sql);
  const missing = names.filter((name) => !Object.hasOwn(params, name));
  const unused = Object.keys(params).filter((name) => !names.includes(name));
  return [
    ...faults.map(({ kind, at, word }): Diagnostic => {
      const found = problem('SCN_SQL_STATEMENT', '/sql', FAULTS[kind][0], FAULTS[kind][1]);
      return { ...found, place: { ...found.place, from: at, to: at + word.length } };
    }),
    ...missing.map((name) => problem('SCN_SQL_PARAMETER', '/params', `语句里有 :${name}，“参数”里没有。请补上`, `The statement has :${name}, which is not among the parameters. Add it`)),
    ...unused.map((name) => problem('SCN_SQL_PARAMETER_UNUSED', `/params/${name}`, `参数“${name}”在语句里没有用到`, `Parameter "${name}" is not used by the statement`, 'warning')),
  ];
}

function columnProblems({ columns }: Config): readonly Diagnostic[] {
  if (columns === undefined) return [];
  const isRecord = typeof columns === 'object' && columns !== null && !Array.isArray(columns);
  const isGood = isRecord && Object.keys(columns).length <= MOST_COLUMNS && Object.values(columns).every((type) => (SQL_KINDS as readonly string[]).includes(type));
  return isGood ? [] : [problem('SCN_SQL_COLUMNS_BAD', '/columns', '列的类型写得不对。请重新试查一次', 'The types of the columns are wrong. Try the statement again')];
}
