import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isScenarioError } from '../../../runtime/errors.ts';
import { compileUnaryTests } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import type { Ir } from '../../../runtime/language/ir.ts';
import { typeFromSchema } from '../../../runtime/language/types.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import { isAny } from '../../../runtime/rules/cell.ts';
import { compileTable, type CompiledTable } from '../../../runtime/rules/compile-table.ts';
import { createIndexMatcher } from '../../../runtime/rules/index-matcher.ts';
import { judgeTable } from '../../../runtime/rules/judge.ts';
import { createLoopMatcher, type Match } from '../../../runtime/rules/match.ts';
import type { RuleFacts } from '../../../runtime/rules/rule-tools.ts';
import { HIT_POLICIES, type TableConfig, type TableRule } from '../../../runtime/rules/table-schema.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { valueSchema } from '../../../runtime/schema/value-schema.ts';
import { ruleTools, ZONE } from './table-kit.ts';

const SEEDS = [1, 20261128, 4711];
const COLUMNS = ['number', 'string', 'date', 'boolean', 'any', 'hour', 'moment', 'span'] as const;
const schemas = { number: valueSchema('number'), string: valueSchema('string'), date: valueSchema('date'), boolean: valueSchema('boolean'), any: {}, hour: valueSchema('time'), moment: valueSchema('date-time'), span: valueSchema('duration'), limit: valueSchema('number') };

const number = fc.integer({ min: -3, max: 12 }).map((value) => (value % 3 === 0 ? value / 2 : value));
const day = fc.integer({ min: 1, max: 9 }).map((value) => `2022-02-0${value}`);
/** Zoned ones are never compared with local ones; parts of a millisecond count in durations only. */
const clock = fc.constantFrom('08:00:00', '09:30:00', '09:30:00.0004', '17:00:00', '09:30:00Z', '17:30:00+08:00', '09:30:00@Asia/Shanghai');
const moment = fc.tuple(day, clock).map(([date, time]) => `${date}T${time}`);
const span = fc.constantFrom('PT0S', 'PT1H', 'PT60M', 'PT0.0000001S', 'P1D', 'P30D', '-PT1H');
const word = fc.constantFrom('a', 'b', 'c d', '"', '\\', '甲', '__proto__');
const quoted = word.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);

function line<T>(point: fc.Arbitrary<T>, write: (value: T) => string, less: (a: T, b: T) => boolean): fc.Arbitrary<string> {
  const single = fc.oneof(point.map(write), fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '='), point).map(([operator, value]) => `${operator} ${write(value)}`),
    fc.tuple(fc.constantFrom('[', '(', ']'), point, point, fc.constantFrom(']', ')', '[')).filter(([, a, b]) => !less(b, a)).map(([open, a, b, close]) => `${open}${write(a)}..${write(b)}${close}`));
  return fc.oneof({ weight: 3, arbitrary: single }, fc.tuple(single, single).map((parts) => parts.join(', ')), single.map((cell) => `not(${cell})`));
}

const cells: Readonly<Record<(typeof COLUMNS)[number], fc.Arbitrary<string>>> = {
  number: fc.oneof({ weight: 6, arbitrary: line(number, String, (a, b) => a < b) }, fc.constantFrom('> limit', '? > 2 and ? < limit', 'null')),
  string: fc.oneof(quoted, fc.tuple(quoted, quoted).map((pair) => pair.join(', ')), quoted.map((cell) => `not(${cell})`), fc.uniqueArray(quoted, { minLength: 3 }).map((words) => words.join(', ')), fc.uniqueArray(quoted, { minLength: 2, maxLength: 5 }).map((words) => `not(${words.join(', ')})`), fc.constant('starts with(?, "a")')),
  date: line(day, (value) => `date("${value}")`, (a, b) => a < b),
  boolean: fc.constantFrom('true', 'false', 'not(true)', 'true, false'),
  hour: line(clock, (value) => `time("${value}")`, (a, b) => a < b),
  moment: line(moment, (value) => `@"${value}"`, (a, b) => a < b),
  span: line(span, (value) => `duration("${value}")`, (a, b) => a < b),
  any: fc.oneof(line(number, String, (a, b) => a < b), quoted, fc.constantFrom('true', 'date("2022-02-03")', '> time("09:00:00")', '[1, "a"]', 'null', 'not(null)')),
};

const cell = (column: (typeof COLUMNS)[number]) => fc.oneof({ weight: 2, arbitrary: fc.constant('-') }, { weight: 3, arbitrary: cells[column] });
const rule = fc.record({ when: fc.record(Object.fromEntries(COLUMNS.map((column) => [column, cell(column)]))), result: fc.constantFrom('1', '2', '2', '3', 'number + 1'), from: fc.option(day, { nil: undefined }), to: fc.option(day, { nil: undefined }) });

function table(plain: boolean): fc.Arbitrary<TableConfig> {
  return fc.record({
    hitPolicy: fc.constantFrom(...HIT_POLICIES),
    nulls: fc.constantFrom('incomplete' as const, 'dmn' as const),
    nullable: fc.tuple(...COLUMNS.map(() => fc.boolean())),
    dated: fc.boolean(),
    rules: fc.oneof(fc.array(rule, { maxLength: 12 }), fc.array(rule, { minLength: 20, maxLength: 90 })),
  }).map(({ hitPolicy, nulls, nullable, dated, rules }): TableConfig => ({
    hitPolicy,
    nulls,
    inputs: COLUMNS.map((id, index) => ({ id: `in_${id}`, expr: id, ...(nullable[index] === true ? { nullable: true } : {}) })),
    outputs: [{ id: 'y', type: 'any', enum: [3, 1, 2] }],
    incomplete: { y: '"unknown"' },
    rules: rules.map(({ when, result, from, to }, index): TableRule => ({
      id: `R${index}`,
      when: Object.fromEntries(Object.entries(when).filter(([column, text]) => !plain || (!['any', 'hour', 'moment', 'span'].includes(column) && !/limit|starts|null/.test(text))).map(([column, text]) => [`in_${column}`, text])),
      then: { y: result },
      ...(dated && from !== undefined ? { from } : {}),
      ...(dated && to !== undefined ? { to } : {}),
    })),
  }));
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: value }, fc.constant(null));
const input = fc.record({
  number: maybe(number), string: maybe(word), date: maybe(day), boolean: maybe(fc.boolean()), limit: maybe(number),
  hour: maybe(clock), moment: maybe(moment), span: maybe(span),
  any: maybe(fc.oneof<fc.Arbitrary<unknown>[]>(number, word, fc.boolean(), fc.constant([1]), fc.constant({ a: 1 }), fc.constant('12345678901234567890'))),
});
const inputs = fc.array(fc.tuple(input, day), { minLength: 1, maxLength: 6 });

const names = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, typeFromSchema(schema)]));
const trees = new Map<string, Ir>();

function treeOf(cellText: string, column: (typeof COLUMNS)[number]): Ir {
  const key = `${column} ${cellText}`;
  const tree = trees.get(key) ?? compileUnaryTests(cellText, { names, input: names[column] ?? { kind: 'any' } }).ir;
  trees.set(key, tree);
  return tree;
}

/** The meaning of a table, cell by cell through the interpreter: what every back end must agree with. */
function oracle(config: TableConfig, scope: Readonly<Record<string, unknown>>, asOf: string): Match {
  const values = COLUMNS.map((column) => (scope[column] ?? null) as Value);
  const hits: number[] = [];
  const missing = new Set<number>();
  let undecided = -1;
  for (const [row, { when, from, to }] of config.rules.entries()) {
    if ((from !== undefined && asOf < from) || (to !== undefined && asOf > to)) continue;
    const answers = config.inputs.map(({ id, nullable }, column) => {
      const text = when[id];
      if (text === undefined || isAny(text)) return true;
      if (values[column] === null && nullable !== true && config.nulls !== 'dmn') return null;
      const ir = treeOf(text, COLUMNS[column] ?? 'any');
      const met = interpret(ir, { ...(scope as Record<string, Value>), '?': values[column] ?? null }, createContext());
      return met === true || (met === false || config.nulls === 'dmn' ? false : null);
    });
    if (answers.includes(false)) continue;
    if (!answers.includes(null)) hits.push(row);
    else {
      if (undecided === -1) undecided = row;
      for (const [column, met] of answers.entries()) if (met === null) missing.add(column);
    }
    if (config.hitPolicy === 'FIRST') break;
  }
  return { hits, undecided, missing: [...missing].sort((a, b) => a - b) };
}

function outcome(compiled: CompiledTable, facts: RuleFacts): unknown {
  try {
    const { output, subjects } = judgeTable(compiled, facts);
    return { output, rows: subjects[0]?.rows, undecided: subjects[0]?.undecided };
  } catch (error) {
    if (isScenarioError(error)) return error.code;
    throw error;
  }
}

function agree(config: TableConfig, cases: readonly (readonly [JsonObject, string])[]): void {
  const { tools, scopeOf, assertSound } = ruleTools(schemas);
  const { surroundings: _generated, ...evalFree } = tools;
  const generated = compileTable(config, tools);
  const interpreted = compileTable(config, evalFree);
  assertSound();
  const shape = { rows: generated.rules.map((one) => one.cells), nullable: generated.nullable, nullsMiss: config.nulls === 'dmn', stopAtFirst: config.hitPolicy === 'FIRST' };
  const matchers = { loop: createLoopMatcher(shape), index: createIndexMatcher(shape), generated: generated.run, interpreted: interpreted.run };
  for (const [json, asOf] of cases) {
    const scope: Readonly<Record<string, unknown>> = scopeOf(json);
    const wanted = oracle(config, scope, asOf);
    const inForce = generated.inForce?.(asOf, ZONE) ?? null;
    const values = COLUMNS.map((column) => scope[column]);
    expect({
      loop: matchers.loop(values, { ...scope }, inForce),
      index: matchers.index(values, { ...scope }, inForce),
      generated: matchers.generated({ ...scope }, [], inForce),
      interpreted: matchers.interpreted({ ...scope }, [], inForce),
    }).toEqual({ loop: wanted, index: wanted, generated: wanted, interpreted: wanted });
    const facts = { scope, asOf, zone: ZONE };
    expect(outcome(generated, facts)).toEqual(outcome(interpreted, facts));
  }
}

describe('every back end of a table gives the same rows', () => {
  it.each(SEEDS)('with any cells, seed %i', (seed) => {
    fc.assert(fc.property(table(false), inputs, (config, cases) => {
      agree(config, cases as [JsonObject, string][]);
    }), { seed, numRuns: 50 });
  });
  it.each(SEEDS)('with plain cells, as generated ifs, seed %i', (seed) => {
    fc.assert(fc.property(table(true), inputs, (config, cases) => {
      agree(config, cases as [JsonObject, string][]);
    }), { seed, numRuns: 50 });
  });
});

describe('an index whose regions share their bits', () => {
  const rows = 6000;
  const config: TableConfig = {
    hitPolicy: 'COLLECT',
    inputs: [{ id: 'n', expr: 'number' }, { id: 's', expr: 'string' }],
    outputs: [{ id: 'y', type: 'any' }],
    rules: Array.from({ length: rows }, (_unused, row) => ({ id: `R${row}`, when: { n: `[${row * 3}..${row * 3 + 40}]`, s: row % 7 === 0 ? '-' : `"w${row}"` }, then: { y: '1' } })),
  };
  const { tools, scopeOf } = ruleTools(schemas);
  const compiled = compileTable(config, tools);
  it.each([[100, 'w40'], [9000, 'w2999'], [9001.5, 'other'], [-1, 'w1'], [18_038, 'w5999']])('gives the rows of the loop for %d and %s', (n, s) => {
    const shape = { rows: compiled.rules.map((one) => one.cells), nullable: [false, false], nullsMiss: false, stopAtFirst: false };
    const found = compiled.run(scopeOf({ number: n, string: s }), [], null);
    expect(found).toEqual(createLoopMatcher(shape)([n, s], {}, null));
  });
});

describe('an index of many rules of several ranges, of which some count on some days only', () => {
  const rows = 3000;
  const { tools, scopeOf } = ruleTools(schemas);
  const rule = (row: number): TableRule => {
    const from = (row * 7919) % 9000;
    const n = row % 11 === 0 ? '-' : row % 5 === 0 ? `not([${from}..${from + 2000}])` : `[${from}..${from + 900}), ${from + 1500}, > ${from + 8000}`;
    return { id: `R${row}`, when: { n, s: row % 3 === 0 ? '-' : `"w${row % 40}", "w${row % 17}"`, l: row % 13 === 0 ? '> 4' : '-' }, then: { y: '1' }, ...(row % 4 === 0 ? { from: '2022-02-05' } : row % 4 === 1 ? { to: '2022-02-04' } : {}) };
  };
  it.each(['FIRST', 'COLLECT'] as const)('gives the rows of the loop, hit policy %s', (hitPolicy) => {
    const config: TableConfig = { hitPolicy, inputs: [{ id: 'n', expr: 'number' }, { id: 's', expr: 'string' }, { id: 'l', expr: 'limit' }], outputs: [{ id: 'y', type: 'any' }], rules: Array.from({ length: rows }, (_unused, row) => rule(row)) };
    const compiled = compileTable(config, tools);
    const shape = { rows: compiled.rules.map((one) => one.cells), nullable: [false, false, false], nullsMiss: false, stopAtFirst: hitPolicy === 'FIRST' };
    const loop = createLoopMatcher(shape);
    const index = createIndexMatcher(shape);
    for (let each = 0; each < 60; each += 1) {
      const scope: Readonly<Record<string, unknown>> = scopeOf({ number: each % 9 === 8 ? null : (each * 613) % 11_000 + (each % 2) / 2, string: each % 7 === 6 ? null : `w${each % 45}`, limit: each % 10 });
      const values = ['number', 'string', 'limit'].map((name) => scope[name]);
      for (const asOf of ['2022-02-04', '2022-02-05']) {
        const inForce = compiled.inForce?.(asOf, ZONE) ?? null;
        expect(index(values, { ...scope }, inForce)).toEqual(loop(values, { ...scope }, inForce));
      }
    }
  });
});

describe('an index of many rules that take nearly the same', () => {
  it.each(['FIRST', 'COLLECT'] as const)('gives the rows of the loop, hit policy %s', (hitPolicy) => {
    const rules = fc.array(fc.record({ n: fc.tuple(number, fc.nat({ max: 4 })), s: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), b: fc.boolean(), d: fc.option(day) }), { minLength: 200, maxLength: 420 });
    const { tools, scopeOf, assertSound } = ruleTools(schemas);
    fc.assert(fc.property(rules, fc.array(input, { minLength: 8, maxLength: 8 }), (drawn, cases) => {
      const config: TableConfig = {
        hitPolicy,
        inputs: [{ id: 'n', expr: 'number' }, { id: 's', expr: 'string' }, { id: 'b', expr: 'boolean' }, { id: 'd', expr: 'date' }, { id: 'l', expr: 'limit' }],
        outputs: [{ id: 'y', type: 'any' }],
        rules: drawn.map(({ n: [from, width], s, b, d }, row) => ({ id: `R${row}`, when: { n: `[${from}..${from + width}]`, s: s.map((each) => JSON.stringify(each)).join(', '), b: String(b), ...(d === null ? {} : { d: `date("${d}")` }), l: `> ${row % 5}` }, then: { y: '1' } })),
      };
      const compiled = compileTable(config, tools);
      assertSound();
      const shape = { rows: compiled.rules.map((one) => one.cells), nullable: compiled.nullable, nullsMiss: false, stopAtFirst: hitPolicy === 'FIRST' };
      for (const each of cases) {
        const scope: Readonly<Record<string, unknown>> = scopeOf(each as JsonObject);
        const values = ['number', 'string', 'boolean', 'date', 'limit'].map((name) => scope[name]);
        expect(createIndexMatcher(shape)(values, { ...scope }, null)).toEqual(createLoopMatcher(shape)(values, { ...scope }, null));
      }
    }), { seed: 20261129, numRuns: 20 });
  });
});

describe('a column of times, date-times or durations', () => {
  it('is compared on a line, without its formulas', () => {
    const { tools } = ruleTools(schemas);
    const compiled = compileTable({
      hitPolicy: 'FIRST',
      inputs: [{ id: 't', expr: 'hour' }, { id: 'm', expr: 'moment' }, { id: 's', expr: 'span' }],
      outputs: [{ id: 'y', type: 'any' }],
      rules: [{ id: 'R1', when: { t: '[time("08:00:00")..time("17:00:00"))', m: '>= date and time("2022-02-01T00:00:00+08:00")', s: '< @"PT2H"' }, then: { y: '1' } }],
    }, tools);
    expect(compiled.rules[0]?.cells.map((one) => one?.set?.kind)).toEqual(['time', 'zoned date-time', 'days-time-duration']);
  });
});
