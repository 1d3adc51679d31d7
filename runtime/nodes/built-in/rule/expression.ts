import { Type, type TSchema } from 'typebox';
import { sourcesOf } from '../../../rules/sources.ts';
import { FIELD_TYPES, type FieldType } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema, valueSchema } from '../../../schema/value-schema.ts';
import type { CompiledFormula, CompileTools } from '../../compile-tools.ts';
import { anything, closed, feelRow, name, text } from '../../config-parts.ts';
import { defineNode, OUT } from '../../define-node.ts';
import { duplicateIds } from '../../problem.ts';
import { counted } from '../../counted.ts';

/** Named formulas in order; each sees the earlier ones by name. Output: one property per formula. */
export const ruleExpression = defineNode({
  type: 'rule.expression',
  version: 1,
  category: 'rule',
  title: { 'zh-CN': '公式', en: 'Formulas' },
  summary: { 'zh-CN': '算出几个值，后面可用', en: 'Work out values for the steps after' },
  help: {
    'zh-CN': '从上到下计算，后面的公式可以直接用前面的名称。指定类型“金额或小数”时按十进制精确保存。',
    en: 'Worked out from top to bottom; a formula may use the names above it. Type "decimal" keeps every digit.',
  },
  icon: 'sigma',
  keywords: ['expression', '计算', '公式', 'feel', 'calculate'],
  config: Type.Object(
    {
      values: Type.Array(
        Type.Object(
          {
            id: name('名称', 'Name'),
            expr: feelRow('公式', 'Formula'),
            type: Type.Optional(Type.Enum([...FIELD_TYPES], label('类型', 'Type', '不填就由公式推断', 'Left out: taken from the formula'))),
            title: Type.Optional(text('标题', 'Title')),
          },
          closed,
        ),
        { minItems: 1, maxItems: 200, ...label('公式', 'Formulas') },
      ),
    },
    closed,
  ),
  example: { values: [{ id: 'total', expr: '1 + 1' }] },
  output: (config, env) => {
    const known: Record<string, TSchema> = {};
    for (const { id, expr, type } of config.values) known[id] = type === undefined ? (env.infer?.(expr, known) ?? anything) : valueSchema(type);
    return rowSchema(known);
  },
  ports: [OUT],
  locals: (config, env, path) => {
    const known: Record<string, TSchema> = {};
    for (const { id, expr, type } of config.values.slice(0, Number(path[1] ?? 0))) known[id] = type === undefined ? (env.infer?.(expr, known) ?? anything) : valueSchema(type);
    return known;
  },
  fact: (config) => ({ 'zh-CN': `${config.values.length} 个值`, en: counted(config.values.length, 'value') }),
  check: (config) => duplicateIds(config.values, '/values'),
  effect: 'pure',
  ownFormulas: true,
  compile: (config, tools) => {
    const known: Record<string, TSchema> = {};
    const formulas: { readonly id: string; readonly type: FieldType | undefined; readonly formula: CompiledFormula }[] = [];
    for (const { id, expr, type } of config.values) {
      const formula = tools.expression(expr, { ...known });
      known[id] = formula.schema;
      formulas.push({ id, type, formula });
    }
    return { formulas, paths: readBy(config.values, tools), toJson: tools.toJson };
  },
  run: ({ compiled, scope }) => {
    const { formulas } = compiled;
    // Only a formula with others before it needs names of its own.
    const local: Record<string, unknown> | null = formulas.length > 1 ? { ...scope } : null;
    const output: Record<string, Json> = {};
    for (const { id, type, formula } of formulas) {
      const value = formula.evaluate(local ?? scope);
      if (local) local[id] = value;
      output[id] = asDeclared(formula.toJson(value ?? null), type);
    }
    return { output, explanation: { kind: 'expression', inputs: readPaths(scope, compiled.paths(), compiled.toJson) } };
  },
});

type Paths = readonly (readonly [string, readonly string[]])[];

/** The paths that the formulas read, found when a run first wants to tell them. */
function readBy(values: readonly { readonly expr: string }[], tools: CompileTools): () => Paths {
  let found: Paths | undefined;
  return () => {
    if (found) return found;
    const names = { scope: new Set(Object.keys(tools.names)), element: null, lets: {} };
    const paths = new Set(values.flatMap(({ expr }) => sourcesOf(expr, names).flatMap(({ kind, path }) => (kind === 'param' ? [`param.${path ?? ''}`] : (path ?? [])))));
    found = [...paths].map((path) => [path, path.split('.')] as const);
    return found;
  };
}

/** Readers take the value by its declared type: decimals are text in JSON, other numbers are not, whatever the formula worked with. */
function asDeclared(json: Json, type: FieldType | undefined): Json {
  if (type === 'decimal' && typeof json === 'number') return String(json);
  return (type === 'number' || type === 'integer') && typeof json === 'string' ? Number(json) : json;
}

function readPaths(scope: Readonly<Record<string, unknown>>, paths: Paths, toJson: (value: unknown) => Json): JsonObject {
  const read: Record<string, Json> = {};
  for (const [path, steps] of paths) read[path] = toJson(readPath(scope, steps));
  return read;
}

function readPath(value: unknown, steps: readonly string[]): unknown {
  let at = value;
  for (const step of steps) at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Readonly<Record<string, unknown>>)[step] : null;
  return at;
}
