import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditItem } from '../../../server/api/data.ts';
import type { AccessItem, CatalogueItem } from '../../../server/api/sharing.ts';
import { createSharingStudio, grantFor, PATIENT, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
let grant: string;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('check', { where: 'row.pid = ask.pid', fields: ['pid', 'name'], one: true }));
  grant = (await grantFor(of, 'check')).item.id;
  await runQuery(of, 'check', 'a', 'P-3');
  await runQuery(of, 'check', 'b', 'P-4');
  await of.owner.send('GET', '/api/datasets/rows?dataset=health/patient&field=pid&value=P-3');
});
afterAll(() => of.studio.close());

interface Found { readonly items: readonly AccessItem[]; readonly next?: string }
const search = (subject: string, more: object = {}) => of.studio.admin.send<Found>('POST', '/api/access/search', { subject, ...more });

describe('who read a person’s data', () => {
  it('is told with fields, purpose, matter, step, run and grant, newest first', async () => {
    const { items } = (await search('P-3')).body;
    expect(items.map(({ byName, unit, fields, scenarioTitle, purpose, node, grant: under }) => ({ byName, unit, fields: fields.map(({ id }) => id), scenarioTitle, purpose, node, under }))).toEqual([
      { byName: '卫健委经办', unit: '卫健委', fields: ['pid', 'name', 'phone', 'county', 'cost', 'diagnosis'], scenarioTitle: undefined, purpose: undefined, node: undefined, under: undefined },
      // Whoever opened the trace of the run saw it, too.
      { byName: '申请人', unit: '交通局', fields: ['pid', 'name'], scenarioTitle: '场景 check', purpose: '核对驾驶人健康状况', node: 'found', under: grant },
      { byName: '何医师', unit: '富阳医院B', fields: ['pid', 'name'], scenarioTitle: '场景 check', purpose: '核对驾驶人健康状况', node: 'found', under: grant },
    ]);
  });

  it('comes page by page, and of nobody else', async () => {
    const first = (await search('P-3', { limit: 1 })).body;
    const second = (await search('P-3', { limit: 1, cursor: first.next })).body;
    const third = (await search('P-3', { limit: 1, cursor: second.next })).body;
    expect([first.items.length, second.items.length, third.items.length, third.next]).toEqual([1, 1, 1, undefined]);
    expect((await search('P-99')).body.items).toEqual([]);
  });

  it('is for auditors only, and asking is on record without the value', async () => {
    expect((await of.owner.send('POST', '/api/access/search', { subject: 'P-3' })).status).toBe(403);
    await search('P-3');
    const [entry] = (await of.studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=5')).body.items;
    expect(entry).toMatchObject({ action: 'access.search', target: of.studio.app.studio.markSubject('P-3') });
  });
});

describe('a citizen', () => {
  const uses = () => of.applicant.send<{ items: AccessItem[]; more: boolean }>('GET', '/api/portal/uses');

  it('sees nothing about others, and their own uses once the link is confirmed', async () => {
    expect((await uses()).body).toEqual({ items: [], more: false });
    await of.studio.admin.send('PUT', `/api/users/${of.applicant.id}/subjects`, { subjects: ['P-4'] });
    const { items } = (await uses()).body;
    expect(items.map(({ byName, fields, purpose, datasetTitle }) => [byName, fields.map(({ title }) => title), purpose, datasetTitle])).toEqual(['申请人', '何医师'].map((name) => [name, ['pid', 'name'], '核对驾驶人健康状况', '病人']));
  });
});

describe('the data catalogue', () => {
  const list = async () => (await of.applicant.send<{ items: CatalogueItem[] }>('GET', '/api/catalogue')).body.items;
  const entry = { description: '参保病人', basis: '浙江省公共数据条例', rhythm: 'monthly', opening: 'restricted', keywords: ['医疗'], contact: '卫健委数据处' };

  it('shows whose a dataset is, who may read it and when it was last read, to people of other units too', async () => {
    const [item] = await list();
    expect([item?.unit?.name, item?.own, item?.granted, item?.rows, item?.lastRead, item?.dead]).toEqual(['卫健委', false, ['check'], 40, '2022-02-18', false]);
  });

  it('is described by the owner and goes out as DCAT in JSON-LD, without any row', async () => {
    const saved = await of.owner.send('PUT', '/api/catalogue/entry', { dataset: 'health/patient', entry, sharing: 'restricted' });
    expect(saved.status).toBe(200);
    const answer = await of.applicant.send<{ 'dcat:dataset': Record<string, unknown>[] }>('GET', '/api/catalogue.jsonld');
    expect(answer.body['dcat:dataset'][0]).toMatchObject({ '@type': 'dcat:Dataset', 'dct:title': '病人', 'dct:publisher': { 'foaf:name': '卫健委' }, 'dct:accessRights': 'restricted', 'studio:opening': 'restricted' });
    expect(JSON.stringify(answer.body)).not.toContain('张小');
  });

  it('keeps the definition of another unit as it is', async () => {
    expect(PATIENT.sharing).toBe('restricted');
    const { app, member } = of.studio;
    const alien = await member('alien', { spaces: [{ unit: 'civil', role: 'designer' }] });
    expect([403, 404]).toContain((await alien.send('PUT', '/api/catalogue/entry', { dataset: 'health/patient', entry: {}, sharing: 'unconditional' })).status);
    expect((await app.studio.store.datasets.get('health/patient'))?.sharing).toBe('restricted');
  });
});
