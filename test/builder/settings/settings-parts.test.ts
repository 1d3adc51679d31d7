import { describe, expect, it } from 'vitest';
import { basisUses } from '../../../builder/src/designer/settings/basis-uses.ts';
import { inventedCount, isInvented } from '../../../builder/src/designer/settings/invented.ts';
import { itemOf, moved } from '../../../builder/src/designer/settings/list-items.ts';
import { isInForce } from '../../../runtime/schema/parameter.ts';
import { parameterText, readParameter, withNewValue } from '../../../builder/src/designer/settings/parameter-value.ts';
import { lockedTexts } from '../../../builder/src/designer/settings/locked-texts.ts';
import { problemsUnder } from '../../../builder/src/designer/settings/problems-under.ts';
import { demandedTextChanges, textIn } from '../../../builder/src/designer/settings/text-pair.ts';
import { findTexts, textRows } from '../../../builder/src/designer/settings/text-rows.ts';
import type { Diagnostic } from '../../../runtime/schema/diagnostic.ts';
import { templateScenario } from '../../support/template.ts';

describe('the value of a parameter', () => {
  it.each([
    ['integer', '30', { value: 30 }],
    ['integer', '3.5', { wrong: 'number' }],
    ['number', '', { wrong: 'number' }],
    ['decimal', '180.00', { value: '180.00' }],
    ['decimal', '1,5', { wrong: 'number' }],
    ['duration', 'PT4H', { value: 'PT4H' }],
    ['duration', '4 hours', { wrong: 'duration' }],
    ['boolean', 'true', { value: true }],
    ['list', '[1, 2]', { value: [1, 2] }],
    ['list', '[1,', { wrong: 'json' }],
    ['string', ' 杭州 ', { value: '杭州' }],
  ] as const)('of type %s typed as %j is read as it should', (type, typed, reading) => {
    expect(readParameter(type, typed)).toEqual(reading);
  });

  it('stands in its input without quotes unless it is JSON', () => {
    expect([parameterText('string', 'a'), parameterText('any', 'a'), parameterText('integer', 3), parameterText('list', [1])]).toEqual(['a', '"a"', '3', '[1]']);
  });

  it('ends the day before the next one begins', () => {
    expect(withNewValue([{ from: null, value: 1, basis: 'd' }], '2026-11-24')).toEqual([{ from: null, value: 1, basis: 'd', to: '2026-11-23' }, { from: '2026-11-24', to: null, value: 1, basis: 'd' }]);
  });

  it('goes on after a value that has an end', () => {
    expect(withNewValue([{ from: '2026-01-01', to: '2026-12-31', value: 1 }], '2026-11-24').at(-1)?.from).toBe('2027-01-01');
  });

  it('begins after a value that begins later than today', () => {
    expect(withNewValue([{ from: '2027-01-01', value: 1 }], '2026-11-24')).toEqual([{ from: '2027-01-01', to: '2027-01-01', value: 1 }, { from: '2027-01-02', to: null, value: 1 }]);
  });

  it('is invented when its basis is an example setting or is absent', () => {
    const scenario = templateScenario();
    expect([isInvented(scenario, { from: null, value: 1, basis: 'd' }), isInvented(scenario, { from: null, value: 1 }), isInvented(scenario, { from: null, value: 1, basis: 'nhc6' }), inventedCount(scenario)]).toEqual([true, true, false, 1]);
  });
});

describe('the items of a list', () => {
  it.each([['7', [1, 2], 7], ['7', ['a'], '7'], ['x', [1], 'x'], [' ', [1], undefined]] as const)('reads %j among %j', (typed, items, item) => {
    expect(itemOf(typed, items)).toBe(item);
  });

  it('move one place and stop at the ends', () => {
    expect([moved([1, 2, 3], 2, -1), moved([1, 2, 3], 2, 1)]).toEqual([[1, 3, 2], [1, 2, 3]]);
  });
});

describe('texts', () => {
  const texts = { b: { 'zh-CN': '乙' }, a: { 'zh-CN': '甲', en: 'First' } };
  const rows = textRows(texts, new Set(['b']));

  it('are listed by key with what is wrong', () => {
    expect(rows.map(({ key, missing, unused }) => ({ key, missing, unused }))).toEqual([{ key: 'a', missing: [], unused: false }, { key: 'b', missing: ['en'], unused: true }]);
  });

  it.each([['all', 'FIRST', ['a']], ['missing', '', ['b']], ['unused', '甲', []]] as const)('of kind %s with %j are found', (filter, typed, keys) => {
    expect(findTexts(rows, filter, typed).map(({ key }) => key)).toEqual(keys);
  });

  it('that are literal are Chinese only', () => {
    const scenario = templateScenario();
    expect([textIn(scenario, '标题', 'title', 'zh-CN'), textIn(scenario, '标题', 'title', 'en'), textIn(scenario, '@title', 'x', 'en')]).toEqual(['标题', '', scenario.texts['title']?.en]);
  });

  it('of a prescribed list are fixed with it', () => {
    expect([...lockedTexts(templateScenario())]).toEqual(['reasons', 'reasons.1', 'reasons.2', 'reasons.3', 'reasons.4', 'reasons.5', 'reasons.6']);
  });

  it('that the format demands stay when they are emptied', () => {
    expect(demandedTextChanges(templateScenario(), '/title', '标题', 'x', 'zh-CN', '')).toEqual([{ path: '/title', value: '' }]);
  });
});

describe('what rests on a basis', () => {
  it('is counted over parameters, nodes and rules', () => {
    const scenario = templateScenario();
    expect(basisUses({ ...scenario, flows: {} })).toEqual(new Map([['d', 1]]));
  });
});

describe('problems of an entry', () => {
  const at = (path: string, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({ code: 'SCN_SCHEMA_TYPE', severity, place: { path }, message: { 'zh-CN': '错', en: 'wrong' } });

  it('are those at its pointer, with those below it when asked', () => {
    const all = [at('/roles'), at('/roles/doctor'), at('/roles/doctor/x', 'warning'), at('/roles/doctors'), at('/roles/doctor', 'info')];
    const paths = (deep: boolean) => problemsUnder(all, '/roles/doctor', deep, 'zh-CN', () => undefined).map(({ path }) => path);
    expect([paths(false), paths(true)]).toEqual([['/roles/doctor'], ['/roles/doctor', '/roles/doctor/x']]);
  });
});

describe('the value of a parameter in force', () => {
  it.each([
    [{ from: null, to: '2025-12-31', value: 1 }, false],
    [{ from: '2026-01-01', value: 1 }, true],
    [{ from: '2026-01-01', to: null, value: 1 }, true],
    [{ from: '2026-01-01', to: '2026-06-01', value: 1 }, true],
    [{ from: '2026-06-02', value: 1 }, false],
  ])('%j on 2026-06-01: %s', (value, held) => {
    expect(isInForce(value, '2026-06-01')).toBe(held);
  });
});
