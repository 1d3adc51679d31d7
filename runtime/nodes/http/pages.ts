import { Type, type Static } from 'typebox';
import type { HttpAnswer, HttpRequest } from '../../host/host.ts';
import type { Json } from '../../schema/json.ts';
import { label } from '../../schema/property-text.ts';
import { choice, closed, count, feelRow } from '../config-parts.ts';
import { nodeErrors } from '../node-errors.ts';

const DEFAULT_PAGES = 20;
const DEFAULT_ITEMS = 2_000;

const parameter = (...words: Parameters<typeof label>) => Type.Optional(Type.String({ minLength: 1, maxLength: 80, ...label(...words) }));

/** How to ask for the pages of an answer, one after another. */
export const PagingSchema = Type.Object(
  {
    by: choice({ page: ['页码', 'Page number'], offset: ['起始位置', 'Offset'], link: ['下一页的地址', 'Link to the next page'], cursor: ['游标', 'Cursor'] }, '怎样翻页', 'Pages by'),
    items: feelRow('每页的行在哪里', 'Where the rows are', '例如 response.body.list', 'Such as response.body.list'),
    next: Type.Optional(feelRow('下一页的地址或游标', 'Next link or cursor', '例如 response.body.next；按地址翻页时不填，就读响应头 Link', 'Such as response.body.next; for links the header Link is read when empty')),
    param: parameter('放进哪个查询参数', 'Query parameter', '不填是 page、offset 或 cursor', 'Default page, offset or cursor'),
    first: Type.Optional(count(0, 1, '第一页的号', 'Number of the first page', '不填是 1', 'Default 1')),
    size: Type.Optional(count(1, 10_000, '每页几行', 'Rows of a page')),
    sizeParam: parameter('每页几行的参数', 'Parameter for the size'),
    maxPages: Type.Optional(count(1, 200, '最多几页', 'Most pages', `不填是 ${DEFAULT_PAGES}`, `Default ${DEFAULT_PAGES}`)),
    maxItems: Type.Optional(count(1, 20_000, '最多几行', 'Most rows', `不填是 ${DEFAULT_ITEMS}`, `Default ${DEFAULT_ITEMS}`)),
  },
  { ...closed, ...label('翻页', 'Paging', '对方分页时，一页页取完再往下走', 'Reads an answer that comes in pages to its end') },
);
export type Paging = Static<typeof PagingSchema>;

/** All rows, how many pages they came in, and whether the limits cut some off. */
export interface Gathered {
  readonly last: HttpAnswer;
  readonly items: readonly Json[];
  readonly pages: number;
  readonly more: boolean;
}

export interface PageReader {
  readonly ask: (request: HttpRequest) => Promise<HttpAnswer>;
  readonly itemsOf: (answer: HttpAnswer) => Json;
  readonly nextOf: ((answer: HttpAnswer) => Json) | undefined;
}

type Turn = (answer: HttpAnswer, got: number, page: number) => HttpRequest | null;

/** Reads page after page until the far side says it was the last, or a limit is met. @throws SCN_HTTP_PAGE, SCN_HTTP_PAGE_LOOP */
export async function readPages(first: HttpRequest, paging: Paging, { ask, itemsOf, nextOf }: PageReader): Promise<Gathered> {
  const maxPages = paging.maxPages ?? DEFAULT_PAGES;
  const maxItems = paging.maxItems ?? DEFAULT_ITEMS;
  const turn = turnOf(first, paging, nextOf);
  const items: Json[] = [];
  let request: HttpRequest = firstPage(first, paging);
  for (let page = 1; ; page += 1) {
    const last = await ask(request);
    const found = itemsOf(last);
    if (!Array.isArray(found)) throw nodeErrors.SCN_HTTP_PAGE({ connection: first.connection, page, items: paging.items });
    for (const item of found as readonly Json[]) items.push(item);
    const next = turn(last, found.length, page);
    if (next === null) return { last, items: items.slice(0, maxItems), pages: page, more: items.length > maxItems };
    if (page >= maxPages || items.length >= maxItems) return { last, items: items.slice(0, maxItems), pages: page, more: true };
    request = next;
  }
}

const PARAM: Readonly<Record<'page' | 'offset' | 'cursor', string>> = { page: 'page', offset: 'offset', cursor: 'cursor' };

function firstPage(first: HttpRequest, paging: Paging): HttpRequest {
  const size = paging.size !== undefined && paging.sizeParam !== undefined ? { [paging.sizeParam]: String(paging.size) } : {};
  const place = paging.by === 'page' ? { [paging.param ?? PARAM.page]: String(paging.first ?? 1) } : paging.by === 'offset' ? { [paging.param ?? PARAM.offset]: '0' } : {};
  return withQuery(first, { ...size, ...place });
}

function withQuery(request: HttpRequest, more: Readonly<Record<string, string>>): HttpRequest {
  return Object.keys(more).length === 0 ? request : { ...request, query: { ...request.query, ...more } };
}

/** How to go on after a page: null when it was the last. */
function turnOf(first: HttpRequest, paging: Paging, nextOf: PageReader['nextOf']): Turn {
  const start = firstPage(first, paging);
  if (paging.by === 'page' || paging.by === 'offset') {
    let read = 0;
    return (_answer, got, page) => {
      read += got;
      if (got === 0 || (paging.size !== undefined && got < paging.size)) return null;
      const at = paging.by === 'page' ? (paging.first ?? 1) + page : read;
      return withQuery(start, { [paging.param ?? PARAM[paging.by as 'page' | 'offset']]: String(at) });
    };
  }
  const seen = new Set<string>();
  return (answer, _got, page) => {
    const next = nextOf ? nextOf(answer) : linkHeader(answer.headers['link']);
    if (next === null || next === '' || next === false) return null;
    const text = typeof next === 'string' ? next : JSON.stringify(next);
    if (seen.has(text)) throw nodeErrors.SCN_HTTP_PAGE_LOOP({ connection: first.connection, page });
    seen.add(text);
    return paging.by === 'link' ? linked(start, text) : withQuery(start, { [paging.param ?? PARAM.cursor]: text });
  };
}

/** A link says the whole question; the host holds it to the address of the connection. */
function linked({ query: _query, ...request }: HttpRequest, link: string): HttpRequest {
  return { ...request, link };
}

/** The target of `rel="next"` (RFC 8288), or null. */
function linkHeader(header: string | undefined): string | null {
  for (const part of (header ?? '').slice(0, 8_000).split(/,(?=\s*<)/)) {
    const match = /^\s*<([^>]*)>(.*)$/.exec(part);
    if (match && /;\s*rel\s*=\s*"?next"?\s*(;|$)/i.test(match[2] ?? '')) return match[1] ?? null;
  }
  return null;
}
