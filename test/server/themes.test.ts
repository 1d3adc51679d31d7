import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Me } from '../../server/api/account.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { PublicAppView } from '../../server/api/public.ts';
import type { PortalTheme, ThemeView } from '../../server/api/theme.ts';
import { greyPng, palettePng } from '../../server/services/public/png.ts';
import { createTestStudio, HOST, type Person, type TestStudio } from './support/studio.ts';

const square = (side: number) => greyPng(side, side, new Uint8Array(side * side).fill(90)).toString('base64');
const LOGO = square(192);
const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const form = (id: string, config: object) => ({
  format: 1, id, title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '@t', config: { fields: [{ id: 'name', type: 'string', title: '@t' }], ...config } }, end: { type: 'output.page', title: '@t', config: { text: '@t' } } }, edges: { e1: ['ask.out', 'end'] } } },
  texts: { t: text('上报') },
});
const BUILT = { id: '/portal/', name: '场景门户', short_name: '场景门户', start_url: '/portal/', theme_color: '#2347C5', icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' }] };

let studio: TestStudio;
let folder: string;
let owner: Person;
let clerk: Person;
const save = (who: Person, unit: string, wish: object) => who.send<ThemeView & { code?: string }>('PUT', `/api/units/${unit}/theme`, wish);
const view = async (who: Person, unit: string) => (await who.send<ThemeView>('GET', `/api/units/${unit}/theme`)).body;
const me = async (who: Person) => (await who.send<Me>('GET', '/api/me')).body.theme;
const manifest = async (space: string) => JSON.parse((await studio.app.inject({ method: 'GET', url: `/portal.webmanifest?space=${space}`, headers: { host: HOST } })).body) as typeof BUILT;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'themes-'));
  for (const page of ['portal.html', 'designer.html']) writeFileSync(join(folder, page), '<!doctype html>');
  writeFileSync(join(folder, 'portal.webmanifest'), JSON.stringify(BUILT));
  studio = await createTestStudio({ nodeTypes: builtIns, builderFolder: folder });
  for (const unit of [{ id: 'hz', name: '杭州市', level: 'city', parent: 'home' }, { id: 'fy', name: '富阳区', level: 'county', parent: 'hz' }, { id: 'fy-health', name: '富阳卫健局', level: 'department', parent: 'fy' }, { id: 'nb', name: '宁波市', level: 'city', parent: 'home' }]) await studio.admin.send('POST', '/api/units', unit);
  owner = await studio.member('owner', { unit: { id: 'fy', name: '' }, spaces: [{ unit: 'fy', role: 'admin' }] });
  clerk = await studio.member('clerk', { unit: { id: 'fy-health', name: '' } });
  await studio.admin.send('POST', '/api/scenarios', { scenario: form('report', { public: true }), unit: 'fy-health' });
  await studio.admin.send('POST', '/api/scenarios/report/publish', { note: '', baseVersion: 1 });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the look of the portal of a space', () => {
  it('is the house’s own until somebody says something', async () => {
    expect([await me(clerk), (await view(owner, 'fy')).shown, (await studio.anyone.send('GET', '/api/public/spaces/fy/theme')).body]).toEqual([undefined, undefined, {}]);
  });

  it('is set by whoever manages the unit, and by nobody else', async () => {
    const wish = { name: { 'zh-CN': '富阳区场景门户' }, accent: '#0b6b72', baseVersion: 0 };
    expect([(await save(clerk, 'fy', wish)).status, (await save(owner, 'nb', wish)).status, (await save(owner, 'hz', wish)).status, (await save(studio.anyone, 'fy', wish)).status]).toEqual([403, 404, 404, 401]);
    const saved = await save(owner, 'fy', wish);
    expect([saved.status, saved.body.version, saved.body.shown?.name, saved.body.notes]).toEqual([200, 1, { 'zh-CN': '富阳区场景门户', en: '富阳区场景门户' }, []]);
    expect((await save(owner, 'fy', wish)).body.code).toBe('SCN_STORE_CONFLICT');
  });

  it('is inherited part by part, and each part says where it comes from', async () => {
    await save(studio.admin, 'home', { name: text('浙江门户'), filing: '浙ICP备12345678号-1', footer: { 'zh-CN': '浙江省', en: 'Zhejiang' }, baseVersion: 0 });
    await save(studio.admin, 'hz', { contact: '0571-12345', logo: LOGO, baseVersion: 0 });
    const theme = (await me(clerk)) as PortalTheme;
    expect([theme.space, theme.name?.['zh-CN'], theme.filing, theme.footer?.en, theme.contact, theme.colours?.light.accent, theme.logo?.width]).toEqual(['fy', '富阳区场景门户', '浙ICP备12345678号-1', 'Zhejiang', '0571-12345', '#0B6B72', 192]);
    const { above, inherited } = await view(owner, 'fy');
    expect([above.map(({ part, unitName }) => `${part} ${unitName}`).sort(), inherited?.name?.['zh-CN']]).toEqual([['contact 杭州市', 'filing 本单位', 'footer 本单位', 'logo 杭州市', 'name 本单位'], '浙江门户']);
    expect((await me(studio.anyone))?.name?.['zh-CN']).toBe('浙江门户');
  });

  it('is seen before it is kept', async () => {
    const tried = await owner.send<ThemeView>('POST', '/api/units/fy/theme/preview', { accent: '#FFCC00', logo: square(64), baseVersion: 1 });
    const note = tried.body.notes.find(({ kind }) => kind === 'shade');
    expect([tried.body.shown?.logo?.src.slice(0, 22), note?.kind === 'shade' && note.ratio < note.need && note.usedRatio >= note.need, (await view(owner, 'fy')).own.accent]).toEqual(['data:image/png;base64,', true, '#0B6B72']);
  });

  it('takes only sound pictures that can hold no script', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString('base64');
    const cut = Buffer.from(LOGO, 'base64').subarray(0, 60).toString('base64');
    const codes = [];
    for (const logo of [svg, cut, square(16), Buffer.alloc(110_000, 1).toString('base64'), greyPng(900, 60, new Uint8Array(54_000)).toString('base64')]) codes.push((await save(owner, 'fy', { logo, baseVersion: 1 })).body.code);
    expect(codes).toEqual(['SCN_THEME_LOGO_KIND', 'SCN_THEME_LOGO_KIND', 'SCN_THEME_LOGO_SIDES', 'SCN_THEME_LOGO_LARGE', 'SCN_THEME_LOGO_SIDES']);
    expect([(await save(owner, 'fy', { accent: 'red;}body{display:none', baseVersion: 1 })).status, (await save(owner, 'fy', { logo: '<svg>', baseVersion: 1 })).status]).toEqual([400, 400]);
  });

  it('keeps a logo, shows it to everybody as what it is, and lets it go', async () => {
    await save(owner, 'fy', { logo: square(64), name: text('富阳'), accent: '#0B6B72', baseVersion: 1 });
    const src = (await me(clerk))?.logo?.src ?? '';
    const picture = await studio.app.inject({ method: 'GET', url: src, headers: { host: HOST } });
    expect([picture.headers['content-type'], picture.headers['content-security-policy'], picture.rawPayload.length]).toEqual(['image/png', "sandbox; default-src 'none'", Buffer.from(square(64), 'base64').length]);
    await save(owner, 'fy', { logo: 'keep', name: text('富阳'), accent: '#0B6B72', baseVersion: 2 });
    expect((await me(clerk))?.logo?.src).toBe(src);
    await save(owner, 'fy', { name: text('富阳'), accent: '#0B6B72', baseVersion: 3 });
    expect([(await me(clerk))?.logo?.width, (await studio.anyone.send('GET', '/api/public/spaces/nb/logo')).status]).toEqual([192, 404]);
  });

  it('holds on public pages of what belongs to the space, and for installing', async () => {
    const { theme } = (await studio.anyone.send<PublicAppView>('GET', '/api/public/apps/report')).body;
    expect([theme?.name?.['zh-CN'], theme?.colours?.light.accent]).toEqual(['富阳', '#0B6B72']);
    const installed = await manifest('fy');
    expect([installed.id, installed.name, installed.start_url, installed.theme_color, installed.icons.map(({ src }) => src.split('?')[0])]).toEqual(['/portal/', '富阳', '/portal/?space=fy', '#0B6B72', ['/api/public/spaces/hz/logo']]);
    expect((await manifest('nowhere')).name).toBe('浙江门户');
    await save(studio.admin, 'hz', { contact: '0571-12345', baseVersion: 1 });
    expect((await manifest('fy')).icons.map(({ src, purpose }) => [src, purpose]).slice(0, 2)).toEqual([['/api/public/spaces/fy/icon-192.png?v=0B6B72', 'any'], ['/api/public/spaces/fy/icon-192.png?v=0B6B72', 'maskable']]);
    const icon = await studio.app.inject({ method: 'GET', url: '/api/public/spaces/fy/icon-192.png', headers: { host: HOST } });
    expect([icon.headers['content-type'], icon.rawPayload.subarray(16, 24).toString('hex')]).toEqual(['image/png', '000000c0000000c0']);
    expect((await studio.app.inject({ method: 'GET', url: '/api/public/spaces/nowhere/icon-512.png', headers: { host: HOST } })).headers['location']).toBe('/icon-512.png');
  });

  it('leaves an entry in the audit with the parts that changed, never what they say', async () => {
    const { items } = (await studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit')).body;
    const found = items.filter(({ action }) => action === 'theme.change');
    expect([found.length, found[0]?.target, found[0]?.details, JSON.stringify(found).includes('富阳区场景门户')]).toEqual([7, 'hz', { fields: ['logo'] }, false]);
  });

  it('draws icons of two colours', () => {
    expect(palettePng(2, ['#0B6B72', '#FFFFFF'], new Uint8Array([0, 1, 1, 0])).toString('hex')).toContain(Buffer.from('PLTE').toString('hex').concat('0b6b72ffffff'));
  });
});
