import { expect, it } from 'vitest';
import { NOTHING_SENT } from '../../../builder/src/designer/pages/data/sending/send-rows.ts';
import { sentOf, type SendState } from '../../../builder/src/designer/pages/data/sending/use-sending.ts';

it('an import goes on with what it knows of itself, never with what another one found', () => {
  const sent = { next: 20, written: 19, bad: 1, problems: [{ row: 3, field: 'owner', code: 'SCN_DATA_TYPE', message: 'no' }] };
  const state: SendState = { job: { dataset: 'lab/bike', mode: 'append', batch: 'batch-0001', file: { name: 'a.csv', size: 1, hash: 'ab'.repeat(32), rows: 40 }, reading: { sheet: 0, columns: [] }, rows: [] }, sent, stage: 'stopped' };
  expect([sentOf(state, { batch: 'batch-0001' }), sentOf(state, { batch: 'batch-0002' }), sentOf(undefined, { batch: 'batch-0001' })]).toEqual([sent, NOTHING_SENT, NOTHING_SENT]);
});
