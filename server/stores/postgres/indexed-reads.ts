import { isScenarioError } from '../../../runtime/errors.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowFilter } from '../store.ts';
import { batchedRead } from './batched-read.ts';
import type { Database } from './database.ts';
import { codeOf, NO_TABLE } from './database-error.ts';
import { indexesOf, type DatasetTable } from './dataset-tables.ts';
import { nameOf } from './statement-name.ts';

export interface RowOfTable {
  readonly id: string;
  readonly v: number;
  readonly data: JsonObject;
}

type Read = (values: readonly string[]) => Promise<readonly RowOfTable[]>;

/** Questions in one statement: each may find many rows. */
const MOST = 32;
const SHAPES_KEPT = 500;

const indexed = new WeakMap<DatasetTable, readonly (readonly string[])[]>();

/** Whether the rows a filter asks for are found by an index, because it says the value of every field of one. */
export function isByIndex(table: DatasetTable, { all }: RowFilter): boolean {
  const indexes = indexed.get(table) ?? indexesOf(table).map(({ fields }) => fields);
  indexed.set(table, indexes);
  return indexes.some((fields) => fields.every((field) => all.some((test) => test.field === field && test.op === '=' && test.value !== null && test.value !== undefined)));
}

/**
 * Rows that are found by an index, for many callers with few statements: questions of one shape that are asked while
 * others are under way go together. What a statement cannot answer for all of them each asks for itself.
 */
export class IndexedReads {
  readonly #database: Database;
  readonly #shapes = new Map<string, Read>();

  /** @param database whose connections are only for what is found by key */
  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * @param where the condition with its values as $1, $2, …, all of them texts
   * @param alone asks for these rows only
   */
  async read(table: string, where: string, values: readonly string[], alone: () => Promise<readonly RowOfTable[]>): Promise<readonly RowOfTable[]> {
    try {
      return await this.#shapeOf(table, where, values.length)(values);
    } catch (error) {
      if (isScenarioError(error, 'SCN_STORE_DOWN') || codeOf(error instanceof Error ? error.cause : error) === NO_TABLE) throw error;
      return alone();
    }
  }

  #shapeOf(table: string, where: string, count: number): Read {
    const shape = `${table} ${where}`;
    const before = this.#shapes.get(shape);
    if (before) return before;
    if (this.#shapes.size >= SHAPES_KEPT) this.#shapes.clear();
    const read = batchedRead<readonly string[], readonly RowOfTable[]>((asked) => this.#readAll(table, where, count, asked), MOST);
    this.#shapes.set(shape, read);
    return read;
  }

  async #readAll(table: string, where: string, count: number, asked: readonly (readonly string[])[]): Promise<readonly (readonly RowOfTable[])[]> {
    const places = Array.from({ length: count }, (_, at) => at + 1);
    const text = `SELECT q.o::int AS o, t.id, t.v, t.data FROM unnest(${places.map((at) => `$${at}::text[]`).join(', ')}) WITH ORDINALITY AS q (${places.map((at) => `a${at}, `).join('')}o)
      JOIN ${table} t ON ${where.replaceAll(/\$(\d+)/g, 'q.a$1')} ORDER BY q.o, t.n`;
    const found = await this.#database.query<RowOfTable & { readonly o: number }>({ name: nameOf(text), text, values: places.map((at) => asked.map((values) => values[at - 1])) });
    const answers = asked.map((): RowOfTable[] => []);
    for (const row of found) answers[row.o - 1]?.push(row);
    return answers;
  }
}
