import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../runtime/language/compile.ts';
import type { PortalField, PortalForm } from '../../../server/api/portal.ts';
import { offeredFor, toggled } from '../../../builder/src/portal/form/chosen.ts';
import type { ChosenEntry, Entry } from '../../../builder/src/portal/form/entry-kinds.ts';
import { firstEntries } from '../../../builder/src/portal/form/entry.ts';
import { flawWords } from '../../../builder/src/portal/form/flaw-words.ts';
import { createEvaluate } from '../../../builder/src/portal/form/formula.ts';
import { capitalsOf } from '../../../builder/src/portal/form/capitals.ts';
import { shownAnswer } from '../../../builder/src/portal/form/shown-answer.ts';
import { readForm, validateForm } from '../../../builder/src/portal/form/validate.ts';

const ir = (source: string) => compileExpression(source, { names: { form: { kind: 'any' }, row: { kind: 'any' } } }).ir;
const formOf = (...fields: readonly (Partial<PortalField> & { readonly id: string })[]): PortalForm => ({ title: '', facts: [], outcomes: [], scope: {}, schema: {}, fields: fields.map((field) => ({ type: 'string', title: field.id, optional: false, ...field })) });
const judge = (form: PortalForm, entries: Record<string, Entry>) => validateForm(form, { ...firstEntries(form.fields), ...entries }, createEvaluate(form));
const said = (form: PortalForm, entries: Record<string, Entry>) => judge(form, entries).flaws.map(({ field, flaw }) => flawWords(form.fields.find(({ id }) => id === field) as PortalField, flaw, 'zh-CN'));

const TABLE = formOf(
  { id: '明细', type: 'list', widget: 'table', max: 3, columns: [{ id: 'name', type: 'string', title: '品名', optional: false }, { id: 'count', type: 'integer', title: '数量', optional: false, min: 1, sum: true }, { id: 'price', type: 'decimal', title: '单价', optional: true }, { id: 'total', type: 'decimal', title: '金额', optional: false, sum: true, compute: ir('row.count * row.price') }] },
  { id: '合计', type: 'decimal', compute: ir('sum(form.明细.total)') },
);
const rows = (...cells: readonly Readonly<Record<string, string>>[]): Entry => ({ rows: cells.map((one, key) => ({ key, cells: one })) });

describe('a table', () => {
  it('is summed and computed while it is filled in; blank rows count for nothing; computed cells are not sent', () => {
    const entries = { 明细: rows({ name: '钉', count: '３', price: '0.10' }, {}, { name: '板', count: '2', price: '1,000' }) };
    const { answer, flaws, answers } = judge(TABLE, entries);
    expect([flaws, answer]).toEqual([[], { 明细: [{ name: '钉', count: 3, price: '0.10' }, { name: '板', count: 2, price: '1000' }] }]);
    expect(answers['合计']).toBe('2000.3');
    expect(shownAnswer(TABLE.fields[0] as PortalField, entries.明细, 'zh-CN', answers['明细'])).toBe('1. 品名 钉，数量 3，单价 0.10，金额 0.3；2. 品名 板，数量 2，单价 1000，金额 2000；数量合计 5；金额合计 2000.3');
  });
  it('tells the first wrong cell by row and column', () => {
    expect(said(TABLE, { 明细: rows({ name: '钉', count: '1' }, { count: 'x' }) })).toEqual(['“明细”第 2 行：请填“品名”，另有 1 处']);
    expect(said(TABLE, { 明细: rows({}) })).toEqual(['请在“明细”加一行']);
    expect(said(TABLE, { 明细: rows({ name: 'a', count: '0' }) })).toEqual(['“明细”第 1 行：“数量”不能小于 1']);
  });
  it('forgets the draft of a table that has changed its shape', () => {
    expect(firstEntries(TABLE.fields, { 明细: 'x', 合计: 3 })).toEqual({ 明细: { rows: [] }, 合计: '' });
    expect(firstEntries(TABLE.fields, { 明细: { rows: [{ key: 1, cells: { gone: '1' } }] } })['明细']).toEqual({ rows: [{ key: 1, cells: { gone: '1' } }] });
    expect(said(TABLE, { 明细: rows({ gone: '1' }) })).toEqual(['请在“明细”加一行']);
  });
});

describe('several choices', () => {
  const choices = [{ value: 'a', label: '甲' }, { value: 'b', label: '乙' }, { value: 'c', label: '丙' }];
  const form = formOf({ id: 'k', type: 'list', widget: 'checks', choices, min: 2, max: 2 });
  const field = form.fields[0] as PortalField;
  const entry = (...values: readonly string[]) => values.reduce((held, value) => toggled(field, held, { value, label: choices.find((one) => one.value === value)?.label ?? value }), { chosen: [] } as ChosenEntry);
  it('are kept in the order in which they are offered, and read as words', () => {
    expect(judge(form, { k: entry('c', 'a') }).answer).toEqual({ k: ['a', 'c'] });
    expect(shownAnswer(field, entry('c', 'a'), 'zh-CN')).toBe('甲、丙');
    expect(entry('c', 'a', 'c')).toEqual(entry('a'));
    expect(firstEntries([{ ...field, value: ['b', 'gone'] }])).toEqual({ k: { chosen: [{ value: 'b', label: '乙' }, { value: 'gone', label: 'gone' }] } });
    expect(firstEntries(formOf({ id: 'k', type: 'list', widget: 'checks', lookup: true, value: ['33', '34'], valueLabels: ['浙江', '安徽'] }).fields)).toEqual({ k: { chosen: [{ value: '33', label: '浙江' }, { value: '34', label: '安徽' }] } });
  });
  it('say how many are wanted', () => {
    expect([said(form, { k: entry() }), said(form, { k: entry('a') }), said(form, { k: entry('a', 'b', 'c') })]).toEqual([['请选“k”'], ['“k”至少选 2 项'], ['“k”最多选 2 项']]);
  });
  it('that a draft kept and nobody offers any more are asked again, and stay on show until they are unticked', () => {
    const kept: ChosenEntry = { chosen: [{ value: 'gone', label: '旧' }, { value: 'a', label: '甲' }] };
    expect(said(form, { k: kept })[0]).toContain('现在不在列表里');
    expect(toggled(field, kept, { value: 'b', label: '乙' }).chosen.map(({ label }) => label)).toEqual(['甲', '乙', '旧']);
    expect(offeredFor(field, kept).map(({ label }) => label)).toEqual(['甲', '乙', '丙', '旧']);
    expect(toggled(field, kept, { value: 'gone', label: '旧' })).toEqual(entry('a'));
    expect(firstEntries(form.fields, { k: '"a"' })).toEqual({ k: { chosen: [] } });
  });
});

describe('conditions', () => {
  it('a question becomes required by another answer, and says so', () => {
    const form = formOf({ id: 'a', type: 'boolean', optional: true }, { id: 'b', optional: true, required: ir('form.a') });
    expect(said(form, { a: false })).toEqual([]);
    expect(said(form, { a: true })).toEqual(['请填“b”']);
    expect(readForm(form, { a: true, b: '' }, createEvaluate(form)).shown.map(({ optional }) => optional)).toEqual([true, false]);
  });
  it('what is computed of a hidden answer is computed of nothing', () => {
    const form = formOf({ id: 'a', type: 'boolean', optional: true }, { id: 'b', type: 'integer', optional: true, visible: ir('form.a') }, { id: 'c', type: 'integer', compute: ir('if form.b = null then 0 else form.b + 1') });
    expect(judge(form, { a: true, b: '4' }).answers['c']).toBe(5);
    expect(judge(form, { a: false, b: '4' }).answers['c']).toBe(0);
  });
  it('a limit may be counted from today', () => {
    const form = formOf({ id: 'd', type: 'date', max: 'today' });
    const in3000: Entry = { y: '3000', m: '1', d: '1' };
    expect(said(form, { d: in3000 })[0]).toMatch(/^“d”不能晚于 \d{4}年/);
    expect(said(form, { d: { y: '2020', m: '1', d: '1' } })).toEqual([]);
  });
});

describe('places', () => {
  const place = formOf({ id: 'p', type: 'context', widget: 'region', depth: 'county' });
  it('a region must be chosen down to the level that is asked', () => {
    expect(said(place, { p: { path: [], whole: false } })).toEqual(['请选“p”']);
    expect(said(place, { p: { path: [{ code: '33', name: '浙江省' }], whole: false } })).toEqual(['“p”还要选到下一级']);
    expect(judge(place, { p: { path: [{ code: '33', name: '浙江省' }, { code: '3301', name: '杭州市' }, { code: '330106', name: '西湖区' }], whole: true } }).answer).toEqual({ p: { code: '330106', name: '浙江省杭州市西湖区' } });
  });
  it('a location has a name and a whole point or none', () => {
    const form = formOf({ id: 'l', type: 'context', widget: 'location' });
    expect(judge(form, { l: { place: '断桥', lng: '１２０.15', lat: '30.26', accuracy: 8 } }).answer).toEqual({ l: { name: '断桥', lng: 120.15, lat: 30.26, accuracy: 8 } });
    expect(said(form, { l: { place: '断桥', lng: '120', lat: '' } })[0]).toContain('两个都要写');
    expect(said(form, { l: { place: '断桥', lng: '999', lat: '1' } })[0]).toContain('-180 到 180');
    expect(said(form, { l: { place: '', lng: '120', lat: '30' } })[0]).toContain('什么地方');
  });
});

describe('amounts and long text', () => {
  it.each([['1680.32', '壹仟陆佰捌拾元叁角贰分'], ['１００', '壹佰元整'], ['1,000元', '壹仟元整'], ['abc', undefined], ['', undefined]])('%s in capitals', (typed, words) => {
    expect(capitalsOf(typed)).toBe(words);
  });
  it('10,000 characters with emoji, right-to-left and full-width signs are counted as people count', () => {
    const text = '表👍🏽 مرحبا　ＡＢＣ１'.repeat(700);
    const length = Array.from(text.trim()).length;
    expect(judge(formOf({ id: 't', maxLength: length }), { t: text }).answer).toEqual({ t: text.trim() });
    expect(said(formOf({ id: 't', maxLength: 9 }), { t: text })).toEqual([`“t”最多 9 个字，现在 ${length} 个`]);
  });
  it('300 questions, a third of them with conditions, are judged within a frame', () => {
    const form = formOf(...Array.from({ length: 300 }, (_, index) => ({ id: `f${index}`, type: index % 3 === 0 ? 'integer' : 'string', optional: true, ...(index % 3 === 1 ? { visible: ir(`form.f${index - 1} = null or form.f${index - 1} > 0`) } : {}) })));
    const entries = { ...firstEntries(form.fields), f0: '1' };
    const evaluate = createEvaluate(form);
    readForm(form, entries, evaluate);
    const times = Array.from({ length: 15 }, () => {
      const from = performance.now();
      readForm(form, entries, evaluate);
      return performance.now() - from;
    }).sort((a, b) => a - b);
    expect(times[7]).toBeLessThan(50);
  });
});
