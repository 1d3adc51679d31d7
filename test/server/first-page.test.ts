import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { buildFirstPage } from '../../server/build/build.js';
import { createTestStudio, HOST, type Person, type TestStudio } from './support/studio.ts';

/** Ends every element and every script it stands in, where it is not escaped; `$&` means something to `replace`. */
const NASTY = `</script><!--<script>"'$&</title><b id=x`;
const BARE = '<!doctype html><html lang="zh-CN"><head><title>场景门户</title><script src="/assets/early-1.js"></script><script type="module" crossorigin src="/assets/portal-1.js"></script><link rel="stylesheet" crossorigin href="/assets/portal-1.css"></head><body>\n    <div id="root"></div>\n</body></html>';
const app = {
  format: 1, id: 'nasty', title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { doctor: '@t' }, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '@t', config: { roles: ['doctor'], fields: [{ id: 'name', type: 'string', title: '@t' }] } }, end: { type: 'output.page', title: '@t', config: { text: '@t' } } }, edges: { e1: ['ask.out', 'end'] } } },
  texts: { t: { 'zh-CN': NASTY, en: NASTY } },
};

let place: string;
let studio: TestStudio;
let clerk: Person;

const get = (who: Person, headers: Record<string, string> = {}, url = '/portal/') => studio.app.inject({ method: 'GET', url, headers: { host: HOST, cookie: who.cookie, ...headers } });
const blockOf = (html: string) => JSON.parse(/<script type="application\/json" id="first-page">([^<]*)<\/script>/.exec(html)?.[1] ?? 'null') as { locale: string; answers: Record<string, unknown> };

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'first-page-'));
  mkdirSync(join(place, 'builder'));
  writeFileSync(join(place, 'builder', 'portal.html'), BARE);
  await buildFirstPage(place);
  studio = await createTestStudio({ nodeTypes: builtIns, builderFolder: join(place, 'builder') });
  clerk = await studio.member('clerk');
  await studio.admin.send('POST', '/api/scenarios', { scenario: app });
  await studio.admin.send('POST', '/api/scenarios/nasty/publish', { note: '', baseVersion: 1 });
  await studio.admin.send('PUT', '/api/units/H-B/theme', { name: { 'zh-CN': NASTY, en: NASTY }, accent: '#0E7A3B', baseVersion: 0 });
});
afterAll(async () => {
  await studio.close();
  rmSync(place, { recursive: true, force: true });
});

describe('the start page as the server draws it', () => {
  it('holds what its reader would be answered, and nothing of it ends an element early', async () => {
    const page = await get(studio.user);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store', vary: 'cookie, accept-language, accept-encoding', link: '</assets/early-1.js>; rel=preload; as=script, </assets/portal-1.js>; rel=modulepreload, </assets/portal-1.css>; rel=preload; as=style; crossorigin', 'content-security-policy': expect.stringContaining("script-src 'self'; ") });
    const { locale, answers } = blockOf(page.body);
    expect(locale).toBe('zh-CN');
    for (const [path, answer] of Object.entries(answers)) expect([path, answer]).toEqual([path, (await studio.user.send('GET', path)).body]);
    expect((answers['/api/portal/apps'] as { items: readonly { title: string }[] }).items.map(({ title }) => title)).toEqual([NASTY]);
    expect(page.body).toContain('href="/portal/apps/nasty"');
    expect([page.body.match(/<script/g)?.length, page.body.includes('<b id=x'), page.body.includes('<!--<'), page.body.match(/<\/title>/g)?.length]).toEqual([3, false, false, 1]);
    expect(/ data-palette="(:root\{--accent:#[^"<>]*)"/.exec(page.body)?.[1]).toContain('[data-theme=dark]{--accent:');
  });

  it('shows nobody the apps of others, and is bare for whoever is not logged in or is no longer', async () => {
    const page = await get(clerk);
    expect([blockOf(page.body).answers['/api/portal/apps'], page.body.includes('href="/portal/apps/nasty"'), page.body.includes('还没有开放的应用'), page.body.includes('现在也没有您能提交的应用')]).toEqual([{ items: [] }, false, true, true]);
    expect((await get(studio.user)).body).toContain('从上面选一个应用开始');
    const leaver = await studio.login('clerk');
    await leaver.send('POST', '/api/logout');
    const told = BARE.replace('<html ', '<html data-nobody="" ');
    for (const [bare, html] of [[await get(studio.anyone), told], [await get(leaver), told], [await get(studio.anyone, {}, '/portal/mine'), told], [await get(clerk, {}, '/portal/mine'), BARE]] as const) expect([bare.statusCode, bare.body, bare.headers['cache-control'], bare.headers['vary']]).toEqual([200, html, 'no-cache', 'cookie, accept-language, accept-encoding']);
  });

  it('is in the language of the device, at both its addresses, and as small as the browser takes it', async () => {
    const [english, chosen, zipped, packed, plain] = await Promise.all([get(clerk, { 'accept-language': 'en-GB,en;q=0.9' }), get(clerk, { 'accept-language': 'en', cookie: `${clerk.cookie}; language=zh-CN` }), get(clerk, { 'accept-encoding': 'gzip' }), get(clerk, { 'accept-encoding': 'gzip, deflate, br' }), get(clerk, {}, '/portal')]);
    expect([english, chosen, plain].map(({ body }) => /<html lang="([^"]*)" data-drawn="([^"]*)"/.exec(body)?.slice(1))).toEqual([['en', 'en'], ['zh-CN', 'zh-CN'], ['zh-CN', 'zh-CN']]);
    expect(english.body).toContain('What would you like to do?');
    const body = (text: string) => /<div id="root">.*<\/div>/.exec(text)?.[0];
    expect([body(gunzipSync(zipped.rawPayload).toString()), body(brotliDecompressSync(packed.rawPayload).toString())]).toEqual([body(plain.body), body(plain.body)]);
  });
});
