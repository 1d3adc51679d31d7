import { describe, expect, it } from 'vitest';
import type { SqlAnswer, SqlRequest } from '../../../runtime/host/host.ts';
import { dataSql } from '../../../runtime/nodes/built-in/data/sql.ts';
import { env, outputOf } from './node-kit.ts';
import { refusal, runNode } from './run-kit.ts';

const table: SqlAnswer = { columns: [{ name: 'name', type: 'string' }, { name: 'born', type: 'date' }, { name: 'secret', type: 'any' }], rows: [{ name: '张三', born: '1990-01-05', secret: 1 }], more: true };
function database(answer: SqlAnswer = table) {
  const asked: { readonly text: string; readonly values: readonly unknown[]; readonly maxRows: number; readonly timeoutMs: number }[] = [];
  const query = async ({ written, value, maxRows, timeoutMs }: SqlRequest) => {
    const { text, order } = written((index) => `$${index}`);
    asked.push({ text, values: order.map(value), maxRows, timeoutMs });
    return Promise.resolve(answer);
  };
  return { asked, host: { sql: { query } } };
}

const config = { connection: 'api', sql: 'select name, born from person where id = :id and day < :day', params: { id: 'request.id', day: 'date("2022-01-20")' }, columns: { name: 'string', born: 'date' } };
const values = { request: { id: "1'; drop table person; --" } };

describe('data.sql', () => {
  it('binds values, never writes them into the statement, and gives the columns that were kept', async () => {
    const { asked, host } = database();
    expect((await runNode(dataSql, config, { host, values })).output).toEqual({ rows: [{ name: '张三', born: '1990-01-05' }], count: 1, more: true });
    expect(asked).toEqual([{ text: 'select name, born from person where id = $1 and day < $2', values: ["1'; drop table person; --", '2022-01-20'], maxRows: 1_000, timeoutMs: 10_000 }]);
  });
  it('gives one row, or says that there is none', async () => {
    const one = { ...config, one: true };
    expect((await runNode(dataSql, one, { ...database(), values })).output).toEqual({ row: { name: '张三', born: '1990-01-05' }, found: true });
    expect((await runNode(dataSql, one, { ...database({ ...table, rows: [] }), values })).output).toEqual({ row: null, found: false });
  });
  it('types of the columns reach the output', () => {
    expect(outputOf(dataSql, config)).toMatchObject({ properties: { rows: { items: { properties: { name: { type: 'string' }, born: { format: 'date' } } } } } });
  });
  it('a column that is gone is a coded error', async () => {
    expect(await refusal(() => runNode(dataSql, { ...config, columns: { name: 'string', town: 'string' } }, { ...database(), values }))).toEqual(['SCN_SQL_COLUMN', { connection: 'api', column: 'town', found: ['name', 'born', 'secret'] }]);
  });
  it('a statement that must not be sent is not, even when nobody checked it', async () => {
    const { asked, host } = database();
    expect(await refusal(() => runNode(dataSql, { connection: 'api', sql: 'delete from person' }, { host }))).toEqual(['SCN_SQL_TEXT', { connection: 'api', word: 'delete' }]);
    expect(asked).toEqual([]);
  });
  it.each([
    ['a statement that writes', { sql: 'delete from person', params: {} }, ['SCN_SQL_STATEMENT']],
    ['a parameter without a value', { params: { id: '1' } }, ['SCN_SQL_PARAMETER']],
    ['a value nobody uses', { params: { ...config.params, more: '1' } }, ['SCN_SQL_PARAMETER_UNUSED']],
    ['columns that are none', { columns: { name: 'money' } }, ['SCN_SQL_COLUMNS_BAD']],
    ['a connection that is not there', { connection: 'gone' }, ['SCN_HTTP_UNKNOWN_CONNECTION']],
  ])('the checker tells of %s', (_, more, codes) => {
    expect(dataSql.check?.({ ...config, ...more } as never, env()).map((found) => found.code)).toEqual(codes);
  });
});
