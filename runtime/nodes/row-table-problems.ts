import { typeFromSchema } from '../language/types.ts';
import { checkTable } from '../rules/check-table.ts';
import type { RowInput, RowTableConfig } from '../rules/row-table-schema.ts';
import { tableWithout } from '../rules/row-table.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import { valueSchema } from '../schema/value-schema.ts';
import { unknownColumns, unknownDataset } from './dataset-problems.ts';
import { definitionOf } from './dataset-row.ts';
import type { NodeEnv } from './node-env.ts';
import { problem } from './problem.ts';
import { tableLocals } from './table-locals.ts';

/** Columns of a condition with their places. */
function boundColumns(input: RowInput, path: string): readonly { readonly id: string; readonly path: string }[] {
  const keys = input.test === 'range' ? (['low', 'high'] as const) : (['column'] as const);
  return keys.flatMap((key) => (input[key] === undefined ? [] : [{ id: input[key], path: `${path}/${key}` }]));
}

/** Everything about a table of rows that can be said without its rows. */
export function rowTableProblems(config: RowTableConfig, env: NodeEnv): readonly Diagnostic[] {
  const definition = definitionOf(env, config.dataset);
  const columns = [
    ...config.inputs.flatMap((input, index) => boundColumns(input, `/inputs/${index}`)),
    ...config.outputs.map(({ column }, index) => ({ id: column, path: `/outputs/${index}/column` })),
    ...(config.name ?? []).map((id, index) => ({ id, path: `/name/${index}` })),
    ...(config.order === undefined ? [] : [{ id: config.order, path: '/order' }]),
  ];
  return [
    ...unknownDataset(env, config.dataset, '/dataset'),
    ...unknownColumns(env, config.dataset, columns),
    ...checkTable(tableWithout(config, definition)),
    ...config.outputs.flatMap(({ id }, index) => (id === 'faulty' ? [problem('SCN_RULE_RESERVED_OUTPUT', `/outputs/${index}/id`, '“faulty”留给表自己用，请换一个名称', '"faulty" is used by the table itself; choose another name')] : [])),
    ...config.inputs.flatMap((input, index) => (boundColumns(input, '').length > 0 ? [] : [unbound(input, index)])),
    ...config.inputs.flatMap((input, index) => mismatch(config, env, input, index)),
    ...personal(config, env),
    ...unordered(config),
  ];
}

function unbound(input: RowInput, index: number): Diagnostic {
  return problem('SCN_RULE_ROWS_UNBOUND', `/inputs/${index}`, `条件“${input.id}”还没有选数据集的列。请选要比的列`, `Condition "${input.id}" has no column of the dataset yet. Choose the one it is compared with`);
}

/** A value and a column of two types never meet. */
function mismatch(config: RowTableConfig, env: NodeEnv, input: RowInput, index: number): readonly Diagnostic[] {
  const definition = definitionOf(env, config.dataset);
  if (definition === undefined || env.infer === undefined || input.expr.trim() === '') return [];
  const given = typeFromSchema(env.infer(input.expr, tableLocals(tableWithout(config, definition), env, ['inputs']))).kind;
  return boundColumns(input, `/inputs/${index}`).flatMap(({ id, path }) => {
    const field = definition.fields.find((candidate) => candidate.id === id);
    if (field === undefined || field.type === 'any') return [];
    if (input.test === 'tests') return field.type === 'string' ? [] : [problem('SCN_RULE_ROWS_TYPE', path, `列“${id}”不是文本，写不了条件。请改用“等于”或“区间”`, `Column "${id}" is not text, so it cannot hold conditions. Compare by value or range`)];
    const own = typeFromSchema(valueSchema(field.type)).kind;
    if (field.type === 'list' || field.type === 'context') return [problem('SCN_RULE_ROWS_TYPE', path, `列“${id}”是${field.type === 'list' ? '列表' : '一组值'}，不能当条件`, `Column "${id}" is a ${field.type}, which cannot be a condition`)];
    return given === 'any' || given === 'null' || given === own ? [] : [problem('SCN_RULE_ROWS_TYPE', path, `“${input.expr}”的类型是 ${given}，列“${id}”是 ${own}，永远不会相等。请换一列或换算取值`, `"${input.expr}" is ${given} but column "${id}" is ${own}: they never meet. Choose another column or convert the value`)];
  });
}

/** Rules are read by everybody and kept; data about persons is read through a query, which records each reading. */
function personal(config: RowTableConfig, env: NodeEnv): readonly Diagnostic[] {
  const declared = Object.hasOwn(env.scenario.datasets, config.dataset) ? env.scenario.datasets[config.dataset] : undefined;
  const subject = declared?.subject ?? definitionOf(env, config.dataset)?.subject;
  return subject === undefined ? [] : [problem('SCN_RULE_ROWS_PERSONAL', '/dataset', `“${config.dataset}”是个人数据（${subject}），不能当规则表。请用“查数据”读取`, `"${config.dataset}" is data about persons (${subject}) and cannot be a table of rules. Read it with a query`)];
}

function unordered(config: RowTableConfig): readonly Diagnostic[] {
  const decides = config.hitPolicy === 'FIRST' || config.hitPolicy === 'RULE_ORDER';
  return !decides || config.order !== undefined ? [] : [problem('SCN_RULE_ROWS_ORDER', '/order', `${config.hitPolicy} 要看先后，而数据集的行没有固定次序。请选一列排先后，或改成“只准一条命中”`, `${config.hitPolicy} depends on the order, but rows of a dataset have none. Choose a column that orders them, or let one row hit`, 'warning')];
}

