import { describe, expect, it } from 'vitest';
import { checkTable } from '../../../runtime/rules/check-table.ts';
import { tableOutputSchema } from '../../../runtime/rules/table-output.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { small } from './table-kit.ts';

const sound = small('FIRST', [['A', '> 0', '1']]);
const withEach = { ...sound, each: 'rows' };
const ordered = [{ id: 'y', type: 'string' as const, enum: ['a', 'b'] }];

describe('check of a table', () => {
  it('finds nothing wrong with a sound table', () => {
    expect(checkTable(sound)).toEqual([]);
  });
  it.each<[string, TableConfig, string, string]>([
    ['an input twice', { ...sound, inputs: [...sound.inputs, ...sound.inputs] }, 'SCN_RULE_DUPLICATE_ID', '/inputs/1/id'],
    ['a rule twice', { ...sound, rules: [...sound.rules, ...sound.rules] }, 'SCN_RULE_DUPLICATE_ID', '/rules/1/id'],
    ['a cell of no column', { ...sound, rules: [{ id: 'A', when: { z: '1' }, then: { y: '1' } }] }, 'SCN_RULE_UNKNOWN_COLUMN', '/rules/0/when/z'],
    ['a result of no column', { ...sound, incomplete: { z: '1' } }, 'SCN_RULE_UNKNOWN_COLUMN', '/incomplete/z'],
    ['a rule without a needed result', { ...sound, rules: [{ id: 'A', when: {}, then: {} }] }, 'SCN_RULE_MISSING_OUTPUT', '/rules/0/then/y'],
    ['a result called like the table’s own', { ...sound, outputs: [{ id: 'rule', type: 'string', optional: true }, ...sound.outputs] }, 'SCN_RULE_RESERVED_OUTPUT', '/outputs/0/id'],
    ['a pick without a list', { ...sound, outputs: ordered, pick: { by: 'y' } }, 'SCN_RULE_PICK_WITHOUT_EACH', '/pick'],
    ['a pick by a column without order', { ...withEach, pick: { by: 'y' } }, 'SCN_RULE_NO_ORDER', '/pick/by'],
    ['an aggregate without COLLECT', { ...sound, aggregator: 'SUM' }, 'SCN_RULE_AGGREGATE_WITHOUT_COLLECT', '/aggregator'],
    ['PRIORITY without order', { ...sound, hitPolicy: 'PRIORITY' }, 'SCN_RULE_NO_ORDER', '/outputs'],
    ['dates the wrong way round', { ...sound, rules: [{ id: 'A', when: {}, then: { y: '1' }, from: '2022-02-01', to: '2022-01-01' }] }, 'SCN_RULE_DATES', '/rules/0/to'],
  ])('reports %s', (_title, config, code, path) => {
    expect(checkTable(config).map((found) => [found.code, found.place.path])).toEqual([[code, path]]);
  });
});

describe('output schema of a table', () => {
  const keys = (config: TableConfig) => Object.keys((tableOutputSchema(config) as { properties: object }).properties);
  it.each<[string, TableConfig, readonly string[]]>([
    ['one result', sound, ['y', 'rule', 'incomplete']],
    ['several results', { ...sound, hitPolicy: 'COLLECT' }, ['hits', 'rules', 'count', 'incomplete']],
    ['an aggregate', { ...sound, hitPolicy: 'COLLECT', aggregator: 'SUM' }, ['y', 'rules', 'incomplete']],
    ['a list', withEach, ['rows', 'incomplete']],
    ['a list with a pick', { ...withEach, outputs: ordered, pick: { by: 'y' } }, ['rows', 'best', 'incomplete']],
  ])('%s', (_title, config, expected) => {
    expect(keys(config)).toEqual(expected);
  });
});
