import { describe, expect, it } from 'vitest';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import { columnsOf, cellText } from '../../../builder/src/designer/table/table-columns.ts';
import { clearCells, deleteRules, duplicateColumn, duplicateRules, fillDown, fillTo, insertInput, insertRules, moveColumn, moveRules, pasteCells, removeColumn, setCell, setInput, setOutput } from '../../../builder/src/designer/table/table-edits.ts';
import { applyEdits, invertEdits } from '../../../builder/src/designer/document/edit.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';

const table = (): TableConfig => ({
  hitPolicy: 'FIRST',
  inputs: [{ id: 'a', expr: 'x.a' }, { id: 'b', expr: 'x.b' }],
  outputs: [{ id: 'o', type: 'string' }],
  rules: [
    { id: 'R1', when: { a: '> 1' }, then: { o: '"no"' }, basis: ['law'] },
    { id: 'R2', when: { b: '"x"' }, then: { o: '"yes"' }, from: '2022-01-01' },
    { id: 'R3', when: {}, then: {}, lock: 'prescribed' },
  ],
});
const texts = (config: TableConfig) => config.rules.map((rule) => [rule.id, ...columnsOf(config).map((column) => cellText(rule, column))]);
const range = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });

const edits: readonly (readonly [string, (config: TableConfig) => TableConfig, unknown])[] = [
  ['sets a cell', (c) => setCell(c, 0, 1, '"y"'), [['R1', '> 1', '"y"', '"no"', 'law', ''], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['sets basis and dates from text', (c) => pasteCells(c, { row: 0, column: 3 }, [['law、rule', '2022-01-01 – 2022-12-31']]), [['R1', '> 1', '', '"no"', 'law, rule', '2022-01-01 – 2022-12-31'], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['pastes beyond the last rule into new rules and leaves prescribed rules alone', (c) => pasteCells(c, { row: 2, column: 0 }, [['1'], ['2', '3']]), [['R1', '> 1', '', '"no"', 'law', ''], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', ''], ['R4', '2', '3', '', '', '']]],
  ['clears a range', (c) => clearCells(c, range(0, 0, 1, 2)), [['R1', '', '', '', 'law', ''], ['R2', '', '', '', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['fills down', (c) => fillDown(c, range(0, 0, 1, 0), (row, column) => cellText(c.rules[row]!, columnsOf(c)[column]!)), [['R1', '> 1', '', '"no"', 'law', ''], ['R2', '> 1', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['inserts a rule', (c) => insertRules(c, 1), [['R1', '> 1', '', '"no"', 'law', ''], ['R4', '', '', '', '', ''], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['duplicates rules below them', (c) => duplicateRules(c, 0, 0), [['R1', '> 1', '', '"no"', 'law', ''], ['R4', '> 1', '', '"no"', 'law', ''], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['deletes all but prescribed rules', (c) => deleteRules(c, 0, 2), [['R3', '', '', '', '', '']]],
  ['moves a rule up', (c) => moveRules(c, 1, 1, 0), [['R2', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R1', '> 1', '', '"no"', 'law', ''], ['R3', '', '', '', '', '']]],
  ['moves a block of rules to the end', (c) => moveRules(c, 0, 1, 3), [['R3', '', '', '', '', ''], ['R1', '> 1', '', '"no"', 'law', ''], ['R2', '', '"x"', '"yes"', '', '2022-01-01 – ']]],
  ['leaves a block that is dropped on itself', (c) => moveRules(c, 0, 1, 1), texts(table())],
  ['repeats a range in turn, but not over prescribed rules', (c) => fillTo({ ...c, rules: [...c.rules.slice(0, 2), { id: 'R5', when: {}, then: {} }, ...c.rules.slice(2)] }, { top: 0, bottom: 0, left: 0, right: 1 }, 9, (row, column) => texts(c)[row]?.[column + 1] ?? ''), [['R1', '> 1', '', '"no"', 'law', ''], ['R2', '> 1', '', '"yes"', '', '2022-01-01 – '], ['R5', '> 1', '', '', '', ''], ['R3', '', '', '', '', '']]],
  ['duplicates a column with its cells', (c) => duplicateColumn(c, 'a'), [['R1', '> 1', '> 1', '', '"no"', 'law', ''], ['R2', '', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '', '']]],
  ['removes a column with its cells', (c) => removeColumn(c, 'a'), [['R1', '', '"no"', 'law', ''], ['R2', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '']]],
  ['keeps the last result column', (c) => removeColumn(c, 'o'), texts(table())],
  ['moves a column', (c) => moveColumn(c, 'b', -1), [['R1', '', '> 1', '"no"', 'law', ''], ['R2', '"x"', '', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '']]],
  ['adds a condition column', (c) => insertInput(c, 1), [['R1', '> 1', '', '', '"no"', 'law', ''], ['R2', '', '', '"x"', '"yes"', '', '2022-01-01 – '], ['R3', '', '', '', '', '', '']]],
  ['renames a condition column in every rule', (c) => setInput(c, 'a', { id: 'age', expr: 'x.a' }), texts(table())],
  ['renames a result column in every rule', (c) => setOutput(c, 'o', { id: 'choice', type: 'string' }), texts(table())],
];

describe('table edits', () => {
  it.each(edits)('%s', (_, edit, expected) => {
    expect(texts(edit(table()))).toEqual(expected);
  });

  it.each(edits)('%s: undo brings the table back, redo does it again', (_, edit) => {
    const before = table();
    const after = edit(before);
    const step = editsFor({ config: before }, [{ path: '/config', value: after }]);
    const done = applyEdits({ config: before }, step);
    const undone = applyEdits(done, invertEdits(step));
    expect([done, undone, applyEdits(undone, step)]).toEqual([{ config: after }, { config: table() }, { config: after }]);
  });

  it.each(edits)('%s: the table given is not touched', (_, edit) => {
    const before = table();
    edit(before);
    expect(before).toEqual(table());
  });
});

it('names a condition after what it tests, unless a column has that name', () => {
  const config = { hitPolicy: 'FIRST', inputs: [{ id: 'mass', expr: 'a.mass' }], outputs: [{ id: 'result', type: 'string' }], rules: [] } as const;
  const added = (expr: string) => insertInput({ ...config, inputs: [...config.inputs], outputs: [...config.outputs], rules: [] }, 1, expr).inputs[1];
  expect([added('apply.speed'), added('apply.mass'), added('')]).toEqual([{ id: 'speed', expr: 'apply.speed' }, { id: 'mass1', expr: 'apply.mass' }, { id: 'input1', expr: '' }]);
});
