import type { ClientBase } from 'pg';

/** A table as the catalogue of the database describes it. */
export interface TableShape {
  readonly table: string;
  /** Columns that hold something of their own: not the computed ones. */
  readonly columns: readonly string[];
  /** Columns numbered by the database itself. */
  readonly numbered: readonly string[];
  /** Statements that make the table, and those to run when its rows are in. Only for tables that no migration makes. */
  readonly make: readonly string[];
  readonly finish: readonly string[];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  readonly identity: string;
  readonly generated: string;
  readonly value: string | null;
  readonly collation: string | null;
}

/** Tables that say nothing about what is stored: versions, and which servers are up. */
const PASSING = ['schema_migration', 'schema_migration_lock', 'server'];
/** Rows of a dataset: made when it is defined, so that no migration knows them. */
export const OF_A_DATASET = /^row_\d+_\d+$/;

const COLUMNS = `SELECT quote_ident(a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS needed, a.attidentity AS identity, a.attgenerated AS generated,
    pg_get_expr(d.adbin, d.adrelid) AS value, (SELECT quote_ident(c.collname) FROM pg_collation c, pg_type t WHERE c.oid = a.attcollation AND t.oid = a.atttypid AND c.oid <> t.typcollation) AS collation
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
const CONSTRAINTS = 'SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN (\'p\', \'u\', \'c\') ORDER BY contype DESC, conname';
const INDEXES = 'SELECT pg_get_indexdef(indexrelid) AS text FROM pg_index WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = indexrelid) ORDER BY indexrelid::regclass::text';

function columnText({ name, type, needed, identity, generated, value, collation }: Column): string {
  const own = generated === 's' ? ` GENERATED ALWAYS AS (${value ?? ''}) STORED` : value === null ? '' : ` DEFAULT ${value}`;
  const numbered = identity === '' ? '' : ` GENERATED ${identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`;
  return `${name} ${type}${collation === null ? '' : ` COLLATE ${collation}`}${needed ? ' NOT NULL' : ''}${own}${numbered}`;
}

/** Every table that holds something, as it is. */
export async function tableShapes(client: ClientBase): Promise<readonly TableShape[]> {
  const { rows: tables } = await client.query<{ name: string }>("SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1) ORDER BY c.relname", [PASSING]);
  const shapes: TableShape[] = [];
  for (const { name } of tables) {
    const { rows: columns } = await client.query<Column>(COLUMNS, [name]);
    const { rows: constraints } = await client.query<{ name: string; text: string }>(CONSTRAINTS, [name]);
    const { rows: indexes } = await client.query<{ text: string }>(INDEXES, [name]);
    const own = OF_A_DATASET.test(name);
    shapes.push({
      table: name,
      columns: columns.filter((column) => column.generated === '').map((column) => column.name),
      numbered: columns.filter((column) => column.identity !== '').map((column) => column.name),
      make: own ? [`CREATE TABLE ${name} (${columns.map(columnText).join(', ')})`] : [],
      finish: own ? [...constraints.map((constraint) => `ALTER TABLE ${name} ADD CONSTRAINT ${constraint.name} ${constraint.text}`), ...indexes.map((index) => index.text)] : [],
    });
  }
  return shapes;
}
