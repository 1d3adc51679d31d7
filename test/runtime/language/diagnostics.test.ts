import { describe, expect, it } from 'vitest';
import { compileExpression, compileUnaryTests } from '../../../runtime/language/compile.ts';
import type { FeelType } from '../../../runtime/language/types.ts';
import { evaluate, testCell } from './evaluate.ts';

const names: Readonly<Record<string, FeelType>> = {
  order: { kind: 'context', fields: { at: { kind: 'date' }, 项目: { kind: 'string', enum: ['CT', 'MR'] }, price: { kind: 'number' } } },
};

const table: readonly (readonly [source: string, code: string, severity: string, from: number, to: number])[] = [
  ['', 'SCN_RULE_EMPTY', 'error', 0, 0],
  ['1 +', 'SCN_RULE_SYNTAX', 'error', 2, 3],
  ['x'.repeat(4001), 'SCN_RULE_TOO_LONG', 'error', 0, 4001],
  ['('.repeat(61), 'SCN_RULE_TOO_DEEP', 'error', 60, 61],
  ['（1)', 'SCN_RULE_FULL_WIDTH', 'error', 0, 1],
  ['ordr.at', 'SCN_RULE_UNKNOWN_NAME', 'error', 0, 4],
  ['order.att', 'SCN_RULE_UNKNOWN_FIELD', 'error', 6, 9],
  ['cuont([1])', 'SCN_RULE_UNKNOWN_FUNCTION', 'error', 0, 5],
  ['order(1)', 'SCN_RULE_NOT_A_FUNCTION', 'error', 0, 5],
  ['substring("a")', 'SCN_RULE_ARITY', 'error', 0, 14],
  ['substring(text: "a")', 'SCN_RULE_ARGUMENT_NAME', 'error', 0, 20],
  ['upper case(1)', 'SCN_RULE_ARGUMENT_TYPE', 'warning', 11, 12],
  ['order.项目 > 1', 'SCN_RULE_TYPE_MISMATCH', 'warning', 0, 12],
  ['order.项目 = "X"', 'SCN_RULE_NEVER_EQUAL', 'warning', 11, 14],
  ['@"2026-13-01"', 'SCN_RULE_TEMPORAL_LITERAL', 'warning', 0, 13],
  ['1 instance of foo', 'SCN_RULE_UNKNOWN_TYPE', 'error', 14, 17],
  ['function(a) external {java: {}}', 'SCN_RULE_EXTERNAL_FUNCTION', 'error', 0, 31],
  ['date("2026-02-30")', 'SCN_RULE_TEMPORAL_LITERAL', 'warning', 5, 17],
  ['date(2026, 2, 30)', 'SCN_RULE_TEMPORAL_LITERAL', 'warning', 0, 17],
  ['１ + 2', 'SCN_RULE_FULL_WIDTH', 'error', 0, 1],
  ['order.price － 2', 'SCN_RULE_FULL_WIDTH', 'error', 12, 13],
  ['order.price == 2', 'SCN_RULE_FOREIGN_SIGN', 'error', 12, 14],
  ['order.price => 2', 'SCN_RULE_FOREIGN_SIGN', 'error', 12, 14],
  ['order.price =< 2', 'SCN_RULE_FOREIGN_SIGN', 'error', 12, 14],
  ['order.price <> 2', 'SCN_RULE_FOREIGN_SIGN', 'error', 12, 14],
  ['true && false', 'SCN_RULE_FOREIGN_SIGN', 'error', 5, 7],
  ['true || false', 'SCN_RULE_FOREIGN_SIGN', 'error', 5, 7],
  ['order.constructor', 'SCN_RULE_UNKNOWN_FIELD', 'error', 6, 17],
  ['__proto__ + 1', 'SCN_RULE_UNKNOWN_NAME', 'error', 0, 9],
  ['`a-b` + 1', 'SCN_RULE_UNKNOWN_NAME', 'error', 0, 5],
  ['order.项目 between 1 and 3', 'SCN_RULE_TYPE_MISMATCH', 'warning', 0, 24],
  ['order.项目 in [1..3]', 'SCN_RULE_TYPE_MISMATCH', 'warning', 12, 18],
  ['-order.项目', 'SCN_RULE_TYPE_MISMATCH', 'warning', 0, 9],
  ['order.at + 1', 'SCN_RULE_TYPE_MISMATCH', 'warning', 0, 12],
  ['sum(["a", "b"])', 'SCN_RULE_ARGUMENT_TYPE', 'warning', 4, 14],
  ['order.at.yaer', 'SCN_RULE_UNKNOWN_FIELD', 'error', 9, 13],
  ['{a: 1, a: 2}', 'SCN_RULE_DUPLICATE_KEY', 'warning', 7, 11],
  ['if 1 then 2 else 3', 'SCN_RULE_NOT_BOOLEAN', 'warning', 3, 4],
];

describe('diagnostics', () => {
  it.each(table)('%s gives %s', (source, code, severity, from, to) => {
    const found = compileExpression(source, { names }).diagnostics.filter((each) => each.code === code);
    expect(found.slice(0, 1).map((each) => [each.severity, each.from, each.to, each.message['zh-CN'] !== '' && each.message.en !== ''])).toEqual([[severity, from, to, true]]);
  });

  it('a full-width sign carries its fix', () => {
    expect(compileExpression('（1)', { names }).diagnostics[0]?.fix).toEqual({ from: 0, to: 1, text: '(' });
  });

  it('full-width signs inside texts are left alone', () => {
    expect(compileExpression('"（，）"', { names }).diagnostics).toEqual([]);
  });

  it('a sign of another language carries its fix, and is left alone in texts, comments and types', () => {
    expect(compileExpression('1 <> 2', { names }).diagnostics).toMatchObject([{ message: { 'zh-CN': '这里不写“<>”，请改成“!=”。', en: '"<>" is not written here. Write "!=".' }, fix: { from: 2, to: 4, text: '!=' } }]);
    expect(compileExpression('"a == b" = "&&" /* || */ and abs instance of function<> -> number', { names }).diagnostics.filter(({ code }) => code === 'SCN_RULE_FOREIGN_SIGN')).toEqual([]);
  });

  it('a mistyped name suggests the near one in both languages', () => {
    expect(compileExpression('ordr.at', { names }).diagnostics[0]?.message).toEqual({ 'zh-CN': '找不到名称“ordr”。是不是“order”？', en: 'There is no name "ordr". Did you mean "order"?' });
  });

  it('a silent null is said in both languages', () => {
    expect(compileExpression('order.项目 > 1', { names }).diagnostics[0]?.message).toEqual({ 'zh-CN': '“order.项目”是文本，与数字“>”运算，结果总是空值。请先转换类型。', en: '`order.项目` is text, used with number (">"): always null. Convert one of them first.' });
  });

  it('a declared word of the grammar stays one, and is read as a name in backticks', () => {
    const clash: Readonly<Record<string, FeelType>> = { if: { kind: 'number' }, a: { kind: 'number' } };
    expect(evaluate('if a > 1 then `if` else 0', clash, { if: 7, a: 2 })).toMatchObject({ generated: '7', interpreted: '7', diagnostics: [] });
  });

  it.each([['`a-b`', '99'], ['a-b', '99'], ['`a-b` - b', '96'], ['row.`x y`', '2'], ['{`k-l`: 1, r: `k-l` + 1}.r', '2'], ['for `i-j` in [1, 2] return `i-j` * 2', '[2, 4]']])('the name in backticks: %s is %s', (source, expected) => {
    const declared: Readonly<Record<string, FeelType>> = { 'a-b': { kind: 'number' }, b: { kind: 'number' }, row: { kind: 'context', fields: { 'x y': { kind: 'number' } } } };
    expect(evaluate(source, declared, { 'a-b': 99, b: 3, row: { 'x y': 2 } })).toMatchObject({ generated: expected, interpreted: expected, diagnostics: [] });
  });

  it('refs name the declared paths with their places', () => {
    expect(compileExpression('order.price + 1', { names }).refs).toEqual([{ path: ['order', 'price'], from: 0, to: 11 }]);
  });

  it('names of the standard with spaces compile over declared names', () => {
    expect(compileExpression('days between(order.at, @"2026-01-01") > 3', { names })).toMatchObject({ diagnostics: [], type: { kind: 'boolean' } });
  });
});

describe('unary tests', () => {
  it.each([
    ['-', 5, 'true'], ['> 4', 5, 'true'], ['[1..5)', 5, 'false'], ['"a", "b"', 'b', 'true'], ['not("a", "b")', 'b', 'false'], ['not("a", "b")', 'c', 'true'],
    ['? > 3 and ? < 9', 5, 'true'], ['null', null, 'true'], ['> 4', null, 'null'], ['not(> 4)', null, 'null'], ['[1, 5]', 5, 'true'], ['false', null, 'false'],
  ] as const)('%s on %s is %s', (source, value, expected) => {
    const { generated, interpreted, predicate } = testCell(source, value);
    expect({ generated, interpreted, predicate }).toEqual({ generated: expected, interpreted: expected, predicate: expected === 'true' });
  });

  it('a cell of another type than its input is warned about', () => {
    expect(compileUnaryTests('> "a"', { names: {}, input: { kind: 'number' } }).diagnostics.map((each) => each.code)).toEqual(['SCN_RULE_TYPE_MISMATCH']);
  });
});

describe('names of prototypes', () => {
  it('text of a user enters generated source only as a literal', () => {
    const nasty = '`${process.exit()}`"; throw 1; //\u2028';
    expect(evaluate('x.y', { x: { kind: 'context', fields: {}, open: true } }, { x: { y: nasty } }).generated).toBe(nasty);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('the prototype name %s reads as null', (name) => {
    expect(evaluate(`x.${name}`, { x: { kind: 'any' } }, { x: {} }).generated).toBe('null');
  });
});
