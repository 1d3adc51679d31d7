import { expect, it } from 'vitest';
import { columnTokens, columnWords, readInCell } from '../../../builder/src/designer/table/cell-words.ts';
import type { TableColumn } from '../../../builder/src/designer/table/table-columns.ts';

const texts = { 'judged.class.prompt': { 'zh-CN': '提示可以互认', en: 'may be recognised' }, 'judged.class.other': { 'zh-CN': '没列出' }, 'judged.status.final': { 'zh-CN': '已审核', en: 'final' }, 'judged.claim.4': { 'zh-CN': '急诊' } };
const titles = { 'decide.outcome.refuse': '不互认', 'decide.outcome': '决定' };
const output: TableColumn = { kind: 'output', id: 'class', output: { id: 'class', type: 'string', enum: ['prompt', 'none'] } };
const input = (id: string, expr = 'x'): TableColumn => ({ kind: 'input', id, input: { id, expr } });
const shown = (column: TableColumn, source: string, locale: 'zh-CN' | 'en' = 'zh-CN') => columnTokens(column, source, columnWords({ texts }, 'judged', titles, locale)).map(({ text }) => text).join('');

it('says a listed value of a result by its title; formulas and values without one stay as they are written', () => {
  expect([' "prompt" ', '"none"', 'if a then "prompt" else "none"', '"other"', ''].map((source) => shown(output, source))).toEqual(['提示可以互认', 'none', 'if a then prompt else none', 'other', '']);
  expect(shown(output, '"prompt"', 'en')).toBe('may be recognised');
});

it('says the choices of a condition by their titles, of the column or of what it tests, and leaves all other conditions as they are', () => {
  expect(shown(input('status'), '"final", "draft"')).toBe('已审核, draft');
  expect(shown(input('status'), 'not("final")')).toBe('not(已审核)');
  expect(shown(input('left', 'decide.outcome'), '"refuse"')).toBe('不互认');
  expect(shown(input('claim'), '4')).toBe('急诊');
  expect(['>= 4', '[1..4]', 'x + 4', '', '-'].map((source) => shown(input('claim'), source))).toEqual(['>= 4', '[1..4]', 'x + 4', '–', '–']);
  expect(shown(input('status'), 'contains(?, "final")')).toBe('contains(?, final)');
});

it('tells what is read in a cell, where that is more than what is written', () => {
  const read = (column: TableColumn, source: string) => readInCell(column, source, columnWords({ texts }, 'judged', titles, 'zh-CN'), { yes: '是', no: '否' });
  expect([read(input('status'), '"final", "draft"'), read(input('status'), '"draft"'), read(input('claim'), '4'), read(input('claim'), '>= 4'), read(input('ok'), ' true '), read(output, '"prompt"'), read(output, '')]).toEqual(['已审核, draft', '', '急诊', '>= 4', '是', '提示可以互认', '']);
});
