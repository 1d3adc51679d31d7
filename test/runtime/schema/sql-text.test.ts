import { describe, expect, it } from 'vitest';
import { readSql } from '../../../runtime/schema/sql-text.ts';

const faults = (text: string) => readSql(text).faults.map((fault) => fault.kind);
const dollar = (text: string) => readSql(text).written((index) => `$${index}`);

describe('SQL text', () => {
  it('parameters are put in as the database writes them, each time they appear', () => {
    expect(dollar('select * from t where a = :id and b > :day or c = :id')).toEqual({ text: 'select * from t where a = $1 and b > $2 or c = $3', order: ['id', 'day', 'id'] });
    expect(readSql('select :编号').written(() => '?')).toEqual({ text: 'select ?', order: ['编号'] });
  });

  it.each([
    ["a text", "select ':no' || :yes"], ['an identifier', 'select ":no", :yes'], ['a MySQL identifier', 'select `:no`, :yes'], ['a line comment', 'select 1 -- :no\n, :yes'], ['a comment', 'select /* :no ; */ :yes'],
    ['a dollar text', 'select $$ :no ; $$, :yes'], ['a tagged dollar text', 'select $a$ $$ :no $a$, :yes'], ['a cast', 'select :yes::no'], ['a slice', 'select (array[1,2,3])[1:2], :yes'], ['a doubled quote', "select 'it''s :no', :yes"],
  ])('a colon within %s is none', (_, text) => {
    expect([readSql(text).names, faults(text)]).toEqual([['yes'], []]);
  });

  it.each([
    ['select 1'], ['  -- note\n SELECT 1 ;'], ['with a as (select 1) select * from a'], ['(select 1) union (select 2)'], ['values (1)'], ['table t'], ['select "copy", a & "mask" from t where kind = "dblink"'], ["select data #>> '{a,b}', data #> '{copy}' from t -- no copy"], ["select 'it''s a copy', E'a\\'b copy', $$ a $$ /* copy /* copy */ from t"],
  ])('%s may be sent', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each([
    ['', 'empty'], ['-- only a note', 'empty'], ['delete from t', 'not-a-read'], ['update t set a = 1', 'not-a-read'], ['set role x', 'not-a-read'], ['explain analyze delete from t', 'not-a-read'],
    ['select 1; drop table t', 'many-statements'], ["select 1 ; ; select 2", 'many-statements'], ["select 'a", 'open-quote'], ['select /* a', 'open-quote'], ['select $$ a', 'open-quote'],
    ["select * from t into outfile '/tmp/x'", 'file'], ["select load_file('/etc/passwd')", 'file'], ["select pg_read_file('/etc/passwd')", 'file'], ["select * from dblink('x', 'y') as t(a int)", 'file'],
    [`select "pg_read_file" ('/etc/passwd')`, 'file'], ['select `load_file`(1)', 'file'], [String.raw`select U&"\0070g_read_file"('/etc/passwd')`, 'file'],
    ['select * from t where a = ?', 'positional'], ['select * from t where a = $1', 'positional'],
    [String.raw`select '\', pg_read_file('/etc/passwd'), '`, 'file'], [String.raw`select E'\'' || pg_read_file('/etc/passwd')`, 'file'], [String.raw`select "\" , '" , load_file('/etc/passwd') , '"' -- "`, 'file'],
    ["select 1 /*!50000 into outfile '/tmp/x' */", 'file'], ["select 1 /*M! into dumpfile '/tmp/x' */", 'file'], ["select 5 --1 into outfile '/tmp/x'", 'file'], ["select 1 # '\n into outfile '/tmp/x' -- '", 'file'], ["select $a$ $A$ , load_file('/etc/passwd'), $A$ $a$", 'file'],
    ["select query_to_xml('delete from t', true, true, '')", 'file'], ["select lo_put(1, 0, 'x')", 'file'], ["select * from pg_ls_waldir()", 'file'],
  ])('%s is refused', (text, kind) => {
    expect(faults(text)).toContain(kind);
  });

  it('a list as long as nobody writes is refused', () => {
    expect(faults(`select ${Array.from({ length: 101 }, (_, at) => `:p${at}`).join(', ')}`)).toEqual(['too-many']);
  });

  it('reads the longest text in linear time', () => {
    const from = performance.now();
    readSql(`select ${"'a' || :p || ".repeat(1_400)}1`);
    readSql(`select ${'('.repeat(19_000)}`);
    readSql(`select ${'$a'.repeat(9_000)}`);
    expect(performance.now() - from).toBeLessThan(3_000);
  });
});
