import { startMysqlStub, stubColumns } from '../../server/support/mysql-stub.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import { ask, createScenario, end, scenarioWith } from './scenario.ts';

const HARMLESS = 'select name from person where id = :id';
const scenarioAsking = (sql: string) => scenarioWith('asking', { ask, call: { type: 'data.sql', title: '查', config: { connection: 'db', sql, ...(sql.includes(':id') ? { params: { id: 'ask.a' } } : {}), timeout: 2000 } }, end, failed: { ...end } }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'], e3: ['call.error', 'failed'] }, { connections: { db: { use: 'out/db' } } });

/** Statements that must never be sent, whatever a person of the designer writes. */
const STATEMENTS = [
  'drop table person', 'delete from person', "insert into person values (1, 'x')", "update person set name = 'x'", 'truncate person', 'grant all on person to public', 'call wipe()', 'do $$ begin delete from person; end $$', 'set session transaction read write', 'begin', 'commit', 'lock table person', 'explain analyze delete from person', 'handler person open', 'load data infile "/etc/passwd" into table person',
  'select 1; drop table person', 'select 1;;drop table person', 'select 1; -- \n drop table person', 'select 1;/**/drop table person', 'select 1 ;commit; drop table person', "select ';'; drop table person", '/* a */ drop table person', '-- a\ndrop table person', '(drop table person)', ';drop table person', '\u00a0drop table person',
  "select * from person into outfile '/tmp/x'", "select 1 into dumpfile '/tmp/x'", "select load_file('/etc/passwd')", 'select LOAD_FILE (0x2f6574632f706173737764)', 'select `load_file`(1)', "select 1 /*!50000 into outfile '/tmp/x' */", "select 1 /*!into outfile '/tmp/x'*/", "select 1 /*M!100100 into outfile '/tmp/x' */", "select 5 --1 into outfile '/tmp/x'", "select 1 # '\n into outfile '/tmp/x' -- '", String.raw`select "\" , '" , load_file('/etc/passwd') , '" -- "`,
  "select pg_read_file('/etc/passwd')", `select "pg_read_file" ('/etc/passwd')`, String.raw`select U&"\0070g_read_file"('/etc/passwd')`, String.raw`select '\', pg_read_file('/etc/passwd'), '`, String.raw`select E'\'' || pg_read_file('/etc/passwd')`, "select pg_ls_dir('/')", 'select * from pg_ls_waldir()', "select lo_import('/etc/passwd')", "select lo_export(1, '/tmp/x')", "select dblink_exec('x', 'drop table person')", "select dblink_connect('host=127.0.0.1')", "copy person to program 'sh'", "with a as (select 1) copy person to '/tmp/x'", "select query_to_xml('delete from person', true, true, '')",
  'select * from person where id = ?', 'select * from person where id = $1', "select 'a", 'select /* a', 'select $$ a', '',
];
const VALUES = ["1' or '1'='1", "1'; drop table person; --", '1); drop table person; --', "\\'; drop table person; --", '1 /*!50000 union select 1 */', '1\u0000; drop table person', "1' union select load_file('/etc/passwd') -- ", '${jndi:x}', ':id', '?', '$1', "＇; drop table person; --", '%27%3B drop table person', '1\n; drop table person'];
const HOSTS = ['127.1', '2130706433', '0x7f000001', '0.0.0.0', '127.0.0.2', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '①②⑦.⓪.⓪.①'];

/** Statements and values for a database of others. The stub writes down whatever reaches it. */
export const databases: AttackClass = {
  name: 'databases',
  inputs: async (ground) => {
    const stub = await startMysqlStub(() => ({ columns: [stubColumns.text('name')], rows: [['nobody']] }));
    ground.afterwards(stub.close);
    const open = `127.0.0.1:${stub.port}`;
    let version = 0;
    const point = async (baseUrl: string, allow: readonly string[]): Promise<boolean> => {
      const saved = await ground.send({ method: 'PUT', path: '/api/connections?id=out/db', as: ground.people.admin, body: { kind: 'mysql', users: 'all', title: '库', baseUrl, allow, user: 'reader', secret: 'canary-db-4711', baseVersion: version } });
      if (saved.status === 200) version += 1;
      return saved.status === 200;
    };
    if (!(await point(`mysql://${open}/shop`, [open]))) throw new Error('the connection was not saved');
    await createScenario(ground, scenarioAsking(HARMLESS));
    const sent = async (sql: string, value = 'x') => {
      const before = [stub.said.length, stub.bound.length] as const;
      const names = { ask: { type: 'object', properties: { a: { type: 'string' } } } };
      const { status, text } = await ground.send({ method: 'POST', path: '/api/scenarios/asking/try-request', as: ground.people.admin, body: { scenario: scenarioAsking(sql), flow: 'main', node: 'call', values: { ask: { a: value } }, names } });
      if (status === 429) throw new Error('the server wants a pause, so nothing is proved');
      return { text, prepared: stub.said.slice(before[0]).flatMap((said) => (said.startsWith('prepare ') ? [said.slice(8)] : [])), all: stub.said.slice(before[0]), bound: stub.bound.slice(before[1]).flat() };
    };
    const works = await sent(HARMLESS);
    if (works.prepared[0] !== HARMLESS.replace(':id', '?')) throw new Error(`the way that is open does not work, so nothing is proved: ${works.text.slice(0, 300)}`);
    ground.unguarded(({ body }) => {
      const { scenario, values } = JSON.parse(body === '' ? '{}' : body) as { readonly scenario?: { readonly flows: { readonly main: { readonly nodes: { readonly call: { readonly config: { readonly sql: string } } } } } }; readonly values?: { readonly ask: { readonly a: string } } };
      // Whatever it is given, it sends, with the value in the text.
      if (scenario) stub.said.push(`prepare ${scenario.flows.main.nodes.call.config.sql.replace(':id', `'${values?.ask.a ?? ''}'`)}`);
      return { body: { version: 1 } };
    });
    const statements = STATEMENTS.map((sql): Hostile => ({ title: `statement ${JSON.stringify(sql)}`, try: async () => ((await sent(sql)).prepared.length === 0 ? true : 'it was sent') }));
    const values = VALUES.map((value): Hostile => ({
      title: `value ${JSON.stringify(value)}`,
      try: async () => {
        const { prepared, all, bound, text } = await sent(HARMLESS, value);
        if (prepared.some((one) => one !== HARMLESS.replace(':id', '?')) || all.some((one) => one.includes(value) && value.length > 3)) return 'the value became text of the statement';
        return bound.length === 0 || bound.includes(value) ? !text.includes('canary-db-4711') || 'the password came back' : `another value was bound: ${JSON.stringify(bound)}`;
      },
    }));
    const hosts = HOSTS.map((host): Hostile => ({
      title: `mysql://${host}`,
      try: async () => {
        if (!(await point(`mysql://${host}:${stub.port}/shop`, []))) return true;
        const { all } = await sent(HARMLESS);
        return all.length === 0 ? true : 'the database was reached';
      },
    }));
    return [...statements, ...values, ...hosts];
  },
};
