import { compileTools, SURROUNDINGS } from '../../runtime/engine/formula.ts';
import { localDatasets } from '../../runtime/engine/local-datasets.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { judgeTable } from '../../runtime/rules/judge.ts';
import { explainRows, recordRows } from '../../runtime/rules/row-record.ts';
import { MOST_ROWS } from '../../runtime/rules/row-table.ts';
import { columnsRead, RowTableConfigSchema } from '../../runtime/rules/row-table-schema.ts';
import type { RowTableConfig } from '../../runtime/rules/row-table-schema.ts';
import { createRowTables } from '../../runtime/rules/row-tables.ts';
import type { RowTable, RowTables } from '../../runtime/rules/row-tables.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Explanation } from '../../runtime/schema/explanation.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { shapeIssues } from '../../runtime/schema/shape.ts';
import { valueSchema } from '../../runtime/schema/value-schema.ts';
import type { RuleRowsAnswer, RuleRowsWanted } from '../api/scenario.ts';
import type { Locale, LocalText } from '../../runtime/schema/text.ts';
import { fail, FieldsError, inLanguage } from '../errors.ts';
import type { Base } from './context.ts';
import { catalogueOf } from './datasets.ts';
import type { User } from '../api/account.ts';
import { createRevisedCache } from './revised.ts';
import type { PolicyBase } from './policy/policy.ts';
import { demandBrowsing } from './sharing/browsing.ts';
import type { RevisedCache } from './revised.ts';

/** Rows shown of a table, and rows that could not be read. */
const SHOWN = 8;
const FAULTS_SHOWN = 50;

const MALFORMED: LocalText = { 'zh-CN': '规则表的这一项还没有填好', en: 'This part of the table is not filled in yet' };
const PERSONAL: LocalText = { 'zh-CN': '个人数据不能当规则表，请用“查数据”读取', en: 'Data about persons cannot be a table of rules; read it with a query' };

interface Ready {
  readonly tables: RowTables;
  readonly rows: RowTable;
  readonly count: number;
}

/** A revision means something within its store only. */
const shelves = new WeakMap<Base['store'], RevisedCache<Ready>>();

function shelfOf({ store }: Base): RevisedCache<Ready> {
  const shelf = shelves.get(store) ?? createRevisedCache<Ready>({ kept: 8, ms: 600_000 });
  shelves.set(store, shelf);
  return shelf;
}

/** The table as it is tried: a person gives the value of each condition, so nothing before it matters. */
function tried(config: RowTableConfig): RowTableConfig {
  const { each: _each, as: _as, let: _let, pick: _pick, incomplete: _incomplete, empty: _empty, inputs, ...rest } = config;
  return { ...rest, inputs: inputs.map((input) => ({ ...input, expr: input.id })) };
}

/** Each value has the type of the column it is compared with. */
function namesOf(config: RowTableConfig, definition: DatasetDefinition) {
  return Object.fromEntries(config.inputs.map(({ id, test, column, low, high }) => {
    const field = definition.fields.find((candidate) => candidate.id === (test === 'range' ? (low ?? high) : column));
    return [id, valueSchema(test === 'tests' ? 'any' : (field?.type ?? 'any'))] as const;
  }));
}

async function readRows(base: Base, definition: DatasetDefinition, config: RowTableConfig): Promise<{ rows: JsonObject[]; count: number }> {
  try {
    const found = await base.store.datasets.query(definition.id, { filter: { all: [] }, limit: MOST_ROWS, ...(config.order === undefined ? {} : { orderBy: [[config.order, 'asc'] as const] }) });
    return { rows: found.rows.map(({ id, data }) => ({ ...data, _id: id })), count: found.count };
  } catch (error) {
    if (isScenarioError(error, 'SCN_DATA_UNKNOWN')) return { rows: [], count: 0 };
    throw error;
  }
}

async function makeReady(base: Base, config: RowTableConfig, definition: DatasetDefinition): Promise<Ready> {
  const { rows, count } = await readRows(base, definition, config);
  const tables = createRowTables(tried(config), compileTools(feel, namesOf(config, definition), []));
  return { tables, rows: tables.make('', rows, definition), count };
}

/** The rows of a dataset as the rules they make, those that make none, and which one hits the values tried. */
export async function tryRuleRows(base: Base & PolicyBase, wanted: RuleRowsWanted, { user, locale }: { readonly user: User; readonly locale: Locale }): Promise<RuleRowsAnswer> {
  const config = wanted.config as RowTableConfig;
  const issues = shapeIssues(RowTableConfigSchema, config);
  if (issues.length > 0) throw new FieldsError('SCN_API_INVALID', issues.map(({ path, kind }) => ({ path: `/config${path}`, code: kind, message: MALFORMED[locale] })));
  const scenario = { id: wanted.scenario, datasets: wanted.datasets } as unknown as Scenario;
  const definition = localDatasets(scenario, await catalogueOf(base))[config.dataset];
  if (!definition) throw fail('SCN_API_NOT_FOUND', { what: config.dataset });
  // What is kept of the dataset decides who may look at it, not what the draft says of it.
  const kept = (await base.store.datasets.get(definition.id)) ?? definition;
  demandBrowsing(base, kept, user);
  if ((kept.subject ?? definition.subject) !== undefined) throw new FieldsError('SCN_API_INVALID', [{ path: '/config/dataset', code: 'personal', message: PERSONAL[locale] }]);
  const key = JSON.stringify([definition.id, definition.fields, config]);
  const table = await shelfOf(base).get(base, key, [definition.id], () => makeReady(base, config, definition));
  const { rows, count } = table;
  return {
    count,
    limit: MOST_ROWS,
    rules: rows.table.rules.length,
    columns: [...columnsRead(config)],
    sample: rows.table.rules.slice(0, SHOWN).map(({ rule }) => ({ id: rule.id, when: rule.when, results: rule.then, ...(rule.from === undefined ? {} : { from: rule.from }), ...(rule.to === undefined ? {} : { to: rule.to }) })),
    faulty: rows.faults.length,
    faults: rows.faults.slice(0, FAULTS_SHOWN).map(({ code, row, number, column, value, message }) => ({ code, row, number, column, value, message: message[locale] })),
    ...(wanted.values === undefined ? {} : { tried: tryValues(base, table, wanted, definition, locale) }),
  };
}

function tryValues(base: Base, { tables, rows }: Ready, wanted: RuleRowsWanted, definition: DatasetDefinition, locale: Locale): { output: JsonObject; explanation: Explanation } | { problem: { code: string; message: string } } {
  const now = base.now().toISOString();
  const zone = wanted.zone ?? 'Asia/Shanghai';
  const names = namesOf(tables.config, definition);
  const values = Object.entries(names).map(([name, schema]) => [name, feel.fromJson((wanted.values?.[name] as Json | undefined) ?? null, schema)] as const);
  const scope = { ...Object.fromEntries(values), [SURROUNDINGS]: feel.context({ now, zone }) };
  const facts = { scope, asOf: wanted.asOf ?? now, zone };
  try {
    const result = judgeTable(rows.table, facts);
    return { output: result.output, explanation: explainRows(tables, recordRows(rows, result, scope), { output: result.output, asOf: facts.asOf, zone }, facts) };
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return { problem: { code: error.code, message: inLanguage(error.message, locale) } };
  }
}
