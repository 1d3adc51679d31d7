import { isDeepStrictEqual } from 'node:util';
import { median, type Bar } from '../bench.ts';
import type { HandSide } from './hand-side.ts';
import { question, SHOWN, type Ask, type Kind, type Shown } from './rows.ts';
import type { DataSide } from './studio-side.ts';

/** As many ask at once. */
const AT_ONCE = 16;
const CHECKED = 500;

const inOrder = (rows: readonly Shown[]) => rows.map((row) => SHOWN.map((field) => row[field])).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

/** Both give the same rows with the same values, for many questions, and some of them at all. */
async function checkEqual(name: string, ours: Ask, theirs: Ask, kind: Kind): Promise<void> {
  let rows = 0;
  for (let n = 0; n < CHECKED; n += 1) {
    const asked = question(kind, n);
    const [one, other] = [inOrder(await ours(asked)), inOrder(await theirs(asked))];
    if (!isDeepStrictEqual(one, other)) throw new Error(`${name}: ${JSON.stringify(asked)} gives ${JSON.stringify(one)}, by hand ${JSON.stringify(other)}`);
    rows += one.length;
  }
  if (rows < CHECKED / 2) throw new Error(`${name}: only ${rows} rows in ${CHECKED} answers`);
}

/** Answers a second, by many at once, for so long. */
async function rate(ask: Ask, kind: Kind, ms: number, from: { n: number }): Promise<number> {
  const began = performance.now();
  const until = began + ms;
  let answers = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (performance.now() < until) {
      await ask(question(kind, (from.n += 1)));
      answers += 1;
    }
  }));
  return (answers * 1000) / (performance.now() - began);
}

async function compare(name: string, ours: Ask, theirs: Ask, kind: Kind, short: boolean): Promise<{ readonly ratio: number; readonly ours: number; readonly theirs: number }> {
  await checkEqual(name, ours, theirs, kind);
  // Many short turns, so that what else the machine does at a moment meets both sides.
  const [rounds, ms] = short ? [9, 150] : [35, 250];
  const from = { n: 0 };
  for (const ask of [ours, theirs]) await rate(ask, kind, 2000, from);
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push({ ours: await rate(ours, kind, ms, from), theirs: await rate(theirs, kind, ms, from) });
  const found = { ratio: median(pairs.map((pair) => pair.ours / pair.theirs)), ours: median(pairs.map((pair) => pair.ours)), theirs: median(pairs.map((pair) => pair.theirs)) };
  console.log(`data, ${name}: ${found.ours.toFixed(0)} answers/s, by hand ${found.theirs.toFixed(0)}`);
  return found;
}

/** Reads as a step makes them, against the same by hand. */
export async function readBars(store: string, ours: DataSide, hand: HandSide, short: boolean): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const kind of ['point', 'filter'] as const) {
    const plain = await compare(`${store} ${kind}, no access check`, ours.open[kind], hand.open[kind], kind, short);
    const before = await ours.records();
    const guarded = await compare(`${store} ${kind}, grant, masks, access records`, ours.guarded[kind], hand.guarded[kind], kind, short);
    if ((await ours.records()) <= before + CHECKED) throw new Error('guarded reads left no records');
    console.log(`data, ${store} ${kind}: guarded is ${(guarded.ours / plain.theirs).toFixed(3)} of the query by hand that neither masks nor records`);
    bars.push(
      { name: `data-${store}-${kind}`, value: plain.ratio, op: '>=', limit: 0.7, unit: 'x' },
      { name: `data-${store}-${kind}-guarded`, value: guarded.ratio, op: '>=', limit: 0.5, unit: 'x' },
    );
  }
  return bars;
}

/** Microseconds one read spends on asking its grant. */
export function grantCheckBar(side: DataSide, short: boolean): Bar {
  const times = short ? 20_000 : 200_000;
  const rounds = Array.from({ length: 7 }, () => {
    const began = performance.now();
    for (let n = 0; n < times; n += 1) side.check();
    return ((performance.now() - began) * 1000) / times;
  });
  return { name: 'data-grant-check', value: median(rounds), op: '<=', limit: 20, unit: 'us' };
}
