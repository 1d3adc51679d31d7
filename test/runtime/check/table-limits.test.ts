import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { ruleTable } from '../../../runtime/nodes/built-in/rule/table.ts';
import { startForm } from '../../../runtime/nodes/built-in/start/form.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Diagnostic } from '../../../runtime/schema/diagnostic.ts';
import type { TableConfig, TableRule } from '../../../runtime/rules/table-schema.ts';

const registry = createRegistry([startForm, ruleTable]);
const base = '/flows/main/nodes/judged/config';

/** Errors, and warnings about cells, of a table over a whole number, a day, a text and a value of any type. */
function found(table: Partial<TableConfig>): readonly Diagnostic[] {
  const config = { hitPolicy: 'FIRST', inputs: [{ id: 'n', expr: 'ask.n' }, { id: 'd', expr: 'ask.d' }, { id: 'any', expr: 'user.level' }], outputs: [{ id: 'y', type: 'string', optional: true }], rules: [], ...table };
  const scenario = {
    format: 1, id: 'limits', title: 'T', purpose: 'T', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {}, parameters: {},
    flows: { main: { nodes: { ask: { type: 'start.form', config: { fields: [{ id: 'n', type: 'integer' }, { id: 'd', type: 'date' }] } }, judged: { type: 'rule.table', config } }, edges: { e: ['ask.out', 'judged'] } } },
  };
  const { diagnostics } = checkScenario(scenario, { nodeType: registry.find, catalogue: {}, language: feel });
  return diagnostics.filter(({ code, severity, place }) => place.path.startsWith(base) && (severity === 'error' || /CELL|MIXED/.test(code)));
}

function problems(table: Partial<TableConfig>): readonly (readonly [string, string])[] {
  return found(table).map(({ code, place }) => [code, place.path.slice(base.length)]);
}

const rule = (id: string, when: Readonly<Record<string, string>>, y = '"a"'): TableRule => ({ id, when, then: { y } });

describe('tables at their limits', () => {
  it('a hundred thousand rules are refused by their number, at once', () => {
    const from = performance.now();
    expect(problems({ rules: Array.from({ length: 100_000 }, (_unused, index) => rule(`r${index}`, {})) })).toEqual([['SCN_NODE_CONFIG', '/rules']]);
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it.each([
    ['in a comparison', { d: '> date("2026-02-30")' }, '/rules/1/when/d'],
    ['as a literal', { d: '@"2026-02-30"' }, '/rules/1/when/d'],
    ['at the end of a range', { d: '[date("2026-02-01")..date("2026-02-30")]' }, '/rules/1/when/d'],
    ['inside a formula', { n: '? > duration("P1D") / (date("2026-13-01") - ask.d)' }, '/rules/1/when/n'],
  ])('a day that does not exist %s is an error of its cell; the other rules count', (_name, when, path) => {
    expect(problems({ rules: [rule('R1', { n: '> 1' }), rule('R2', when), rule('R3', { n: '<= 1' })] })).toContainEqual(['SCN_RULE_NO_SUCH_DAY', path]);
  });

  it('days of a rule and of a result exist, too', () => {
    expect(problems({ rules: [rule('R1', {}, 'string(date("2026-02-30"))')] })).toEqual([['SCN_RULE_NO_SUCH_DAY', '/rules/0/then/y']]);
    expect(problems({ rules: [{ ...rule('R1', {}), from: '2026-02-30' }] })).toEqual([['SCN_NODE_CONFIG', '/rules/0/from']]);
  });

  it('a value its column never has is an error of its cell', () => {
    expect(problems({ rules: [rule('R1', { n: '> 1' }), rule('R2', { n: '"many"' }), rule('R3', { n: 'true' }), rule('R4', { d: '> 5' })] })).toEqual([
      ['SCN_RULE_CELL_TYPE', '/rules/1/when/n'], ['SCN_RULE_CELL_TYPE', '/rules/2/when/n'], ['SCN_RULE_CELL_TYPE', '/rules/3/when/d'],
    ]);
  });

  it('where the type is not known, the odd ones of a column stand out', () => {
    expect(problems({ rules: [rule('R1', { any: '> 1' }), rule('R2', { any: '3' }), rule('R3', { any: '"three"' })] })).toEqual([['SCN_RULE_MIXED_COLUMN', '/rules/2/when/any']]);
  });

  it('a result of another type than its column is told at its cell', () => {
    expect(problems({ rules: [rule('R1', {}, '5')] })).toEqual([['SCN_RULE_CELL_TYPE', '/rules/0/then/y']]);
  });

  it.each(['＞３０', '≥30', '“a”', '30，40'])('the full-width signs of %s are told at the cell, with the mend', (cell) => {
    expect(problems({ rules: [rule('R1', { any: cell })] })).toContainEqual(['SCN_RULE_FULL_WIDTH', '/rules/0/when/any']);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no name of a column or rule', (name) => {
    const renamed = (part: string, table: Partial<TableConfig>) => problems(JSON.parse(JSON.stringify(table).replaceAll(part, name)) as Partial<TableConfig>);
    expect([
      renamed('NAME', { inputs: [{ id: 'NAME', expr: 'ask.n' }], rules: [rule('R1', { NAME: '> 1' }), rule('R2', {})] }),
      renamed('NAME', { outputs: [{ id: 'NAME', type: 'string' }], rules: [{ id: 'R1', when: {}, then: { NAME: '"a"' } }] }),
      renamed('NAME', { rules: [rule('NAME', {})] }),
    ]).toEqual([[['SCN_RULE_NAME', '/inputs/0/id']], [['SCN_RULE_NAME', '/outputs/0/id']], [['SCN_RULE_NAME', '/rules/0/id']]]);
  });

  it('a-b is no name, since formulas would read it as a difference', () => {
    expect(problems({ inputs: [{ id: 'a-b', expr: 'ask.n' }] })).toEqual([['SCN_NODE_CONFIG', '/inputs/0/id']]);
  });

  it('twenty thousand rules are a table', () => {
    expect(problems({ rules: Array.from({ length: 20_000 }, (_unused, index) => rule(`r${index}`, { n: String(index) })) })).toEqual([]);
  });
});

describe('what a table is told to be wrong', () => {
  it.each([
    ['a formula that is too long', { rules: [rule('R1', { n: `> ${'1 + '.repeat(25_000)}1` })] }, '太长了，最多 2000 个字', 'at most 2000 characters'],
    ['nesting 10,000 deep', { rules: [rule('R1', { n: `${'('.repeat(10_000)}1${')'.repeat(10_000)}` })] }, '太长了，最多 2000 个字', 'at most 2000 characters'],
    ['too many rules', { rules: Array.from({ length: 100_000 }, (_unused, index) => rule(`r${index}`, {})) }, '太多了，最多 20000 项', 'at most 20000 items'],
    ['a day that does not exist', { rules: [{ ...rule('R1', {}), from: '2026-02-30' }] }, '日历上没有“2026-02-30”这一天', 'no day of the calendar'],
    ['a name with a sign', { inputs: [{ id: 'a-b', expr: 'ask.n' }] }, '“a-b”不能作名称', 'cannot be a name'],
  ])('says %s', (_what, change, zh, en) => {
    const message = found(change)[0]?.message;
    expect([message?.['zh-CN'].includes(zh), message?.en.includes(en)]).toEqual([true, true]);
  });
});
