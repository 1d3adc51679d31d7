import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import type { NewDraft } from '../../server/api/scenario.ts';
import type { AccessItem, GrantView } from '../../server/api/sharing.ts';
import type { TemplateDepartmentsView } from '../../server/api/templates.ts';
import type { UnitItem } from '../../server/api/units.ts';
import { generateTemplateRows } from '../../server/stores/rows/template-rows.ts';
import { act } from './sharing/support.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';

let studio: TestStudio;
let lead: Person;
/** Designs in one unit only. */
let few: Person;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, generate: generateTemplateRows, now: () => new Date('2021-11-15T02:00:00Z') });
  lead = await studio.member('lena', { role: 'admin', unit: { id: 'market', name: '市场监督管理局' } });
  few = await studio.member('fei', { spaces: [{ unit: 'H-B', role: 'designer' }] });
  await studio.admin.send('POST', '/api/units', { id: 'commerce-zj', name: '浙江省商务厅', level: 'department', parent: 'home' });
}, 60_000);
afterAll(() => studio.close());

const loaded = async () => {
  for (let round = 0; round < 400; round += 1) {
    const { items } = (await studio.admin.send<{ items: { state: string; loading?: unknown }[] }>('GET', '/api/datasets')).body;
    if (items.every(({ state }) => state !== 'loading')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const unitNames = async () => (await studio.admin.send<{ items: UnitItem[] }>('GET', '/api/units')).body.items.map(({ name }) => name);

describe('a template whose scenario needs data of other departments', () => {
  it('says whose data they are, for what, and which unit may stand for each', async () => {
    const { body } = await lead.send<TemplateDepartmentsView>('GET', '/api/templates/ebike-safety/departments');
    expect(body.departments.map(({ id, suggested }) => [id, suggested])).toEqual([['platform', undefined], ['commerce', 'commerce-zj']]);
    expect(body.departments[0]?.access[0]).toMatchObject({ dataset: 'ebike/rider', days: 366, purpose: { en: expect.stringContaining('violation') } });
    expect([body.mayCreate, body.applicant.id, body.units.map(({ id }) => id).includes('commerce-zj')]).toEqual([true, 'market', true]);
    expect((await lead.send<TemplateDepartmentsView>('GET', '/api/templates/exam-recognition/departments')).body.departments).toEqual([]);
    const limited = (await few.send<TemplateDepartmentsView>('GET', '/api/templates/ebike-safety/departments')).body;
    expect([limited.mayCreate, limited.units.map(({ id }) => id).includes('commerce-zj')]).toEqual([false, false]);
  });

  it('puts nothing into a unit where the person may not, and makes nothing then', async () => {
    for (const departments of [{ platform: { create: '外卖平台' } }, { commerce: { unit: 'commerce-zj' } }]) {
      const refused = await few.send('POST', '/api/scenarios', { template: 'ebike-safety', id: 'refused', departments });
      expect(refused.status).toBeGreaterThanOrEqual(403);
    }
    expect((await lead.send('POST', '/api/scenarios', { template: 'ebike-safety', id: 'refused', departments: { nobody: { unit: 'market' } } })).status).toBe(404);
    expect((await lead.send('GET', '/api/scenarios/refused')).status).toBe(404);
    expect(await unitNames()).not.toContain('外卖平台');
  });

  it('is made, stops where it would read without a grant, and goes on once the owner has agreed', async () => {
    const made = await lead.send<NewDraft>('POST', '/api/scenarios', { template: 'ebike-safety', departments: { platform: { create: '外卖平台' }, commerce: { unit: 'commerce-zj' } } });
    expect([made.status, made.body.applications?.map(({ dataset, owner, grant }) => [dataset, owner, grant !== undefined])]).toEqual([201, [['ebike/rider', '外卖平台', true], ['ebike/orders', '浙江省商务厅', true]]]);
    await loaded();
    const drafted = (await lead.send<GrantView>('GET', `/api/grants/${made.body.applications?.[0]?.grant}`)).body;
    expect([drafted.item.status, drafted.surplus, drafted.item.from, drafted.item.until, drafted.asked.fields.length]).toEqual(['draft', [], '2021-11-15', '2022-11-15', 4]);
    const published = await lead.send('POST', '/api/scenarios/ebike-safety/publish', { note: '', baseVersion: 1 });
    expect([published.status, (published.body as { code?: string }).code]).toEqual([201, undefined]);

    const police = await studio.member('polly', { unit: { id: 'police', name: '公安厅（交警）' }, duties: ['police'] });
    const input = { kind: '路面', frame_no: 'VH-000007', city: '其他市', place: '示例路口', change: '没有', day: '2021-11-15', plate_no: '浙行·VH-000007', no_helmet: true };
    const start = async (key: string) => {
      const run = (await police.send<RunView>('POST', '/api/portal/apps/ebike-safety/runs', { clientKey: `key-${key}`, input })).body.id;
      const trace = (await lead.send<{ nodes: Record<string, { status?: string; output?: { row?: object }; error?: { code: string; message: string } }> }>('GET', `/api/runs/${run}`)).body;
      return { run, node: trace.nodes['rider'] };
    };
    expect((await start('before-01')).node?.error?.code).toBe('SCN_GRANT_NEEDED');

    const owner = await studio.member('otto', { role: 'designer', unit: { id: 'platform', name: '外卖平台' } });
    let grant = drafted;
    for (const [person, action] of [[lead, 'submit'], [studio.admin, 'pass'], [owner, 'agree']] as const) {
      const done = await act(person, grant, action);
      expect([action, done.status]).toEqual([action, 200]);
      grant = done.body;
    }
    const { run, node } = await start('after-001');
    expect(node?.output?.row).toMatchObject({ rider_id: 'QS-0001', platform: '平台甲（虚构）' });
    const reads = (await owner.send<{ items: AccessItem[] }>('POST', '/api/access/search', { subject: 'QS-0001' })).body.items ?? (await studio.admin.send<{ items: AccessItem[] }>('POST', '/api/access/search', { subject: 'QS-0001' })).body.items;
    expect(reads.find((one) => one.run === run && one.node === 'rider')).toMatchObject({ dataset: 'ebike/rider', grant: grant.item.id, purpose: expect.any(String) });
  }, 120_000);

  it('leaves what is there where it is when it is made a second time', async () => {
    const again = await studio.admin.send<NewDraft>('POST', '/api/scenarios', { template: 'ebike-safety', id: 'ebike-two', departments: { platform: { create: '又一个外卖平台' }, commerce: { unit: 'commerce-zj' } } });
    expect(again.body.applications?.map(({ owner }) => owner)).toEqual(['外卖平台', '浙江省商务厅']);
  });
});

it('keeps everything with the house where no department is named', async () => {
  const made = await studio.admin.send<NewDraft>('POST', '/api/scenarios', { template: 'public-data' });
  expect([made.status, made.body.applications]).toEqual([201, undefined]);
  await loaded();
  expect(studio.app.studio.places.of('dataset', 'irs/project').unit).toBe('home');
}, 60_000);
