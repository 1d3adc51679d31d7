import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTestsByGrammar, compileUnaryTests } from '../../../runtime/language/compile.ts';
import type { FeelType } from '../../../runtime/language/types.ts';

const types: readonly FeelType[] = [{ kind: 'any' }, { kind: 'number' }, { kind: 'string', enum: ['CT', 'MR'] }, { kind: 'boolean' }, { kind: 'date' }, { kind: 'list', of: { kind: 'number' } }];
const space = fc.constantFrom('', '', ' ', '  ');
const literal = fc.constantFrom('1', '-2', '0.5', '-10.25', '007', '"CT"', '"核磁 MR"', '""', 'true', 'false', '@"2026-01-31"', 'date("2026-01-31")', 'date("2026-02-30")', '@"2026-13-01"', '1e3', 'null', '.5', '1.', 'a', 'truely', '"a\\"b"', '（1）');
const join = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(''));
const one = fc.oneof(
  literal,
  join(fc.constantFrom('<', '<=', '>', '>=', '=', '!=', '<>'), space, literal),
  join(fc.constantFrom('[', '(', ']'), space, literal, space, fc.constantFrom('..', '..', '...', '. .'), space, literal, space, fc.constantFrom(']', ')', '[')),
  fc.constantFrom('-', '', 'not(1)', '? > 1', '[1, 2]', '(1)', '[1]', '-a', '1 2'),
);
const cell = fc.array(join(space, one, space), { minLength: 1, maxLength: 3 }).map((tests) => tests.join(','));

describe('plain cells read without the grammar', () => {
  it('give the tree, findings and type the grammar gives', () => {
    fc.assert(fc.property(cell, fc.constantFrom(...types), (source, input) => {
      expect(compileUnaryTests(source, { names: {}, input })).toEqual(compileTestsByGrammar(source, { names: {}, input }));
    }), { seed: 20_261_128, numRuns: 2500 });
  });
});
