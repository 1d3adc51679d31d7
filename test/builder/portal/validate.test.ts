import { describe, expect, it } from 'vitest';
import type { PortalField, PortalForm } from '../../../server/api/portal.ts';
import { firstEntries, type Entry } from '../../../builder/src/portal/form/entry.ts';
import { createEvaluate } from '../../../builder/src/portal/form/formula.ts';
import { flawWords } from '../../../builder/src/portal/form/flaw-words.ts';
import { outcomeState } from '../../../builder/src/portal/form/outcome-needs.ts';
import { serverFlaws } from '../../../builder/src/portal/form/server-flaws.ts';
import { validateForm } from '../../../builder/src/portal/form/validate.ts';
import { decideForm, ir, startForm } from '../../support/fake-portal/forms.ts';

const field = (over: Partial<PortalField>): PortalField => ({ id: 'x', type: 'string', title: '事由', optional: false, ...over });
const form = (over: Partial<PortalField>): PortalForm => ({ title: '', fields: [field(over)], facts: [], outcomes: [], scope: {}, schema: {} });
const judge = (one: PortalForm, entries: Record<string, Entry>) => validateForm(one, { ...firstEntries(one.fields), ...entries }, createEvaluate(one));
const words = (over: Partial<PortalField>, entry: Entry) => judge(form(over), { x: entry }).flaws.map(({ flaw }) => flawWords(field(over), flaw, 'zh-CN'));

describe('an entry that cannot be accepted says what to do', () => {
  it.each<[string, Partial<PortalField>, Entry, string]>([
    ['empty text', {}, ' ', '请填“事由”'],
    ['empty choice', { choices: [{ value: 1, label: '一' }] }, '', '请选“事由”'],
    ['unopened report', { type: 'boolean', widget: 'open' }, false, '请先打开“事由”'],
    ['letters for a number', { type: 'number' }, '12a', '“事由”要写成数字，例如 12.5'],
    ['fraction for an integer', { type: 'integer' }, '1.5', '“事由”要写整数，不带小数'],
    ['below the limit', { type: 'number', min: 0 }, '-1', '“事由”不能小于 0'],
    ['above the limit', { type: 'decimal', max: '10' }, '10.01', '“事由”不能大于 10'],
    ['day before the limit', { type: 'date', min: '2022-01-20' }, { y: '2021', m: '1', d: '20' }, '“事由”不能早于 2022年1月20日'],
    ['too long', { maxLength: 2 }, '三个字', '“事由”最多 2 个字，现在 3 个'],
    ['pattern', { pattern: '^\\d{18}$', error: '身份证号应为 18 位' }, '123', '身份证号应为 18 位'],
    ['missing year', { type: 'date' }, { y: '', m: '1', d: '2' }, '“事由”还缺年'],
    ['no such day', { type: 'date' }, { y: '2022', m: '2', d: '30' }, '“事由”：2 月只有 28 天，请改日'],
    ['missing time', { type: 'date-time' }, { y: '2022', m: '2', d: '1', time: '' }, '“事由”还缺时间'],
    ['choice no longer offered', { choices: [{ value: 1, label: '一' }] }, '2', '“事由”选的这项现在不在列表里，请重选'],
  ])('%s', (_name, over, entry, sentence) => {
    expect(words(over, entry)).toEqual([sentence]);
  });
});

describe('an entry becomes an answer', () => {
  it.each<[string, Partial<PortalField>, Entry, unknown]>([
    ['decimal stays text', { type: 'decimal' }, '1,234.50', '1234.50'],
    ['full-width digits count', { type: 'integer' }, '１２', 12],
    ['a date', { type: 'date' }, { y: '2022', m: '1', d: '5' }, '2022-01-05'],
    ['a moment in the country\'s time', { type: 'date-time' }, { y: '2022', m: '1', d: '5', time: '09:40' }, '2022-01-05T09:40:00+08:00'],
    ['an untouched default keeps its seconds', { type: 'date-time', value: '2022-01-05T01:40:33Z' }, { y: '2022', m: '1', d: '5', time: '09:40' }, '2022-01-05T01:40:33Z'],
    ['a number among choices', { type: 'integer', choices: [{ value: 4, label: '四' }] }, '4', 4],
    ['an unticked box', { type: 'boolean' }, false, false],
  ])('%s', (_name, over, entry, value) => {
    expect(judge(form(over), { x: entry }).answer).toEqual({ x: value });
  });
  it('an optional empty field is left out', () => {
    expect(judge(form({ optional: true }), { x: '' })).toMatchObject({ answer: {}, flaws: [] });
  });
});

describe('formulas', () => {
  const full = { pid: { value: 'P-1', label: '戴' }, item_code: { value: 'CT', label: 'CT' }, setting: '"门诊"' };
  it('a check that is not true shows the author\'s sentence', () => {
    const start = startForm(false);
    expect(judge(start, { ...full, at: { y: '2021', m: '1', d: '20' } }).flaws).toEqual([{ field: 'at', flaw: { kind: 'check' } }]);
  });
  it('a check that is true passes', () => {
    expect(judge(startForm(false), { ...full, at: { y: '2022', m: '1', d: '20' } }).flaws).toEqual([]);
  });
  it('a hidden field is neither judged nor sent', () => {
    expect(judge(startForm(false), { ...full, at: { y: '2022', m: '1', d: '20' }, note: '不该发出去' }).answer).not.toHaveProperty('note');
  });
  it('a check that cannot be decided is not passed', () => {
    expect(judge(form({ check: ir('form.missing > 1') }), { x: 'a' }).flaws).toEqual([{ field: 'x', flaw: { kind: 'check' } }]);
  });
  it('an unmet outcome names only what it needs', () => {
    const decide = decideForm(false);
    const refuse = decide.outcomes[1];
    if (!refuse) throw new Error('no outcome');
    const r6 = { ...decide, scope: { rule: { value: 'R6', schema: { type: 'string' } } } };
    const needs = (one: PortalForm) => outcomeState(refuse, one, firstEntries(one.fields), createEvaluate(one)).needs.map(({ field: { id }, act }) => `${act} ${id}`);
    expect([needs(decide), needs(r6)]).toEqual([['open viewed', 'fill reason', 'tick told'], ['fill reason', 'tick told']]);
  });
});

describe('a refusal of the server', () => {
  it('stands at the fields it names, in form order, and the rest on top', () => {
    const fields = [field({ id: 'a' }), field({ id: 'b' })];
    const errors = [{ path: '/input/b', message: '乙' }, { path: '/data/a', message: '甲' }, { path: '/clientKey', message: '丙' }];
    expect(serverFlaws({ type: '', title: '', status: 422, code: 'SCN_FORM_INVALID', detail: '', errors }, fields)).toEqual({
      flaws: [{ field: 'a', flaw: { kind: 'server', message: '甲' } }, { field: 'b', flaw: { kind: 'server', message: '乙' } }], rest: ['丙'],
    });
  });
});
