import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../../server/api/data.ts';
import type { PlaceView } from '../../../server/api/units.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { createTestApp, type Person } from '../support/studio.ts';
import { createSharingStudio, grantFor, PATIENT, runQuery, scenarioWith, type SharingStudio } from './support.ts';

interface Refused { readonly code?: string }
let of: SharingStudio;
/** A designer of the civil unit only. */
let civil: Person;

const own = { title: '册', fields: PATIENT.fields.map(({ id, type }) => ({ id, type })) };
/** A scenario that says `patient` is its own, and reads it. */
const keeping = (id: string) => ({ ...scenarioWith(id, { where: 'row.county != "x"' }), synthetic: true, datasets: { patient: { own, subject: 'pid' } } });
const make = (person: Person, body: object) => person.send<Refused & { scenario: { id: string } }>('POST', '/api/scenarios', body);
const release = (person: Person, id: string) => person.send<Refused>('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });
const placeOf = async (what: string) => (await of.studio.admin.send<PlaceView>('GET', what)).body;
const datasetPlace = (id: string) => placeOf(`/api/datasets/place?dataset=${id}`);
const told = ({ status, body }: { readonly status: number; readonly body: Refused }) => [status, body.code];

async function move(what: string, unit: string): Promise<void> {
  const { rights, version } = await placeOf(what);
  const moved = await of.studio.admin.send('PUT', what, { unit, rights: rights.map(({ who, right }) => ({ who, right })), baseVersion: version });
  expect(moved.status).toBe(200);
}

beforeAll(async () => {
  of = await createSharingStudio();
  civil = await of.studio.member('scoped', { unit: { id: 'civil', name: '民政局' }, spaces: [{ unit: 'civil', role: 'designer' }] });
});
afterAll(() => of.studio.close());

describe('an id under which another unit has data', () => {
  it.each([
    ['a new scenario', { scenario: keeping('health') }],
    ['an imported one that is given another id', { scenario: keeping('somewhere'), id: 'health' }],
    ['one from a template', { template: 'exam-recognition', id: 'health' }],
  ])('is refused to %s, and opens nothing', async (_, body) => {
    expect(told(await make(civil, body))).toEqual([409, 'SCN_API_NAME_KEPT']);
    expect((await civil.send('GET', '/api/datasets/rows?dataset=health/patient')).status).toBe(404);
    expect((await civil.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.filter(({ definition }) => definition.id === 'health/patient')).toEqual([]);
  });

  it('is open to the unit whose data they are, and no release of another redefines them', async () => {
    expect((await make(of.owner, { scenario: keeping('health') })).status).toBe(201);
    expect(told(await release(of.owner, 'health'))).toEqual([201, undefined]);
    expect((await datasetPlace('health/patient')).unit).toBe('health');
  });

  it('is refused when grants were given to a scenario of that name', async () => {
    const asking = scenarioWith('asking', { where: 'row.county != "x"' }, ['pid', 'name', 'county']);
    await make(of.applicant, { scenario: asking });
    await grantFor(of, 'asking');
    expect((await of.applicant.send('DELETE', '/api/scenarios/asking')).status).toBe(200);
    expect(told(await make(civil, { scenario: asking }))).toEqual([409, 'SCN_API_NAME_KEPT']);
    expect((await make(of.applicant, { scenario: asking })).status).toBe(201);
  });
});

describe('a scenario’s own data', () => {
  it('are written down where the scenario is when it is published, and stay there when it is deleted', async () => {
    expect((await make(civil, { scenario: keeping('visits') })).status).toBe(201);
    expect(told(await release(civil, 'visits'))).toEqual([201, undefined]);
    expect((await datasetPlace('visits/patient')).unit).toBe('civil');
    expect((await civil.send('POST', '/api/datasets/rows', { dataset: 'visits/patient', data: { pid: 'V-1', name: '甲', phone: '1', county: '富阳', cost: 1, diagnosis: 'x' } })).status).toBe(201);
    expect((await runQuery(of, 'visits')).status).toBe(200);
    expect((await civil.send('DELETE', '/api/scenarios/visits')).status).toBe(200);
    expect((await datasetPlace('visits/patient')).unit).toBe('civil');
    const far = await of.studio.member('far', { unit: { id: 'far', name: '远' }, spaces: [{ unit: 'far', role: 'designer' }] });
    expect(told(await make(far, { scenario: keeping('visits') }))).toEqual([409, 'SCN_API_NAME_KEPT']);
    expect((await make(civil, { scenario: keeping('visits') })).status).toBe(201);
  });

  it('go with the scenario to another unit', async () => {
    await make(of.applicant, { scenario: keeping('moving') });
    expect(told(await release(of.applicant, 'moving'))).toEqual([201, undefined]);
    await move('/api/scenarios/moving/place', 'health');
    expect((await datasetPlace('moving/patient')).unit).toBe('health');
  });

  it('are no longer its own once they are put elsewhere: neither read nor written nor defined by it', async () => {
    const scenario = keeping('losing');
    await make(of.applicant, { scenario });
    expect(told(await release(of.applicant, 'losing'))).toEqual([201, undefined]);
    await move('/api/datasets/place?dataset=losing/patient', 'health');
    expect(await runQuery(of, 'losing')).toMatchObject({ code: 'SCN_GRANT_NEEDED' });
    expect(told(await release(of.applicant, 'losing'))).toEqual([409, 'SCN_DATA_ELSEWHERE']);
    await move('/api/datasets/place?dataset=losing/patient', 'traffic');
    expect((await runQuery(of, 'losing', 'two')).output).toBeDefined();
    expect(told(await release(of.applicant, 'losing'))).toEqual([201, undefined]);
  });
});

describe('a dataset under the id of a scenario', () => {
  const log = { title: '册', fields: [{ id: 'a', type: 'string' }] };

  it('is for whoever may edit the scenario, and goes where that is', async () => {
    await make(of.applicant, { scenario: keeping('theirs') });
    for (const unit of ['civil', undefined]) {
      const squat = await civil.send<Refused>('PUT', '/api/datasets', { ...(unit ? { unit } : {}), definition: { id: 'theirs/log', ...log } });
      expect(squat.status).toBe(404);
    }
    expect((await of.applicant.send('PUT', '/api/datasets', { definition: { id: 'theirs/log', ...log } })).status).toBe(200);
    expect((await datasetPlace('theirs/log')).unit).toBe('traffic');
  });
});

it('gives every dataset of a store from before a place: under the id of a scenario that of the scenario, others and what came with a template the root', async () => {
  const store = createMemoryStore();
  for (const [id, unit] of [['drafted', 'traffic'], ['other', 'civil']] as const) await store.documents.put('place', `scenario:${id}`, { unit, rights: [{ who: 'u:x', right: 'owner' }] }, { expectedVersion: 0, by: 'test' });
  for (const id of ['other/book', 'drafted/register']) await store.documents.put('seed', id, { template: id === 'other/book' ? 'shop' : 'drafted', done: true, recipe: id }, { expectedVersion: 0, by: 'test' });
  const ids = ['drafted/patient', 'drafted/register', 'lab/item', 'other/book'];
  for (const id of ids) await store.datasets.define({ id, ...own } as never);
  for (const _ of ['once', 'and again']) {
    const { studio } = await createTestApp({ store });
    const places = ids.map((id) => [id, studio.places.isPlaced('dataset', id), studio.places.of('dataset', id).unit, studio.places.keeperOf(id)]);
    expect(places).toEqual([['drafted/patient', true, 'traffic', 'drafted'], ['drafted/register', true, 'traffic', 'drafted'], ['lab/item', true, 'home', undefined], ['other/book', true, 'home', undefined]]);
    expect(studio.places.of('dataset', 'drafted/patient').rights).toEqual([{ who: 'u:x', right: 'owner' }]);
  }
});
