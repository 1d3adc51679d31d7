import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** Drafts of a form of one question that is answered level by level. Needs `npm run build`. */
const APP = {
  format: 1, id: 'halfway', title: '报地区', purpose: '试一试', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {}, texts: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '填写', config: { fields: [{ id: 'place', type: 'context', widget: 'region', depth: 'town', title: '地区' }] } }, end: { type: 'output.page', title: '结果', config: { text: '好' } } }, edges: { e1: ['ask.out', 'end'] } } },
};

let studio: BuiltStudio;
let guest: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('region-draft');
  guest = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
  guest.page.setDefaultTimeout(20_000);
  await studio.setUp(guest, '管理员');
  await studio.ask(guest, 'POST', '/api/scenarios', { scenario: APP });
  await studio.ask(guest, 'POST', '/api/scenarios/halfway/publish', { note: '', baseVersion: 1 });
});
afterAll(() => studio.close());

describe('a region chosen level by level', () => {
  it('makes no draft of a form that was only opened, and keeps what was chosen half-way', async () => {
    const { page } = guest;
    const drafts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().includes('/api/portal/drafts/')) drafts.push(request.postData() ?? '');
    });
    const place = page.getByRole('group', { name: '地区', exact: true });
    const [city, county, town] = [place.getByLabel('市', { exact: true }), place.getByLabel('县（市、区）'), place.getByLabel('乡镇（街道）')];
    await page.goto(`${studio.url}/portal/apps/halfway`);
    // The only province there is stands written; the draft would be sent a second after it was chosen.
    await place.getByText('浙江省').waitFor();
    await city.waitFor();
    await page.waitForTimeout(2000);
    expect([drafts, await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('halfway')))]).toEqual([[], []]);
    const sent = page.waitForRequest((request) => request.method() === 'PUT' && (request.postData() ?? '').includes('330106'));
    await city.selectOption({ label: '杭州市' });
    await county.selectOption({ label: '西湖区' });
    const { values } = JSON.parse((await sent).postData() ?? '{}') as { values: { place: object } };
    expect(values.place).toEqual({ path: [{ code: '33', name: '浙江省' }, { code: '3301', name: '杭州市' }, { code: '330106', name: '西湖区' }], whole: false });
    await page.reload();
    await town.waitFor();
    expect([await city.inputValue(), await county.inputValue(), await town.inputValue()]).toEqual(['3301', '330106', '']);
  });
});
