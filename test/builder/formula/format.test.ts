import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFormula, sameMeaning } from '../../../builder/src/designer/formula/format.ts';
import { compileExpression, hasErrors } from '../../../runtime/language/compile.ts';
import { ANY, NUMBER, STRING } from '../../../runtime/language/types.ts';

describe('formatting a formula', () => {
  it.each([
    ['a=1and b>2', 'a = 1 and b > 2'],
    ['  a   +b *- c', 'a + b * -c'],
    ['count( rows )>=3', 'count(rows) >= 3'],
    ['days   between( a,b )', 'days between(a, b)'],
    ['if a then"x"else"y"', 'if a then "x" else "y"'],
    ['x in[1..3]', 'x in [1..3]'],
    ['x in ( 1,2 , 3)', 'x in (1, 2, 3)'],
    ['rows[ days>3 ].id', 'rows[days > 3].id'],
    ['{ a:1 ,"b c" : a+2 }', '{a: 1, "b c": a + 2}'],
    ['for i in 1 .. 3,j in[ 1,2 ]return i*j', 'for i in 1..3, j in [1, 2] return i * j'],
    ['some x in y satisfies x>1', 'some x in y satisfies x > 1'],
    ['function( a,b )a<b', 'function(a, b) a < b'],
    ['"a  b"+/* why */"c"', '"a  b" + /* why */ "c"'],
    ['f( x :1,y: 2 )', 'f(x: 1, y: 2)'],
    ['a instance  of list<number>', 'a instance of list<number>'],
    ['date("2022-01-01")>@"2021-01-01"', 'date("2022-01-01") > @"2021-01-01"'],
    ['2**-3', '2 ** -3'],
    ['(a)', '(a)'],
    ['a +', 'a +'],
    ['a // why', 'a // why'],
  ])('%s becomes %s', (source, tidy) => {
    expect(formatFormula(source, 'expression')).toBe(tidy);
  });

  it.each([['<=30', '<= 30'], ['not( "a","b" )', 'not("a", "b")'], ['[1 ..3],>5', '[1..3], > 5'], ['-', '-']])('a cell: %s becomes %s', (source, tidy) => {
    expect(formatFormula(source, 'unary')).toBe(tidy);
  });

  it('gives a long formula a line for each part', () => {
    expect(formatFormula('form.choice="refuse" and(a or b)and c>1', 'expression', {}, { width: 20 })).toBe('form.choice = "refuse"\nand (a or b)\nand c > 1');
    expect(formatFormula('if a>1 then "yes" else "no"', 'expression', {}, { width: 10 })).toBe('if a > 1\nthen "yes"\nelse "no"');
  });

  it('leaves a declared name with a sign in it whole', () => {
    expect(formatFormula('a-b+1', 'expression', { 'a-b': NUMBER, a: NUMBER, b: NUMBER })).toBe('a-b + 1');
  });
});

const NAMES = { n: NUMBER, m: NUMBER, t: STRING, 词: STRING, rows: ANY, ctx: { kind: 'context' as const, fields: { k: NUMBER, 名: STRING } } };
const blank = fc.constantFrom('', ' ', '  ', '\n', '\t', ' /* c */ ');
const need = fc.constantFrom(' ', '  ', '\n', ' /* c */ ');
/** Formulas with odd blanks: every construct, put together at random. */
const { formula } = fc.letrec<{ formula: string }>((tie) => {
  const inner = tie('formula');
  const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));
  const c = (text: string) => fc.constant(text);
  return {
    formula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('n', 'm', 't', '词', 'ctx.k', 'ctx . 名', '1', '-2.5', '"a  b"', 'true', 'null', 'today()', '@"P3D"', 'date("2022-01-01")', 'rows[1]'),
      joined(c('('), blank, inner, blank, c(')')),
      joined(inner, blank, fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>='), blank, inner),
      joined(c('('), inner, c(')'), need, fc.constantFrom('and', 'or'), need, c('('), inner, c(')')),
      joined(c('if'), need, inner, need, c('then'), need, inner, need, c('else'), need, inner),
      joined(fc.constantFrom('count', 'days between', 'string  length', 'max', 'not'), blank, c('('), blank, inner, blank, c(')')),
      joined(c('['), inner, blank, c(','), blank, inner, c(']')),
      joined(c('{a'), blank, c(':'), inner, c(','), blank, c('"b c":'), inner, c('}')),
      joined(c('for'), need, c('x in'), need, c('['), inner, c(']'), need, c('return'), need, inner),
      joined(fc.constantFrom('some', 'every'), need, c('x'), need, c('in'), need, c('rows'), need, c('satisfies'), need, inner),
      joined(c('('), inner, c(')'), need, c('in'), need, fc.constantFrom('[1 ..3]', '(1.. 3]', '( 1,2 )', ']1..3[')),
      joined(c('rows['), blank, inner, blank, c('].k')),
      joined(c('-'), blank, c('('), inner, c(')')),
      joined(inner, need, c('between'), need, c('1'), need, c('and'), need, c('2')),
      joined(c('function('), blank, c('a'), blank, c(','), c('b)'), blank, c(' a'), blank, c('<'), c('b')),
    ),
  };
});

describe('formatting any formula', () => {
  it('means the same, says itself again, and does tidy', () => {
    let changed = 0;
    let whole = 0;
    fc.assert(fc.property(formula, fc.constantFrom(undefined, 20, 80), (source, width) => {
      fc.pre(source.length < 600 && !hasErrors(compileExpression(source, { names: NAMES })));
      const tidy = formatFormula(source, 'expression', NAMES, { width });
      whole += 1;
      if (tidy !== source) changed += 1;
      expect([source, sameMeaning(source, tidy, 'expression', NAMES)]).toEqual([source, true]);
      expect(formatFormula(tidy, 'expression', NAMES, { width })).toBe(tidy);
      // Outside quotes no two blanks stay side by side: the formatter did its work and did not give up.
      expect([source, / {2}|\t/.test(tidy.replaceAll(/"[^"]*"/g, '""'))]).toEqual([source, false]);
    }), { seed: 20261128, numRuns: 400 });
    expect(changed / whole).toBeGreaterThan(0.5);
  });
});
