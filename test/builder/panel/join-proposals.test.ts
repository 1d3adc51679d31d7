import { describe, expect, it } from 'vitest';
import { joinProposals, written } from '../../../builder/src/designer/panel/query/proposals.ts';
import type { DatasetItem } from '../../../server/api/data.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const car = { id: 'traffic/car', title: '车辆', fields: [{ id: 'plate' }, { id: 'holder', ref: 'civil/people' }, { id: 'shop', ref: 'trade/shop' }, { id: 'gone', ref: 'no/such' }] };
const people = { id: 'civil/people', title: '人员', key: ['pid'], fields: [{ id: 'pid' }, { id: 'name' }] };
const shop = { id: 'trade/shop', title: '店', key: ['no'], fields: [{ id: 'no' }] };
const scenario = { id: 's', datasets: { car: { use: 'traffic/car', fields: [] }, ppl: { use: 'civil/people', fields: [] }, shops: { use: 'trade/shop', fields: [] } } } as unknown as Scenario;
const shown: Readonly<Record<string, readonly { readonly id: string; readonly ref?: string }[]>> = { car: car.fields, ppl: people.fields, shops: [{ id: 'no' }] };
const known = { scenario, catalogue: [{ definition: car }, { definition: people }, { definition: shop }] as unknown as readonly DatasetItem[], columns: (local: string) => shown[local] ?? [] };

describe('joins that columns declare', () => {
  it('are offered for each reference to the key of a dataset the scenario reads', () => {
    expect(joinProposals(known, 'car', {})).toEqual([{ dataset: 'ppl', from: 'holder', to: 'pid' }, { dataset: 'shops', from: 'shop', to: 'no' }]);
    expect([joinProposals(known, 'ppl', {}), joinProposals(known, undefined, {})]).toEqual([[], []]);
  });
  it('are not offered once they are made, nor when the key may not be read', () => {
    expect(joinProposals(known, 'car', { who: { dataset: 'ppl', on: [{ from: 'holder', to: 'pid' }], fields: [] } }).map(({ dataset }) => dataset)).toEqual(['shops']);
    expect(joinProposals({ ...known, columns: (local) => (local === 'ppl' ? [{ id: 'name' }] : known.columns(local)) }, 'car', {}).map(({ dataset }) => dataset)).toEqual(['shops']);
  });
  it('are written short where both columns have one name', () => {
    expect([written({ from: 'pid', to: 'pid' }), written({ from: 'holder', to: 'pid' })]).toEqual(['pid', { from: 'holder', to: 'pid' }]);
  });
});
