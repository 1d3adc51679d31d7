import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../runtime/schema/explanation.ts';
import { reasonOf } from '../../../server/services/reasons/reason.ts';
import { switchReasons } from '../../../server/services/reasons/switch.ts';
import { sourceOf } from './reason-kit.ts';

describe('a score, as it is read aloud', () => {
  const config = { factors: [{ id: 'age', expr: 'age', title: '年龄（岁）', bands: [] }, { id: 'tax', expr: 'tax', title: '税收', weight: 2 }, { id: 'home', expr: 'home', title: '本地户籍', bands: [] }] };
  const explanation: Explanation = { kind: 'score', total: 12.345, parts: [{ id: 'age', points: 5, value: 66, test: '>= 60' }, { id: 'tax', points: 7.345, value: 3.6725, test: '' }, { id: 'home', points: 0, value: null, test: 'null' }] };

  it('says the total and what each factor gave', () => {
    const source = sourceOf(config, {}, 'rule.scorecard');
    expect(reasonOf({ ...source, locale: 'zh-CN' }, 'main', 'judged', explanation)?.told).toEqual(['总分 12.35 分。', '其中：年龄 66 岁（不少于 60 岁），得 5 分；税收 7.35 分；本地户籍缺值，得 0 分。']);
    expect(reasonOf({ ...source, locale: 'en' }, 'main', 'judged', explanation)?.told).toEqual(['The score is 12.35.', 'Made up of: 年龄 66 years (is at least 60 years): 5; 税收: 7.35; 本地户籍 is missing: 0.']);
  });

  it('says which factor is missing when there is no score', () => {
    const source = sourceOf(config, {}, 'rule.scorecard');
    const flows = { '': { flow: 'main', start: 'a', input: {}, round: 1, nodes: { judged: { status: 'done', output: { total: null, incomplete: ['home'] }, round: 1, at: '' } }, resets: {} } } as unknown as typeof source.state.flows;
    expect(reasonOf({ ...source, state: { ...source.state, flows }, locale: 'zh-CN' }, 'main', 'judged', explanation)?.sentence).toBe('缺少“本地户籍”，不能评分。');
  });
});

describe('a switch, as it is read aloud', () => {
  const config = { cases: [{ port: 'large', when: 'form.amount > param.limit', title: '大额' }, { port: 'urgent', when: 'form.kind = "u"' }], else: 'other' };
  const around = {
    texts: { 'judged.other': { 'zh-CN': '普通件', en: 'ordinary' }, 'form.kind.u': { 'zh-CN': '急件', en: 'urgent' }, 'form.kind.n': { 'zh-CN': '平件', en: 'normal' } },
    parameters: { limit: { type: 'integer' as const, unit: '元', title: '限额', values: [{ from: null, value: 500 }] } },
    nodes: { form: { type: 'start.form', config: { fields: [{ id: 'amount', type: 'integer', title: '金额（元）' }, { id: 'kind', type: 'string', title: '急缓' }] } } },
  };
  const told = (ports: readonly string[], form: object, locale: 'zh-CN' | 'en') => {
    const source = sourceOf(config, around, 'flow.switch');
    const node = (output: unknown) => ({ status: 'done', output, round: 1, at: '' });
    const flows = { '': { flow: 'main', start: 'form', input: {}, round: 1, nodes: { form: node(form), judged: node({ port: ports[0], ports }) }, resets: {} } } as unknown as typeof source.state.flows;
    return switchReasons({ ...source, state: { ...source.state, flows }, locale }, 'main')[0]?.told;
  };

  it.each([
    [['large'], { amount: 800, kind: 'n' }, '因为金额大于 500 元（实际：金额 800 元），走“大额”。', 'It goes to “大额”, because 金额 is more than 500 yuan (金额 800 yuan).'],
    [['urgent'], { amount: 8, kind: 'u' }, '因为急缓是急件，走“第 2 个出口”。', 'It goes to “way 2”, because 急缓 is urgent.'],
    [['other'], { amount: 8, kind: 'n' }, '各个条件都不成立，走“普通件”。', 'None of the conditions holds, so it goes to “ordinary”.'],
  ])('%j: the condition and the values it looked at', (ports, form, zh, en) => {
    expect([told(ports, form, 'zh-CN'), told(ports, form, 'en')]).toEqual([[zh], [en]]);
  });
});
