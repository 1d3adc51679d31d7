import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../../runtime/errors.ts';
import type { Lambda } from '../../../runtime/language/lambda.ts';
import type { Evaluated } from '../../../runtime/nodes/define-node.ts';
import { readForm } from '../../../runtime/nodes/form-answer.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';

const tools = { fromJson: (value: Json) => value, toJson: (value: unknown) => value as Json };
const scenario = { lists: { colours: { items: ['red', 'green'] } }, zone: 'Asia/Shanghai' } as unknown as Parameters<typeof readForm>[0]['scenario'];
const yes = { kind: 'lambda', source: 'true', call: () => true } as unknown as Lambda;

const value = fc.oneof<fc.Arbitrary<Json>[]>(fc.constantFrom(null, '', ' ', 'red', 'blue', 'AB12', '1.5', '2022-02-28', '2022-02-30', '2022-01-20T10:00:00Z', true, 5, 0.5, [1], { a: 1 }), fc.string({ maxLength: 5 }), fc.integer(), fc.double({ noNaN: true }));
const ids = ['a', 'b', 'c', 'd'] as const;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const field = fc.record({
  type: fc.constantFrom<FormField['type']>('string', 'integer', 'number', 'decimal', 'boolean', 'date', 'date-time', 'list', 'any'),
  optional: maybe(fc.boolean()),
  enum: maybe(fc.constant(['red', 5, '1.5'])),
  options: maybe(fc.constant({ list: 'colours' })),
  offered: maybe(fc.constant('user.choices')),
  min: maybe(fc.constantFrom<string | number>(1, 'today', '2022-01-01')),
  maxLength: maybe(fc.constantFrom(1, 3)),
  pattern: maybe(fc.constant('[A-Z]{2}\\d+')),
});

const outcome = (fields: readonly FormField[], parts: readonly Evaluated[], data: JsonObject, useDefaults: boolean): unknown => {
  try {
    const { json, feel } = readForm({ fields, evaluated: parts, data, tools, scenario, at: '2022-01-20T10:00:00Z', useDefaults });
    return { json, feel: feel() };
  } catch (error) {
    return error instanceof ScenarioError ? { code: error.code, details: error.details } : String(error);
  }
};

describe('a form without conditions', () => {
  it('is read in one go as it is read step by step', () => {
    fc.assert(fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), fc.array(maybe(value), { minLength: 4, maxLength: 4 }), fc.dictionary(fc.constantFrom(...ids, 'extra'), value), fc.boolean(), maybe(fc.constantFrom<Json>(null, [], 'red', ['red', 5])), (given, defaults, data, useDefaults, offered) => {
      const fields = given.map((one, index) => JSON.parse(JSON.stringify({ id: ids[index], ...one })) as FormField);
      const parts = fields.map((_field, index): Evaluated => ({ ...(defaults[index] === undefined ? {} : { default: defaults[index] }), ...(offered === undefined ? {} : { offered }) }));
      const long = outcome(fields.map((one) => ({ ...one, visible: 'true' })), parts.map((part) => ({ ...part, visible: yes })), data, useDefaults);
      expect(outcome(fields, parts, data, useDefaults)).toEqual(long);
    }), { numRuns: 2000 });
  });
});
