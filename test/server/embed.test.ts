import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createTestStudio, HOST, type TestStudio } from './support/studio.ts';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const SITE = 'https://www.example.gov.cn';
const scenario = (id: string, config: object) => ({
  format: 1, id, title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '@t', config: { fields: [{ id: 'name', type: 'string', title: '@t' }], ...config } }, end: { type: 'output.page', title: '@t', config: { text: '@t' } } }, edges: { e1: ['ask.out', 'end'] } } },
  texts: { t: text('上报') },
});

let studio: TestStudio;
let folder: string;
const create = (id: string, config: object) => studio.designer.send<{ code?: string }>('POST', '/api/scenarios', { scenario: scenario(id, config) });
const publish = (id: string) => studio.designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embed-'));
  for (const page of ['portal.html', 'designer.html']) writeFileSync(join(folder, page), '<!doctype html>');
  studio = await createTestStudio({ nodeTypes: builtIns, builderFolder: folder });
  for (const [id, config] of [['framed', { public: true, embed: [SITE, 'http://127.0.0.1:9000'] }], ['plain', { public: true }], ['closed', { embed: [SITE] }]] as const) {
    expect([(await create(id, config)).status, (await publish(id)).status]).toEqual([201, 201]);
  }
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const framing = async (url: string) => {
  const { headers } = await studio.app.inject({ method: 'GET', url, headers: { host: HOST } });
  return [/frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1], headers['x-frame-options']];
};
const NEVER = ["'none'", 'DENY'];

describe('a form in a frame of another site', () => {
  it('is shown to the sites its scenario lists, at its own address and nowhere else', async () => {
    const listed = [`${SITE} http://127.0.0.1:9000`, undefined];
    expect([await framing('/portal/embed/framed'), await framing('/portal/embed/framed/check')]).toEqual([listed, listed]);
    for (const url of ['/portal/embed/plain', '/portal/embed/closed', '/portal/embed/none', '/portal/embed/', '/portal/embed', '/portal/open/framed', '/portal/', '/portal/receipt', '/studio/', '/studio/login', '/documentation', '/api/public/apps/framed', '/api/me', '/portal/embedded/framed', '/portal/embed/plain?id=framed', '/portal/embed/plain/..%2fframed', '/portal/embed/FRAMED']) {
      expect([url, ...(await framing(url))]).toEqual([url, ...NEVER]);
    }
  });

  it('keeps the rest of the policy', async () => {
    const policy = async (url: string) => String((await studio.app.inject({ method: 'GET', url, headers: { host: HOST } })).headers['content-security-policy']).replace(/frame-ancestors [^;]*/, '');
    expect(await policy('/portal/embed/framed')).toBe(await policy('/portal/'));
  });

  it('takes no origin that would say more in the policy than one site', async () => {
    for (const [at, origin] of ['*', 'https://*.gov.cn', "https://a.cn; script-src 'unsafe-inline'", 'https://a.cn https://b.cn', 'http://a.cn', 'https://a.cn/path', 'https:', "'self'", 'https://a.cn\n'].entries()) {
      const id = `bad${at}`;
      await create(id, { public: true, embed: [origin] });
      await publish(id);
      expect([origin, ...(await framing(`/portal/embed/${id}`))]).toEqual([origin, ...NEVER]);
    }
  });

  it('ends when a release no longer lists the site', async () => {
    const draft = scenario('framed', { public: true });
    expect((await studio.designer.send('PUT', '/api/scenarios/framed', { scenario: draft, baseVersion: 1 })).status).toBe(200);
    expect((await studio.designer.send('POST', '/api/scenarios/framed/publish', { note: '', baseVersion: 2 })).status).toBe(201);
    expect(await framing('/portal/embed/framed')).toEqual(NEVER);
  });
});
