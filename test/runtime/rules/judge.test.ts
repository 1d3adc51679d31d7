import { describe, expect, it } from 'vitest';
import { isScenarioError, type ScenarioError } from '../../../runtime/errors.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { judge, small } from './table-kit.ts';

function thrownBy(act: () => unknown): ScenarioError | null {
  try {
    act();
  } catch (error) {
    if (isScenarioError(error)) return error;
    throw error;
  }
  return null;
}
const codeOf = (act: () => unknown) => thrownBy(act)?.code;

const overlapping = [['A', '> 0', '1'], ['B', '> 5', '2'], ['C', '> 100', '3']] as const;
const same = [['A', '> 0', '1'], ['B', '> 5', '1']] as const;

describe('hit policies', () => {
  it.each<[string, TableConfig, number, unknown]>([
    ['UNIQUE takes the only hit', small('UNIQUE', overlapping), 3, { y: 1, rule: 'A', incomplete: [] }],
    ['UNIQUE without a hit gives null', small('UNIQUE', overlapping), -1, { y: null, rule: null, incomplete: [] }],
    ['FIRST takes the first hit', small('FIRST', overlapping), 10, { y: 1, rule: 'A', incomplete: [] }],
    ['ANY takes equal results as one', small('ANY', same), 10, { y: 1, rule: 'A', incomplete: [] }],
    ['PRIORITY takes the result listed first', small('PRIORITY', overlapping, { outputs: [{ id: 'y', type: 'integer', enum: [3, 2, 1] }] }), 10, { y: 2, rule: 'B', incomplete: [] }],
    ['PRIORITY follows `priority` rather than `enum`', small('PRIORITY', overlapping, { outputs: [{ id: 'y', type: 'integer', enum: [1, 2, 3], priority: [2, 1, 3] }] }), 10, { y: 2, rule: 'B', incomplete: [] }],
    ['COLLECT lists every hit', small('COLLECT', overlapping), 10, { hits: [{ y: 1, rule: 'A' }, { y: 2, rule: 'B' }], rules: ['A', 'B'], count: 2, incomplete: [] }],
    ['RULE_ORDER keeps table order', small('RULE_ORDER', overlapping), 10, { hits: [{ y: 1, rule: 'A' }, { y: 2, rule: 'B' }], rules: ['A', 'B'], count: 2, incomplete: [] }],
    ['OUTPUT_ORDER sorts by the order of results', small('OUTPUT_ORDER', overlapping, { outputs: [{ id: 'y', type: 'integer', enum: [2, 1] }] }), 10, { hits: [{ y: 2, rule: 'B' }, { y: 1, rule: 'A' }], rules: ['B', 'A'], count: 2, incomplete: [] }],
    ['COLLECT SUM adds', small('COLLECT', overlapping, { aggregator: 'SUM' }), 10, { y: 3, rules: ['A', 'B'], incomplete: [] }],
    ['COLLECT SUM over nothing is 0', small('COLLECT', overlapping, { aggregator: 'SUM' }), -1, { y: 0, rules: [], incomplete: [] }],
    ['COLLECT MIN takes the least', small('COLLECT', overlapping, { aggregator: 'MIN' }), 10, { y: 1, rules: ['A', 'B'], incomplete: [] }],
    ['COLLECT MAX takes the most', small('COLLECT', overlapping, { aggregator: 'MAX' }), 10, { y: 2, rules: ['A', 'B'], incomplete: [] }],
    ['COLLECT MAX over nothing is null', small('COLLECT', overlapping, { aggregator: 'MAX' }), -1, { y: null, rules: [], incomplete: [] }],
    ['COLLECT COUNT counts', small('COLLECT', overlapping, { aggregator: 'COUNT' }), 10, { y: 2, rules: ['A', 'B'], incomplete: [] }],
    ['a default stands in when nothing hits', small('FIRST', overlapping, { outputs: [{ id: 'y', type: 'integer', default: '7' }] }), -1, { y: 7, rule: null, incomplete: [] }],
  ])('%s', (_title, config, x, expected) => {
    expect(judge(config, { x }).output).toEqual(expected);
  });

  it.each([
    ['UNIQUE refuses two hits', small('UNIQUE', overlapping), 'SCN_RULE_NOT_UNIQUE', { rules: ['A', 'B'], index: 0 }],
    ['ANY refuses different results', small('ANY', overlapping), 'SCN_RULE_NOT_SAME', { rules: ['A', 'B'], index: 0 }],
    ['SUM refuses what is no number', small('COLLECT', [['A', '> 0', '"a"']], { aggregator: 'SUM' }), 'SCN_RULE_AGGREGATE', { output: 'y', rule: 'A' }],
    ['SUM refuses a missing result', small('COLLECT', [['A', '> 0', 'null']], { aggregator: 'SUM' }), 'SCN_RULE_AGGREGATE', { output: 'y', rule: 'A' }],
  ] as const)('%s', (_title, config, code, details) => {
    const thrown = thrownBy(() => judge(config, { x: 10 }));
    expect({ code: thrown?.code, details: thrown?.details }).toEqual({ code, details });
  });

  it('sums decimals exactly', () => {
    const config = small('COLLECT', [['A', '-', '0.1'], ['B', '-', '0.2']], { aggregator: 'SUM', outputs: [{ id: 'y', type: 'decimal' }] });
    expect(judge(config, { x: 1 }).output).toEqual({ y: '0.3', rules: ['A', 'B'], incomplete: [] });
  });
});

describe('cells', () => {
  it.each<[string, string, unknown, boolean]>([
    ['absent value list', '"a","b"', 'b', true],
    ['negation', 'not("a","b")', 'c', true],
    ['negation of a member', 'not("a","b")', 'a', false],
    ['range', '[1..5)', 5, false],
    ['boolean', 'false', false, true],
    ['any', '-', 'whatever', true],
    ['own value in a formula', '? > 2 and ? < 4', 3, true],
    ['a scope name', '= limit', 9, true],
  ])('%s: %s', (_title, cell, x, hit) => {
    const config = small('FIRST', [['A', cell, '1']]);
    expect(judge(config, { x: x as never, limit: 9 }).output).toEqual({ y: hit ? 1 : null, rule: hit ? 'A' : null, incomplete: [] });
  });
});

describe('results', () => {
  it('read the columns by name', () => {
    const config = small('FIRST', [['A', '> 5', 'double + 1']], { inputs: [{ id: 'x', expr: 'n' }, { id: 'double', expr: 'n * 2' }] });
    expect(judge(config, { n: 10 }).output).toEqual({ y: 21, rule: 'A', incomplete: [] });
  });
  it('a column never hides a name of the scope', () => {
    const config = small('FIRST', [['A', '> 5', 'order.limit']], { inputs: [{ id: 'x', expr: 'n' }, { id: 'order', expr: 'n * 2' }] });
    expect(judge(config, { n: 10, order: { limit: 3 } }).output).toEqual({ y: 3, rule: 'A', incomplete: [] });
  });
});

describe('missing values', () => {
  const rules = [['A', '> 10', '"big"'], ['B', '-', '"yes"']] as const;

  it('a null input met before a hit gives the incomplete outputs, never the next row', () => {
    expect(judge(small('FIRST', rules, { incomplete: { y: '"unknown"' } }), { x: null }).output).toEqual({ y: 'unknown', rule: null, incomplete: ['x'] });
  });
  it('without incomplete outputs the results are null', () => {
    expect(judge(small('FIRST', rules), { x: null }).output).toEqual({ y: null, rule: null, incomplete: ['x'] });
  });
  it('a value the cell cannot compare is as good as missing', () => {
    expect(judge(small('FIRST', rules), { x: 'text' }).output).toEqual({ y: null, rule: null, incomplete: ['x'] });
  });
  it('a nullable column tests null like any value', () => {
    expect(judge(small('FIRST', [['A', 'null', '"none"'], ['B', '-', '"some"']], { inputs: [{ id: 'x', expr: 'x', nullable: true }] }), { x: null }).output).toEqual({ y: 'none', rule: 'A', incomplete: [] });
  });
  it('nulls: dmn lets a missing value pass to the next row', () => {
    expect(judge(small('FIRST', rules, { nulls: 'dmn' }), { x: null }).output).toEqual({ y: 'yes', rule: 'B', incomplete: [] });
  });
  it('a hit above the missing value stands', () => {
    expect(judge(small('FIRST', [['A', '-', '"yes"'], ['B', '> 10', '"big"']]), { x: null }).output).toEqual({ y: 'yes', rule: 'A', incomplete: [] });
  });

  const two: TableConfig = {
    hitPolicy: 'UNIQUE',
    inputs: [{ id: 'a', expr: 'a' }, { id: 'b', expr: 'b' }],
    outputs: [{ id: 'y', type: 'string' }],
    rules: [
      { id: 'R1', when: { a: '"x"' }, then: { y: '"1"' } },
      { id: 'R2', when: { a: '"y"', b: '> 3' }, then: { y: '"2"' } },
    ],
  };
  it('a false cell decides its row whatever else is missing', () => {
    expect(judge(two, { a: 'x', b: null }).output).toEqual({ y: '1', rule: 'R1', incomplete: [] });
  });
  it('UNIQUE is incomplete while any row is open', () => {
    expect(judge(two, { a: 'y', b: null }).output).toEqual({ y: null, rule: null, incomplete: ['b'] });
  });
  it('a collecting table is incomplete while any row is open', () => {
    const config = small('COLLECT', [['A', '-', '1'], ['B', '> 5', '2']], { aggregator: 'SUM', incomplete: { y: '-1' } });
    expect(judge(config, { x: null }).output).toEqual({ y: -1, rules: [], incomplete: ['x'] });
  });
});

describe('rules in force', () => {
  const config: TableConfig = {
    ...small('FIRST', []),
    rules: [
      { id: 'old', when: {}, then: { y: '30' }, to: '2022-02-28' },
      { id: 'new', when: {}, then: { y: '60' }, from: '2022-03-01' },
    ],
  };
  it.each([
    ['the last day of the old rule', '2022-02-28T23:59:00+08:00', 'old'],
    ['the first day of the new rule', '2022-03-01T00:00:00+08:00', 'new'],
    ['the day of the scenario’s zone, not of UTC', '2022-02-28T23:30:00Z', 'new'],
  ])('%s', (_title, asOf, rule) => {
    expect(judge(config, { x: 1 }, { asOf }).output).toMatchObject({ rule });
  });
});

describe('each and pick', () => {
  const config: TableConfig = {
    each: 'found.rows',
    as: 'r',
    hitPolicy: 'FIRST',
    let: { age: 'today - r.day', old: 'age > 30' },
    inputs: [{ id: 'old', expr: 'old' }],
    outputs: [{ id: 'class', type: 'string', enum: ['good', 'doubtful', 'bad'] }],
    rules: [
      { id: 'R1', when: { old: 'true' }, then: { class: '"bad"' } },
      { id: 'R2', when: {}, then: { class: '"good"' } },
    ],
    incomplete: { class: '"doubtful"' },
    empty: { class: '"bad"' },
    pick: { by: 'class' },
  };
  const run = (rows: unknown) => judge(config, { found: { rows } as never, today: 40 }).output;

  it('every element is judged and the best picked', () => {
    const bad = { class: 'bad', rule: 'R1', incomplete: [], r: { id: 'a', day: 1 } };
    const good = { class: 'good', rule: 'R2', incomplete: [], r: { id: 'b', day: 20 } };
    expect(run([bad.r, good.r])).toEqual({ rows: [bad, good], best: good, incomplete: [] });
  });
  it('the first of equals is picked', () => {
    expect(run([{ id: 'a', day: 20 }, { id: 'b', day: 20 }])).toMatchObject({ best: { r: { id: 'a' } } });
  });
  it('a missing value never ends as the best class', () => {
    const row = { class: 'doubtful', rule: null, incomplete: ['old'], r: { id: 'a', day: null } };
    expect(run([row.r])).toEqual({ rows: [row], best: row, incomplete: ['old'] });
  });
  it('an empty list gives the empty outputs', () => {
    expect(run([])).toEqual({ rows: [], best: { class: 'bad', rule: null, incomplete: [], r: null }, incomplete: [] });
  });
  it('a missing list is incomplete, not empty', () => {
    expect(run(null)).toEqual({ rows: [], best: { class: 'doubtful', rule: null, incomplete: ['each'], r: null }, incomplete: ['each'] });
  });
  it('what is no list is refused', () => {
    expect(codeOf(() => run('text'))).toBe('SCN_RULE_NOT_A_LIST');
  });
  it('does not change the scope it was given', () => {
    const rows = [{ id: 'a', day: 1 }];
    const values = { found: { rows }, today: 40 };
    judge(config, values);
    expect(values).toEqual({ found: { rows: [{ id: 'a', day: 1 }] }, today: 40 });
  });
});
