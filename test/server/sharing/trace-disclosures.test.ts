import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessItem } from '../../../server/api/sharing.ts';
import { act, createSharingStudio, grantFor, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await publish(of, scenarioWith('seen', { where: 'row.pid = ask.pid', fields: ['pid', 'name'] }, ['pid', 'name']));
}, 60_000);
afterAll(() => of.studio.close());

const OVER = '（授权已结束，不再显示）';
interface Traced { readonly nodes: Readonly<Record<string, { readonly output?: { readonly rows?: readonly Record<string, unknown>[] } }>> }
const readings = async (subject: string) => (await of.studio.admin.send<{ items: AccessItem[] }>('POST', '/api/access/search', { subject })).body.items;

describe('the trace of a run in the studio', () => {
  it('puts on record who looked, at whom, and which columns', async () => {
    const grant = await grantFor(of, 'seen');
    const { run, output } = await runQuery(of, 'seen');
    expect(output?.rows).toMatchObject([{ pid: 'P-3' }]);
    const looked = (await readings('P-3')).find(({ use }) => use === 'trace');
    expect(looked).toMatchObject({ by: of.applicant.id, dataset: 'health/patient', scenario: 'seen', run, grant: grant.item.id, fields: [{ id: 'pid' }, { id: 'name' }] });
    expect((await readings('P-4')).some(({ use }) => use === 'trace')).toBe(false);
  });

  it('shows no column whose grant is over, and then there is nothing to put on record', async () => {
    const grant = await grantFor(of, 'seen');
    const { run } = await runQuery(of, 'seen', 'two', 'P-5');
    const trace = async () => (await of.applicant.send<Traced>('GET', `/api/runs/${run}`)).body.nodes['found']?.output?.rows;
    expect(await trace()).toMatchObject([{ pid: 'P-5' }]);
    const before = (await readings('P-5')).length;
    expect((await act(of.owner, grant, 'revoke', { reason: '不再需要' })).status).toBe(200);
    expect(await trace()).toEqual([{ _id: OVER, _version: 1, pid: OVER, name: OVER }]);
    expect((await readings('P-5')).length).toBe(before);
  });
});
