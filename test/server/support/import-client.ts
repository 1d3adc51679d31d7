import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ImportItem } from '../../../server/api/imports.ts';
import type { StudioProcess } from '../../support/studio-process.ts';

const ROWS = 3000;
const PART = 150;
const BATCH = 'batch-under-kills';
export const DATASET = { id: 'lab/many', title: 'Many', fields: [{ id: 'n', type: 'integer' }, { id: 'text', type: 'string' }] };
const file = { name: 'many.csv', size: 90_000, hash: 'ef'.repeat(32), rows: ROWS };
const reading = { sheet: 0, columns: [{ field: 'n', at: 0 }, { field: 'text', at: 1 }] };

function part(studio: StudioProcess, from: number) {
  const text = JSON.stringify(Array.from({ length: Math.min(PART, ROWS - from) }, (_, i) => ({ n: from + i, text: 'x'.repeat(300) })));
  return studio.send('POST', '/api/datasets/import', { dataset: DATASET.id, format: 'json', mode: 'append', accept: 'good-rows', batch: BATCH, file, from, reading, text });
}

/** Sends parts from a row on, until so many are acknowledged; answers the row after the last. */
async function sendSome(studio: StudioProcess, from: number, most: number): Promise<number> {
  let next = from;
  for (let sent = 0; sent < most && next < ROWS; sent += 1) {
    const answer = await part(studio, next);
    expect([answer.status, answer.body['written']]).toEqual([200, Math.min(PART, ROWS - next)]);
    next += PART;
  }
  return next;
}

/** Begins the next part and kills the server some moments later, wherever it is by then. */
export async function cutImport(studio: StudioProcess, from: number, moment: number): Promise<number> {
  const next = await sendSome(studio, from, 2);
  const underWay = part(studio, next).catch(() => null);
  await sleep(moment);
  expect(await studio.end('SIGKILL')).toBe('SIGKILL');
  await underWay;
  return next;
}

/** Where the import goes on after at least `known` rows were acknowledged. A server that may still be at it is waited for. */
export async function resumedAt(studio: StudioProcess, known: number): Promise<number> {
  const ask = () => studio.send('POST', '/api/datasets/imports/resume', { dataset: DATASET.id, import: BATCH, file });
  await expect.poll(async () => (await ask()).status, { timeout: 60_000, interval: 500 }).toBe(200);
  const next = (await ask()).body['next'] as number;
  expect([known, known + PART]).toContain(next);
  return next;
}

/** Sends the rest and looks whether every row is there once. */
export async function finishImport(studio: StudioProcess, from: number): Promise<void> {
  expect(await sendSome(studio, from, Number.POSITIVE_INFINITY)).toBe(ROWS);
  const numbers: number[] = [];
  while (numbers.length < ROWS) {
    const page = (await studio.send('GET', `/api/datasets/rows?dataset=${DATASET.id}&limit=500&offset=${numbers.length}`)).body['rows'] as readonly { data: { n: number } }[];
    if (page.length === 0) break;
    numbers.push(...page.map(({ data }) => data.n));
  }
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, n) => n));
  const [item] = (await studio.send('GET', `/api/datasets/imports?dataset=${DATASET.id}`)).body['items'] as readonly ImportItem[];
  expect([item?.written, item?.bad, item?.unfinished]).toEqual([ROWS, 0, undefined]);
  const undone = await studio.send('POST', '/api/datasets/imports/undo', { dataset: DATASET.id, import: BATCH });
  expect(undone.body).toEqual({ taken: ROWS, left: 0 });
}
