import { describe, expect, it } from 'vitest';
import { fitTo, isShape, shapeOf, shapeSchema } from '../../../runtime/schema/answer-shape.ts';
import { strictAjv } from '../nodes/node-kit.ts';

const example = { code: 0, ok: true, data: { list: [{ id: 'a', age: 3, born: '1990-01-05', at: '2022-01-20T10:00:00+08:00', note: null }, { id: 'b', age: 4.5, born: '1991-02-06', note: '好' }], next: null } };
const shape = { code: 'number', ok: 'boolean', data: { list: [{ id: 'text', age: 'number', born: 'date', at: 'date-time', note: 'text' }], next: 'any' } } as const;

describe('the shape of an answer', () => {
  it('is read off an example; items of a list are laid over one another and null says nothing', () => {
    expect(shapeOf(example)).toEqual(shape);
  });

  it.each([
    ['a date beside another text is text', ['2020-01-01', 'never'], ['text']],
    ['mixed kinds are any', [1, 'x'], ['any']],
    ['an empty list has items of any kind', [], ['any']],
    ['a single value', 'x', 'text'],
    ['a list of lists', [[1], [2, 3]], [['number']]],
  ])('%s', (_, given, expected) => {
    expect(shapeOf(given as never)).toEqual(expected);
  });

  it('keeps what it names, fills what is missing with null and leaves the rest behind', () => {
    expect(fitTo(shape, { code: 1, data: { list: [{ id: 'z', secret: 1 }] }, extra: [1] })).toEqual({ value: { code: 1, ok: null, data: { list: [{ id: 'z', age: null, born: null, at: null, note: null }], next: null } } });
  });

  it.each([
    [{ data: { list: [{ id: 'a' }, { id: 7 }] } }, { path: 'body.data.list[2].id', wanted: 'text', found: 'number' }],
    [{ data: { list: {} } }, { path: 'body.data.list', wanted: 'list', found: 'object' }],
    [{ data: [] }, { path: 'body.data', wanted: 'object', found: 'list' }],
    [{ data: { list: [{ born: '昨天' }] } }, { path: 'body.data.list[1].born', wanted: 'date', found: 'string' }],
  ])('names the first place that is something else: %j', (value, misfit) => {
    expect(fitTo(shape, value as never)).toEqual({ misfit });
  });

  it('__proto__ and constructor are names like others', () => {
    const own = JSON.parse('{"__proto__":{"x":1},"constructor":"c"}') as never;
    const found: readonly unknown[] = [fitTo({ constructor: 'text', toString: 'text' } as never, own), fitTo({ x: 'number' }, own), shapeOf(JSON.parse('{"constructor":1}') as never)];
    expect(JSON.stringify(found)).toBe('[{"value":{"constructor":"c","toString":null}},{"value":{"x":null}},{"constructor":"number"}]');
    expect((({}) as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('its schema compiles strictly and accepts what fits', () => {
    const validate = strictAjv().compile(JSON.parse(JSON.stringify(shapeSchema(shape))) as object);
    const fitted = fitTo(shape, example);
    expect([validate('value' in fitted ? fitted.value : undefined), validate.errors]).toEqual([true, null]);
  });

  it('refuses what is no shape: unknown kinds, two items, too deep, too wide', () => {
    const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 'any');
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, 'any']));
    expect([shape, 'any', ['text']].map(isShape)).toEqual([true, true, true]);
    expect(['money', ['text', 'text'], [], null, 3, { a: 1 }, deep, wide].map(isShape)).toEqual([false, false, false, false, false, false, false, false]);
  });

  it('a huge or deep example gives a shape within the limits or one the checker refuses, never a crash', () => {
    const deep = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ a: inner }), 1);
    expect(isShape(shapeOf(deep as never))).toBe(true);
  });
});
