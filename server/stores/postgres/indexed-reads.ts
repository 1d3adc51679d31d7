import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowFilter } from '../store.ts';
import { batchedRead } from './batched-read.ts';
import type { Database } from './database.ts';
import { codeOf, TIME_OVER } from './database-error.ts';
import { indexesOf, type DatasetTable } from './dataset-tables.ts';
import { nameOf } from './statement-name.ts';

export interface RowOfTable {
  readonly id: string;
  readonly v: number;
  readonly data: JsonObject;
}

/** Null when there are more rows than go together with those of others. */
type Found = readonly RowOfTable[] | null;
type Read = (values: readonly string[]) => Promise<Found>;

/** Questions in one statement, and rows that each may find in it. */
const MOST = 32;
const MOST_ROWS = 100;
const SHAPES_KEPT = 500;
/** What the codes of errors begin with that are about a value. */
const DATA_ERROR = '22';

const indexed = new WeakMap<DatasetTable, readonly (readonly string[])[]>();

/** Whether the rows a filter asks for are found by an index, because it says the value of every field of one. */
export function isByIndex(table: DatasetTable, { all }: RowFilter): boolean {
  const indexes = indexed.get(table) ?? indexesOf(table).map(({ fields }) => fields);
  indexed.set(table, indexes);
  return indexes.some((fields) => fields.every((field) => all.some((test) => test.field === field && test.op === '=' && test.value !== null && test.value !== undefined)));
}

/**
 * Rows that are found by an index, for many callers with few statements: questions of one shape that are asked while
 * others are under way go together, equal ones as one. What a statement cannot answer for all of them each asks for
 * itself: values that are none of the column's type, too much in the time there is, many rows.
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
      const found = await this.#shapeOf(table, where, values.length)(values);
      if (found) return found;
    } catch (error) {
      const code = codeOf(error instanceof Error ? error.cause : error);
      if (code !== TIME_OVER && !code.startsWith(DATA_ERROR)) throw error;
    }
    return alone();
  }

  #shapeOf(table: string, where: string, count: number): Read {
    const shape = `${table} ${where}`;
    const before = this.#shapes.get(shape);
    if (before) return before;
    if (this.#shapes.size >= SHAPES_KEPT) this.#shapes.clear();
    const read = batchedRead<readonly string[], Found>((asked) => this.#readAll(table, where, count, asked), MOST);
    this.#shapes.set(shape, read);
    return read;
  }

  async #readAll(table: string, where: string, count: number, asked: readonly (readonly string[])[]): Promise<readonly Found[]> {
    const keys = asked.map((values) => JSON.stringify(values));
    const once = new Map(keys.map((key, at) => [key, asked[at] ?? []]));
    const questions = [...once.values()];
    const places = Array.from({ length: count }, (_, at) => at + 1);
    const text = `SELECT q.o::int AS o, t.id, t.v, t.data FROM unnest(${places.map((at) => `$${at}::text[]`).join(', ')}) WITH ORDINALITY AS q (${places.map((at) => `a${at}, `).join('')}o)
      CROSS JOIN LATERAL (SELECT id, v, data, n FROM ${table} WHERE ${where.replaceAll(/\$(\d+)/g, 'q.a$1')} ORDER BY n LIMIT ${MOST_ROWS + 1}) t ORDER BY q.o, t.n`;
    const found = await this.#database.query<RowOfTable & { readonly o: number }>({ name: nameOf(text), text, values: places.map((at) => questions.map((values) => values[at - 1])) });
    const answers = new Map([...once.keys()].map((key): [string, RowOfTable[]] => [key, []]));
    const inOrder = [...answers.values()];
    for (const row of found) inOrder[row.o - 1]?.push(row);
    return keys.map((key) => {
      const rows = answers.get(key) ?? [];
      return rows.length > MOST_ROWS ? null : rows;
    });
  }
}
