import { afterEach, describe, expect, it, vi } from 'vitest';
import { NOTHING_SENT, PART, type SendJob } from '../../../builder/src/designer/pages/data/sending/send-rows.ts';
import { lookFirst, sentOf, type SendState } from '../../../builder/src/designer/pages/data/sending/use-sending.ts';

const job = (count: number): SendJob => ({ dataset: 'lab/bike', mode: 'upsert', batch: 'batch-0001', file: { name: 'a.csv', size: 1, hash: 'ab'.repeat(32), rows: count }, reading: { sheet: 0, columns: [{ field: 'plate', at: 0 }] }, rows: Array.from({ length: count }, (_, index) => [`B${index}`]) });
afterEach(() => vi.unstubAllGlobals());

it('an import goes on with what it knows of itself, never with what another one found', () => {
  const sent = { next: 20, written: 19, bad: 1, problems: [{ row: 3, field: 'owner', code: 'SCN_DATA_TYPE', message: 'no' }] };
  const state: SendState = { job: job(0), sent, stage: 'stopped' };
  expect([sentOf(state, { batch: 'batch-0001' }), sentOf(state, { batch: 'batch-0002' }), sentOf(undefined, { batch: 'batch-0001' })]).toEqual([sent, NOTHING_SENT, NOTHING_SENT]);
});

describe('rows that are looked at before any is written', () => {
  /** A server that finds `bad` rows wrong in each part; the person presses Stop while it looks at part `stopIn`. */
  async function look(count: number, { stopIn, bad = 0 }: { readonly stopIn?: number; readonly bad?: number }) {
    let asked = 0;
    let stopped = false;
    vi.stubGlobal('document', { documentElement: { lang: 'en' } });
    vi.stubGlobal('window', { dispatchEvent: () => true });
    vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
      const { text } = JSON.parse(body) as { text: string };
      asked += 1;
      if (asked === stopIn) stopped = true;
      return new Response(JSON.stringify({ good: (JSON.parse(text) as unknown[]).length - bad, bad, written: 0, problems: [] }), { headers: { 'content-type': 'application/json' } });
    });
    const stages: SendState['stage'][] = [];
    const mayWrite = await lookFirst(job(count), { isStopped: () => stopped, onState: ({ stage }) => stages.push(stage) });
    return { mayWrite, last: stages.at(-1), asked };
  }

  it.each([
    ['may be written when none is wrong', 3, {}, { mayWrite: true, last: 'checking', asked: 1 }],
    ['are asked about when one is wrong', 3, { bad: 1 }, { mayWrite: false, last: 'asking', asked: 1 }],
    ['are not written when it was stopped in the only part', 3, { stopIn: 1 }, { mayWrite: false, last: 'unchecked', asked: 1 }],
    ['are not written when it was stopped in the last part of several', PART + 1, { stopIn: 2 }, { mayWrite: false, last: 'unchecked', asked: 2 }],
    ['are not looked at any further when it was stopped before', PART + 1, { stopIn: 1 }, { mayWrite: false, last: 'unchecked', asked: 1 }],
  ])('%s', async (_, count, given, expected) => {
    expect(await look(count, given)).toEqual(expected);
  });
});
