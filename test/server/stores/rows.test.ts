import { describe, expect, it } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { generateRows } from '../../../server/stores/rows/generate.ts';
import { parseRows } from '../../../server/stores/rows/parse-rows.ts';
import type { FieldRecipe, Recipe } from '../../../server/stores/rows/recipe.ts';
import { generateTemplateRows } from '../../../server/stores/rows/template-rows.ts';

const REPORTS: DatasetDefinition = {
  id: 'health/report',
  title: 'Reports',
  key: ['id'],
  fields: [
    { id: 'id', type: 'string', title: '报告编号' },
    { id: 'day', type: 'date', optional: true },
    { id: 'level', type: 'integer', optional: true, enum: [1, 2, 3] },
    { id: 'note', type: 'string', optional: true },
  ],
};

const csv = async (text: string | Uint8Array) => {
  const { rows, problems, bad } = await parseRows(REPORTS, 'csv', text);
  return { rows, problems: problems.map(({ row, field, code }) => `${row} ${field ?? '-'} ${code}`), bad };
};

describe('rows from a CSV or JSON file', () => {
  it('reads headers by id or title, quoted newlines, a byte order mark and empty cells', async () => {
    expect(await csv('\uFEFF报告编号,note,day\r\na,"two\nlines, ""x""",2026/1/5\r\nb,,\r\n')).toEqual({
      rows: [{ id: 'a', note: 'two\nlines, "x"', day: '2026-01-05' }, { id: 'b', note: null, day: null }],
      problems: [], bad: 0,
    });
  });

  it.each(['id\tnote\na\tx', 'id;note\na;x'])('takes the separator of the header: %j', async (text) => {
    expect((await csv(text)).rows).toEqual([{ id: 'a', note: 'x' }]);
  });

  it.each([
    ['a value of the wrong type', 'id,day\na,05/01/2026\nb,2026-02-30\nc,2026-02-28', ['2 day SCN_DATA_TYPE', '3 day SCN_DATA_TYPE'], 2],
    ['a value that is no choice', 'id,level\na,4\nb,3', ['2 level SCN_DATA_ENUM'], 1],
    ['an empty required cell', 'id,note\n,x\nb,y', ['2 id SCN_DATA_REQUIRED'], 1],
    ['a doubled key', 'id\na\nb\na', ['4 id SCN_DATA_DOUBLE_KEY'], 1],
    ['a row with too many cells', 'id,note\na,x,y\nb,z', ['2 - SCN_DATA_FORMAT'], 1],
    ['a column nobody knows', 'id,other\na,1', ['1 other SCN_DATA_COLUMN_EXTRA'], 0],
  ])('keeps the good rows and tells %s', async (_, text, problems, bad) => {
    const found = await csv(text);
    expect({ problems: found.problems, bad: found.bad }).toEqual({ problems, bad });
    expect(found.rows.length).toBeGreaterThan(0);
  });

  it.each([
    ['a missing column', 'note\nx', ['1 id SCN_DATA_COLUMN_MISSING']],
    ['a column twice', 'id,报告编号\na,b', ['1 报告编号 SCN_DATA_COLUMN_DOUBLE']],
    ['an empty file', '', ['0 - SCN_DATA_FORMAT']],
    ['a quote that never ends', 'id,note\na,"x\nb,y', ['2 - SCN_DATA_FORMAT']],
    ['a file in no known encoding', Buffer.from('c4e3ffff', 'hex'), ['0 - SCN_DATA_ENCODING']],
  ])('takes nothing of %s', async (_, text, problems) => {
    expect(await csv(text)).toEqual({ rows: [], problems, bad: 0 });
  });

  it('takes nothing of a file with more rows than a dataset holds', async () => {
    expect((await csv(`id\n${Array.from({ length: 300_001 }, (_, i) => i).join('\n')}`)).problems).toEqual(['300002 - SCN_DATA_TOO_MANY']);
  });

  it('says in both languages what is wrong and how to write it', async () => {
    const { problems } = await parseRows(REPORTS, 'csv', 'id,day\na,soon');
    expect(problems).toEqual([{
      row: 2, field: 'day', value: 'soon', code: 'SCN_DATA_TYPE',
      message: { 'zh-CN': '“day”的值“soon”不是日期。请按“2026-11-24”的写法填写。', en: '“soon” in “day” is not a date. Write it like “2026-11-24”.' },
    }]);
  });

  it('reads JSON rows by the same rules and refuses what is no list of objects', async () => {
    const json = (value: unknown) => parseRows(REPORTS, 'json', JSON.stringify(value));
    expect(await json([{ id: 7, level: '2', day: '20260105' }])).toEqual({ rows: [{ id: '7', level: 2, day: '2026-01-05' }], numbers: [1], problems: [], bad: 0 });
    expect(await json([])).toEqual({ rows: [], numbers: [], problems: [], bad: 0 });
    expect((await json({ id: 'a' })).problems.map((p) => p.code)).toEqual(['SCN_DATA_FORMAT']);
    expect((await parseRows(REPORTS, 'json', '[{')).problems.map((p) => p.code)).toEqual(['SCN_DATA_FORMAT']);
  });

  it.each<[DatasetDefinition['fields'][number]['type'], Json, Json | undefined]>([
    ['integer', '1,200', 1200], ['integer', '1.5', undefined], ['integer', '9007199254740993', undefined],
    ['number', '1e3', undefined], ['number', '-1.25', -1.25],
    ['decimal', '+1,180.00', '1180.00'], ['decimal', 180, '180'], ['decimal', '1.', undefined],
    ['boolean', '是', true], ['boolean', 'No', false], ['boolean', 'maybe', undefined],
    ['date', '2026年1月5日', '2026-01-05'], ['date', '2026.1.5', '2026-01-05'], ['date', '2026-01-05 00:00:00', '2026-01-05'], ['date', '2026-01-05 09:00:00', undefined],
    ['time', '9:05', '09:05:00'], ['time', '24:00', undefined],
    ['date-time', '2026/1/5 9:05', '2026-01-05T09:05:00'], ['date-time', '2026-01-05T09:05:06+0800', '2026-01-05T09:05:06+08:00'], ['date-time', '2026-01-05', undefined],
    ['duration', 'P30D', 'P30D'], ['duration', 'P', undefined],
    ['list', '["a"]', ['a']], ['list', 'a', undefined], ['context', { a: 1 }, { a: 1 }], ['context', [], undefined],
  ])('a %s reads %j as %j', async (type, value, wanted) => {
    const { rows } = await parseRows({ id: 'x', title: 'x', fields: [{ id: 'v', type }] }, 'json', JSON.stringify([{ v: value }]));
    expect(rows).toEqual(wanted === undefined ? [] : [{ v: wanted }]);
  });
});

const recipe = (fields: Record<string, FieldRecipe>, rest: Partial<Recipe> = {}): Recipe => ({ dataset: 'demo/x', seed: 1, count: 200, fields, ...rest });
const made = (fields: Record<string, FieldRecipe>, rest: Partial<Recipe> = {}, datasets = {}) => [...generateRows(recipe(fields, rest), { datasets })];

describe('rows from a recipe', () => {
  it('the same seed gives the same rows, another seed others, a new field changes no other', () => {
    const fields = { a: { int: [1, 1000] }, b: { pick: ['x', 'y'] } } as const;
    expect(made(fields)).toEqual(made(fields));
    expect(made(fields, { seed: 2 })).not.toEqual(made(fields));
    expect(made({ new: { int: [1, 9] }, ...fields }).map(({ a, b }) => ({ a, b }))).toEqual(made(fields));
  });

  it('fixed rows come first and as they are', () => {
    expect(made({ n: { seq: 'P-{000}', from: 5 } }, { count: 2, fixed: [{ n: 'exact' }] })).toEqual([{ n: 'exact' }, { n: 'P-005' }, { n: 'P-006' }]);
  });

  it.each<[string, FieldRecipe, (value: Json | undefined) => boolean]>([
    ['int', { int: [-2, 2] }, (v) => typeof v === 'number' && Number.isInteger(v) && v >= -2 && v <= 2],
    ['decimal', { decimal: [1, 2.5, 2] }, (v) => typeof v === 'string' && /^\d\.\d\d$/.test(v) && Number(v) >= 1 && Number(v) <= 2.5],
    ['date', { date: ['2026-02-27', '2026-03-01'] }, (v) => ['2026-02-27', '2026-02-28', '2026-03-01'].includes(v as string)],
    ['working hours', { dateTime: ['2026-11-20', '2026-11-24'], workingHours: true }, (v) => /^2026-11-(?:20|23|24)T(?:0[89]|1[0-7]):\d\d:00\+08:00$/.test(v as string)],
    ['chance', { chance: 0, then: { value: 1 }, else: { value: 2 } }, (v) => v === 2],
    ['weights', { pick: ['a', 'b', 'c'], weights: [1, 0, 1] }, (v) => v === 'a' || v === 'c'],
  ])('%s stays within its bounds', (_, field, fits) => {
    expect(made({ v: field }).filter((row) => !fits(row['v']))).toEqual([]);
  });

  it('counts give each value in exactly so many rows, not in the order they are written', () => {
    const values = made({ v: { pick: ['a', 'b', null], counts: [120, 79, 1] } }).map((row) => row['v']);
    expect(['a', 'b', null].map((value) => values.filter((other) => other === value).length)).toEqual([120, 79, 1]);
    expect(values.slice(0, 120).includes('b')).toBe(true);
  });

  it('a multiple stays within its range of the number made before, and null stays null', () => {
    const rows = made({ price: { decimal: [10, 20, 2] }, cheap: { times: 'price', by: [0.5, 0.5], digits: 2 }, near: { times: 'price', by: [0.9, 1.1], digits: 2 }, none: { value: null }, never: { times: 'none', by: [1, 1], digits: 0 } });
    expect(rows.filter((row) => row['cheap'] !== (Number(row['price']) * 0.5).toFixed(2) || row['never'] !== null)).toEqual([]);
    expect(rows.filter((row) => Number(row['near']) < Number(row['price']) * 0.9 - 0.01 || Number(row['near']) > Number(row['price']) * 1.1 + 0.01)).toEqual([]);
  });

  it('several fields copy from one remembered row', () => {
    const institutions = [{ id: 'i1', city: 'hz' }, { id: 'i2', city: 'nb' }];
    const rows = made({ inst: { ref: 'health/institution', field: 'id', as: 'i' }, city: { copy: 'i', field: 'city' } }, {}, { 'health/institution': institutions });
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(['{"inst":"i1","city":"hz"}', '{"inst":"i2","city":"nb"}']));
  });

  it('cycle against block gives every pair once', () => {
    const tables = { a: { columns: ['x'], rows: [[1], [2]] }, b: { columns: ['y'], rows: [['p'], ['q'], ['r']] } };
    expect(made({ x: { ref: '#a', field: 'x', order: 'block' }, y: { ref: '#b', field: 'y', order: 'cycle' } }, { count: 6, tables }).map((r) => `${JSON.stringify(r['x'])}${r['y'] as string}`)).toEqual(['1p', '1q', '1r', '2p', '2q', '2r']);
  });

  it('later fields build on earlier ones; hidden ones are left out', () => {
    const fields: Record<string, FieldRecipe> = {
      _day: { value: '2026-02-28' }, to: { after: '_day', days: [1, 1] }, at: { value: '2026-01-01T23:30:00+08:00' }, later: { after: 'at', minutes: [45, 45] },
      name: { combine: '{_day}/{to}' }, kind: { when: { field: 'to', equals: '2026-03-01', then: { value: 'march' }, else: { value: 'other' } } },
    };
    expect(made(fields, { count: 1 })).toEqual([{ to: '2026-03-01', at: '2026-01-01T23:30:00+08:00', later: '2026-01-02T00:15:00+08:00', name: '2026-02-28/2026-03-01', kind: 'march' }]);
  });

  it.each<[string, JsonObject | Recipe, string]>([
    ['an unknown kind', recipe({ a: { intt: [1, 2] } as never }), '/fields/a'],
    ['a field made too late', recipe({ a: { combine: '{b}' }, b: { value: 1 } }), '/fields/a'],
    ['a reference to rows that are not there', recipe({ a: { ref: 'no/rows', field: 'x' } }), '/fields/a/ref'],
    ['a copy of nothing', recipe({ a: { copy: 'x', field: 'y' } }), '/fields/a'],
    ['counts that do not fit', recipe({ a: { pick: [1, 2], counts: [200] } }), '/fields/a/counts'],
    ['counts of other rows than there are', recipe({ a: { pick: [1, 2], counts: [100, 99] } }), '/fields/a/counts'],
    ['a multiple of what is no number', recipe({ a: { value: 'x' }, b: { times: 'a', by: [1, 2], digits: 2 } }), '/fields/b'],
    ['weights that do not fit', recipe({ a: { pick: [1, 2], weights: [1] } }), '/fields/a/weights'],
    ['days in the wrong order', recipe({ a: { date: ['2026-02-01', '2026-01-01'] } }), '/fields/a'],
    ['a weekend asked for working hours', recipe({ a: { dateTime: ['2026-11-21', '2026-11-22'], workingHours: true } }), '/fields/a'],
    ['too many rows', recipe({ a: { value: 1 } }, { count: 300_001 }), '/count'],
  ])('%s is refused with its place', (_, value, path) => {
    let refused: unknown;
    try {
      for (const row of generateRows(value)) expect(row).toBeDefined();
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'SCN_DATA_RECIPE', details: { path } });
  });

  it('the recipes of a template may refer to each other, but not in a circle', async () => {
    const a = recipe({ id: { seq: 'A-{0}' } }, { dataset: 'demo/a', count: 3 }) as unknown as JsonObject;
    const b = recipe({ a: { ref: 'demo/a', field: 'id', order: 'cycle' } }, { dataset: 'demo/b', count: 2 }) as unknown as JsonObject;
    const rows: JsonObject[] = [];
    for await (const row of generateTemplateRows(b, 'demo/b', new Map([['demo/a', a], ['demo/b', b]]))) rows.push(row);
    expect(rows).toEqual([{ a: 'A-1' }, { a: 'A-2' }]);
    const circle = recipe({ x: { ref: 'demo/b', field: 'a' } }, { dataset: 'demo/a' }) as unknown as JsonObject;
    await expect(generateTemplateRows(b, 'demo/b', new Map([['demo/a', circle], ['demo/b', b]])).next()).rejects.toThrow('circle');
  });
});
