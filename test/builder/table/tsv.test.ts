import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTsv, toTsv } from '../../../builder/src/designer/table/tsv.ts';

describe('TSV of the clipboard', () => {
  it.each([
    ['a\tb\nc\td', [['a', 'b'], ['c', 'd']]],
    ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['"line 1\nline 2"\tb', [['line 1\nline 2', 'b']]],
    ['"say ""hi"""\tb', [['say "hi"', 'b']]],
    ['"a","b"\tx', [['"a","b"', 'x']]],
    ['"final"', [['"final"']]],
    ['\t\n', [['', '']]],
    ['', [['']]],
    ['"open\tb', [['"open', 'b']]],
    ['是\t１２', [['是', '１２']]],
  ])('%j', (text, rows) => {
    expect(parseTsv(text)).toEqual(rows);
  });

  it('reads back what it wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ',', '是', ' '), maxLength: 6 });
    const block = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
    fc.assert(fc.property(block, (rows) => {
      const last = rows.at(-1) ?? [];
      fc.pre(!(last.length === 1 && last[0] === '' && rows.length > 1));
      expect(parseTsv(toTsv(rows))).toEqual(rows);
    }), { seed: 20261124, numRuns: 1000 });
  });
});
