import { Type } from 'typebox';
import type { Host } from '../../../host/host.ts';
import { judgeTable } from '../../../rules/judge.ts';
import { explainRows, recordRows, type RowTableRecord } from '../../../rules/row-record.ts';
import { MOST_ROWS, tableWithout } from '../../../rules/row-table.ts';
import { columnsRead, RowTableConfigSchema, type RowTableConfig } from '../../../rules/row-table-schema.ts';
import { createRowTables, type RowTable, type RowTables } from '../../../rules/row-tables.ts';
import { ruleErrors } from '../../../rules/rule-errors.ts';
import { tableOutputSchema } from '../../../rules/table-output.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { datasetTitle, definitionOf } from '../../dataset-row.ts';
import { defineNode, OUT } from '../../define-node.ts';
import type { NodeEnv } from '../../node-env.ts';
import { POLICY_WORDS } from '../../policy-words.ts';
import { rowTableProblems } from '../../row-table-problems.ts';
import { elementOf, tableLocals } from '../../table-locals.ts';

/** A decision table whose rules are the rows of a dataset. Output: that of a table, and `faulty`, the rows that could not be read. */
export const ruleRows = defineNode({
  type: 'rule.rows',
  version: 1,
  category: 'rule',
  title: { 'zh-CN': '数据集规则表', en: 'Table from a dataset' },
  summary: { 'zh-CN': '数据集的每一行就是一条规则', en: 'Every row of a dataset is a rule' },
  help: {
    'zh-CN': '适合成百上千条、由业务人员在数据集里维护的规则，如分品种分地区的限价、税率。每个条件对上数据集的一列或两列：“等于”一列、在两列“之间”、或一列里写的条件；空着就是不限。有起止日期的数据集按办件那天有效的行判断。读不懂的行不算规则，条数写在 `faulty` 里。',
    en: 'For rules by the hundred or thousand that people keep in a dataset, such as price limits by item and region, or tax rates. Each condition is bound to one column or two: equal to a column, between two columns, or a condition written in a column; an empty cell takes any value. A dated dataset counts with the rows valid on the filing day. Rows that cannot be read do not count; `faulty` says how many there are.',
  },
  icon: 'table-properties',
  keywords: ['rows', 'dataset', 'lookup', '规则', '查表', '限价', '税率', 'rate', 'table'],
  config: RowTableConfigSchema,
  example: {
    dataset: 'people',
    hitPolicy: 'UNIQUE',
    inputs: [{ id: 'name', expr: 'run.id', test: 'equals', column: 'name' }],
    outputs: [{ id: 'age', column: 'age', optional: true }],
  },
  output: (config, env) => {
    const table = tableWithout(config, definitionOf(env, config.dataset));
    const { properties } = tableOutputSchema(table, elementOf(table, env)) as ReturnType<typeof rowSchema>;
    return rowSchema({ ...properties, faulty: Type.Integer() });
  },
  ports: [OUT],
  locals: (config, env, path) => tableLocals(tableWithout(config, definitionOf(env, config.dataset)), env, path),
  fact: (config, env) => {
    const title = datasetTitle(env, config.dataset);
    return { 'zh-CN': `${title} · ${POLICY_WORDS[config.hitPolicy]['zh-CN']}`, en: `${title} · ${POLICY_WORDS[config.hitPolicy].en}` };
  },
  check: (config, env) => rowTableProblems(config, env),
  effect: 'read',
  ownFormulas: true,
  compile: (config, tools) => createRowTables(config, tools),
  run: async ({ config, compiled, scope, run, host, env, log }) => {
    const rows = await rowTable(config, compiled, host, env);
    if (rows.faults.length > 0) log('rows that could not be read as rules', { dataset: config.dataset, faulty: rows.faults.length, first: rows.faults.slice(0, 5) as unknown as JsonObject[] });
    const result = judgeTable(rows.table, { scope, asOf: run.asOf, zone: run.zone });
    return { output: { ...result.output, faulty: rows.faults.length }, explanation: { kind: 'record', data: recordRows(rows, result, scope) as unknown as JsonObject } };
  },
  explain: ({ compiled, scope, run, output, data }) => {
    const elements = compiled.withRules([]).each?.evaluate(scope);
    const recorded = { output: output as JsonObject, asOf: run.asOf, zone: run.zone, ...(Array.isArray(elements) ? { elements } : {}) };
    return explainRows(compiled, data as unknown as RowTableRecord, recorded, { scope, asOf: run.asOf, zone: run.zone });
  },
});

/** Asks for the revision before the rows: rows that change in between are read again by the next run. */
async function rowTable(config: RowTableConfig, tables: RowTables, host: Host, env: NodeEnv): Promise<RowTable> {
  const { dataset } = config;
  const revision = await host.datasets.revision(dataset);
  const known = tables.known(revision);
  if (known) return known;
  const definition = definitionOf(env, dataset);
  const days = definition?.dated === true ? ['valid_from', 'valid_to'] : [];
  const answer = await host.datasets.query({ dataset, fields: [...columnsRead(config), ...days], limit: MOST_ROWS, ...(config.order === undefined ? {} : { orderBy: [[config.order, 'asc']] }) });
  if (answer.count > MOST_ROWS) throw ruleErrors.SCN_RULE_ROWS_LIMIT({ dataset, count: answer.count, limit: MOST_ROWS });
  return tables.make(revision, answer.rows, definition);
}
