import type { TSchema } from 'typebox';
import { compileTools, SURROUNDINGS, type FormulaProblem } from '../../../runtime/engine/formula.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { compileTable } from '../../../runtime/rules/compile-table.ts';
import { explainTable } from '../../../runtime/rules/explain-table.ts';
import { judgeTable } from '../../../runtime/rules/judge.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { Explanation } from '../../../runtime/schema/explanation.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';

export const ZONE = 'Asia/Shanghai';
export const NOW = '2022-01-20T10:00:00+08:00';

/** The real language with names declared; formulas that do not compile fail the test with their reasons. */
export function ruleTools(names: Readonly<Record<string, TSchema>> = {}) {
  const language = createLanguage();
  const problems: FormulaProblem[] = [];
  const tools = compileTools(language, names, problems);
  const scopeOf = (values: JsonObject) => ({
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, language.fromJson(value, names[name] ?? {})])),
    [SURROUNDINGS]: language.context({ now: NOW, zone: ZONE }),
  });
  const assertSound = () => {
    const wrong = problems.filter((problem) => problem.severity === 'error');
    if (wrong.length > 0) throw new Error(wrong.map((problem) => `${problem.code} ${problem.message.en}`).join('\n'));
  };
  return { tools, scopeOf, assertSound };
}

export interface Judged {
  readonly output: Json;
  readonly explanation: Extract<Explanation, { kind: 'table' }>;
}

/** Judges a table over JSON values; their schemas are taken as any unless given. */
export function judge(config: TableConfig, values: JsonObject, options: { readonly names?: Readonly<Record<string, TSchema>>; readonly asOf?: string } = {}): Judged {
  const names = options.names ?? Object.fromEntries(Object.keys(values).map((name) => [name, {}]));
  const { tools, scopeOf, assertSound } = ruleTools(names);
  const table = compileTable(config, tools);
  assertSound();
  const facts = { scope: scopeOf(values), asOf: options.asOf ?? NOW, zone: ZONE };
  const result = judgeTable(table, facts);
  const explanation = explainTable(table, result, facts);
  if (explanation.kind !== 'table') throw new Error('not a table explanation');
  return { output: result.output, explanation };
}

/** A table over one value `x`, with rules `[id, cell, result]`. */
export function small(hitPolicy: TableConfig['hitPolicy'], rules: readonly (readonly [string, string, string])[], more: Partial<TableConfig> = {}): TableConfig {
  return {
    hitPolicy,
    inputs: [{ id: 'x', expr: 'x' }],
    outputs: [{ id: 'y', type: 'any' }],
    rules: rules.map(([id, cell, result]) => ({ id, when: { x: cell }, then: { y: result } })),
    ...more,
  };
}
