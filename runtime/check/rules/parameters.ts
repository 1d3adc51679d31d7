import { parseDate } from '../../language/values/dates.ts';
import { toPointer } from '../../schema/pointer.ts';
import { isTable, keyOf, keysOf, OTHER_KEYS } from '../../schema/parameter.ts';
import type { Parameter, Scenario } from '../../schema/scenario.ts';
import { shapeIssues } from '../../schema/shape.ts';
import { valueSchema } from '../../schema/value-schema.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

const DURATION = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

function fits(type: Parameter['type'], value: unknown): boolean {
  if (type === 'duration') return typeof value === 'string' && DURATION.test(value);
  if (type === 'date') return typeof value === 'string' && parseDate(value) !== null;
  if (type === 'decimal') return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  return shapeIssues(valueSchema(type, { nullable: false }), value).length === 0;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Values of one parameter, or of one key of a table, in order of their first day: no day has two, and none in between has none. */
function* periods(id: string, name: string, parameter: Parameter, key?: string): Iterable<Diagnostic> {
  const values = parameter.values.map((value, index) => ({ ...value, index })).filter((value) => key === undefined || keyOf(value) === key).sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  for (const [at, value] of values.entries()) {
    const next = values[at + 1];
    if (next === undefined) continue;
    const path = toPointer(['parameters', id, 'values', next.index]);
    if (next.from === null || (value.to != null && next.from <= value.to) || next.from === value.from) {
      yield problem('SCN_SCHEMA_PARAMETER_OVERLAP', { path }, { name, day: next.from ?? value.from ?? '—' });
    } else if (value.to != null && next.from > nextDay(value.to)) {
      yield problem('SCN_SCHEMA_PARAMETER_GAP', { path }, { name, day: nextDay(value.to) });
    }
  }
}

/** A table has a list that exists; a parameter that is no table has no keys. */
function* keys(id: string, parameter: Parameter, scenario: Scenario): Iterable<Diagnostic> {
  const list = parameter.key?.list;
  if (list !== undefined && !Object.hasOwn(scenario.lists, list)) yield problem('SCN_SCHEMA_LIST_UNKNOWN', { path: toPointer(['parameters', id, 'key', 'list']) }, { list });
  const items = list === undefined ? undefined : scenario.lists[list]?.items.map(String);
  for (const [index, { key }] of parameter.values.entries()) {
    const path = toPointer(['parameters', id, 'values', index, 'key']);
    if (key !== undefined && (!isTable(parameter) || (items !== undefined && key !== OTHER_KEYS && !items.includes(key)))) yield problem('SCN_SCHEMA_PARAMETER_KEY', { path }, { name: id, key });
  }
}

/** Parameters have values of their type, one a day, with a source. */
export const parameters: CheckRule = function* parameters({ scenario }) {
  for (const [id, parameter] of Object.entries(scenario.parameters)) {
    for (const [index, value] of parameter.values.entries()) {
      const path = toPointer(['parameters', id, 'values', index, 'value']);
      if (!fits(parameter.type, value.value)) yield problem('SCN_SCHEMA_PARAMETER_VALUE', { path }, { name: id, value: JSON.stringify(value.value), type: parameter.type });
      if (value.basis === undefined) yield problem('SCN_SCHEMA_PARAMETER_BASIS', { path }, { name: id });
    }
    yield* keys(id, parameter, scenario);
    if (isTable(parameter)) for (const key of keysOf(parameter)) yield* periods(id, key === OTHER_KEYS ? id : `${id} ${key}`, parameter, key);
    else yield* periods(id, id, parameter);
  }
};
