import type { Diagnostic } from '../schema/diagnostic.ts';
import { ownText } from './cell-text.ts';
import { DEFAULT_ITEM_NAME } from './compile-table.ts';
import type { TableConfig } from './table-schema.ts';

type Check = (config: TableConfig) => readonly Diagnostic[];

function problem(code: `SCN_RULE_${string}`, path: string, zh: string, en: string, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  return { code, severity, place: { path }, message: { 'zh-CN': zh, en } };
}

function step(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function twice(ids: readonly string[], path: string): readonly Diagnostic[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [problem('SCN_RULE_DUPLICATE_ID', `${path}/${index}/id`, `“${id}”用了两次，请改一个`, `"${id}" is used twice; change one`)];
  });
}

/** Names every object answers to would be found where there are none. */
const plainNames: Check = (config) => (['inputs', 'outputs', 'rules'] as const).flatMap((part) => config[part].flatMap(({ id }, index) =>
  id in Object.prototype ? [problem('SCN_RULE_NAME', `/${part}/${index}/id`, `“${id}”不能当名称，请换一个`, `"${id}" cannot be a name; choose another`)] : [],
));

const uniqueIds: Check = (config) => [
  ...twice(config.inputs.map((input) => input.id), '/inputs'),
  ...twice(config.outputs.map((output) => output.id), '/outputs'),
  ...twice(config.rules.map((rule) => rule.id), '/rules'),
];

const knownColumns: Check = (config) => {
  const inputs = new Set(config.inputs.map((input) => input.id));
  const outputs = new Set(config.outputs.map((output) => output.id));
  const unknown = (id: string, path: string) => problem('SCN_RULE_UNKNOWN_COLUMN', `${path}/${step(id)}`, `表里没有列“${id}”。请加上这一列，或删掉这一格`, `The table has no column "${id}". Add it or remove the cell`);
  return [
    ...config.rules.flatMap((rule, index) => [
      ...Object.keys(rule.when).filter((id) => !inputs.has(id)).map((id) => unknown(id, `/rules/${index}/when`)),
      ...Object.keys(rule.then).filter((id) => !outputs.has(id)).map((id) => unknown(id, `/rules/${index}/then`)),
    ]),
    ...Object.keys(config.incomplete ?? {}).filter((id) => !outputs.has(id)).map((id) => unknown(id, '/incomplete')),
    ...Object.keys(config.empty ?? {}).filter((id) => !outputs.has(id)).map((id) => unknown(id, '/empty')),
  ];
};

const everyOutput: Check = (config) =>
  config.rules.flatMap((rule, index) =>
    config.outputs
      .filter((output) => output.optional !== true && output.default === undefined && ownText(rule.then, output.id) === undefined)
      .map((output) => problem('SCN_RULE_MISSING_OUTPUT', `/rules/${index}/then/${output.id}`, `规则 ${rule.id} 没有写结果“${output.id}”。请补上，或把这一列设为“可以没有”`, `Rule ${rule.id} gives no "${output.id}". Add it, or let the column be empty`)),
  );

const reservedOutputs: Check = (config) => {
  const reserved = ['rule', 'rules', 'incomplete', 'hits', 'count', ...(config.each === undefined ? [] : [config.as ?? DEFAULT_ITEM_NAME])];
  return config.outputs.flatMap((output, index) =>
    reserved.includes(output.id) ? [problem('SCN_RULE_RESERVED_OUTPUT', `/outputs/${index}/id`, `“${output.id}”留给表自己用，请换一个名称`, `"${output.id}" is used by the table itself; choose another name`)] : [],
  );
};

const hasOrder = (config: TableConfig, id: string): boolean => config.outputs.some((output) => output.id === id && (output.priority ?? output.enum) !== undefined);

const pickOrder: Check = (config) => {
  if (config.pick === undefined) return [];
  if (config.each === undefined) return [problem('SCN_RULE_PICK_WITHOUT_EACH', '/pick', '没有“逐条判断”，就没有可挑的。请填上列表，或去掉“挑出最好的一条”', 'There is nothing to pick from without "Judge each of". Give a list or remove the pick')];
  if (hasOrder(config, config.pick.by)) return [];
  return [problem('SCN_RULE_NO_ORDER', '/pick/by', `“${config.pick.by}”没有优先次序。请给这一列写“可取的值”，好的在前`, `"${config.pick.by}" has no order. List its allowed values, the best first`)];
};

const policyFits: Check = (config) => [
  ...(config.aggregator !== undefined && config.hitPolicy !== 'COLLECT' ? [problem('SCN_RULE_AGGREGATE_WITHOUT_COLLECT', '/aggregator', '汇总只用于 COLLECT。请改命中方式，或去掉汇总', 'An aggregate needs COLLECT. Change the hit policy or remove it')] : []),
  ...((config.hitPolicy === 'PRIORITY' || config.hitPolicy === 'OUTPUT_ORDER') && !config.outputs.some((output) => hasOrder(config, output.id))
    ? [problem('SCN_RULE_NO_ORDER', '/outputs', `${config.hitPolicy} 要有优先次序。请给结果列写“可取的值”，好的在前`, `${config.hitPolicy} needs an order. List the allowed values of an output, the best first`)]
    : []),
];

const datesInOrder: Check = (config) =>
  config.rules.flatMap((rule, index) =>
    rule.from !== undefined && rule.to !== undefined && rule.from > rule.to
      ? [problem('SCN_RULE_DATES', `/rules/${index}/to`, `规则 ${rule.id} 的停用日早于起用日，永远不会用到`, `Rule ${rule.id} ends before it begins, so it never counts`)]
      : [],
  );

const CHECKS: readonly Check[] = [plainNames, uniqueIds, knownColumns, everyOutput, reservedOutputs, pickOrder, policyFits, datesInOrder];

/** Problems of a table that its schema cannot see. Paths are JSON pointers inside the node's config. */
export function checkTable(config: TableConfig): readonly Diagnostic[] {
  return CHECKS.flatMap((check) => check(config));
}
