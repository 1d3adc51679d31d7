import { Type } from 'typebox';
import type { Json } from '../../../schema/json.ts';
import { NameSchema } from '../../../schema/ids.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, choice, closed, feel, text, textOrNull } from '../../config-parts.ts';
import { defineNode, OUT, type EvaluatedValue } from '../../define-node.ts';

const FigureSchema = Type.Object(
  {
    title: text('名称', 'Label'),
    value: feel('值', 'Value'),
    unit: Type.Optional(choice(['number', 'yuan', 'percent', 'days', 'count'], '单位', 'Unit')),
  },
  closed,
);

/** What the person sees at the end. Output: `{text, tone, explain, figures: [{title, value, unit}]}`; texts stay references until read. */
export const outputPage = defineNode({
  type: 'output.page',
  version: 1,
  category: 'output',
  title: { 'zh-CN': '结果页', en: 'Result page' },
  summary: { 'zh-CN': '告诉办事人结果和理由', en: 'Tell the person the result and why' },
  help: {
    'zh-CN': '“说明哪些步骤”里的决策表、评分卡会用大白话列出命中的规则、用到的值、来源和依据。文字里用 {节点.字段} 放入值。',
    en: 'Tables and scorecards named under "Explain" are told in plain words: the rule, the values, where they came from, the basis. Use {node.field} in the text for values.',
  },
  icon: 'panel-top',
  keywords: ['page', '结果', '页面', '反馈', 'result'],
  config: Type.Object(
    {
      text: text('正文', 'Text'),
      tone: Type.Optional(choice(['info', 'success', 'warning', 'refused'], '语气', 'Tone')),
      explain: Type.Optional(Type.Array(Type.String({ ...NameSchema, format: 'node' }), { maxItems: 20, ...label('说明哪些步骤', 'Explain') })),
      figures: Type.Optional(Type.Array(FigureSchema, { maxItems: 12, ...label('数字', 'Figures') })),
    },
    closed,
  ),
  example: { text: '已办结', explain: [], figures: [{ title: '天数', value: '3', unit: 'days' }] },
  output: rowSchema({
    text: Type.String(),
    tone: Type.String(),
    explain: Type.Array(Type.String()),
    figures: Type.Array(rowSchema({ title: Type.String(), value: anything, unit: textOrNull })),
  }),
  ports: [OUT],
  fact: (config) => ({ 'zh-CN': `说明 ${config.explain?.length ?? 0} 步`, en: `explains ${config.explain?.length ?? 0} steps` }),
  effect: 'pure',
  run: ({ config, input }) => {
    const figures = (input['figures'] ?? []) as readonly Readonly<Record<string, EvaluatedValue>>[];
    return {
      output: {
        text: config.text,
        tone: config.tone ?? 'info',
        explain: config.explain ?? [],
        figures: (config.figures ?? []).map(({ title, unit }, index) => ({ title, value: (figures[index]?.['value'] ?? null) as Json, unit: unit ?? null })),
      },
    };
  },
});
