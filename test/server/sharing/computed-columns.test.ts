import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantView } from '../../../server/api/sharing.ts';
import { ASKED, createSharingStudio, grantFor, PATIENT, placeIn, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

const COMPUTED = [
  { id: 'tail', type: 'string', optional: true, compute: 'substring(row.phone, 8)' },
  { id: 'twice', type: 'integer', optional: true, compute: 'row.cost * 2' },
  { id: 'deep', type: 'string', optional: true, compute: 'row.tail + row.county' },
  { id: 'about', type: 'string', optional: true, compute: 'row.diagnosis' },
];

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  await of.owner.send('PUT', '/api/datasets', { definition: { ...PATIENT, fields: [...PATIENT.fields, ...COMPUTED] } });
  await placeIn(of.studio, 'dataset:health/patient', 'health');
  for (let round = 0; round < 2; round += 1) await of.studio.app.studio.sweep.now();
});
afterAll(() => of.studio.close());

const ask = async (fields: readonly object[]) => (await of.applicant.send<GrantView & { errors?: { path: string; code: string; message: string }[] }>('POST', '/api/grants', { dataset: 'health/patient', scenario: 'main', asked: { ...ASKED, fields } })).body;
const field = (id: string, as = 'whole') => ({ id, as });
let number = 0;
/** A scene of its own with a grant of these columns, and what it reads. */
async function read(fields: readonly { readonly id: string; readonly as: string }[], wanted: readonly string[], query: object = {}) {
  const id = `scene${(number += 1)}`;
  await publish(of, scenarioWith(id, { where: 'row.pid = "P-3"', fields: [...wanted], ...query }, ['pid', ...wanted]));
  await grantFor(of, id, { fields: [field('pid'), ...fields] });
  return runQuery(of, id);
}

describe('a computed column under a grant', () => {
  it('must be asked for together with what it is worked out from', async () => {
    await publish(of, scenarioWith('main', { fields: ['pid'] }, ['pid']));
    expect((await ask([field('pid'), field('deep')])).errors).toEqual([expect.objectContaining({ path: '/asked/fields/1', code: 'sources', message: '列“deep”由 phone、county 算出，要一起申请这些列' })]);
    expect((await ask([field('about')])).errors).toEqual([expect.objectContaining({ code: 'sources' })]);
    expect((await ask([field('deep'), field('phone'), field('county')])).errors).toBeUndefined();
  });

  it('is read as it is where all of that may be', async () => {
    expect((await read([field('deep'), field('tail'), field('phone'), field('county')], ['deep'])).output?.rows).toEqual([expect.objectContaining({ deep: '0003富阳' })]);
  });

  it('is masked where what it is worked out from is masked, and cannot be found by', async () => {
    expect((await read([field('tail'), field('phone', 'masked')], ['tail'])).output?.rows).toEqual([expect.objectContaining({ tail: '***' })]);
    expect((await read([field('tail'), field('phone', 'masked')], ['tail'], { where: 'row.tail = "0003"' })).output?.rows).toEqual([]);
  });

  it('is only counted where what it is worked out from may be counted only', async () => {
    expect(await read([field('twice'), field('cost', 'counted')], ['twice'])).toMatchObject({ code: 'SCN_GRANT_COUNTED' });
  });

  it('is not read when a grant from before the formula does not reach what it reads now', async () => {
    await publish(of, scenarioWith('later', { where: 'row.pid = "P-3"', fields: ['twice'] }, ['pid', 'twice']));
    await grantFor(of, 'later', { fields: [field('pid'), field('twice'), field('cost')] });
    expect((await runQuery(of, 'later')).output?.rows).toEqual([expect.objectContaining({ twice: 6 })]);
    const changed = COMPUTED.map((column) => (column.id === 'twice' ? { ...column, compute: 'row.cost * 2 + string length(row.name)' } : column));
    await of.owner.send('PUT', '/api/datasets', { definition: { ...PATIENT, fields: [...PATIENT.fields, ...changed] } });
    expect(await runQuery(of, 'later', 'two')).toMatchObject({ code: 'SCN_GRANT_FIELD' });
  });
});
