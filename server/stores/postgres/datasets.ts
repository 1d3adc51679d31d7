import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { canonicalJson } from '../core/journal.ts';
import { sortRows } from '../core/row-query.ts';
import { ALIKE_NAMED, newlyUnique } from '../core/unique-keys.ts';
import { storeError } from '../errors.ts';
import type { Row, RowQuery, Store } from '../store.ts';
import type { Database, Run, Statement } from './database.ts';
import { asTable, createTableText, DATASET_COLUMNS, indexesOf, primaryKeyText, type DatasetTable, type DatasetTables } from './dataset-tables.ts';
import { addDeliveries } from './deliveries.ts';
import { IndexedReads, isByIndex, type RowOfTable } from './indexed-reads.ts';
import { TELL, told, type Presence } from './presence.ts';
import { fieldExpression, orderText, passes, splitFilter, Values } from './row-filter.ts';
import { loadRows, uniqueOr } from './row-load.ts';
import { readGone, readPast, readPasts } from './row-past.ts';
import { recomputeRows, scanRows } from './scan-rows.ts';
import type { RowWriter } from './row-writes.ts';
import { nameOf } from './statement-name.ts';
import { demandAllTotals } from './totals.ts';

const asRow = ({ id, v, data }: RowOfTable): Row => ({ id, version: v, data });
/** More rows than a dataset may hold. */
const UNLIMITED = 10_000_000;
/** Longer statements are of so many shapes that preparing them would not pay. */
const NAMED_UP_TO = 800;

export interface DatasetsParts {
  /** ISO date-time of what is written. */
  readonly now: () => string;
  readonly database: Database;
  /** For what is found by key. */
  readonly hot: Database;
  readonly presence: Presence;
  readonly tables: DatasetTables;
  readonly rows: RowWriter;
}

export function createDatasets({ now, database, hot, presence, tables, rows }: DatasetsParts): Store['datasets'] {
  const reads: Reads = { database, indexed: new IndexedReads(hot) };
  /** Datasets being loaded by this server: writers of it come after. */
  const loading = new Map<string, Promise<unknown>>();
  return {
    define: async (definition) => {
      await database.transaction((run) => defineDataset(run, definition, presence.id));
      tables.forget(definition.id);
    },
    get: async (id) => (await tables.find(id))?.definition ?? null,
    list: async () => {
      const found = await database.query<{ definition: DatasetDefinition; rows: string }>({ text: 'SELECT definition, (SELECT coalesce(sum(rows), 0) FROM dataset_count c WHERE c.dataset = d.id) AS rows FROM dataset d ORDER BY number', values: [] });
      return found.map((row) => ({ ...row.definition, rows: Number(row.rows) }));
    },
    revision: async (id) => {
      const [found] = await database.query<{ revision: string }>({ name: 'dataset-revision', text: "SELECT number || '.' || generation || '.' || (SELECT coalesce(sum(changes), 0) FROM dataset_count c WHERE c.dataset = d.id) AS revision FROM dataset d WHERE id = $1", values: [id] });
      if (!found) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
      return found.revision;
    },
    row: (dataset, id) => tables.read(dataset, async (table) => {
      const [found] = await database.query<RowOfTable>({ name: `row-${table.name}`, text: `SELECT id, v, data FROM ${table.name} WHERE id = $1`, values: [id] });
      return found ? asRow(found) : null;
    }),
    query: (dataset, query) => tables.read(dataset, (table) => queryRows(reads, table, query)),
    past: (dataset, id) => tables.read(dataset, (table) => readPast(database, dataset, table.name, id)),
    pasts: (dataset, ids) => tables.read(dataset, (table) => readPasts(database, dataset, table.name, ids)),
    gone: (dataset, limit) => tables.read(dataset, () => readGone(database, dataset, limit)),
    write: async (operations, by, following = () => [], through = {}) => {
      for (const { dataset } of operations) await loading.get(dataset)?.catch(() => undefined);
      if (operations.length === 0 && following([]).length === 0) return [];
      return rows.transaction({ operations, writer: { at: now(), by, ...through } }, async (run, versions) => {
        const deliveries = following(versions);
        if (deliveries.length > 0) await run(addDeliveries(deliveries));
        return versions;
      });
    },
    load: async (dataset, given, by, following = () => [], through = {}) => {
      const before = loading.get(dataset);
      const work = (async () => {
        await before?.catch(() => undefined);
        return database.transactionOnce(async (run) => {
          const loaded = await loadRows(run, { id: dataset, rows: given, writer: { at: now(), by, ...through } }, presence.id);
          const deliveries = following(loaded.version);
          if (deliveries.length > 0) await run(addDeliveries(deliveries));
          return loaded;
        });
      })();
      loading.set(dataset, work);
      try {
        return await work;
      } finally {
        tables.forget(dataset);
        if (loading.get(dataset) === work) loading.delete(dataset);
      }
    },
    scan: (dataset) => scanRows(database, tables, dataset),
    recompute: (dataset) => recomputeRows(database, dataset),
  };
}

/** Makes the dataset, or gives it the new definition with the indexes this asks for. @throws SCN_DATA_NOT_UNIQUE, SCN_DATA_TOTAL */
export async function defineDataset(run: Run, definition: DatasetDefinition, server: string): Promise<void> {
  const { id } = definition;
  const text = JSON.stringify(definition);
  const [made] = await run<Parameters<typeof asTable>[0]>({ text: `INSERT INTO dataset (id, generation, definition) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING RETURNING ${DATASET_COLUMNS}`, values: [id, text] });
  if (made) {
    const table = asTable(made);
    await run({ text: createTableText(table.name), values: [] });
    await run({ text: primaryKeyText(table.name), values: [] });
    for (const index of indexesOf(table)) await run({ text: index.text, values: [] });
  } else {
    const [old] = await run<Parameters<typeof asTable>[0]>({ text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = $1 FOR UPDATE`, values: [id] });
    if (!old || canonicalJson(old.definition) === canonicalJson(definition)) return;
    const next = asTable({ ...old, definition });
    for (const fields of newlyUnique(old.definition, definition)) await demandUnique(run, next, fields);
    await changeIndexes(run, asTable(old), next);
    if (canonicalJson(old.definition.totals) !== canonicalJson(definition.totals)) await demandAllTotals(run, next);
    await run({ text: 'UPDATE dataset SET definition = $2 WHERE id = $1', values: [id, text] });
  }
  await run({ text: 'INSERT INTO dataset_count (dataset, slot, changes, rows) VALUES ($1, 0, 1, 0) ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + 1', values: [id] });
  await run({ text: `SELECT ${TELL}$1)`, values: [told(server, { dataset: id })] });
}

/** For whoever has the dataset to himself. @throws SCN_DATA_NOT_UNIQUE with rows that are alike in these columns */
async function demandUnique(run: Run, { id, name, types }: DatasetTable, fields: readonly string[]): Promise<void> {
  const cells = fields.map((field) => fieldExpression(field, types.get(field)));
  const [found] = await run<{ rows: string[]; data: JsonObject }>({ text: `SELECT (array_agg(id ORDER BY n))[1:${ALIKE_NAMED}] AS rows, (array_agg(data ORDER BY n))[1] AS data FROM ${name} WHERE ${cells.map((cell) => `${cell} IS NOT NULL`).join(' AND ')} GROUP BY ${cells.join(', ')} HAVING count(*) > 1 ORDER BY min(n) LIMIT 1`, values: [] });
  if (found) throw storeError('SCN_DATA_NOT_UNIQUE', { dataset: id, fields: [...fields], values: fields.map((field) => found.data[field] ?? null), rows: found.rows });
}

async function changeIndexes(run: Run, old: DatasetTable, next: DatasetTable): Promise<void> {
  const before = indexesOf(old);
  const after = indexesOf(next);
  for (const { name } of before) if (!after.some((index) => index.name === name)) await run({ text: `DROP INDEX IF EXISTS ${name}`, values: [] });
  for (const index of after) {
    if (before.some(({ name }) => name === index.name)) continue;
    await uniqueOr(next.definition, index.fields, () => run({ text: index.text, values: [] }));
  }
}

function named(text: string, values: readonly unknown[]): Statement {
  return text.length > NAMED_UP_TO ? { text, values } : { name: nameOf(text), text, values };
}

interface Reads {
  readonly database: Database;
  readonly indexed: IndexedReads;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Rows that match and how many do. What the database cannot tell is asked of the rows it found. */
async function queryRows({ database, indexed }: Reads, table: DatasetTable, query: RowQuery): Promise<{ rows: readonly Row[]; count: number }> {
  const values = new Values();
  const { where, left } = splitFilter(query.filter, table.types, values);
  const tests = query.residual ? [...left, query.residual] : left;
  const order = orderText(query.orderBy, table.types);
  const select = `SELECT id, v, data FROM ${table.name} WHERE ${where} ORDER BY ${order ?? 'n'}`;
  const offset = query.offset ?? 0;
  if (tests.length > 0 || order === null) {
    const found = (await database.query<RowOfTable>(named(select, values.all))).map(asRow).filter((row) => passes(row, tests));
    const sorted = order === null ? sortRows(found, query.orderBy ?? [], table.types) : found;
    return { rows: sorted.slice(offset, offset + query.limit), count: found.length };
  }
  // A limit nobody means is left out: with one, the database would plan for a part of the rows.
  if (query.limit >= UNLIMITED && offset === 0) {
    const alone = () => database.query<RowOfTable>(named(select, values.all));
    const isShared = !query.orderBy && query.filter !== undefined && where.length <= NAMED_UP_TO && values.all.length > 0 && values.all.every(isText) && isByIndex(table, query.filter);
    const rows = (isShared ? await indexed.read(table.name, where, values.all.filter(isText), alone) : await alone()).map(asRow);
    return { rows, count: rows.length };
  }
  const all = values.all.slice();
  const found = await database.query<RowOfTable>(named(`${select} LIMIT ${values.add(query.limit + 1)} OFFSET ${values.add(offset)}`, values.all));
  const page = found.slice(0, query.limit).map(asRow);
  const isWhole = found.length <= query.limit && (offset === 0 || found.length > 0);
  if (isWhole) return { rows: page, count: offset + page.length };
  const [total] = await database.query<{ count: string }>(named(`SELECT count(*) AS count FROM ${table.name} WHERE ${where}`, all));
  return { rows: page, count: Number(total?.count ?? 0) };
}
