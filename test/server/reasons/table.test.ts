import * as fc from 'fast-check';
import { Type, type TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { reasonsOfTable, type Around } from './reason-kit.ts';

const oneCell = (title: string, cell: string): TableConfig => ({ hitPolicy: 'FIRST', inputs: [{ id: 'x', expr: 'form.x', title }], outputs: [{ id: 'y', type: 'string' }], rules: [{ id: 'R1', when: { x: cell }, then: { y: '"可以互认"' } }, { id: 'R2', when: {}, then: { y: '"不提示"' } }] });
const date = Type.String({ format: 'date' });
const around: Around = {
  texts: { 'judged.x.final': { 'zh-CN': '已审核', en: 'final' }, 'judged.x.amended': { 'zh-CN': '已修订', en: 'amended' } },
  parameters: { limit: { type: 'integer', unit: '天', values: [{ from: null, to: '2021-12-31', value: 60 }, { from: '2022-01-01', value: 30 }] } },
  nodes: { form: { type: 'start.form', config: { fields: [{ id: 'x', type: 'string' }] } } },
};

function because(title: string, cell: string, x: Json, schema: TSchema = {}): readonly (string | undefined)[] {
  const names = { form: Type.Object({ x: schema }), param: Type.Object({ limit: Type.Number() }) };
  const { zh, en } = reasonsOfTable(oneCell(title, cell), { form: { x }, param: { limit: 30 } }, { ...around, names });
  return [zh.told[0], en.told[0]];
}

describe('the rule that hit, as it is read aloud', () => {
  it.each<[string, string, string, Json, string, string]>([
    ['a comparison with its unit', '距今（天）', '<= 30', 15, '因第 1 条：距今不超过 30 天（实际 15 天）。', 'Because of rule 1: 距今 is at most 30 days (it is 15 days).'],
    ['a range', 'Age (years)', '[18..60)', 20, '因第 1 条：Age 不少于 18 years，且小于 60 years（实际 20 years）。', 'Because of rule 1: Age is at least 18 years and less than 60 years (it is 20 years).'],
    ['a parameter of the day', '距今（天）', '<= param.limit', 15, '因第 1 条：距今不超过 30 天（实际 15 天）。', 'Because of rule 1: 距今 is at most 30 days (it is 15 days).'],
    ['a code by its label', '报告状态', '"final"', 'final', '因第 1 条：报告状态是已审核。', 'Because of rule 1: 报告状态 is final.'],
    ['a list of codes', '报告状态', '"final","amended"', 'amended', '因第 1 条：报告状态是已审核或已修订（实际已修订）。', 'Because of rule 1: 报告状态 is final or amended (it is amended).'],
    ['not', '报告状态', 'not("draft","final")', 'amended', '因第 1 条：报告状态不是 draft、已审核（实际已修订）。', 'Because of rule 1: 报告状态 is none of draft, final (it is amended).'],
    ['a fact that holds', '有浙江HR标志', 'true', true, '因第 1 条：有浙江HR标志。', 'Because of rule 1: 有浙江HR标志: yes.'],
    ['a fact that does not hold', '超过有效期', 'false', false, '因第 1 条：“超过有效期”不成立。', 'Because of rule 1: 超过有效期: no.'],
    ['a truth value with another name', 'HR 标识与质控', 'true', true, '因第 1 条：HR 标识与质控：是。', 'Because of rule 1: HR 标识与质控: yes.'],
    ['an alternative', '温度', '< 3, > 10', 12, '因第 1 条：温度小于 3，或大于 10（实际 12）。', 'Because of rule 1: 温度 is less than 3, or is more than 10 (it is 12).'],
    ['a text test', '编号', 'starts with(?, "ZJ")', 'ZJ01', '因第 1 条：编号的开头是 ZJ（实际 ZJ01）。', 'Because of rule 1: 编号 begins with ZJ (it is ZJ01).'],
    ['a formula without words', '编号', 'string length(?) = 4', 'ZJ01', '因第 1 条：编号满足“string length(?) = 4”（实际 ZJ01）。', 'Because of rule 1: 编号 meets “string length(?) = 4” (it is ZJ01).'],
  ])('%s', (_what, title, cell, x, zh, en) => {
    expect(because(title, cell, x)).toEqual([zh, en]);
  });

  it.each<[string, string, number, string, string]>([
    ['more than the code of nothing', '> 0', 1, '因第 1 条：例外不是没有例外（实际急诊）。', 'Because of rule 1: 例外 is not none (it is an emergency).'],
    ['a range that only one code is in', '[2..9]', 2, '因第 1 条：例外是手术前（实际手术前）。', 'Because of rule 1: 例外 is before surgery (it is before surgery).'],
  ])('codes are not measured: %s', (_what, cell, x, zh, en) => {
    const texts: Around['texts'] = { 'judged.x.0': { 'zh-CN': '没有例外', en: 'none' }, 'judged.x.1': { 'zh-CN': '急诊', en: 'an emergency' }, 'judged.x.2': { 'zh-CN': '手术前', en: 'before surgery' } };
    const told = reasonsOfTable(oneCell('例外', cell), { form: { x } }, { ...around, texts });
    expect([told.zh.told[0], told.en.told[0]]).toEqual([zh, en]);
  });

  it('says days and durations in plain words', () => {
    expect(because('检查日期', '<= date("2022-01-05")', '2022-01-05', date)).toEqual(['因第 1 条：检查日期不晚于 2022年1月5日（实际 2022年1月5日）。', 'Because of rule 1: 检查日期 is on or before 5 January 2022 (it is 5 January 2022).']);
    expect(because('停留', '> @"PT4H30M"', 'P1DT2H', Type.String({ format: 'duration' }))).toEqual(['因第 1 条：停留大于 4 小时 30 分钟（实际 1 天 2 小时）。', 'Because of rule 1: 停留 is more than 4 hours 30 minutes (it is 1 day 2 hours).']);
  });
});

const scored: TableConfig = {
  hitPolicy: 'FIRST',
  inputs: [{ id: 'age', expr: 'age', title: '检查距今（天）' }, { id: 'status', expr: 'status', title: '报告状态' }, { id: 'same', expr: 'same', title: '同一部位' }],
  outputs: [{ id: 'class', type: 'string', title: '处理' }, { id: 'saved', type: 'number', title: '节省（元）' }],
  rules: [
    { id: 'R1', when: { same: 'false' }, then: { class: '"none"', saved: '0' } },
    { id: 'R2', when: { age: '<= 30', status: '"final"', same: 'true' }, then: { class: '"prompt"', saved: '180' }, basis: ['six', 'made'] },
    { id: 'R3', when: { age: '> 90' }, then: { class: '"none"', saved: '0' } },
    { id: 'R4', when: {}, then: { class: '"none"', saved: '0' } },
  ],
  incomplete: { class: '"none"' },
};
const bases: Around['bases'] = { six: { title: '《互认办法》', article: '第六条', level: 'national' }, made: { title: '有效期 30 天', level: 'invented' } };
const texts: Around['texts'] = { 'judged.class.prompt': { 'zh-CN': '可以互认', en: 'can be recognised' }, 'judged.class.none': { 'zh-CN': '不提示', en: 'no prompt' }, 'judged.status.final': { 'zh-CN': '已审核', en: 'final' }, 'judged.status.draft': { 'zh-CN': '草稿', en: 'a draft' } };

describe('the whole reason', () => {
  it('says the conditions with their values, the result and the ground', () => {
    const { zh, en } = reasonsOfTable(scored, { age: 15, status: 'final', same: true }, { bases, texts });
    expect(zh.told).toEqual(['因第 2 条：检查距今不超过 30 天（实际 15 天）、报告状态是已审核、同一部位。', '结论：处理为“可以互认”，节省 180 元。', '依据：《互认办法》第六条；有效期 30 天（示例设定，不是真实规定）。']);
    expect(en.told).toEqual(['Because of rule 2: 检查距今 is at most 30 days (it is 15 days); 报告状态 is final; 同一部位: yes.', 'Result: 处理: can be recognised, 节省: 180 yuan.', 'Basis: 《互认办法》, 第六条; 有效期 30 天 (An assumption of the example, not a real rule).']);
  });

  it('says what was nearly so, by how much, and what was not so at all', () => {
    const { zh, en } = reasonsOfTable(scored, { age: 45, status: 'final', same: true }, { bases, texts });
    expect(zh.told[0]).toBe('前面各条都不适用，按第 4 条办理。');
    expect(zh.nearMisses.map(({ sentence }) => sentence)).toEqual(['只差这一项：第 2 条要求检查距今不超过 30 天，实际 45 天。', '只差这一项：第 3 条要求检查距今大于 90 天，实际 45 天。', '没有用上第 1 条：它要求同一部位为“否”，实际为“是”。']);
    expect(en.nearMisses[0]?.sentence).toBe('One condition short: rule 2 needs “检查距今” to be at most 30 days, but it is 45 days.');
    expect(reasonsOfTable(scored, { age: 15, status: 'draft', same: true }, { bases, texts }).zh.nearMisses[0]?.sentence).toBe('没有用上第 2 条：它要求报告状态是已审核，实际是草稿。');
  });

  it('names the value that is missing, and what follows from it', () => {
    const { zh, en } = reasonsOfTable(scored, { age: null, status: 'final', same: true }, { bases, texts });
    expect(zh.told).toEqual(['缺少“检查距今”，不能判断。', '缺值时按这个结论办理：不提示。']);
    expect(en.told).toEqual(['It cannot be decided, because “检查距今” is not known.', 'What counts then: no prompt.']);
  });

  it('says that no rule applies, and the default', () => {
    const config: TableConfig = { hitPolicy: 'UNIQUE', inputs: [{ id: 'x', expr: 'x' }], outputs: [{ id: 'y', type: 'string', title: '等级', default: '"C"' }], rules: [{ id: 'R1', when: { x: '> 10' }, then: { y: '"A"' } }] };
    const { zh, en } = reasonsOfTable(config, { x: 9 });
    expect([zh.told, zh.nearMisses[0]?.sentence]).toEqual([['1 条规则都不适用。', '都不适用时按这个结论办理：C。'], '只差这一项：第 1 条要求 x 大于 10，实际 9。']);
    expect(en.told).toEqual(['The one rule does not apply.', 'What counts by default: C.']);
  });

  it('says every rule of a table that collects, each with its own conditions', () => {
    const config: TableConfig = { hitPolicy: 'COLLECT', inputs: [{ id: 'x', expr: 'x', title: '分数' }], outputs: [{ id: 'y', type: 'string', title: '标记' }], rules: [{ id: 'R1', when: { x: '> 3' }, then: { y: '"a"' } }, { id: 'R2', when: { x: '> 30' }, then: { y: '"b"' } }, { id: 'R3', when: { x: '[1..9]' }, then: { y: '"c"' } }] };
    expect(reasonsOfTable(config, { x: 5 }).zh.told).toEqual(['同时适用 2 条：第 1 条、第 3 条。', '因第 1 条：分数大于 3（实际 5）。', '因第 3 条：分数在 1 到 9 之间（含两端，实际 5）。']);
    expect(reasonsOfTable({ ...config, aggregator: 'COUNT' }, { x: 5 }).zh.told.at(-1)).toBe('结论：标记 2。');
  });

  it('does not say the word for a result twice', () => {
    const config: TableConfig = { hitPolicy: 'FIRST', inputs: [{ id: 'x', expr: 'x' }], outputs: [{ id: 'y', type: 'string', title: '结论' }, { id: 'note', type: 'string', title: '说明' }], rules: [{ id: 'R1', when: {}, then: { y: '"全额"', note: '"当场办理"' } }] };
    const { zh, en } = reasonsOfTable(config, { x: 1 });
    expect([zh.told.at(-1), en.told.at(-1)]).toEqual(['结论：全额，说明为“当场办理”。', 'Result: 全额, 说明: 当场办理.']);
  });

  it('says which of a list counts', () => {
    const config: TableConfig = { ...oneCell('分数', '> 3'), each: 'rows', as: 'r', inputs: [{ id: 'x', expr: 'r.x', title: '分数' }], outputs: [{ id: 'y', type: 'string', enum: ['可以互认', '不提示'] }], pick: { by: 'y' } };
    expect(reasonsOfTable(config, { rows: [{ x: 1 }, { x: 5 }] }).zh.told).toEqual(['一共看了 2 项，采用第 2 项。', '因第 1 条：分数大于 3（实际 5）。', '结论：可以互认。']);
    expect(reasonsOfTable(config, { rows: [] }).en.told).toEqual(['There was nothing to judge.']);
  });

  it('lets the designer say it in words of the scenario, with codes by their labels', () => {
    const own = { ...texts, 'judged.R2': { 'zh-CN': '报告{status}，{age} 天内，{class}', en: 'Report {status}, {age} days, {class}' } };
    const { zh, en } = reasonsOfTable(scored, { age: 15, status: 'final', same: true }, { bases, texts: own });
    expect([zh.sentence, en.sentence]).toEqual(['报告已审核，15 天内，可以互认', 'Report final, 15 days, can be recognised']);
  });
});

describe('any cell and any value', () => {
  const cell = fc.oneof(fc.constantFrom('-', 'null', 'not(null)', 'true', '"a","b"', 'not("a")', 'starts with(?, "a")', 'string length(?) > 2', '? = 3 or ? > 7', 'param.limit', '@"P1Y2M"', '< date("2024-02-29")'), fc.tuple(fc.constantFrom('<', '<=', '>', '>='), fc.double({ min: -1e6, max: 1e6, noNaN: true })).map(([sign, n]) => `${sign} ${n.toFixed(2)}`), fc.tuple(fc.integer(), fc.nat(99)).map(([low, more]) => `[${low}..${low + more})`));
  const value = fc.oneof(fc.integer(), fc.constantFrom<Json>(null, true, 'a', 'abc', '2024-02-28', 'P2Y', 'PT36H'), fc.double({ noNaN: true, noDefaultInfinity: true }));

  it('is told in whole sentences of the language, with nothing of the machinery in them', () => {
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), value, (cells, x) => {
      const config: TableConfig = { hitPolicy: 'FIRST', inputs: [{ id: 'x', expr: 'form.x', title: '数值（天）', nullable: true }], outputs: [{ id: 'y', type: 'string' }], rules: cells.map((when, index) => ({ id: `R${index}`, when: { x: when }, then: { y: '"可以互认"' } })) };
      const { zh, en } = reasonsOfTable(config, { form: { x }, param: { limit: 30 } }, around);
      for (const sentence of [...zh.told, ...zh.nearMisses.map((miss) => miss.sentence)]) expect(sentence).toMatch(/^(?!.*(?:undefined|null|NaN|\[object|@")).+。$/);
      for (const sentence of [...en.told, ...en.nearMisses.map((miss) => miss.sentence)]) expect(sentence).toMatch(/^(?!.*(?:undefined|null|NaN|\[object|@")).+\.$/);
    }), { seed: 20_261_128, numRuns: 400 });
  });
});
