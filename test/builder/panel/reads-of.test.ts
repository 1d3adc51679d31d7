import { describe, expect, it } from 'vitest';
import { readsOf, type Known } from '../../../builder/src/designer/panel/reads/reads-of.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { CatalogueItem, GrantItem } from '../../../server/api/sharing.ts';

const item = (id: string, part: Partial<CatalogueItem>): CatalogueItem => ({ definition: { id, title: id, fields: [{ id: 'pid', type: 'string' }] }, rows: 1, dead: false, own: false, granted: [], unit: { id: 'health', name: '卫健委' }, ...part });
const known: Known = {
  scenario: { id: 'drivers', datasets: { patient: { use: 'health/patient', fields: ['pid', 'name'] }, inst: { use: 'health/inst', fields: ['id'] }, closed: { use: 'health/closed', fields: ['x'] }, mine: { own: { title: '登记', fields: [{ id: 'a', type: 'string' }] } } } } as unknown as Scenario,
  catalogue: [item('health/patient', {}), item('health/inst', { definition: { id: 'health/inst', title: 'i', sharing: 'unconditional', fields: [{ id: 'id', type: 'string' }] } }), item('health/closed', {})],
  grants: [{ id: 'G-7', dataset: 'health/patient', scenario: 'drivers', status: 'in-force', until: '2027-01-01' }, { id: 'G-8', dataset: 'health/closed', scenario: 'other', status: 'in-force', until: '2027-01-01' }] as unknown as readonly GrantItem[],
  datasetName: (local) => `《${local}》`,
};
const reads = (type: string, config: unknown) => readsOf(type, config, known);

describe('what a data step will read', () => {
  it('names the dataset, its unit, the columns, the condition, one row and the grant', () => {
    expect(reads('data.query', { dataset: 'patient', where: 'row.pid = ask.pid', fields: ['pid'], one: true })).toEqual({
      parts: [{ dataset: '《patient》', unit: '卫健委', right: { grant: 'G-7', until: '2027-01-01' }, columns: ['pid'], width: 2 }], where: 'row.pid = ask.pid', amount: { kind: 'one' },
    });
  });

  it('says how many rows at most, also when rows are only counted, and what is joined', () => {
    expect(reads('data.query', { dataset: 'mine' })).toEqual({ parts: [{ dataset: '《mine》', right: 'own', width: 1 }], amount: { kind: 'many', rows: 100 } });
    const joined = reads('data.query', { dataset: 'patient', fields: ['pid'], limit: 20, measures: { n: { count: 'true' } }, join: { i: { dataset: 'inst', on: ['id'], fields: ['id'] } } });
    expect(joined?.amount).toEqual({ kind: 'grouped', rows: 300_000, groups: 20 });
    expect(joined?.parts.map(({ columns, right, on }) => [columns, right, on])).toEqual([[undefined, { grant: 'G-7', until: '2027-01-01' }, undefined], [['id'], 'open', [{ from: 'id', to: 'id' }]]]);
  });

  it('claims no right that is not there: another scenario’s grant is none', () => {
    expect(reads('data.query', { dataset: 'closed' })?.parts[0]?.right).toBe('none');
    expect(reads('data.query', { dataset: 'gone' })?.parts[0]?.right).toBe('unknown');
  });

  it('is silent about steps that read no dataset, and says that a change touches what it reads', () => {
    expect([reads('data.insert', { dataset: 'mine' }), reads('data.query', {}), reads('rule.table', { dataset: 'mine' })]).toEqual([null, null, null]);
    expect(reads('data.update', { dataset: 'mine', where: 'row.a = "x"', set: {} })?.amount).toEqual({ kind: 'touched' });
  });
});
