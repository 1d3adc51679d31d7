import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalOf, literalText, typedOf, type Typed } from '../../../builder/src/designer/formula/literal.ts';
import { knownValues } from '../../../builder/src/designer/formula/known-values.ts';
import { compileExpression } from '../../../runtime/language/compile.ts';

describe('what a person types, as a FEEL literal', () => {
  it.each<[string, Typed, string | undefined]>([
    ['12.50', 'number', '12.50'],
    ['１２．５', 'number', '12.5'],
    ['1，200', 'number', '1200'],
    ['12a', 'number', undefined],
    ['2022-01-20', 'date', 'date("2022-01-20")'],
    ['20.1.2022', 'date', undefined],
    ['08:30', 'time', 'time("08:30:00")'],
    ['2022-01-20T08:30', 'date-time', 'date and time("2022-01-20T08:30:00")'],
    ['2022-01-20T08:30:15+08:00', 'date-time', 'date and time("2022-01-20T08:30:15+08:00")'],
    ['P30D', 'duration', 'duration("P30D")'],
    ['30', 'duration', undefined],
    ['true', 'boolean', 'true'],
    ['maybe', 'boolean', undefined],
    ['门诊', 'text', '"门诊"'],
    ['30', 'text', '"30"'],
    ['30', 'any', '30'],
    ['a"b\\', 'any', '"a\\"b\\\\"'],
  ])('%s as %s', (typed, kind, literal) => {
    expect(literalOf(typed, kind)).toBe(literal);
  });

  it('reads back what it wrote, and FEEL reads it as the type', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u.test(text)), (text) => {
      const literal = literalOf(text, 'text') ?? '';
      expect([literalText(literal), compileExpression(literal, { names: {} }).ir]).toMatchObject([text, { op: 'string', value: text }]);
    }), { seed: 20261128, numRuns: 300 });
  });

  it.each([['date("2022-01-20")', '2022-01-20'], ['@"P3D"', 'P3D'], ['"a" + "b"', undefined], ['order.at', undefined], ['-5', '-5']])('%s shows as %s', (source, text) => {
    expect(literalText(source)).toBe(text);
  });
});

describe('the control for a schema', () => {
  it.each<[object, Typed]>([
    [{ type: ['integer', 'null'] }, 'number'],
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, 'date'],
    [{ type: 'string', 'x-feel': 'decimal' }, 'number'],
    [{ enum: ['a', null] }, 'text'],
    [{ type: 'array', items: {} }, 'list'],
    [{}, 'any'],
  ])('%j', (schema, typed) => {
    expect(typedOf(schema)).toBe(typed);
  });
});

describe('known values of a path', () => {
  it('come from the samples, through lists, each once', () => {
    const samples = { reports: { rows: [{ inst: 'H1' }, { inst: 'H2' }, { inst: 'H1' }, {}] } };
    expect([knownValues(samples, ['reports', 'rows', 'inst']), knownValues(samples, ['reports', 'gone']), knownValues(undefined, ['a'])]).toEqual([['H1', 'H2'], [], []]);
  });
});
