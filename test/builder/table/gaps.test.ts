import { describe, expect, it } from 'vitest';
import { integerCell, joinGaps } from '../../../builder/src/designer/table/join-gaps.ts';
import { closeGap, exampleOf, gapPlace, gapsOf } from '../../../builder/src/designer/table/gaps.ts';
import { tableFindings } from '../../../runtime/rules/table-findings.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';

const table = (ages: readonly string[]): TableConfig => ({
  hitPolicy: 'FIRST',
  inputs: [{ id: 'age', expr: 'x.age' }, { id: 'local', expr: 'x.local' }],
  outputs: [{ id: 'o', type: 'string' }],
  rules: ages.map((age, index) => ({ id: `R${index + 1}`, when: { age }, then: { o: '"x"' } })),
});

describe('gaps side by side', () => {
  it.each([
    [[{ a: '18' }, { a: ']18..60[' }, { a: '60' }], [{ a: '[18..60]' }]],
    [[{ a: '> 60' }, { a: '60' }], [{ a: '>= 60' }]],
    [[{ a: '< 6' }, { a: '6' }, { a: '> 6' }], [{ a: '-' }]],
    [[{ a: '> date("2022-01-31")' }, { a: 'date("2022-01-31")' }], [{ a: '>= date("2022-01-31")' }]],
    [[{ a: '< 6' }, { a: '> 6' }], [{ a: '< 6' }, { a: '> 6' }]],
    [[{ a: '18', b: 'true' }, { a: ']18..60[', b: 'false' }], [{ a: '18', b: 'true' }, { a: ']18..60[', b: 'false' }]],
    [[{ a: '"x"' }, { a: '"y"' }], [{ a: '"x"' }, { a: '"y"' }]],
  ])('%j are %j', (gaps, expected) => {
    expect(joinGaps(gaps)).toEqual(expected);
  });
});

it.each([
  [[{ n: '<= 1', a: '> 5' }, { n: '2', a: '> 5' }, { n: '>= 3', a: '> 5' }], [{ n: '-', a: '> 5' }]],
  [[{ n: '[1..2]' }, { n: '[3..4]' }], [{ n: '[1..4]' }]],
  [[{ n: '1' }, { n: '3' }], [{ n: '1' }, { n: '3' }]],
  [[{ n: '(0..2)' }, { n: '[3..4]' }], [{ n: '(0..2)' }, { n: '[3..4]' }]],
  [[{ a: '1' }, { a: '2' }], [{ a: '1' }, { a: '2' }]],
])('where n is whole, %j are %j', (gaps, expected) => {
  expect(joinGaps(gaps, new Set(['n']))).toEqual(expected);
});

it.each([['(17..18)', undefined], ['(59..60]', '60'], [']18..60[', '[19..59]'], ['[1.5..3.5]', '[2..3]'], ['< 6', '< 6'], ['"x"', '"x"']])('among whole numbers %s is %s', (cell, expected) => {
  expect(integerCell(cell)).toBe(expected);
});

describe('a rule that is missing', () => {
  it('is read from the finding of the checker, and closing it leaves no finding', () => {
    const config = table(['< 6', '[6..18)', '> 60']);
    const gaps = gapsOf(config, tableFindings(config));
    expect(gaps).toEqual([{ when: { age: '[18..60]' }, place: 2 }]);
    const closed = gaps.reduce(closeGap, config);
    expect(tableFindings(closed)).toEqual([]);
    expect(gapsOf(closed, tableFindings(config))).toEqual([]);
  });

  it.each([
    [['< 6', '[6..18)', '> 60'], '[18..60]', 2],
    [['[6..18)', '[18..60]'], '< 6', 0],
    [['[6..60)', '> 60'], '60', 1],
    [['> 60', '< 6'], '[6..60]', 2],
    [['< 6', '[6..18)', '> 60'], '60', 2],
  ] as const)('among %j, %s stands at %i', (ages, age, place) => {
    expect(gapPlace(table(ages), { age })).toBe(place);
  });

  it.each([
    [']18..60[', '39'], ['[18..60)', '18'], ['< 6', '5'], ['> 60', '61'], ['"a","b"', '"a"'], ['true', 'true'],
    ['> date("2022-01-31")', 'date("2022-02-01")'], ['< date("2022-03-01")', 'date("2022-02-28")'], ['-', undefined], ['not("a")', undefined], ['f(?)', undefined],
  ])('a value that %s takes is %s', (cell, example) => {
    expect(exampleOf(cell)).toBe(example);
  });
});
