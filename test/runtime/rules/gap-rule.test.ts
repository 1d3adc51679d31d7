import { describe, expect, it } from 'vitest';
import { tableFindings } from '../../../runtime/rules/table-findings.ts';
import type { TableConfig, TableRule } from '../../../runtime/rules/table-schema.ts';

function table(...cells: readonly string[]): TableConfig {
  const rules: TableRule[] = cells.map((cell, index) => ({ id: `R${index + 1}`, when: { age: cell }, then: { ok: 'true' } }));
  return { hitPolicy: 'FIRST', inputs: [{ id: 'age', expr: 'age' }], outputs: [{ id: 'ok', type: 'boolean' }], rules };
}
const gaps = (config: TableConfig) => tableFindings(config).filter(({ code }) => code === 'SCN_RULE_GAP');

describe('the row that closes a gap', () => {
  it.each([
    [['< 30', '>= 60'], ['30', ']30..60[']],
    [['<= 30', '>= 60'], [']30..60[']],
    [['>= 18'], ['< 18']],
    [['<= date("2022-03-01")'], ['> date("2022-03-01")']],
    [['true'], ['false']],
  ])('takes what %j leave', (cells, added) => {
    expect(gaps(table(...cells)).map(({ fix }) => fix?.edits[0]?.value as TableRule | undefined).map((rule) => rule?.when['age'])).toEqual(added);
  });

  it('is new at the end and leaves the result to a person', () => {
    expect(gaps(table('>= 18'))[0]?.fix?.edits).toEqual([{ path: '/rules/-', value: { id: 'R2', when: { age: '< 18' }, then: {} } }]);
  });

  it.each([[['< 30', '>= 60']], [['>= 18']], [['<= date("2022-03-01")']]])('leaves no gap of %j once all are added', (cells) => {
    const config = table(...cells);
    const added = gaps(config).map(({ fix }, index) => ({ ...(fix?.edits[0]?.value as TableRule), id: `N${index}` }));
    expect(gaps({ ...config, rules: [...config.rules, ...added] })).toEqual([]);
  });
});
