import { describe, expect, it } from 'vitest';
import { startForm } from '../../../runtime/nodes/built-in/start/form.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { refusal, runNode } from './run-kit.ts';

const start = async (fields: readonly object[], startInput: JsonObject) => (await runNode(startForm, { fields }, { run: { startInput } })).output as JsonObject;
const problemsOf = async (fields: readonly object[], startInput: JsonObject) => ((await refusal(() => start(fields, startInput)))?.[1]['problems'] ?? []) as readonly JsonObject[];
const refused = async (fields: readonly object[], startInput: JsonObject) => (await problemsOf(fields, startInput)).map(({ field, kind, row, column }) => [field, kind, ...(row === undefined ? [] : [row, column])]);

describe('a region', () => {
  const fields = [{ id: 'place', type: 'context', widget: 'region', depth: 'town' }];
  it('is named by the list, whatever the caller says', async () => {
    expect(await start(fields, { place: { code: '330106002', name: '月球' } })).toEqual({ place: { code: '330106002', name: '浙江省杭州市西湖区北山街道' } });
  });
  it.each<[string, JsonObject, string]>([
    ['a code nobody gave out', { code: '330199' }, 'choice'],
    ['no code', { name: '杭州' }, 'choice'],
    ['one level too high', { code: '330106' }, 'missing'],
    ['another member', { code: '330106002', extra: 1 }, 'extra'],
  ])('refuses %s', async (_title, place, kind) => {
    expect(await refused(fields, { place })).toEqual([['place', kind]]);
  });
});

describe('a location', () => {
  const fields = [{ id: 'at', type: 'context', widget: 'location' }];
  it('has a name and may have a point', async () => {
    expect(await start(fields, { at: { name: '西湖边' } })).toEqual({ at: { name: '西湖边', lng: null, lat: null, accuracy: null } });
    expect(await start(fields, { at: { name: '西湖边', lng: 120.15, lat: 30.25, accuracy: 12 } })).toMatchObject({ at: { lng: 120.15, lat: 30.25 } });
  });
  it.each<[string, JsonObject, string]>([
    ['no name', { lng: 1, lat: 1 }, 'type'],
    ['half a point', { name: 'x', lng: 120 }, 'limit'],
    ['a point that is nowhere', { name: 'x', lng: 181, lat: 1 }, 'limit'],
    ['text for a number', { name: 'x', lng: '120', lat: 30 }, 'limit'],
    ['text instead of a group', { name: 'x', altitude: 3 }, 'extra'],
  ])('refuses %s', async (_title, at, kind) => {
    expect(await refused(fields, { at })).toEqual([['at', kind]]);
  });
});

describe('a table', () => {
  const columns = [{ id: 'name', type: 'string', maxLength: 4 }, { id: 'count', type: 'integer', min: 1 }, { id: 'price', type: 'decimal', optional: true }, { id: 'total', type: 'decimal', compute: 'row.count * row.price' }];
  const fields = [{ id: 'items', type: 'list', widget: 'table', min: 1, max: 2, columns }, { id: 'sum', type: 'decimal', widget: 'amount', compute: 'sum(form.items.total)' }];
  it('has every column of every row, and what is computed of them', async () => {
    expect(await start(fields, { items: [{ name: '钉', count: 3, price: '0.10' }, { name: '板', count: 2, price: 5 }] })).toEqual({ items: [{ name: '钉', count: 3, price: '0.10', total: '0.3' }, { name: '板', count: 2, price: '5', total: '10' }], sum: '10.3' });
  });
  it('leaves out rows in which nothing was given', async () => {
    expect(await start(fields, { items: [{}, { name: '钉', count: 1 }, { name: ' ' }] })).toMatchObject({ items: [{ name: '钉', count: 1, price: null, total: null }] });
  });
  it.each<[string, JsonObject, unknown]>([
    ['no row', { items: [] }, [['items', 'missing']]],
    ['too many rows', { items: [1, 2, 3].map((count) => ({ name: 'x', count })) }, [['items', 'limit']]],
    ['a missing and a wrong cell', { items: [{ name: '钉', count: 1 }, { name: '一二三四五', price: 'x' }] }, [['items', 'limit', 2, 'name'], ['items', 'missing', 2, 'count'], ['items', 'type', 2, 'price']]],
    ['a column it does not have', { items: [{ name: '钉', count: 1, colour: 'red' }] }, [['items', 'extra', 1, undefined]]],
    ['something else than rows', { items: ['x'] }, [['items', 'type']]],
    ['a value for what is computed', { items: [{ name: '钉', count: 1 }], sum: '9' }, [['sum', 'fixed']]],
  ])('refuses %s', async (_title, input, problems) => {
    expect(await refused(fields, input)).toEqual(problems);
  });
  it('ignores a value for a computed column', async () => {
    expect(await start(fields, { items: [{ name: '钉', count: 2, price: '1', total: '99' }] })).toMatchObject({ items: [{ total: '2' }] });
  });
});

describe('several choices', () => {
  const fields = [{ id: 'kinds', type: 'list', widget: 'checks', enum: ['a', 'b', 'c'], min: 2, max: 2 }, { id: 'why', type: 'string', visible: 'list contains(form.kinds, "c")' }];
  it('are a list of values that conditions look into', async () => {
    expect(await start(fields, { kinds: ['b', 'a'] })).toEqual({ kinds: ['b', 'a'], why: null });
    expect(await start(fields, { kinds: ['a', 'c'], why: 'x' })).toEqual({ kinds: ['a', 'c'], why: 'x' });
    expect(await refused(fields, { kinds: ['a', 'c'] })).toEqual([['why', 'missing']]);
  });
  it.each<[string, JsonObject, string]>([
    ['nothing', { kinds: [] }, 'missing'],
    ['too few', { kinds: ['a'] }, 'limit'],
    ['too many', { kinds: ['a', 'b', 'c'], why: 'x' }, 'limit'],
    ['one twice', { kinds: ['a', 'a'] }, 'choice'],
    ['what is not offered', { kinds: ['a', 'd'] }, 'choice'],
    ['something that is no value', { kinds: ['a', {}] }, 'type'],
    ['one alone', { kinds: 'a' }, 'type'],
  ])('refuses %s', async (_title, input, kind) => {
    expect(await refused(fields, input)).toEqual([['kinds', kind]]);
  });
  it('may be none where the question is optional', async () => {
    expect(await start([{ id: 'kinds', type: 'list', widget: 'checks', enum: [1, 2], optional: true }], { kinds: [] })).toEqual({ kinds: null });
    expect(await start([{ id: 'kinds', type: 'list', widget: 'checks', enum: [1, 2], optional: true }], { kinds: [2] })).toEqual({ kinds: [2] });
  });
});

describe('a computed field', () => {
  it('sees answers, computed fields before it, and nothing of what is not shown', async () => {
    const fields = [{ id: 'a', type: 'integer' }, { id: 'more', type: 'boolean' }, { id: 'b', type: 'integer', optional: true, visible: 'form.more' }, { id: 'sum', type: 'integer', compute: 'form.a + if form.b = null then 0 else form.b' }, { id: 'twice', type: 'integer', compute: 'form.sum * 2' }, { id: 'words', type: 'string', compute: 'string(form.twice) + " 元"' }];
    expect(await start(fields, { a: 1, more: true, b: 2 })).toMatchObject({ sum: 3, twice: 6, words: '6 元' });
    expect(await start(fields, { a: 1, more: false, b: 2 })).toMatchObject({ b: null, sum: 1, twice: 2 });
  });
  it('is empty where its formula gives another type, and may be checked', async () => {
    expect(await start([{ id: 'a', type: 'integer' }, { id: 'b', type: 'date', compute: 'form.a' }], { a: 1 })).toEqual({ a: 1, b: null });
    expect(await refused([{ id: 'a', type: 'integer' }, { id: 'b', type: 'integer', compute: 'form.a + 1', check: 'form.b < 5' }], { a: 4 })).toEqual([['b', 'check']]);
  });
});

describe('required when', () => {
  const fields = [{ id: 'kind', type: 'string', enum: ['a', 'b'] }, { id: 'why', type: 'string', required: 'form.kind = "b"' }];
  it('asks only while it holds', async () => {
    expect(await start(fields, { kind: 'a' })).toEqual({ kind: 'a', why: null });
    expect(await refused(fields, { kind: 'b' })).toEqual([['why', 'missing']]);
    expect(await start(fields, { kind: 'b', why: '因为' })).toEqual({ kind: 'b', why: '因为' });
  });
});

describe('a limit that moves with the day', () => {
  const fields = [{ id: 'day', type: 'date', min: 'today', max: 'today+30' }];
  it.each([['2022-01-19', 'limit'], ['2022-02-20', 'limit']])('refuses %s on 2022-01-20', async (day, kind) => {
    expect(await refused(fields, { day })).toEqual([['day', kind]]);
  });
  it.each(['2022-01-20', '2022-02-19'])('takes %s', async (day) => {
    expect(await start(fields, { day })).toEqual({ day });
  });
});

describe('a signature, a person, long text', () => {
  it('one picture signs', async () => {
    const file = (id: string, type: string) => ({ id, name: id, type, bytes: 1 });
    const fields = [{ id: 'sign', type: 'list', widget: 'signature' }];
    expect(await start(fields, { sign: [file('a', 'image/png')] })).toMatchObject({ sign: [{ id: 'a' }] });
    expect(await refused(fields, { sign: [file('a', 'image/png'), file('b', 'image/png')] })).toEqual([['sign', 'limit']]);
    expect(await refused(fields, { sign: [file('a', 'text/plain')] })).toEqual([['sign', 'choice']]);
  });
  it('a person is an id with a name', async () => {
    const fields = [{ id: 'who', type: 'context', widget: 'person' }];
    expect(await start(fields, { who: { id: 'u1', name: '王晓' } })).toEqual({ who: { id: 'u1', name: '王晓' } });
    expect(await refused(fields, { who: { name: '王晓' } })).toEqual([['who', 'choice']]);
  });
  it('10,000 characters with emoji, right-to-left and full-width signs are counted as people count and kept as they are', async () => {
    const text = '表格👍🏽 مرحبا　ＡＢＣ１２３'.repeat(500);
    const length = Array.from(text).length;
    expect(await start([{ id: 'note', type: 'string', maxLength: length }], { note: text })).toEqual({ note: text });
    expect(await refused([{ id: 'note', type: 'string', maxLength: length - 1 }], { note: text })).toEqual([['note', 'limit']]);
  });
});
