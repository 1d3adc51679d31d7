import { describe, expect, it } from 'vitest';
import type { DeleteRequest, HttpAnswer, HttpRequest, QueryRequest, UpdateRequest, WriteRequest } from '../../../runtime/host/host.ts';
import { dataDelete } from '../../../runtime/nodes/built-in/data/delete.ts';
import { dataHttp } from '../../../runtime/nodes/built-in/data/http.ts';
import { dataInsert } from '../../../runtime/nodes/built-in/data/insert.ts';
import { dataQuery } from '../../../runtime/nodes/built-in/data/query.ts';
import { dataUpdate } from '../../../runtime/nodes/built-in/data/update.ts';
import { dataUpsert } from '../../../runtime/nodes/built-in/data/upsert.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { env } from './node-kit.ts';
import { refusal, runNode } from './run-kit.ts';

const rows: readonly JsonObject[] = [
  { _id: '1', _version: 1, name: '张三', age: 30, pay: '0.1', born: '1990-01-05' },
  { _id: '2', _version: 4, name: '李四', age: 20, pay: '0.2', born: '1991-02-06' },
  { _id: '3', _version: 1, name: '王五', age: 20, pay: null, born: '1992-03-07' },
];

/** Answers every query with the rows and keeps what was asked. */
function queryHost(answer: readonly JsonObject[] = rows) {
  const asked: QueryRequest[] = [];
  const query = async (request: QueryRequest) => {
    asked.push(request);
    return Promise.resolve({ rows: answer, count: answer.length, rowIds: answer.map((row) => JSON.stringify(row['_id']).replaceAll('"', '')) });
  };
  return { asked, host: { datasets: { query } } };
}

describe('data.query', () => {
  it('gives rows, count and found, and says which rows it read', async () => {
    const { host } = queryHost();
    expect(await runNode(dataQuery, { dataset: 'people', where: 'row.age > 18' }, { host })).toEqual({
      output: { rows, count: 3, found: true, more: false },
      explanation: { kind: 'query', dataset: 'people', count: 3, rowIds: ['1', '2', '3'] },
    });
  });
  it('asks for the fields, the day, the order and the limit', async () => {
    const { host, asked } = queryHost();
    await runNode(dataQuery, { dataset: 'people', fields: ['name'], at: 'date("2022-01-20")', orderBy: [['age', 'desc']], limit: 7 }, { host });
    expect(asked).toEqual([{ dataset: 'people', fields: ['name'], at: '2022-01-20', orderBy: [['age', 'desc']], limit: 7 }]);
  });
  it('hands over the condition as a lambda over typed rows', async () => {
    const { host, asked } = queryHost();
    await runNode(dataQuery, { dataset: 'people', where: 'row.name = who' }, { host, values: { who: '张三' } });
    expect([asked[0]?.where?.source, asked[0]?.where?.call({ row: { name: '张三' } }), asked[0]?.where?.call({ row: { name: '李四' } })]).toEqual(['row.name = who', true, false]);
  });
  it('one: gives the row, or null and not found', async () => {
    const one = async (answer: readonly JsonObject[]) => (await runNode(dataQuery, { dataset: 'people', one: true }, queryHost(answer))).output;
    expect([await one(rows.slice(0, 1)), await one([])]).toEqual([{ row: rows[0], found: true, count: 1 }, { row: null, found: false, count: 0 }]);
  });
  it('groups and measures exactly; null adds nothing', async () => {
    const { host } = queryHost();
    const config = { dataset: 'people', group: { age: 'row.age' }, measures: { people: { count: 'true' }, pay: { sum: 'row.pay' }, most: { max: 'row.pay' }, mean: { avg: 'row.age' } } };
    expect((await runNode(dataQuery, config, { host })).output).toEqual({
      rows: [{ age: 30, people: 1, pay: '0.1', most: '0.1', mean: 30 }, { age: 20, people: 2, pay: '0.2', most: '0.2', mean: 20 }],
      count: 2,
      found: true,
      more: false,
    });
  });
  it('takes the middle value, and of an even number the mean of the two in the middle', async () => {
    const { host } = queryHost();
    const median = async (source: string) => (await runNode(dataQuery, { dataset: 'people', one: true, where: 'true', measures: { middle: { median: source } } }, { host })).output;
    expect([await median('row.age'), await median('if row.age = 30 then null else row.age + 1'), await median('null')]).toEqual([{ row: { middle: 20 }, found: true, count: 1 }, { row: { middle: 21 }, found: true, count: 1 }, { row: { middle: null }, found: true, count: 1 }]);
  });
  it('measures over nothing: sum and count are 0, the rest null', async () => {
    const { host } = queryHost([]);
    const config = { dataset: 'people', one: true, measures: { people: { count: 'true' }, pay: { sum: 'row.pay' }, most: { max: 'row.pay' }, mean: { avg: 'row.age' } } };
    expect((await runNode(dataQuery, config, { host })).output).toEqual({ row: { people: 0, pay: '0', most: null, mean: null }, found: true, count: 1 });
  });
  it('reports unknown datasets and columns with their place', () => {
    const codes = (config: object) => dataQuery.check?.(config as never, env()).map((found) => [found.code, found.place.path]);
    expect([codes({ dataset: 'nowhere' }), codes({ dataset: 'people', fields: ['name', 'nothing'] })]).toEqual([
      [['SCN_DATA_UNKNOWN_DATASET', '/dataset']],
      [['SCN_DATA_UNKNOWN_FIELD', '/fields/1']],
    ]);
  });
});

describe('data.insert', () => {
  it('writes the values under the effect key, decimals as text', async () => {
    const written: WriteRequest[] = [];
    const insert = async (request: WriteRequest) => {
      written.push(request);
      return Promise.resolve({ id: '9', version: 1 });
    };
    const result = await runNode(dataInsert, { dataset: 'people', values: { name: 'who', pay: '180.50', born: 'date("1990-01-05")' } }, { host: { datasets: { insert } }, values: { who: '张三' } });
    expect({ result, written }).toEqual({
      result: { output: { id: '9', version: 1 } },
      written: [{ dataset: 'people', values: { name: '张三', pay: '180.5', born: '1990-01-05' }, key: 'r1/self/0/h' }],
    });
  });
});

describe('data.update', () => {
  const update = (answer: { count: number; ids: string[]; conflict: boolean }) => {
    const asked: UpdateRequest[] = [];
    return { asked, host: { datasets: { update: async (request: UpdateRequest) => { asked.push(request); return Promise.resolve(answer); } } } };
  };
  const config = { dataset: 'people', where: 'row.name = "张三"', set: { age: 'row.age + 1', pay: 'row.pay + 0.2' }, expectedVersion: 'seen' };

  it('sets new values from the row as it was', async () => {
    const { asked, host } = update({ count: 1, ids: ['1'], conflict: false });
    await runNode(dataUpdate, config, { host, values: { seen: 4 } });
    expect([asked[0]?.expectedVersion, asked[0]?.set(rows[0] ?? {})]).toEqual([4, { age: 31, pay: '0.3' }]);
  });
  it.each([
    ['out', { count: 1, ids: ['1'], conflict: false }],
    ['none', { count: 0, ids: [], conflict: false }],
    ['conflict', { count: 0, ids: [], conflict: true }],
  ])('leaves by %s', async (port, answer) => {
    expect((await runNode(dataUpdate, config, { ...update(answer), values: { seen: 4 } })).port).toBe(port);
  });
});

describe('data.upsert', () => {
  const host = (matching: readonly string[]) => {
    const written: (UpdateRequest | WriteRequest)[] = [];
    const update = async (request: UpdateRequest) => {
      written.push(request);
      return Promise.resolve({ count: matching.length, ids: matching, conflict: false });
    };
    const insert = async (request: WriteRequest) => {
      written.push(request);
      return Promise.resolve({ id: '9', version: 1 });
    };
    return { written, host: { datasets: { update, insert } } };
  };
  const config = { dataset: 'people', where: 'row.name = who', values: { name: 'who', pay: '180.50' } };

  it('changes what is there', async () => {
    const { written, host: changing } = host(['1', '2']);
    const { output } = await runNode(dataUpsert, config, { host: changing, values: { who: '张三' } });
    const [request] = written as readonly UpdateRequest[];
    expect([output, written.length, request?.where.call({ row: { name: '张三' } }), request?.set(rows[1] ?? {})]).toEqual([{ inserted: false, count: 2, ids: ['1', '2'] }, 1, true, { name: '张三', pay: '180.5' }]);
  });
  it('adds a row when nothing is there', async () => {
    const { written, host: adding } = host([]);
    const { output } = await runNode(dataUpsert, config, { host: adding, values: { who: '张三' } });
    expect([output, written[1]]).toEqual([{ inserted: true, count: 1, ids: ['9'] }, { dataset: 'people', values: { name: '张三', pay: '180.5' }, key: 'r1/self/0/h' }]);
  });
});

describe('data.delete', () => {
  it.each([
    ['out', { count: 1, ids: ['1'], conflict: false }],
    ['none', { count: 0, ids: [], conflict: false }],
    ['conflict', { count: 0, ids: [], conflict: true }],
  ])('leaves by %s', async (port, answer) => {
    const asked: DeleteRequest[] = [];
    const remove = async (request: DeleteRequest) => {
      asked.push(request);
      return Promise.resolve(answer);
    };
    const result = await runNode(dataDelete, { dataset: 'people', where: 'row.age < 30', expectedVersion: 'seen' }, { host: { datasets: { delete: remove } }, values: { seen: 4 } });
    expect([result, asked[0]?.where.call({ row: { age: 20 } }), asked[0]?.expectedVersion]).toEqual([{ output: { count: answer.count, ids: answer.ids }, port }, true, 4]);
  });
});

describe('data.http', () => {
  const http = (answer: Partial<HttpAnswer>) => {
    const asked: HttpRequest[] = [];
    return { asked, host: { http: { request: async (request: HttpRequest) => { asked.push(request); return Promise.resolve({ status: 200, headers: {}, body: null, ...answer }); } } } };
  };
  const config = { connection: 'api', method: 'POST', path: '"/v1/" + id', query: { day: 'date("2022-01-20")', none: 'null' }, body: '{ id: id }', result: { price: 'response.body.price', ok: 'response.status = 200' } };

  it('asks through the connection with the effect key and maps the answer', async () => {
    const { asked, host } = http({ body: { price: 180 } });
    const { output } = await runNode(dataHttp, config, { host, values: { id: 'a7' } });
    expect({ output, asked }).toEqual({
      output: { price: 180, ok: true },
      asked: [{ connection: 'api', method: 'POST', path: '/v1/a7', query: { day: '2022-01-20' }, body: { id: 'a7' }, timeoutMs: 10_000, key: 'r1/self/0/h' }],
    });
  });
  it('without a mapping gives status and body', async () => {
    expect((await runNode(dataHttp, { connection: 'api', method: 'GET', path: '"/"' }, http({ body: [1] }))).output).toEqual({ status: 200, body: [1] });
  });
  it('an answer outside 2xx is an error', async () => {
    expect(await refusal(() => runNode(dataHttp, config, { ...http({ status: 503 }), values: { id: 'a' } }))).toEqual(['SCN_HTTP_STATUS', { status: 503, connection: 'api' }]);
  });
  it('reports a connection that is not there', () => {
    expect(dataHttp.check?.({ ...dataHttp.example, connection: 'gone' }, env()).map((found) => found.code)).toEqual(['SCN_HTTP_UNKNOWN_CONNECTION']);
  });
});
