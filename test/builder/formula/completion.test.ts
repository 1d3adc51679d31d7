import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../../builder/src/designer/formula/builtin-help.ts';
import { completeFormula } from '../../../builder/src/designer/formula/completion.ts';
import { hoverAt } from '../../../builder/src/designer/formula/editor-hover.ts';
import { preparePinyin } from '../../../builder/src/designer/formula/pinyin.ts';
import { builtins } from '../../../runtime/language/builtins/registry.ts';
import { compileExpression } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { interpret } from '../../../runtime/language/interpret.ts';

const scope = {
  names: {
    catalog: { type: 'object', properties: { found: { type: 'boolean', title: '在目录' }, row: { type: 'object', properties: { validity_days: { type: ['integer', 'null'], title: '有效期天数' }, version: { type: 'integer' } } } } },
    reports: { type: 'object', properties: { rows: { type: 'array', items: { type: 'object', properties: { exam_time: { type: 'string', format: 'date-time' } } } } } },
    order: { type: 'object', properties: { setting: { type: 'string', enum: ['门诊', '急诊'] } } },
  },
  samples: { catalog: { row: { validity_days: 30 } } },
};
const labels = (source: string, kind: 'expression' | 'unary' = 'expression', input?: unknown) =>
  completeFormula(source, source.length, kind, input === undefined ? scope : { ...scope, input }, 'zh-CN').options.map((option) => option.label);

describe('completion', () => {
  it('offers the members of a path after a dot, with title, type and last value', () => {
    expect(completeFormula('<= catalog.row.v', 16, 'unary', scope, 'zh-CN')).toEqual({
      from: 15,
      options: [
        { kind: 'member', label: 'validity_days', insert: 'validity_days', title: '有效期天数', type: '数字', sample: '30', help: [], mayBeEmpty: true },
        { kind: 'member', label: 'version', insert: 'version', title: '', type: '数字', sample: '', help: [], mayBeEmpty: false },
      ],
    });
  });

  it.each([
    ['reports.rows[1].', ['exam_time']],
    ['reports.rows.', ['exam_time']],
    ['nobody.', []],
    ['order.setting = "', ['门诊', '急诊']],
    ['order.setting in ("门诊", "', ['门诊', '急诊']],
  ])('after %s it offers %s', (source, expected) => {
    expect(labels(source)).toEqual(expected);
  });

  it('puts the values of a column first in its cells', () => {
    expect(labels('', 'unary', { enum: ['final', 'amended'] }).slice(0, 3)).toEqual(['"final"', '"amended"', 'catalog']);
  });

  it('offers values the column is known to have after those it lists', () => {
    const offered = completeFormula('', 0, 'unary', { names: {}, input: { type: 'string', enum: ['门诊', '急诊'] }, known: ['急诊', '转诊', 3] }, 'zh-CN').options.filter(({ kind }) => kind === 'value');
    expect(offered.map(({ insert, type }) => [insert, type])).toEqual([['"门诊"', '可取的值'], ['"急诊"', '可取的值'], ['"转诊"', '用过的值'], ['3', '用过的值']]);
    expect(completeFormula('"转', 2, 'unary', { names: {}, known: ['转诊', '门诊'] }, 'zh-CN').options.map(({ insert }) => insert)).toEqual(['转诊']);
  });

  it('offers nothing of the scope inside quoted text', () => {
    expect(labels('name = "ca')).toEqual([]);
  });

  it('offers functions with signature and example', () => {
    const option = completeFormula('days b', 6, 'expression', scope, 'en').options[0];
    expect(option).toEqual({ kind: 'function', label: 'days between', insert: 'days between()', caret: 13, title: 'Days from one date to another', type: 'function', sample: '', help: ['days between(from, to)', 'Example: days between(date("2022-01-05"), date("2022-01-20"))'], mayBeEmpty: false });
  });

  it('replaces all words of a function name that was begun', () => {
    expect([completeFormula('x > days b', 10, 'expression', scope, 'zh-CN').from, labels('x > days b'), labels('upper c')]).toEqual([4, ['days between'], ['upper case']]);
  });

  it.each([
    ['有效', 'catalog.row.validity_days'],
    ['valid', 'catalog.row.validity_days'],
    ['相差', 'days between'],
    ['or', 'or'],
    ['cat', 'catalog'],
  ])('finds by %s first: %s', (typed, first) => {
    expect(labels(typed)[0]).toBe(first);
  });

  it('finds titles by pinyin initials once the table is there', async () => {
    void preparePinyin();
    await expect.poll(() => labels('yxqts')[0], { timeout: 10_000 }).toBe('catalog.row.validity_days');
    expect(labels('qqq')).toEqual([]);
    expect(labels('xcts')[0]).toBe('days between');
  });
});

describe('the functions offered', () => {
  const calendar = { id: 'cn', version: '1', years: [2022], holidays: new Set<string>(), workdays: new Set<string>() };

  it('are all of the language, each of the standard with words in both languages', () => {
    expect(BUILTINS.map(({ name }) => name).toSorted()).toEqual(builtins.map(({ name }) => name).toSorted());
    const standard = new Set(builtins.filter(({ section }) => section !== 'own').map(({ name }) => name));
    expect(BUILTINS.filter((help) => standard.has(help.name) && (help.example === undefined || help.zh === '' || help.en === ''))).toEqual([]);
  });

  it.each(BUILTINS.filter((help) => help.example !== undefined).map((help) => [help.example ?? '']))('have an example that works: %s', (example) => {
    const compiled = compileExpression(example, { names: {} });
    expect(compiled.diagnostics).toEqual([]);
    expect(interpret(compiled.ir, {}, createContext({ calendar }))).not.toBeNull();
  });
});

describe('the hover', () => {
  const at = (source: string, on: string) => hoverAt(source, source.indexOf(on) + 1, { kind: 'expression', scope, locale: 'zh-CN' });
  it('says title, type and last value of a name', () => {
    expect(at('1 < catalog.row.validity_days', 'validity')).toEqual({ from: 4, to: 29, head: 'catalog.row.validity_days', rest: '有效期天数 · 数字 · 上次试运行 30' });
  });
  it('says signature and example of a function, also of one with words between', () => {
    expect(at('2 + count(reports.rows)', 'count')).toMatchObject({ from: 4, to: 9, head: 'count(list)' });
    expect(at('2 + string   length("x")', 'length')?.head).toBe('string length(string)');
  });
  it('says nothing of numbers', () => {
    expect(at('2 + 33', '33')).toBeUndefined();
  });
});
