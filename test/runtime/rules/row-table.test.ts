import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesOfRows, tableWithout } from '../../../runtime/rules/row-table.ts';
import type { RowTableConfig } from '../../../runtime/rules/row-table-schema.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { valueSchema } from '../../../runtime/schema/value-schema.ts';
import { judge } from './table-kit.ts';

const LIMITS: DatasetDefinition = {
  id: 'prices/limits', title: '限价', dated: true,
  fields: [
    { id: 'item', type: 'string', optional: true }, { id: 'from_kg', type: 'number', optional: true }, { id: 'to_kg', type: 'number', optional: true },
    { id: 'since', type: 'date', optional: true }, { id: 'fresh', type: 'boolean', optional: true }, { id: 'county', type: 'string', optional: true }, { id: 'limit', type: 'decimal' },
  ],
};

const table = (more: Partial<RowTableConfig> = {}): RowTableConfig => ({
  dataset: 'limits', hitPolicy: 'UNIQUE',
  inputs: [
    { id: 'item', expr: 'item', test: 'equals', column: 'item' },
    { id: 'kg', expr: 'kg', test: 'range', low: 'from_kg', high: 'to_kg', ends: '[)' },
  ],
  outputs: [{ id: 'limit', column: 'limit' }],
  ...more,
});

const names = { item: valueSchema('string'), kg: valueSchema('number'), day: valueSchema('date'), fresh: valueSchema('boolean'), county: valueSchema('string') };
const values = { item: null, kg: null, day: null, fresh: null, county: null };

function rulesOf(config: RowTableConfig, rows: readonly JsonObject[]) {
  return rulesOfRows(config, LIMITS, rows.map((row, index) => ({ _id: `r${index + 1}`, ...row })));
}

/** The answer of the rows as a hand-written table gives it. */
function answer(config: RowTableConfig, rows: readonly JsonObject[], given: JsonObject, asOf?: string) {
  const full: TableConfig = { ...tableWithout(config, LIMITS), rules: [...rulesOf(config, rows).rules] };
  return judge(full, { ...values, ...given }, { names, ...(asOf === undefined ? {} : { asOf }) }).output;
}

describe('rows as rules', () => {
  const rows = [
    { item: '番茄', from_kg: 0, to_kg: 5, limit: '6.5' },
    { item: '番茄', from_kg: 5, to_kg: null, limit: '5.8' },
    { item: null, from_kg: null, to_kg: null, limit: '99' },
  ];

  it('writes each row as the rule a person would type', () => {
    expect(rulesOf(table(), rows).rules).toEqual([
      { id: 'r1', when: { item: '"番茄"', kg: '[0..5)' }, then: { limit: '6.5' } },
      { id: 'r2', when: { item: '"番茄"', kg: '>= 5' }, then: { limit: '5.8' } },
      { id: 'r3', when: {}, then: { limit: '99' } },
    ]);
  });

  it('keeps the ends of a range as the column says', () => {
    const ends = (text: '[]' | '[)' | '(]' | '()') => rulesOf(table({ inputs: [{ id: 'kg', expr: 'kg', test: 'range', low: 'from_kg', high: 'to_kg', ends: text }] }), [{ from_kg: 1, to_kg: 2, limit: '1' }, { to_kg: 2, limit: '1' }, { from_kg: 1, limit: '1' }]).rules.map((rule) => rule.when['kg']);
    expect([ends('[]'), ends('[)'), ends('(]'), ends('()')]).toEqual([['[1..2]', '<= 2', '>= 1'], ['[1..2)', '< 2', '>= 1'], ['(1..2]', '<= 2', '> 1'], ['(1..2)', '< 2', '> 1']]);
  });

  it('gives the limit of the row, and names the row', () => {
    expect([answer(table(), rows.slice(0, 2), { item: '番茄', kg: 5 }), answer(table(), rows.slice(0, 2), { item: '番茄', kg: 4.99 })]).toEqual([
      { limit: '5.8', rule: 'r2', incomplete: [] }, { limit: '6.5', rule: 'r1', incomplete: [] },
    ]);
  });

  it('does not fall through a missing value to the row that takes anything', () => {
    expect(answer(table({ hitPolicy: 'FIRST' }), rows, { item: '番茄' })).toEqual({ limit: null, rule: null, incomplete: ['kg'] });
  });

  it('counts rows of a dated dataset on the filing day only', () => {
    const dated = [{ item: '蛋', valid_to: '2021-12-31', limit: '1' }, { item: '蛋', valid_from: '2022-01-01', limit: '2' }];
    const limits = (asOf: string) => (answer(table(), dated, { item: '蛋', kg: 1 }, asOf) as JsonObject)['limit'];
    expect([limits('2021-12-31T10:00:00+08:00'), limits('2022-01-01T00:00:00+08:00')]).toEqual(['1', '2']);
  });

  it('tells which rows cannot be rules and why, and keeps the rest', () => {
    const bad = [
      { item: 5, limit: '1' }, { from_kg: 9, to_kg: 3, limit: '1' }, { item: '蛋', limit: 'six' }, { item: '蛋', limit: null },
      { item: '蛋', limit: '1', valid_from: '2026-02-30' }, { item: '蛋', limit: '1', valid_from: '2026-03-01', valid_to: '2026-01-01' }, { item: '蛋', limit: '7' },
    ];
    const { rules, faults } = rulesOf(table(), bad);
    expect([rules.map((rule) => rule.id), faults.map(({ code, number, column }) => [code, number, column])]).toEqual([
      ['r7'],
      [['SCN_RULE_ROW_TYPE', 1, 'item'], ['SCN_RULE_ROW_RANGE', 2, 'from_kg'], ['SCN_RULE_ROW_TYPE', 3, 'limit'], ['SCN_RULE_ROW_BLANK', 4, 'limit'], ['SCN_RULE_ROW_DATES', 5, 'valid_from'], ['SCN_RULE_ROW_DATES', 6, 'valid_from']],
    ]);
  });

  it('asks for a value in every row only where it is told to', () => {
    const strict = table({ inputs: [{ id: 'item', expr: 'item', test: 'equals', column: 'item', required: true }] });
    expect(rulesOf(strict, [{ limit: '1' }]).faults.map(({ code, column }) => [code, column])).toEqual([['SCN_RULE_ROW_BLANK', 'item']]);
  });

  it('writes texts with quotes, new lines and names of prototypes as texts', () => {
    const odd = ['he said "no"', 'a\\b', 'two\nlines', '__proto__', 'constructor', 'a-b', '，：＞'];
    for (const item of odd) expect(answer(table(), [{ item, limit: '1' }], { item, kg: 1 })).toEqual({ limit: '1', rule: 'r1', incomplete: [] });
  });

  it('[property] gives the answers of the same rules typed by hand', () => {
    const blank = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
    const item = fc.constantFrom('番茄', '蛋', '米');
    const kg = fc.integer({ min: 0, max: 6 });
    const day = fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-28');
    const row = fc.record({ item: blank(item), from_kg: blank(kg), to_kg: blank(kg), since: blank(day), fresh: blank(fc.boolean()), limit: fc.integer({ min: 1, max: 9 }).map(String) });
    const given = fc.record({ item: blank(item), kg: blank(kg), day: blank(day), fresh: blank(fc.boolean()) });
    const inputs: RowTableConfig['inputs'] = [...table().inputs, { id: 'day', expr: 'day', test: 'equals', column: 'since' }, { id: 'fresh', expr: 'fresh', test: 'equals', column: 'fresh' }];
    fc.assert(fc.property(fc.array(row, { maxLength: 8 }), given, fc.constantFrom('FIRST' as const, 'COLLECT' as const, 'RULE_ORDER' as const), fc.constantFrom('incomplete' as const, 'dmn' as const), (rows, value, hitPolicy, nulls) => {
      const config = table({ inputs, hitPolicy, nulls });
      const sound = rows.filter(({ from_kg, to_kg }) => from_kg === null || to_kg === null || from_kg <= to_kg);
      const cell = (value: string | number | boolean | null, write: (text: string) => string) => (value === null ? '-' : write(String(value)));
      const typed = sound.map((one, index) => ({
        id: `r${index + 1}`,
        when: {
          item: cell(one.item, (text) => `"${text}"`), day: cell(one.since, (text) => `date("${text}")`), fresh: cell(one.fresh, (text) => text),
          kg: one.from_kg === null ? cell(one.to_kg, (text) => `< ${text}`) : one.to_kg === null ? `>= ${one.from_kg}` : `[${one.from_kg}..${one.to_kg})`,
        },
        then: { limit: one.limit },
      }));
      const byHand = judge({ ...tableWithout(config, LIMITS), rules: typed }, { ...values, ...value }, { names }).output;
      expect(answer(config, sound, value)).toEqual(byHand);
    }), { seed: 20261128, numRuns: 300 });
  });
});
