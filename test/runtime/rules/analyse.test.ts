import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseTable, type AnalysisOptions } from '../../../runtime/rules/analyse.ts';
import { tableFindings } from '../../../runtime/rules/table-findings.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { judge, small } from './table-kit.ts';

const kinds = (config: TableConfig, options?: AnalysisOptions) => analyseTable(config, options).findings.map(({ kind, rules }) => [kind, ...rules].join(' '));
const of = (hitPolicy: TableConfig['hitPolicy'], cells: readonly string[]) => small(hitPolicy, cells.map((cell, index) => [`R${index + 1}`, cell, String(index)] as const));

/** Two columns; rules as `[a, b]`. */
const two = (hitPolicy: TableConfig['hitPolicy'], rules: readonly (readonly [string, string])[]): TableConfig => ({
  hitPolicy,
  inputs: [{ id: 'a', expr: 'a' }, { id: 'b', expr: 'b' }],
  outputs: [{ id: 'y', type: 'string' }],
  rules: rules.map(([a, b], index) => ({ id: `R${index + 1}`, when: { a, b }, then: { y: `"${index}"` } })),
});

describe('analysis of a table', () => {
  it.each<[string, TableConfig, readonly string[]]>([
    ['numbers without a hole', of('UNIQUE', ['< 5', '[5..10]', '> 10']), []],
    ['a hole between two numbers', of('UNIQUE', ['< 5', '> 10']), ['gap', 'gap', 'gap']],
    ['a hole at one point', of('UNIQUE', ['< 5', '> 5']), ['gap']],
    ['numbers that meet', of('UNIQUE', ['<= 5', '>= 5']), ['overlap R1 R2']],
    ['booleans complete', of('UNIQUE', ['true', 'false']), []],
    ['a boolean left out', of('UNIQUE', ['true']), ['gap']],
    ['dates without a hole: the day after is the next', of('UNIQUE', ['<= date("2022-02-28")', '>= date("2022-03-01")']), []],
    ['dates with a hole', of('UNIQUE', ['<= date("2022-02-28")', '>= date("2022-03-03")']), ['gap']],
    ['a day that does not exist is nothing to search by', of('UNIQUE', ['<= date("2022-02-30")', '> date("2022-03-03")']), []],
    ['a rule after one that takes all', of('FIRST', ['-', '> 5']), ['shadowed R2']],
    ['a rule hidden by two together', of('FIRST', ['< 5', '>= 5', '[3..8]']), ['shadowed R3']],
    ['an empty range', of('FIRST', ['[5..3]', '-']), ['never R1']],
    ['the same condition written differently', of('FIRST', ['[1..2]', '>= 1', '-', '1, [1..2]']), ['duplicate R1 R4', 'overlap R1 R2', 'overlap R1 R3', 'overlap R2 R3']],
    ['texts: others are no news', of('UNIQUE', ['"a"', '"b"']), []],
    ['negated texts', of('UNIQUE', ['"a"', 'not("a")']), []],
    ['a cell that is not simple claims nothing', of('FIRST', ['? > limit', '-', '> 3']), ['shadowed R3']],
    ['two columns complete', two('UNIQUE', [['true', '< 5'], ['true', '>= 5'], ['false', '-']]), []],
    ['two columns with a hole', two('UNIQUE', [['true', '< 5'], ['false', '-']]), ['gap', 'gap']],
    ['two columns that meet', two('UNIQUE', [['true', '-'], ['-', '> 3'], ['false', '<= 3']]), ['overlap R1 R2']],
  ])('%s', (_title, config, expected) => {
    expect(kinds(config)).toEqual(expected);
  });

  it('shows a gap and an overlap by an example', () => {
    const { findings } = analyseTable(two('UNIQUE', [['true', '< 5'], ['true', '[4..9]'], ['false', '-'], ['true', '> 9.5']]));
    expect(findings).toEqual([
      { kind: 'gap', rules: [], example: { a: true, b: 9.25 } },
      { kind: 'gap', rules: [], example: { a: true, b: 9.5 } },
      { kind: 'overlap', rules: ['R1', 'R2'], example: { a: true, b: 4 } },
    ]);
  });
  it.each([
    ['next to each other', ['<= 17', '>= 18'], []],
    ['ends that are no whole numbers', ['<= 17.5', '> 17.6'], []],
    ['a whole number left out', ['<= 17', '>= 19'], [18]],
    ['a whole number at an open end', ['< 18', '> 18'], [18]],
  ] as const)('whole numbers: %s', (_name, cells, missing) => {
    const { findings } = analyseTable(of('UNIQUE', [...cells]), { whole: new Set(['x']) });
    expect(findings.map(({ kind, example }) => [kind, example['x']])).toEqual(missing.map((value) => ['gap', value]));
  });
  it('claims nothing of a cell whose kind the input never has', () => {
    expect(kinds(of('UNIQUE', ['<= 5', '> 5', 'date("2022-02-01")']), { kinds: { x: 'number' } })).toEqual([]);
  });
  it('a known domain makes a missing text a gap', () => {
    expect(analyseTable(of('UNIQUE', ['"a"', '"b"']), { domains: { x: ['a', 'b', 'c'] } }).findings).toEqual([{ kind: 'gap', rules: [], example: { x: 'c' } }]);
  });
  it('rules never in force together do not overlap', () => {
    const config: TableConfig = { ...small('UNIQUE', []), rules: [{ id: 'old', when: {}, then: { y: '1' }, to: '2022-02-28' }, { id: 'new', when: {}, then: { y: '2' }, from: '2022-03-01' }] };
    expect(kinds(config)).toEqual([]);
  });
  it('ends within its budget and says so', () => {
    const config: TableConfig = {
      hitPolicy: 'FIRST',
      inputs: Array.from({ length: 12 }, (_unused, index) => ({ id: `c${index}`, expr: 'x' })),
      outputs: [{ id: 'y', type: 'string' }],
      rules: Array.from({ length: 60 }, (_unused, rule) => ({ id: `R${rule}`, when: Object.fromEntries(Array.from({ length: 12 }, (_none, column) => [`c${column}`, `> ${(rule * 7 + column * 3) % 50}`])), then: { y: '"a"' } })),
    };
    expect(analyseTable(config, { budget: 5000 }).complete).toBe(false);
    expect(tableFindings(config, { budget: 5000 }).map(({ code }) => code)).toContain('SCN_RULE_ANALYSIS_INCOMPLETE');
  });
});

describe('findings as warnings', () => {
  it('a table too large to be searched says so', () => {
    const many = of('FIRST', Array.from({ length: 2001 }, (_unused, index) => `> ${index}`));
    expect(tableFindings(many).map((finding) => [finding.code, finding.severity, finding.place.path])).toEqual([['SCN_RULE_TOO_MANY_TO_ANALYSE', 'info', '/rules']]);
  });
  it('one rule that is hard to decide does not hide the gap of a large table', () => {
    const config: TableConfig = {
      hitPolicy: 'FIRST',
      inputs: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, expr: id })),
      outputs: [{ id: 'y', type: 'any' }],
      rules: [
        ...Array.from({ length: 400 }, (_unused, rule) => ({ id: `R${rule}`, when: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id, column) => [id, `[${(rule * (7 + column)) % 300}..${((rule * (7 + column)) % 300) + 150}]`])), then: { y: '1' } })),
        { id: 'wide', when: { a: '>= 0' }, then: { y: '1' } },
      ],
    };
    const { findings } = analyseTable(config, { budget: 20_000 });
    expect(findings.filter(({ kind }) => kind === 'gap')[0]?.example['a']).toBeLessThan(0);
  });

  it.each<[string, TableConfig, readonly (readonly [string, string])[]]>([
    ['UNIQUE with overlap', of('UNIQUE', ['<= 5', '>= 5']), [['SCN_RULE_OVERLAP', '/rules/1']]],
    ['FIRST lives with overlaps', of('FIRST', ['<= 5', '>= 5']), []],
    ['ANY with different results', of('ANY', ['<= 5', '>= 5']), [['SCN_RULE_OVERLAP', '/rules/1']]],
    ['shadowed', of('FIRST', ['-', '> 5']), [['SCN_RULE_SHADOWED', '/rules/1']]],
    ['never', of('FIRST', ['[5..3]', '-']), [['SCN_RULE_NEVER', '/rules/0/when/x']]],
    ['gap', of('FIRST', ['true']), [['SCN_RULE_GAP', '/rules']]],
    ['collecting tables have no gaps', of('COLLECT', ['true']), []],
    ['a default fills the gap', { ...of('FIRST', ['true']), outputs: [{ id: 'y', type: 'any', default: '0' }] }, []],
  ])('%s', (_title, config, expected) => {
    expect(tableFindings(config).map((finding) => [finding.code, finding.place.path])).toEqual(expected);
  });
});

describe('values that no rule can give', () => {
  const withValues = (hitPolicy: TableConfig['hitPolicy'], type: TableConfig['outputs'][number]['type'], allowed: (string | number | boolean)[], rules: readonly (readonly [string, string])[], more: Partial<TableConfig> = {}): TableConfig =>
    small(hitPolicy, rules.map(([cell, result], index) => [`R${index + 1}`, cell, result] as const), { outputs: [{ id: 'y', type, enum: allowed }], ...more });
  const idle = (config: TableConfig) => tableFindings(config).filter(({ code }) => code === 'SCN_RULE_IDLE_VALUE').map(({ place }) => place.path);

  it.each<[string, TableConfig, readonly string[]]>([
    ['a text', withValues('FIRST', 'string', ['yes', 'no', 'perhaps'], [['> 5', '"yes"'], ['-', '"no"']]), ['/outputs/0/enum/2']],
    ['a number', withValues('FIRST', 'integer', [1, 2, 3], [['> 5', '1'], ['-', '3']]), ['/outputs/0/enum/1']],
    ['a truth', withValues('FIRST', 'boolean', [true, false], [['-', 'true']]), ['/outputs/0/enum/1']],
    ['a day', withValues('FIRST', 'date', ['2026-01-01', '2027-01-01'], [['-', 'date("2026-01-01")']]), ['/outputs/0/enum/1']],
    ['one that only a shadowed rule gives: at its cell', withValues('FIRST', 'string', ['a', 'b'], [['-', '"a"'], ['> 5', '"b"']]), ['/rules/1/then/y']],
    ['one that only a rule without values gives', withValues('UNIQUE', 'string', ['a', 'b'], [['< 5', '"a"'], ['>= 5', '"a"'], ['[9..3]', '"b"']]), ['/rules/2/then/y']],
    ['none when a formula may give anything', withValues('FIRST', 'string', ['a', 'b'], [['> 5', '"a"'], ['-', 'string(x)']]), []],
    ['none when it stands for missing values', withValues('FIRST', 'string', ['a', 'b'], [['-', '"a"']], { incomplete: { y: '"b"' } }), []],
    ['none when two equal rules both count', withValues('COLLECT', 'string', ['a', 'b'], [['> 5', '"a"'], ['> 5', '"b"']]), []],
  ])('%s', (_title, config, places) => {
    expect(idle(config)).toEqual(places);
  });

  it('says with which input the shadowed rule would have given it', () => {
    const found = tableFindings(withValues('FIRST', 'string', ['a', 'b'], [['-', '"a"'], ['> 5', '"b"']])).find(({ code }) => code === 'SCN_RULE_IDLE_VALUE');
    expect(found?.message['zh-CN']).toContain('例如 x = 6');
  });

  it('finds a rule whose better ones always hit, too, and the value that is lost with it', () => {
    const config = withValues('PRIORITY', 'string', ['high', 'low'], [['> 5', '"low"'], ['-', '"high"']]);
    expect(tableFindings(config).map(({ code, place }) => [code, place.path])).toEqual([['SCN_RULE_OUTRANKED', '/rules/0'], ['SCN_RULE_IDLE_VALUE', '/rules/0/then/y']]);
  });

  it('lets a rule be that hits where no better one does', () => {
    expect(tableFindings(withValues('PRIORITY', 'string', ['high', 'low'], [['-', '"low"'], ['> 5', '"high"']]))).toEqual([]);
  });

  it('[property] says nothing of a value that some input gives', () => {
    const cell = fc.constantFrom('-', '< 2', '[1..3]', '> 2', '3', '[4..1]');
    const result = fc.constantFrom('"a"', '"b"', '"c"');
    fc.assert(fc.property(fc.array(fc.tuple(cell, result), { minLength: 1, maxLength: 6 }), fc.constantFrom('FIRST' as const, 'PRIORITY' as const), (rules, hitPolicy) => {
      const config = withValues(hitPolicy, 'string', ['a', 'b', 'c'], rules);
      const given = new Set([0, 1, 1.5, 2, 2.5, 3, 4].map((x) => (judge(config, { x }).output as { y: unknown }).y));
      const claimed = analyseTable(config).findings.flatMap(({ idle: one }) => (one ? [one.value] : []));
      expect(claimed.filter((value) => given.has(value))).toEqual([]);
      expect(['a', 'b', 'c'].filter((value) => !given.has(value) && !claimed.includes(value))).toEqual([]);
    }), { seed: 20261128, numRuns: 300 });
  });
});
