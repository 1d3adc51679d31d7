import { createHash } from 'node:crypto';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { FieldType } from '../../../runtime/schema/field.ts';
import { storeError } from '../errors.ts';
import type { Database, Run } from './database.ts';
import { NO_TABLE, codeOf } from './database-error.ts';
import type { Presence } from './presence.ts';
import { fieldExpression } from './row-filter.ts';

/** A dataset and the table that holds its rows now; a load makes a new one. */
export interface DatasetTable {
  readonly id: string;
  readonly number: number;
  readonly generation: number;
  readonly definition: DatasetDefinition;
  readonly name: string;
  readonly types: ReadonlyMap<string, FieldType>;
}

export interface TableIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly text: string;
}

interface DatasetRow {
  readonly id: string;
  readonly number: number;
  readonly generation: number;
  readonly definition: DatasetDefinition;
}

export const DATASET_COLUMNS = 'id, number, generation, definition';

export function asTable({ id, number, generation, definition }: DatasetRow): DatasetTable {
  return { id, number, generation, definition, name: `row_${number}_${generation}`, types: new Map(definition.fields.map((field) => [field.id, field.type])) };
}

/** Columns: id, n = order of insertion, v = version, the data, what it was before. */
export function createTableText(name: string): string {
  return `CREATE TABLE ${name} (id text COLLATE "C" NOT NULL, n bigint GENERATED ALWAYS AS IDENTITY, v integer NOT NULL DEFAULT 1, data jsonb NOT NULL, past jsonb)`;
}

export function primaryKeyText(name: string): string {
  return `ALTER TABLE ${name} ADD CONSTRAINT ${name}_pkey PRIMARY KEY (id)`;
}

/** The indexes a definition asks for. Their names say what they are made of, so that a change is seen. */
export function indexesOf({ name, definition, types }: DatasetTable): readonly TableIndex[] {
  const dated = definition.dated ? ['valid_from'] : [];
  const wanted = [
    ...(definition.key ? [{ fields: [...definition.key, ...dated], unique: true }] : []),
    ...(definition.unique ?? []).map((fields) => ({ fields, unique: true })),
    ...(definition.index ?? []).map((fields) => ({ fields, unique: false })),
    ...(definition.totals ?? []).filter(({ by }) => by.length > 0).map(({ by }) => ({ fields: by, unique: false })),
  ];
  const made = wanted.map(({ fields, unique }): TableIndex => {
    const columns = fields.map((field) => fieldExpression(field, types.get(field)));
    const index = `${name}_${createHash('sha256').update(`${unique} ${columns.join(', ')}`).digest('hex').slice(0, 16)}`;
    return { name: index, fields, unique, text: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${index} ON ${name} (${columns.map((column) => `(${column})`).join(', ')}, ${unique ? '' : 'n'})`.replace(', )', ')') };
  });
  return [...new Map(made.map((index) => [index.name, index])).values()];
}

/** Locks datasets against a load until the transaction ends, and says where their rows are. @throws SCN_DATA_UNKNOWN */
export async function lockedTables(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, DatasetTable>> {
  const found = await run<DatasetRow>({ name: 'dataset-lock', text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = ANY($1) ORDER BY id FOR KEY SHARE`, values: [ids] });
  const tables = new Map(found.map((row) => [row.id, asTable(row)]));
  for (const id of ids) if (!tables.has(id)) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
  return tables;
}

/** Where the rows of datasets are, remembered as long as every change is heard of. */
export class DatasetTables {
  readonly #database: Database;
  readonly #presence: Presence;
  readonly #known = new Map<string, DatasetTable>();

  constructor(database: Database, presence: Presence) {
    this.#database = database;
    this.#presence = presence;
    presence.watch((change) => {
      if ('dataset' in change) this.#known.delete(change.dataset);
      else if ('kind' in change && change.kind === '*') this.#known.clear();
    });
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  async find(id: string): Promise<DatasetTable | null> {
    const known = this.#presence.hears ? this.#known.get(id) : undefined;
    if (known) return known;
    const [row] = await this.#database.query<DatasetRow>({ name: 'dataset-get', text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = $1`, values: [id] });
    if (!row) return null;
    const table = asTable(row);
    this.#known.set(id, table);
    return table;
  }

  /** Reads from the table of a dataset, once more when a load has just replaced it. @throws SCN_DATA_UNKNOWN */
  async read<T>(id: string, work: (table: DatasetTable) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      const table = await this.find(id);
      if (!table) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
      try {
        return await work(table);
      } catch (error) {
        this.forget(id);
        if (attempt > 2 || codeOf(error instanceof Error ? error.cause : error) !== NO_TABLE) throw error;
      }
    }
  }
}
