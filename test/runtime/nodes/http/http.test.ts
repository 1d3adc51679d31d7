import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../../../runtime/host/host.ts';
import { dataHttp } from '../../../../runtime/nodes/built-in/data/http.ts';
import type { Json } from '../../../../runtime/schema/json.ts';
import { env, outputOf } from '../node-kit.ts';
import { refusal, runNode } from '../run-kit.ts';

/** A far side that answers by what it is asked. */
function far(answer: (request: HttpRequest) => Partial<HttpAnswer>) {
  const asked: HttpRequest[] = [];
  return {
    asked,
    host: { http: { request: async (request: HttpRequest) => { asked.push(request); return Promise.resolve({ status: 200, headers: {}, body: null, ...answer(request) }); } } },
  };
}

const rows = [1, 2, 3, 4, 5].map((id) => ({ id, name: `n${id}`, hidden: true }));
const answer = { list: [{ id: 'number', name: 'text' }], next: 'text' };
const base = { connection: 'api', method: 'GET', path: '"/v1"', answer };
const list = (items: readonly Json[], next: Json = null): Partial<HttpAnswer> => ({ body: { list: items, next } });
const plain = rows.map(({ id, name }) => ({ id, name }));

describe('data.http: an answer by example', () => {
  it('gives only what the example names and asks for JSON', async () => {
    const { asked, host } = far(() => list(rows.slice(0, 1), 'x'));
    expect((await runNode(dataHttp, base, { host })).output).toEqual({ status: 200, body: { list: [{ id: 1, name: 'n1' }], next: 'x' } });
    expect(asked[0]?.json).toBe(true);
  });

  it('types of the example reach formulas and the output', async () => {
    const typed = { ...base, answer: { day: 'date', list: [{ id: 'number' }] }, result: { week_later: 'response.body.day + duration("P7D")', ids: 'response.body.list.id' } };
    const { host } = far(() => ({ body: { day: '2022-01-20', list: [{ id: 3 }, { id: 4 }] } }));
    expect((await runNode(dataHttp, typed, { host })).output).toEqual({ week_later: '2022-01-27', ids: [3, 4] });
    expect(outputOf(dataHttp, base)).toMatchObject({ properties: { body: { properties: { list: { items: { properties: { id: { type: 'number' }, name: { type: 'string' } } } } } } } });
  });

  it.each([
    ['an answer that changed', { body: { list: {}, next: null } }, ['SCN_HTTP_SHAPE', { connection: 'api', path: 'body.list', wanted: 'list', found: 'object' }]],
    ['a page of HTML', { body: '<html>log in</html>', headers: { 'content-type': 'text/html' } }, ['SCN_HTTP_NOT_JSON', { connection: 'api', type: 'text/html' }]],
    ['a refusal, before its text is looked at', { status: 404, body: '<html>' }, ['SCN_HTTP_STATUS', { connection: 'api', status: 404 }]],
  ])('%s is a coded error', async (_, given, expected) => {
    expect(await refusal(() => runNode(dataHttp, base, far(() => given)))).toEqual(expected);
  });

  it('a page of HTML is a coded error also where no shape is set, but not where text is wanted', async () => {
    const page = { body: '<!doctype html><title>log in</title>' };
    const { answer: _, ...loose } = base;
    expect(await refusal(() => runNode(dataHttp, loose, far(() => page)))).toEqual(['SCN_HTTP_WEB_PAGE', { connection: 'api' }]);
    expect((await runNode(dataHttp, { ...loose, answer: 'text' }, far(() => page))).output).toEqual({ status: 200, body: page.body });
  });

  it.each([
    ['a shape that is none', { answer: 'money' }, 'SCN_HTTP_SHAPE_BAD'],
    ['keeping the answer to a change', { method: 'POST', cache: 60 }, 'SCN_HTTP_CACHE_UNSAFE'],
    ['pages of a change', { method: 'POST', paging: { by: 'page', items: 'response.body.list' } }, 'SCN_HTTP_PAGING_UNSAFE'],
    ['a cursor nobody finds', { paging: { by: 'cursor', items: 'response.body.list' } }, 'SCN_HTTP_PAGING_NEXT'],
  ])('the checker refuses %s', (_, more, code) => {
    expect(dataHttp.check?.({ ...base, ...more } as never, env()).map((found) => found.code)).toEqual([code]);
  });

  it('tells the host how old an answer may be, for GET only', async () => {
    const get = far(() => list([]));
    await runNode(dataHttp, { ...base, cache: 60 }, get);
    expect(get.asked[0]?.cacheS).toBe(60);
  });
});

describe('data.http: pages', () => {
  const pages = (paging: object) => ({ ...base, paging: { items: 'response.body.list', ...paging } });

  it('by number, until a page is not full', async () => {
    const { asked, host } = far(({ query }) => list(rows.slice((Number(query?.['p']) - 1) * 2, Number(query?.['p']) * 2)));
    expect((await runNode(dataHttp, pages({ by: 'page', param: 'p', size: 2, sizeParam: 'n' }), { host })).output).toEqual({ items: plain, pages: 3, more: false });
    expect(asked.map(({ query }) => query)).toEqual([{ n: '2', p: '1' }, { n: '2', p: '2' }, { n: '2', p: '3' }]);
  });

  it('by number without a size, until a page is empty; from 0 where the far side counts so', async () => {
    const { asked, host } = far(({ query }) => list(rows.slice(Number(query?.['page']) * 5, Number(query?.['page']) * 5 + 5)));
    expect((await runNode(dataHttp, pages({ by: 'page', first: 0 }), { host })).output).toEqual({ items: plain, pages: 2, more: false });
    expect(asked).toHaveLength(2);
  });

  it('by offset', async () => {
    const { asked, host } = far(({ query }) => list(rows.slice(Number(query?.['offset']), Number(query?.['offset']) + 2)));
    expect((await runNode(dataHttp, pages({ by: 'offset' }), { host })).output).toEqual({ items: plain, pages: 4, more: false });
    expect(asked.map(({ query }) => query?.['offset'])).toEqual(['0', '2', '4', '5']);
  });

  it('by cursor, with the query that was given', async () => {
    const { asked, host } = far(({ query }) => (query?.['after'] === undefined ? list(rows.slice(0, 3), 'c1') : list(rows.slice(3), '')));
    expect((await runNode(dataHttp, { ...pages({ by: 'cursor', param: 'after', next: 'response.body.next' }), query: { unit: '"a"' } }, { host })).output).toEqual({ items: plain, pages: 2, more: false });
    expect(asked.map(({ query }) => query)).toEqual([{ unit: 'a' }, { unit: 'a', after: 'c1' }]);
  });

  it('by the link of the answer, or of the header', async () => {
    const body = far(({ link }) => (link === undefined ? list(rows.slice(0, 3), '/v1?page=2') : list(rows.slice(3))));
    const header = far(({ link }) => (link === undefined ? { ...list(rows.slice(0, 3)), headers: { link: '<https://x.example/v1?p=1>; rel="prev", <https://x.example/v1?p=2>; rel="next"' } } : list(rows.slice(3))));
    expect((await runNode(dataHttp, pages({ by: 'link', next: 'response.body.next' }), body)).output).toEqual({ items: plain, pages: 2, more: false });
    expect((await runNode(dataHttp, pages({ by: 'link' }), header)).output).toEqual({ items: plain, pages: 2, more: false });
    expect([body.asked[1], header.asked[1]].map((request) => [request?.link, request?.query])).toEqual([['/v1?page=2', undefined], ['https://x.example/v1?p=2', undefined]]);
  });

  it('stops at the most pages and rows and says that there is more', async () => {
    const endless = () => far(() => list(rows));
    expect((await runNode(dataHttp, pages({ by: 'page', maxPages: 3 }), endless())).output).toMatchObject({ pages: 3, more: true });
    const { output } = await runNode(dataHttp, pages({ by: 'page', maxItems: 7 }), endless());
    expect([(output as { items: unknown[] }).items.length, output]).toEqual([7, expect.objectContaining({ pages: 2, more: true })]);
  });

  it('results read every row as response.items', async () => {
    const { host } = far(({ query }) => list(rows.slice((Number(query?.['page']) - 1) * 3, Number(query?.['page']) * 3)));
    const config = { ...pages({ by: 'page', size: 3 }), result: { total: 'count(response.items)', sum: 'sum(response.items.id)', all: 'not(response.more)' } };
    expect((await runNode(dataHttp, config, { host })).output).toEqual({ total: 5, sum: 15, all: true });
  });

  it.each([
    ['rows that are no list', { by: 'page', items: 'response.body.next' }, () => list([], 'x'), ['SCN_HTTP_PAGE', { connection: 'api', page: 1, items: 'response.body.next' }]],
    ['a cursor that leads in a circle', { by: 'cursor', next: 'response.body.next' }, () => list(rows, 'same'), ['SCN_HTTP_PAGE_LOOP', { connection: 'api', page: 2 }]],
    ['a page that fails', { by: 'page' }, ({ query }: HttpRequest) => (query?.['page'] === '2' ? { status: 500 } : list(rows)), ['SCN_HTTP_STATUS', { connection: 'api', status: 500 }]],
  ] as const)('%s is a coded error', async (_, paging, given, expected) => {
    expect(await refusal(() => runNode(dataHttp, pages(paging), far(given)))).toEqual(expected);
  });
});
