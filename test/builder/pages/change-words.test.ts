import { describe, expect, it } from 'vitest';
import type { ConfigSchema } from '../../../builder/src/designer/panel/entry.ts';
import { changeWords, type WordsDesk } from '../../../builder/src/designer/pages/versions/change-words.ts';
import { compareScenarios } from '../../../builder/src/designer/pages/versions/compare.ts';
import { humanForm } from '../../../runtime/nodes/built-in/human/form.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';

const plate = { id: 'plate', type: 'string' };
const rows = { id: 'rows', type: 'list', widget: 'table', columns: [{ id: 'name', type: 'string' }, { id: 'price', type: 'decimal', title: '单价' }] };
const TEXTS = { ask: { 'zh-CN': '填写' }, 'ask.plate': { 'zh-CN': '车牌号', en: 'Number plate' }, hint: { 'zh-CN': '六位' } };

function scenario(config: object, more: object = {}): Scenario {
  return { format: 1, id: 'a', title: 'A', purpose: 'P', parameters: {}, texts: TEXTS, layout: {}, flows: { main: { nodes: { ask: { type: 'human.form', config }, end: { type: 'output.page', title: '结果', config: {} } }, edges: {} } }, ...more } as unknown as Scenario;
}

function told(before: Scenario, after: Scenario, locale: Locale = 'zh-CN') {
  const desk: WordsDesk = { before, after, locale, schemaOf: (type) => (type === 'human.form' ? (humanForm.config as unknown as ConfigSchema) : undefined) };
  return compareScenarios(before, after).flatMap((group) => group.changes.map((change) => {
    const words = changeWords(group, change, desk);
    return [words.place, words.before, words.after];
  }));
}

describe('words of a change', () => {
  it('name the question and the property, and say values as the form editor does', () => {
    const after = { fields: [{ ...plate, type: 'integer', widget: 'scan', optional: true, hint: '@hint', enum: ['a', 'b'] }] };
    expect(told(scenario({ fields: [plate] }), scenario(after))).toEqual([
      ['问题 › 车牌号 › 类型', '文字', '整数'],
      ['问题 › 车牌号 › 样式', undefined, '扫码'],
      ['问题 › 车牌号 › 可以不填', undefined, '是'],
      ['问题 › 车牌号 › 提示', undefined, '六位'],
      ['问题 › 车牌号 › 固定选项', undefined, 'a、b'],
    ]);
    expect(told(scenario({ fields: [plate] }), scenario({ fields: [{ ...plate, optional: true }] }), 'en')).toEqual([['Questions › Number plate › May stay empty', undefined, 'yes']]);
  });

  it('say a question that went in one line, and name the columns inside another', () => {
    const fewer = { ...rows, columns: [{ id: 'price', type: 'number', title: '单价' }] };
    expect(told(scenario({ fields: [plate, rows] }), scenario({ fields: [fewer] }))).toEqual([
      ['问题 › 车牌号', '名称：plate；类型：文字', undefined],
      ['问题 › rows › 列 › name', '名称：name；类型：文字', undefined],
      ['问题 › rows › 列 › 单价 › 类型', '金额、小数', '数字'],
    ]);
  });

  it('name texts by whom they belong to, and edges by the titles of both nodes', () => {
    const hinted = (hint: string) => scenario({ fields: [plate] }, { texts: { ...TEXTS, 'ask.plate.hint': { 'zh-CN': hint } } });
    const edged = hinted('七位');
    const { main } = edged.flows;
    const after = { ...edged, flows: { main: { ...main, edges: { e1: ['ask.yes', 'end'] } } } } as unknown as Scenario;
    expect(told(hinted('六位'), after)).toEqual([['车牌号 › 提示 › 中文', '六位', '七位'], ['e1', undefined, '填写 · yes → 结果']]);
  });

  it('keep what has no words as it is written', () => {
    const values = (value: number) => ({ parameters: { fee: { title: '费用', type: 'integer', values: [{ from: '2026-01-01', value: 1 }, { key: '杭州', from: null, value }] } } });
    expect(told(scenario({ fields: [] }, values(2)), scenario({ fields: [] }, values(3)))).toEqual([['费用 › values › 杭州 › value', '2', '3']]);
  });
});
