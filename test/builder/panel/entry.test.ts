import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { blankOf, entriesFromSchema, entryOf, readLiteral, variantOf, type ConfigSchema } from '../../../builder/src/designer/panel/entry.ts';

const shape = (schema: unknown) => entryOf('x', schema as ConfigSchema, true, 'zh-CN').kind;

describe('entry of a schema', () => {
  it.each([
    ['formula', Type.String({ format: 'feel' })],
    ['formula', Type.String({ format: 'feel-row' })],
    ['text', Type.String({ format: 'text' })],
    ['dataset', Type.String({ format: 'dataset' })],
    ['flow', Type.String({ format: 'flow' })],
    ['connection', Type.String({ format: 'connection' })],
    ['string', Type.String()],
    ['number', Type.Integer()],
    ['boolean', Type.Boolean()],
    ['choice', Type.Enum(['a', 'b'])],
    ['choice', Type.Union([Type.Literal('a'), Type.Literal('b')])],
    ['columns', Type.Array(Type.String({ format: 'column' }))],
    ['picks', Type.Array(Type.String({ format: 'role' }))],
    ['picks', Type.Array(Type.String({ format: 'node' }))],
    ['strings', Type.Array(Type.String())],
    ['formula-list', Type.Array(Type.String({ format: 'feel' }))],
    ['objects', Type.Array(Type.Object({ port: Type.String() }))],
    ['formulas', Type.Record(Type.String({ pattern: '^a' }), Type.String({ format: 'feel' }))],
    ['map', Type.Record(Type.String(), Type.Object({ dataset: Type.String() }))],
    ['object', Type.Object({ by: Type.String() })],
    ['variants', Type.Union([Type.Object({ user: Type.String() }), Type.Object({ role: Type.String() })])],
    ['tuples', Type.Array(Type.Tuple([Type.String(), Type.String()]))],
    ['literal', Type.Union([Type.Number(), Type.String()])],
    ['literals', Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]))],
    ['map', Type.Record(Type.String(), Type.Union([Type.Object({ sum: Type.String() }), Type.Object({ avg: Type.String() })]))],
    ['json', {}],
  ])('is a %s for %j', (kind, schema) => {
    expect(shape(schema)).toBe(kind);
  });

  it('takes its words from title and description, or from x-en in English', () => {
    const schema = { type: 'object', required: ['limit'], properties: { limit: { type: 'integer', title: '最多几行', description: '不填就是 50', 'x-en': { title: 'At most' } } } } as const;
    expect([entriesFromSchema(schema, 'zh-CN'), entriesFromSchema(schema, 'en')]).toEqual([
      [{ key: 'limit', kind: 'number', title: '最多几行', help: '不填就是 50', required: true, schema: schema.properties.limit }],
      [{ key: 'limit', kind: 'number', title: 'At most', help: '不填就是 50', required: true, schema: schema.properties.limit }],
    ]);
  });
});

describe('a literal that is typed', () => {
  const any = Type.Union([Type.String(), Type.Number(), Type.Boolean()]) as unknown as ConfigSchema;
  it.each([['12', 12], ['-3.5', -3.5], ['007', '007'], ['1e3', '1e3'], ['true', true], [' 甲 ', '甲'], ['9007199254740993', '9007199254740993']])('%j is %j', (typed, value) => {
    expect(readLiteral(any, typed)).toBe(value);
  });
  it('stays a text where only texts and numbers go', () => {
    expect(readLiteral(Type.Union([Type.Number(), Type.String()]) as unknown as ConfigSchema, 'true')).toBe('true');
  });
});

describe('blank value', () => {
  it.each([
    [Type.Object({ port: Type.String(), note: Type.Optional(Type.String()) }), { port: '' }],
    [Type.Array(Type.Object({ port: Type.String() }), { minItems: 1 }), [{ port: '' }]],
    [Type.Enum(['a', 'b']), 'a'],
    [Type.Integer({ minimum: 3 }), 3],
    [Type.Boolean({ default: true }), true],
    [Type.Union([Type.Object({ user: Type.String() }), Type.Object({ role: Type.String() })]), { user: '' }],
  ])('%#', (schema, expected) => {
    expect(blankOf(schema as ConfigSchema)).toEqual(expected);
  });
});

describe('variant of a value', () => {
  const options = [Type.Object({ user: Type.String() }), Type.Object({ role: Type.String(), unit: Type.Optional(Type.String()) }), Type.Array(Type.String())] as unknown as ConfigSchema[];
  it.each([[{ user: 'a' }, 0], [{ role: 'b' }, 1], [{ role: 'b', unit: 'c' }, 1], [[], 2], [undefined, 0]])('of %j is %i', (value, index) => {
    expect(variantOf(options, value)).toBe(index);
  });
});
