import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressFolder } from '../../server/build/compress.js';
import { createApp } from '../../server/app.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';

const SCRIPT = `console.log(${JSON.stringify('场景门户'.repeat(400))});\n`;
let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'portal.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'portal-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'small-1.js'), '0;');
  await compressFolder(join(folder, 'assets'));
  app = await createApp({ store: createMemoryStore(), version: 'test', templatesFolder: folder, nodeTypes: [], generate: () => [], log: false, passwords: 'quick', builderFolder: folder });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, accepts?: string) => app.inject({ method: 'GET', url, headers: accepts === undefined ? {} : { 'accept-encoding': accepts } });

describe('the built files', () => {
  it('go out as small as the browser can take them, and are kept for a year', async () => {
    const [small, zipped, plain] = await Promise.all([get('/assets/portal-1.js', 'gzip, deflate, br'), get('/assets/portal-1.js', 'gzip'), get('/assets/portal-1.js')]);
    expect([small, zipped, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect([brotliDecompressSync(small.rawPayload).toString(), gunzipSync(zipped.rawPayload).toString(), plain.payload]).toEqual([SCRIPT, SCRIPT, SCRIPT]);
    for (const { headers } of [small, zipped, plain]) expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding', 'content-type': expect.stringMatching(/^(text|application)\/javascript/) });
  });

  it('that are too small to gain go out as they are', async () => {
    const answer = await get('/assets/small-1.js', 'br');
    expect([answer.headers['content-encoding'], answer.payload]).toEqual([undefined, '0;']);
  });

  it('that are missing are not kept by anybody, and neither is what points outside', async () => {
    for (const url of ['/assets/portal-0.js', '/assets/', '/assets/..%2fportal.html', '/assets/%2e%2e/%2e%2e/package.json']) {
      const answer = await get(url, 'br');
      expect([url, answer.statusCode >= 400 && answer.statusCode < 500, answer.headers['cache-control'] ?? 'none']).toEqual([url, true, 'none']);
    }
  });

  it('of the installed portal are allowed by its policy and never outlive a new version', async () => {
    writeFileSync(join(folder, 'portal-worker.js'), '0;');
    const [worker, page] = await Promise.all([get('/portal-worker.js'), get('/portal')]);
    expect([worker.statusCode, worker.headers['cache-control'], worker.headers['content-type']]).toEqual([200, 'no-cache', expect.stringMatching(/javascript/)]);
    expect(page.headers['content-security-policy']).toMatch(/worker-src 'self'; manifest-src 'self'/);
  });

  it('are asked for anew through their page each time', async () => {
    expect((await get('/portal/tasks')).headers['cache-control']).toBe('no-cache');
  });
});
