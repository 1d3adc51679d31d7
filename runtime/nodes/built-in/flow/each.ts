import { Type } from 'typebox';
import { isLambda } from '../../../language/lambda.ts';
import type { Json } from '../../../schema/json.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, choice, closed, count, feel, flow, rowFormulas, textOrNull } from '../../config-parts.ts';
import { defineNode, OUT, type EvaluatedValue } from '../../define-node.ts';
import { keepFormTools } from '../../form-answer.ts';
import { nodeErrors } from '../../node-errors.ts';

const DEFAULT_MAX = 1000;
const EnoughSchema = Type.Object(
  { of: choice({ all: ['全部', 'All'], first: ['一条', 'One'], count: ['若干条', 'A number'], share: ['按比例', 'A percentage'] }, '做完几条算完', 'Done when', '算完后其余的撤回', 'The others are then withdrawn'), value: Type.Optional(feel('几条，或百分之几', 'Number or percentage')) },
  { ...closed, ...label('完成规则', 'Completion') },
);
const elementOf = (schema: object): object => {
  const items = (schema as { readonly items?: unknown }).items;
  return typeof items === 'object' && items !== null ? items : anything;
};

/** E11: one run of a flow per item. Output: `{results: [{status, output, error}], count, done, failed}`, in the order of the items. */
export const flowEach = defineNode({
  type: 'flow.each',
  version: 1,
  category: 'flow',
  title: { 'zh-CN': '逐条处理', en: 'For each' },
  summary: { 'zh-CN': '列表里每一条走一遍子流程', en: 'Run a flow once for every item of a list' },
  help: {
    'zh-CN': '每一条的输入由“输入”里的公式给出，用 `item` 读这一条、`index` 读序号（从 1 起）；不填则把这一条整个交给子流程。结果次序与列表相同。',
    en: 'The formulas of "Input" make the input of each run: `item` is the item, `index` its number from 1. Left out, the item itself is the input. Results keep the order of the list.',
  },
  icon: 'repeat',
  keywords: ['each', 'loop', '循环', '批量', 'for'],
  config: Type.Object(
    {
      flow: flow('子流程', 'Flow'),
      items: feel('列表', 'Items'),
      input: Type.Optional(rowFormulas('输入', 'Input', '用 item 读这一条', 'Reads the item as item')),
      concurrency: Type.Optional(count(1, 50, '同时几条', 'At once', '不填是 1', 'Default 1')),
      onItemError: Type.Optional(choice({ stop: ['停下', 'Stop'], collect: ['记下，继续', 'Note it and go on'] }, '某条出错', 'When one fails')),
      enough: Type.Optional(EnoughSchema),
      maxItems: Type.Optional(count(1, 10_000, '最多几条', 'Most items', `不填是 ${DEFAULT_MAX}`, `Default ${DEFAULT_MAX}`)),
    },
    closed,
  ),
  example: { flow: 'main', items: '[1, 2, 3]' },
  output: rowSchema({
    results: Type.Array(rowSchema({ status: Type.String(), output: anything, error: textOrNull })),
    count: Type.Integer(),
    done: Type.Integer(),
    failed: Type.Integer(),
  }),
  ports: [OUT],
  locals: (config, env) => ({ item: elementOf(env.infer?.(config.items) ?? anything), index: Type.Integer() }),
  fact: (config) => ({ 'zh-CN': `${config.flow} · 同时 ${config.concurrency ?? 1} 条`, en: `${config.flow} · ${config.concurrency ?? 1} at once` }),
  effect: 'wait',
  compile: (config, tools) => ({ ...keepFormTools(config, tools) }),
  begin: ({ config, input, compiled }) => {
    const list = input['items'] ?? [];
    if (!Array.isArray(list)) throw nodeErrors.SCN_RUN_NOT_A_LIST({ source: config.items });
    const limit = config.maxItems ?? DEFAULT_MAX;
    if (list.length > limit) throw nodeErrors.SCN_RUN_TOO_MANY_ITEMS({ count: list.length, limit });
    const formulas = config.input === undefined ? null : Object.entries(input['input'] as Readonly<Record<string, EvaluatedValue>>);
    const items = (list as readonly Json[]).map((item, index) => ({
      input:
        formulas === null
          ? item
          : Object.fromEntries(formulas.map(([id, lambda]) => [id, isLambda(lambda) ? compiled.toJson(lambda.call({ item: compiled.fromJson(item, anything), index: compiled.fromJson(index + 1, Type.Integer()) }) ?? null) : null])),
    }));
    const enough = enoughOf(config.enough?.of, (input['enough'] as { readonly value?: Json } | undefined)?.value, items.length);
    return { children: { flow: config.flow, items, concurrency: config.concurrency ?? 1, onItemError: config.onItemError ?? 'stop', ...(enough < items.length ? { enough } : {}) } };
  },
  complete: ({ config, answer }) => {
    const children = answer.children ?? [];
    const failed = children.findIndex((child) => child.status === 'failed');
    if (failed !== -1 && config.onItemError !== 'collect') throw nodeErrors.SCN_RUN_CHILD_FAILED({ flow: config.flow, index: failed, error: children[failed]?.error ?? '?' });
    return {
      output: {
        results: children.map((child) => ({ status: child.status, output: child.output, error: child.error ?? null })),
        count: children.length,
        done: children.filter((child) => child.status === 'completed').length,
        failed: children.filter((child) => child.status === 'failed').length,
      },
    };
  },
});

/** How many items must be completed. A number that is no number asks for all. */
function enoughOf(rule: 'all' | 'first' | 'count' | 'share' | undefined, value: Json | undefined, all: number): number {
  if (rule === 'first') return Math.min(1, all);
  const wanted = Number(value);
  if ((rule !== 'count' && rule !== 'share') || !Number.isFinite(wanted)) return all;
  return Math.min(all, Math.max(1, Math.ceil(rule === 'count' ? wanted : (all * wanted) / 100)));
}
