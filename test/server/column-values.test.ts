import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

interface Values {
  readonly values?: readonly (string | number)[];
  readonly code?: string;
}

let studio: TestStudio;
const fields = [{ id: 'kind', type: 'string' }, { id: 'days', type: 'integer', optional: true }, { id: 'person', type: 'string' }, { id: 'name', type: 'string' }, { id: 'note', type: 'string', sharing: 'none' }];

async function valuesOf(dataset: string, field: string): Promise<Values> {
  return (await studio.designer.send<Values>('GET', `/api/datasets/values?dataset=${encodeURIComponent(dataset)}&field=${encodeURIComponent(field)}`)).body;
}

beforeAll(async () => {
  studio = await createTestStudio();
  for (const [id, subject] of [['lab/things', undefined], ['lab/people', 'person']] as const) {
    await studio.designer.send('PUT', '/api/datasets', { definition: { id, title: id, fields, ...(subject ? { subject } : {}) } });
    const rows = Array.from({ length: 130 }, (_, row) => ({ kind: row % 3 === 0 ? '门诊' : row % 5 === 0 ? '急诊' : '住院', days: row % 2, person: `P${row}`, name: `甲${row}`, note: 'x' }));
    await studio.designer.send('POST', '/api/datasets/import', { dataset: id, format: 'json', text: JSON.stringify(rows), mode: 'append' });
  }
});
afterAll(() => studio.close());

describe('the values of a column, to choose from', () => {
  it('gives texts and numbers, the most frequent first', async () => {
    expect((await valuesOf('lab/things', 'kind')).values).toEqual(['住院', '门诊', '急诊']);
    expect((await valuesOf('lab/things', 'days')).values?.toSorted()).toEqual([0, 1]);
  });

  it('gives a hundred of a column with more', async () => {
    expect((await valuesOf('lab/things', 'name')).values).toHaveLength(100);
  });

  it('gives nothing that tells persons apart, nor what is not shared', async () => {
    expect(await Promise.all([valuesOf('lab/people', 'person'), valuesOf('lab/people', 'name'), valuesOf('lab/people', 'note'), valuesOf('lab/people', 'kind')])).toEqual([{ values: [] }, { values: [] }, { values: [] }, { values: ['住院', '门诊', '急诊'] }]);
  });

  it.each([['lab/things', 'constructor', 'SCN_DATA_FIELD'], ['lab/nothing', 'kind', 'SCN_API_NOT_FOUND']])('refuses %s %s', async (dataset, field, code) => {
    expect((await valuesOf(dataset, field)).code).toBe(code);
  });
});
