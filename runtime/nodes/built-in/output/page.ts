import { Type, type Static } from 'typebox';
import type { Json, JsonObject } from '../../../schema/json.ts';
import { NameSchema } from '../../../schema/ids.ts';
import { label } from '../../../schema/property-text.ts';
import { rowSchema } from '../../../schema/value-schema.ts';
import { anything, choice, closed, condition, feel, text, textOrNull } from '../../config-parts.ts';
import { defineNode, OUT, type EvaluatedValue } from '../../define-node.ts';

const TONES = { info: ['一般', 'Plain'], success: ['成了（绿）', 'Done (green)'], warning: ['留意（黄）', 'Look (amber)'], refused: ['不行（红）', 'Refused (red)'] } as const;

const FigureSchema = Type.Object(
  {
    title: text('名称', 'Label'),
    value: feel('值', 'Value'),
    unit: Type.Optional(choice({ number: ['数', 'Number'], yuan: ['元', 'Yuan'], percent: ['%', '%'], days: ['天', 'Days'], count: ['件', 'Items'] }, '单位', 'Unit')),
  },
  closed,
);

const shownFigures = Type.Array(rowSchema({ title: Type.String(), value: anything, unit: textOrNull }));

/** What the person sees at the end. Output: `{title, text, tone, explain, figures, facts}`, figures and facts as `{title, value, unit}`; texts stay references until read. */
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
      title: Type.Optional(text('标题', 'Headline')),
      text: text('正文', 'Text'),
      tone: Type.Optional(choice(TONES, '语气', 'Tone')),
      tones: Type.Optional(
        Type.Array(Type.Object({ when: condition('条件', 'When'), tone: choice(TONES, '语气', 'Tone') }, closed), {
          maxItems: 12,
          ...label('按条件的语气', 'Tone by condition', '第一个成立的优先于“语气”', 'The first that holds wins over "Tone"'),
        }),
      ),
      explain: Type.Optional(Type.Array(Type.String({ ...NameSchema, format: 'node' }), { maxItems: 20, ...label('说明哪些步骤', 'Explain') })),
      explainOnly: Type.Optional(feel('只说明其中哪些', 'Only these of them', '步骤名称的列表；不填就全部说明', 'A list of node names; left out: all of them')),
      figures: Type.Optional(Type.Array(FigureSchema, { maxItems: 12, ...label('数字', 'Figures', '大字显示，例如节省多少元', 'Shown large, such as the money saved') })),
      facts: Type.Optional(Type.Array(FigureSchema, { maxItems: 20, ...label('事实', 'Facts', '小字列出，例如谁决定的、什么时候', 'Listed small, such as who decided and when') })),
    },
    closed,
  ),
  example: { text: '已办结', explain: [], figures: [{ title: '天数', value: '3', unit: 'days' }] },
  output: rowSchema({
    title: textOrNull,
    text: Type.String(),
    tone: Type.String(),
    explain: Type.Array(Type.String()),
    figures: shownFigures,
    facts: shownFigures,
  }),
  ports: [OUT],
  fact: (config) => ({ 'zh-CN': `说明 ${config.explain?.length ?? 0} 步`, en: `explains ${config.explain?.length ?? 0} steps` }),
  effect: 'pure',
  run: ({ config, input }) => ({
    output: {
      title: config.title ?? null,
      text: config.text,
      tone: settledTone(config, input['tones']),
      explain: explained(config.explain ?? [], input['explainOnly']),
      figures: shown(config.figures, input['figures']),
      facts: shown(config.facts, input['facts']),
    },
  }),
});

/** A formula that gives no list leaves all: rather one reason too many than none. */
function explained(nodes: readonly string[], only: EvaluatedValue | undefined): readonly string[] {
  return Array.isArray(only) ? nodes.filter((node) => (only as readonly Json[]).includes(node)) : nodes;
}

type Parts = readonly Readonly<Record<string, EvaluatedValue>>[];

function settledTone(config: { readonly tone?: string; readonly tones?: readonly { readonly tone: string }[] }, evaluated: EvaluatedValue | undefined): string {
  const parts = (evaluated ?? []) as Parts;
  return config.tones?.find((_tone, index) => parts[index]?.['when'] === true)?.tone ?? config.tone ?? 'info';
}

function shown(figures: readonly Static<typeof FigureSchema>[] | undefined, evaluated: EvaluatedValue | undefined): readonly JsonObject[] {
  const parts = (evaluated ?? []) as Parts;
  return (figures ?? []).map(({ title, unit }, index) => ({ title, value: (parts[index]?.['value'] ?? null) as Json, unit: unit ?? null }));
}
