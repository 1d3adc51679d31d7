import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../builder/src/client/sha256.ts';
import { NOTHING_SENT, PART, partText, replaceAll, sendRows, type Sent } from '../../../builder/src/designer/pages/data/sending/send-rows.ts';

const reading = { sheet: 0, columns: [{ field: 'plate', at: 1 }, { field: 'owner', at: 0 }] };
const job = (rows: readonly (readonly string[])[]) => ({ dataset: 'lab/bike', mode: 'append' as const, batch: 'batch-0001', file: { name: 'a.csv', size: 1, hash: 'ab'.repeat(32), rows: rows.length }, reading, rows });

interface Body {
  readonly from: number;
  readonly text?: string;
}

/** A server that takes every row, but refuses what `answer` says. */
function serve(answer: (body: Body, call: number) => object | undefined): Body[] {
  const bodies: Body[] = [];
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('window', { dispatchEvent: () => true });
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const given = JSON.parse(body) as Body;
    bodies.push(given);
    const count = (JSON.parse(given.text ?? '[]') as unknown[]).length;
    const said = answer(given, bodies.length);
    if (said === undefined) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify({ good: count, bad: 0, written: count, problems: [], ...said }), { headers: { 'content-type': 'application/json' } });
  });
  return bodies;
}
afterEach(() => vi.unstubAllGlobals());

const orders = (from: Sent, stop: () => boolean = () => false) => {
  const seen: number[] = [];
  return { orders: { from, isStopped: stop, onProgress: ({ next }: Sent) => void seen.push(next) }, seen };
};
const sheet = Array.from({ length: PART + 5 }, (_, n) => [`o${n}`, `P${n}`]);

describe('SHA-256 without the help of the browser', () => {
  it('is what everybody else makes of the same bytes', () => {
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 70_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(sha256(new Uint8Array([9, 97, 98, 99]).subarray(1))).toBe(createHash('sha256').update('abc').digest('hex'));
  });
});

describe('rows of a sheet on their way', () => {
  it('name every column in the first row of a part, and only what is there in the others', () => {
    expect(partText([['', ''], ['', 'P1']], reading)).toBe('[{"plate":"","owner":""},{"plate":"P1"}]');
  });

  it('come in parts that say where they begin, and tell how far they are', async () => {
    const bodies = serve(() => ({}));
    const { orders: given, seen } = orders(NOTHING_SENT);
    expect(await sendRows(job(sheet), given)).toEqual({ next: PART + 5, written: PART + 5, bad: 0, problems: [] });
    expect([bodies.map(({ from }) => from), seen]).toEqual([[0, PART], [PART, PART + 5]]);
  });

  it('that replace all others are put in place once all have come, and tell which came twice', async () => {
    const bodies = serve(({ text }) => (text === undefined ? { good: 4, bad: 2, written: 4, problems: [{ row: 5, code: 'SCN_DATA_DOUBLE_KEY', message: 'x' }, { row: 2, code: 'SCN_DATA_TYPE', message: 'y' }] } : {}));
    const replacing = { ...job(sheet.slice(0, 6)), mode: 'replace' as const };
    const problems = [{ row: 3, code: 'SCN_DATA_TYPE', message: 'y' }];
    expect(await replaceAll(replacing, { next: 6, written: 0, bad: 1, problems }, true)).toEqual({ next: 6, written: 4, bad: 2, problems: [...problems, { row: 6, code: 'SCN_DATA_DOUBLE_KEY', message: 'x' }] });
    await replaceAll(replacing, NOTHING_SENT, false);
    expect(bodies).toEqual([{ dataset: 'lab/bike', import: 'batch-0001', accept: 'good-rows' }, { dataset: 'lab/bike', import: 'batch-0001' }]);
  });

  it('of a JSON file are counted from one, and keep what is no text', async () => {
    expect(partText([[null, 7], ['', [1, 2]]], reading)).toBe('[{"plate":7,"owner":""},{"plate":[1,2]}]');
    serve(() => ({ good: 5, bad: 1, written: 5, problems: [{ row: 2, code: 'SCN_DATA_TYPE', message: 'x' }] }));
    const given = { ...job(sheet.slice(0, 6)), file: { name: 'a.JSON', size: 1, hash: 'ab'.repeat(32), rows: 6 } };
    expect((await sendRows(given, orders(NOTHING_SENT).orders)).problems.map(({ row }) => row)).toEqual([2]);
  });

  it('go on in the middle, count what was before, and number problems as the sheet does', async () => {
    const bodies = serve(() => ({ good: 4, bad: 1, written: 4, problems: [{ row: 2, code: 'SCN_DATA_TYPE', message: 'x' }] }));
    const { orders: given } = orders({ next: PART, written: 7, bad: 3, problems: [] });
    expect(await sendRows(job(sheet), given)).toEqual({ next: PART + 5, written: 11, bad: 4, problems: [{ row: PART + 3, code: 'SCN_DATA_TYPE', message: 'x' }] });
    expect(bodies.map(({ from, text }) => [from, (JSON.parse(text ?? '[]') as unknown[])[0]])).toEqual([[PART, { plate: `P${PART}`, owner: `o${PART}` }]]);
  });

  it('end where the person stops them, the line breaks or nothing of a part can be read', async () => {
    serve((_body, call) => (call === 1 ? {} : undefined));
    const { orders: given, seen } = orders(NOTHING_SENT);
    await expect(sendRows(job(sheet), given)).rejects.toMatchObject({ problem: { code: 'SCN_API_OFFLINE' } });
    expect(seen).toEqual([PART]);
    const stopped = orders(NOTHING_SENT, () => true);
    expect((await sendRows(job(sheet), stopped.orders)).next).toBe(0);
    serve(() => ({ good: 0, bad: 0, written: 0, problems: [{ row: 0, code: 'SCN_DATA_COLUMN_MISSING', message: 'gone' }] }));
    await expect(sendRows(job(sheet), orders(NOTHING_SENT).orders)).rejects.toMatchObject({ problem: { code: 'SCN_DATA_COLUMN_MISSING', detail: 'gone' } });
  });
});
