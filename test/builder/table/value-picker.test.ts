import { expect, it } from 'vitest';
import { chosenIn, dayCell, daysIn, pickOf, toggled } from '../../../builder/src/designer/table/value-picker.ts';

const column = { kind: 'input', id: 'a', input: { id: 'a', expr: 'x' } } as const;
const rules = [{ id: 'R1', when: { a: '"住院","门诊"' }, then: {} }, { id: 'R2', when: { a: 'not("体检")' }, then: {} }, { id: 'R3', when: { a: '> f(1)' }, then: {} }];

it('offers what the type and the column know', () => {
  expect(pickOf(column, { type: 'boolean' }, rules)?.kind).toBe('boolean');
  expect(pickOf(column, { type: 'string', format: 'date' }, rules)?.kind).toBe('date');
  expect(pickOf(column, { type: 'string', enum: ['门诊', '急诊', null] }, rules)).toEqual({ kind: 'choices', values: ['门诊', '急诊', '住院', '体检'] });
  expect(pickOf(column, { type: 'string' }, [])).toBeUndefined();
  // Values of the last test run are known values too, also through the rows of a query.
  expect(pickOf({ ...column, input: { id: 'kind', expr: 'cases.rows.kind' } }, { type: 'string' }, [], { samples: { cases: { rows: [{ kind: '信访' }, { kind: '执法' }, { kind: '信访' }] } } })?.values).toEqual(['信访', '执法']);
  // So are those of the dataset; what is listed and what cells hold comes first, and nothing twice.
  expect(pickOf(column, { type: 'string' }, rules, { stored: ['体检', '转诊'] })?.values).toEqual(['住院', '门诊', '体检', '转诊']);
  expect(pickOf(column, { type: 'integer' }, rules, { stored: [3] })).toBeUndefined();
  expect(pickOf(column, { type: 'integer' }, rules)).toBeUndefined();
});

it('reads no more of a large table than it shows', () => {
  const many = Array.from({ length: 20_000 }, (_unused, at) => ({ id: `R${at}`, when: { a: `"值${at % 9000}"` }, then: {} }));
  const values = pickOf(column, { type: 'string' }, many)?.values;
  expect([values?.length, values?.[0], values?.[39]]).toEqual([40, '值0', '值39']);
});

it.each([['', '门诊', '"门诊"'], ['-', '门诊', '"门诊"'], ['"门诊"', '急诊', '"门诊","急诊"'], ['"门诊","急诊"', '门诊', '"急诊"'], ['"门诊"', '门诊', '']])('%s with %s toggled is %s', (cell, value, expected) => {
  expect(toggled(cell, value)).toBe(expected);
});

it('leaves cells that are more than a list alone', () => {
  expect([chosenIn('not("a")'), chosenIn('> 5'), chosenIn('f(?)')]).toEqual([undefined, undefined, undefined]);
});

it.each([['2022-01-01', '2022-12-31', '[date("2022-01-01")..date("2022-12-31")]'], ['2022-01-01', '', '>= date("2022-01-01")'], ['', '2022-01-01', '<= date("2022-01-01")'], ['2022-01-01', '2022-01-01', 'date("2022-01-01")'], ['', '', '']])('the days %s to %s are %s and back', (from, to, cell) => {
  expect(dayCell(from, to)).toBe(cell);
  expect(daysIn(cell)).toEqual({ from, to });
});
