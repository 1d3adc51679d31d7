import { Type, type TSchema } from 'typebox';
import { FIELD_TYPES, type FieldType } from '../../../schema/field.ts';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema, valueSchema } from '../../../schema/value-schema.ts';
import { anything, closed, count, formulas, name, text } from '../../config-parts.ts';
import { defineNode, ERROR, OUT } from '../../define-node.ts';
import { keepFormTools, type FormTools } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';
import { duplicateIds } from '../../problem.ts';
import { scriptProblems } from '../../script-problems.ts';

const DEFAULT_LIMIT_MS = 1000;

/** What JavaScript has to give for a declared type; decimals, dates and durations are text in JSON. */
const WANTED: Readonly<Record<FieldType, 'string' | 'number' | 'boolean' | 'list' | 'object' | undefined>> = {
  string: 'string', integer: 'number', number: 'number', decimal: 'string', boolean: 'boolean', date: 'string', time: 'string', 'date-time': 'string', duration: 'string', list: 'list', context: 'object', any: undefined,
};

/** A few lines of JavaScript in a closed engine of its own. Same input, same answer; its result is recorded and never worked out again. */
export const flowScript = defineNode({
  type: 'flow.script',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '脚本', en: 'Script' },
  summary: { 'zh-CN': '公式写不下时，用几行 JavaScript 算', en: 'A few lines of JavaScript, where a formula is not enough' },
  help: {
    'zh-CN': '把要用的值放进“输入”，脚本里用 `input.名称` 读，用 `return { 名称: 值 }` 给出结果，例如 `return { total: input.items.reduce((sum, item) => sum + item.price, 0) }`。\n\n脚本关在单独的引擎里：没有网络、文件、别的步骤，也没有 `Math.random`；`new Date()` 是本次运行的时间（UTC）。同样的输入总得同样的结果，结果记下后不再重算。\n\n限制：时间默认 1 秒，内存 32 MB，输入和结果各 1 MB、64 层。超出、出错或结果类型不对，走“出错”。',
    en: 'Put the values you need under "Input", read them as `input.name`, and give the result with `return { name: value }`, such as `return { total: input.items.reduce((sum, item) => sum + item.price, 0) }`.\n\nThe script is shut in an engine of its own: no network, no files, no other steps, no `Math.random`; `new Date()` is the time of this run (UTC). The same input always gives the same answer, which is recorded and not worked out again.\n\nLimits: one second unless you say otherwise, 32 MB of memory, 1 MB and 64 levels each of input and result. Beyond them, on an error or with a result of the wrong type, it leaves by "Error".',
  },
  icon: 'square-code',
  keywords: ['script', 'javascript', 'js', 'code', '脚本', '代码', '程序'],
  config: Type.Object(
    {
      input: Type.Optional(formulas('输入', 'Input', '脚本里用 input.名称 读', 'Read as input.name in the script')),
      code: Type.String({ format: 'code:javascript', minLength: 1, maxLength: 65_536, ...label('脚本', 'Script', '函数体：用 return 给出结果', 'The body of a function: give the result with return') }),
      results: Type.Array(
        Type.Object(
          {
            id: name('名称', 'Name'),
            type: Type.Optional(Type.Enum([...FIELD_TYPES], label('类型', 'Type', '不填就不检查', 'Left out: not checked'))),
            title: Type.Optional(text('标题', 'Title')),
          },
          closed,
        ),
        { minItems: 1, maxItems: 50, ...label('结果', 'Results', '脚本给出的名称', 'Names the script gives') },
      ),
      limit: Type.Optional(count(50, 10_000, '最多算（毫秒）', 'Time limit in milliseconds', `不填是 ${DEFAULT_LIMIT_MS}`, `Default ${DEFAULT_LIMIT_MS}`)),
    },
    closed,
  ),
  example: { code: 'return { total: 1 + 1 };', results: [{ id: 'total', type: 'number' }] },
  output: (config) => rowSchema(Object.fromEntries(config.results.map(({ id, type }): [string, TSchema] => [id, type === undefined ? anything : valueSchema(type)]))),
  ports: [OUT, ERROR],
  fact: (config) => {
    const lines = config.code.split('\n').length;
    return { 'zh-CN': `${lines} 行 · ${config.results.length} 个结果`, en: `${lines} ${lines === 1 ? 'line' : 'lines'} · ${config.results.length} ${config.results.length === 1 ? 'result' : 'results'}` };
  },
  check: (config) => [...duplicateIds(config.results, '/results'), ...scriptProblems(config.code)],
  effect: 'read',
  compile: keepFormTools,
  run: async ({ config, input, compiled, host, run, signal }) => {
    const answer = await host.script.run({ code: config.code, input: (input['input'] ?? {}) as JsonObject, now: run.now, limitMs: config.limit ?? DEFAULT_LIMIT_MS }, signal);
    return { output: resultsOf(answer, config.results, compiled.fromJson) };
  },
});

/** Declared results only, each of its type; what the script left out is null. */
function resultsOf(answer: Json, results: readonly { readonly id: string; readonly type?: FieldType }[], read: FormTools['fromJson']): JsonObject {
  if (kindOf(answer) !== 'object') throw nodeErrors.SCN_SCRIPT_RESULT({ name: 'return', wanted: '{ … }' });
  const given = answer as JsonObject;
  return Object.fromEntries(results.map(({ id, type = 'any' }) => {
    const raw = Object.hasOwn(given, id) ? (given[id] ?? null) : null;
    const value = type === 'decimal' && typeof raw === 'number' ? String(raw) : raw;
    if (value !== null && !isOf(value, type, read)) throw nodeErrors.SCN_SCRIPT_RESULT({ name: id, wanted: type });
    return [id, value];
  }));
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

function isOf(value: Json, type: FieldType, read: FormTools['fromJson']): boolean {
  const wanted = WANTED[type];
  if (wanted !== undefined && kindOf(value) !== wanted) return false;
  if (type === 'integer') return Number.isInteger(value);
  return type === 'any' || (read(value, valueSchema(type)) ?? null) !== null;
}
