import Fastify from 'fastify';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../server/services/json-scan.ts';
import { jsonPlugin } from '../../server/plugins/app/json.ts';

/** As on a running server: schemas are compiled when they are first needed. */
async function served() {
  const app = Fastify();
  await app.register(jsonPlugin, { checkAnswers: false });
  app.post('/n', { schema: { body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }) } }, (request) => request.body);
  app.get('/q', { schema: { querystring: Type.Object({ limit: Type.Integer({ maximum: 5 }) }) } }, (request) => request.query as object);
  return app;
}

describe('schemas compiled at their first use', () => {
  it('refuse and accept from the first request on, each by its own errors', async () => {
    const app = await served();
    const post = async (payload: object) => (await app.inject({ method: 'POST', url: '/n', payload })).statusCode;
    expect([await post({ n: '1' }), await post({ n: 1 }), await post({ n: 1, m: 2 }), await post({ n: 2 })]).toEqual([400, 200, 400, 200]);
    const refused = await app.inject({ method: 'POST', url: '/n', payload: { n: 1, m: 2 } });
    expect(refused.json<{ message: string }>().message).toMatch(/additional properties/);
  });

  it('take UTF-8 as it is, and no other encoding', async () => {
    const app = await served();
    const post = async (payload: string | Buffer, headers: Record<string, string>) => (await app.inject({ method: 'POST', url: '/n', payload, headers: { 'content-type': 'application/json', ...headers } })).body;
    const good = '{"n":1}';
    expect([await post(good, {}), await post(good, { 'content-type': 'application/json; charset="UTF-8"' }), await post(good, { 'content-encoding': 'identity' })]).toEqual([good, good, good]);
    const odd = [await post(good, { 'content-encoding': 'gzip' }), await post(good, { 'content-type': 'application/json; charset=utf-16' }), await post(Buffer.from('{"n":1,"\xc3\x28":1}', 'latin1'), {})];
    expect(odd.map((text) => /SCN_API_[A-Z]+/.exec(text)?.[0])).toEqual(['SCN_API_MEDIA', 'SCN_API_MEDIA', 'SCN_API_JSON']);
  });

  it('read numbers from text in a query only', async () => {
    const app = await served();
    expect((await app.inject({ url: '/q?limit=3' })).json()).toEqual({ limit: 3 });
    expect((await app.inject({ url: '/q?limit=9' })).statusCode).toBe(400);
  });
});

describe('the character U+0000', () => {
  const code = (text: string) => {
    try {
      scanJson(text);
      return 'taken';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each(['{"a":"\\u0000"}', '["x\\\\\\u0000"]', '{"\\u0000":1}'])('is refused in %s', (text) => {
    expect(code(text)).toBe('SCN_API_ZERO');
  });
  it.each(['{"a":"\\\\u0000"}', '{"a":"u0000"}', '{"a":"\\u0001"}'])('is not seen in %s', (text) => {
    expect(code(text)).toBe('taken');
  });
});
