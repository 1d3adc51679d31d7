import type { HttpAnswer, HttpRequest, SqlAnswer, SqlRequest } from '../../../runtime/host/host.ts';
import { readPages, type Paging } from '../../../runtime/nodes/http/pages.ts';
import { isWebPage } from '../../../runtime/nodes/http/web-page.ts';
import { nodeErrors } from '../../../runtime/nodes/node-errors.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { readSql } from '../../../runtime/schema/sql-text.ts';
import type { Source, SourceAsk } from '../../api/sources.ts';
import { fail } from '../../errors.ts';

/** Rows fetched at once. */
export const MOST_ROWS = 20_000;
const MOST_PAGES = 200;
const TIMEOUT_MS = 30_000;
/** A table alone: all of it is read. */
const TABLE = /^[\p{L}\p{N}_$"`]+(?:\.[\p{L}\p{N}_$"`]+){0,2}$/u;

/** How a connection is asked: with its real secret, or for a sample with the one set apart for that. */
export interface Asker {
  readonly http: (request: HttpRequest) => Promise<HttpAnswer>;
  readonly sql: (request: SqlRequest) => Promise<SqlAnswer>;
}

/** @throws SCN_SOURCE_SQL */
export function sqlRequest(connection: string, sql: string, maxRows: number): SqlRequest {
  const said = sql.trim();
  const { faults, names, written } = readSql(TABLE.test(said) ? `select * from ${said}` : said);
  const word = faults[0]?.word ?? (names[0] === undefined ? undefined : `:${names[0]}`);
  if (word !== undefined) throw fail('SCN_SOURCE_SQL', { word: word === '' ? said.slice(0, 60) : word });
  return { connection, written, value: () => null, maxRows, timeoutMs: TIMEOUT_MS };
}

export function httpRequest(connection: string, path: string, key: string): HttpRequest {
  return { connection, method: 'GET', path, timeoutMs: TIMEOUT_MS, key, json: true };
}

/** An answer that holds data. @throws SCN_SOURCE_STATUS, SCN_HTTP_WEB_PAGE, SCN_HTTP_NOT_JSON */
export function demandData(connection: string, answer: HttpAnswer): Json {
  if (answer.status < 200 || answer.status > 299) throw fail('SCN_SOURCE_STATUS', { connection, status: answer.status });
  if (isWebPage(answer)) throw nodeErrors.SCN_HTTP_WEB_PAGE({ connection });
  if (typeof answer.body === 'string') throw nodeErrors.SCN_HTTP_NOT_JSON({ connection, type: answer.headers['content-type'] ?? '' });
  return answer.body;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What keys lead to; undefined where there is no such way. */
export function valueAt(whole: Json | undefined, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((holder, key) => (isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined), whole);
}

/** @throws SCN_SOURCE_LIST */
function listIn(connection: string, body: Json, list: readonly string[]): readonly JsonObject[] {
  const found = valueAt(body, list);
  if (!Array.isArray(found) || !found.every(isObject)) throw fail('SCN_SOURCE_LIST', { connection, place: list.length === 0 ? '{ }' : list.join(' › ') });
  return found;
}

async function httpItems(ask: Extract<SourceAsk, { kind: 'http' }>, connection: string, key: string, asker: Asker): Promise<{ items: readonly JsonObject[]; more: boolean }> {
  const first = httpRequest(connection, ask.path, key);
  if (!ask.pages) return { items: listIn(connection, demandData(connection, await asker.http(first)), ask.list), more: false };
  const paging: Paging = { ...ask.pages, items: ask.list.join('.'), maxPages: MOST_PAGES, maxItems: MOST_ROWS };
  const { items, more } = await readPages(first, paging, { ask: asker.http, itemsOf: (answer) => [...listIn(connection, demandData(connection, answer), ask.list)], nextOf: undefined });
  return { items: items as readonly JsonObject[], more };
}

/** All that the far side has for a source, under the names of the fields. @throws what asking throws; SCN_SOURCE_ROWS; SCN_SOURCE_COLUMN for columns no row has any more */
export async function sourceRows({ connection, ask, columns }: Source, key: string, asker: Asker): Promise<readonly JsonObject[]> {
  const { items, more } = ask.kind === 'http' ? await httpItems(ask, connection, key, asker) : await asker.sql(sqlRequest(connection, ask.sql, MOST_ROWS)).then(({ rows, more: rest }) => ({ items: rows, more: rest }));
  if (more || items.length > MOST_ROWS) throw fail('SCN_SOURCE_ROWS', { connection, limit: MOST_ROWS });
  const gone = items.length === 0 ? [] : columns.filter(({ from }) => items.every((item) => valueAt(item, from) === undefined));
  if (gone.length > 0) throw fail('SCN_SOURCE_COLUMN', { connection, columns: gone.map(({ from }) => from.join('.')).join('、') });
  return items.map((item) => Object.fromEntries(columns.map(({ field, from }) => [field, plain(valueAt(item, from) ?? null)])));
}

/** A cell holds one value: what is more is kept as its text. */
function plain(value: Json): Json {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
