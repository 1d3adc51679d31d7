import { typeFromSchema } from '../../../language/types.ts';
import { compileTable } from '../../../rules/compile-table.ts';
import { explainTable } from '../../../rules/explain-table.ts';
import { judgeTable } from '../../../rules/judge.ts';
import { recordOf, resultOf, type TableRecord } from '../../../rules/record.ts';
import type { JsonObject } from '../../../schema/json.ts';
import { tableOutputSchema } from '../../../rules/table-output.ts';
import { checkCells, type InputKinds } from '../../../rules/check-cells.ts';
import { checkTable } from '../../../rules/check-table.ts';
import { tableFindings } from '../../../rules/table-findings.ts';
import { TableConfigSchema, type TableConfig } from '../../../rules/table-schema.ts';
import { defineNode, OUT } from '../../define-node.ts';
import type { NodeEnv } from '../../node-env.ts';
import { elementOf, tableLocals } from '../../table-locals.ts';
import { POLICY_WORDS } from '../../policy-words.ts';
import { counted } from '../../counted.ts';

export const ruleTable = defineNode({
  type: 'rule.table',
  version: 1,
  category: 'rule',
  title: { 'zh-CN': '决策表', en: 'Decision table' },
  summary: { 'zh-CN': '按规则逐行判断，说得清为什么', en: 'Judge by rules, row by row, and say why' },
  help: {
    'zh-CN': '一行一条规则，一列一个条件。条件写 `> 30`、`"final"`、`not("a","b")`、`[1..5]`、`-`（不限）。条件要的值缺了，就用“缺值时的结果”，不会落到下一行。“逐条判断”对列表的每一条都判，并可挑出最好的一条。',
    en: 'One rule a row, one condition a column. Cells: `> 30`, `"final"`, `not("a","b")`, `[1..5]`, `-` (any). When a tested value is missing, the "missing" results are used, never the next row. "Judge each of" judges every element of a list and can pick the best.',
  },
  icon: 'table-2',
  keywords: ['table', 'rule', '规则', '判断', 'dmn', 'decision'],
  config: TableConfigSchema,
  example: {
    hitPolicy: 'FIRST',
    inputs: [{ id: 'adult', expr: 'run.id != null' }],
    outputs: [{ id: 'result', type: 'string', enum: ['yes', 'no'] }],
    rules: [
      { id: 'R1', when: { adult: 'true' }, then: { result: '"yes"' } },
      { id: 'R2', when: {}, then: { result: '"no"' } },
    ],
  },
  output: (config, env) => tableOutputSchema(config, elementOf(config, env)),
  ports: [OUT],
  locals: (config, env, path) => tableLocals(config, env, path),
  fact: (config) => ({ 'zh-CN': `${config.rules.length} 条 · ${POLICY_WORDS[config.hitPolicy]['zh-CN']}`, en: `${counted(config.rules.length, 'rule')} · ${POLICY_WORDS[config.hitPolicy].en}` }),
  check: (config, env) => {
    const kinds = kindsOf(config, env);
    return [...checkTable(config), ...checkCells(config, kinds), ...tableFindings(config, { domains: domainsOf(config, env), kinds, whole: wholeInputs(config, env) })];
  },
  effect: 'pure',
  ownFormulas: true,
  compile: (config, tools) => compileTable(config, tools),
  run: ({ compiled, scope, run }) => {
    const result = judgeTable(compiled, { scope, asOf: run.asOf, zone: run.zone });
    return { output: result.output, explanation: { kind: 'record', data: recordOf(compiled, result) as unknown as JsonObject } };
  },
  explain: ({ compiled, scope, run, output, data }) => {
    const elements = compiled.each === null ? null : compiled.each.evaluate(scope);
    const recorded = { output: output as JsonObject, asOf: run.asOf, zone: run.zone, ...(Array.isArray(elements) ? { elements } : {}) };
    return explainTable(compiled, resultOf(compiled, data as unknown as TableRecord, recorded), { scope, asOf: run.asOf, zone: run.zone });
  },
});

/** Values of the inputs that are choices: a choice no rule takes is a gap. */
function domainsOf(config: TableConfig, env: NodeEnv): Readonly<Record<string, readonly (string | number | boolean)[]>> {
  const locals = tableLocals(config, env, ['inputs']);
  return Object.fromEntries(
    config.inputs.flatMap((input) => {
      const schema: { readonly enum?: readonly (string | number | boolean | null)[] } | undefined = env.infer?.(input.expr, locals);
      const values = schema?.enum;
      const known = values?.flatMap((value) => (value === null ? [] : [value])) ?? [];
      return known.length === 0 ? [] : [[input.id, known] as const];
    }),
  );
}

/** Kinds of the inputs whose type is known. */
function kindsOf(config: TableConfig, env: NodeEnv): InputKinds {
  const locals = tableLocals(config, env, ['inputs']);
  return Object.fromEntries(config.inputs.flatMap((input) => {
    const schema = env.infer?.(input.expr, locals);
    const kind = schema === undefined ? undefined : typeFromSchema(schema).kind;
    return kind === 'number' || kind === 'date' || kind === 'string' || kind === 'boolean' ? [[input.id, kind] as const] : [];
  }));
}

/** Inputs that are whole numbers by their type. */
function wholeInputs(config: TableConfig, env: NodeEnv): ReadonlySet<string> {
  const locals = tableLocals(config, env, ['inputs']);
  return new Set(config.inputs.flatMap((input) => {
    const schema = env.infer?.(input.expr, locals);
    const type = schema === undefined ? undefined : typeFromSchema(schema);
    return type?.kind === 'number' && type.integer === true ? [input.id] : [];
  }));
}
