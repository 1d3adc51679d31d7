import { Check } from 'typebox/value';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { RowTestsSchema, type RowTest, type RowTests } from '../api/data.ts';
import { fail } from '../errors.ts';
import type { RowFilter } from '../stores/store.ts';

/** What rows are looked for by: one test, and further ones as JSON text. */
export interface RowTestsWanted {
  readonly field?: string | undefined;
  /** @default '=' */
  readonly op?: RowTest | undefined;
  readonly value?: string | undefined;
  readonly where?: string | undefined;
}

/** @throws SCN_DATA_FIELD */
export function demandField(definition: DatasetDefinition, field: string): DatasetDefinition['fields'][number] {
  const found = definition.fields.find((candidate) => candidate.id === field);
  if (found === undefined) throw fail('SCN_DATA_FIELD', { dataset: definition.id, field, fields: definition.fields.map((candidate) => candidate.id).join(', ') });
  return found;
}

function typedValue(definition: DatasetDefinition, field: string, text: string): Json {
  const { type } = demandField(definition, field);
  const isNumber = type === 'integer' || type === 'number' || type === 'decimal';
  if (isNumber && !/^-?\d+(?:\.\d+)?$/.test(text)) throw fail('SCN_DATA_FIELD_VALUE', { field, value: text });
  if (type === 'integer' || type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** @throws SCN_DATA_WHERE */
function readWhere(where: string | undefined): RowTests {
  if (where === undefined) return [];
  let tests: unknown;
  try {
    tests = JSON.parse(where);
  } catch {
    throw fail('SCN_DATA_WHERE');
  }
  if (!Check(RowTestsSchema, tests)) throw fail('SCN_DATA_WHERE');
  return tests;
}

function allTests({ field, op = '=', value, where }: RowTestsWanted): RowTests {
  return [...(field ? [{ field, op, ...(value === undefined ? {} : { value }) }] : []), ...readWhere(where)];
}

/** @throws SCN_DATA_WHERE; SCN_DATA_FIELD; SCN_DATA_FIELD_VALUE; SCN_DATA_FIELD_TEXT */
export function filterOf(definition: DatasetDefinition, wanted: RowTestsWanted): RowFilter | undefined {
  const all = allTests(wanted).flatMap(({ field, op, value }): RowFilter['all'][number][] => {
    const { id, type } = demandField(definition, field);
    if (op === 'null' || op === 'not-null') return [{ field: id, op }];
    if (op === 'contains' && type !== 'string') throw fail('SCN_DATA_FIELD_TEXT', { field });
    return value === undefined ? [] : [{ field: id, op, value: typedValue(definition, field, value) }];
  });
  return all.length === 0 ? undefined : { all };
}

/** For the record: the columns that were tested, never what for. */
export function testedIn(wanted: RowTestsWanted): { readonly by?: string } {
  const fields = new Set(allTests(wanted).map(({ field }) => field));
  return fields.size === 0 ? {} : { by: [...fields].join(', ') };
}
