import type { Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { median, type Bar, type Bench } from '../bench.ts';
import { startStudio, type Studio } from '../studio.ts';
import { serveBare } from './bare.ts';
import { checkBar } from './check.ts';
import { drag, middleCard, pan, SETTLE_MS, typeTitle, type Deed, type Hands } from './deeds.ts';
import { drawingOf, scenarioOf } from './drawing.ts';
import { editAndUndo, editBars } from './edits.ts';
import { framesDuring, heapOf, middleOf, type Frames } from './frames.ts';
import { open, openBars, type Opened } from './open.ts';

const NODES = 1000;
const EDGES = 1500;
const VIEW = { width: 1440, height: 900 };

async function putScenario(studio: Studio, id: string, nodes: number, edges: number): Promise<void> {
  const made = await studio.call('POST', '/api/scenarios', { id, scenario: scenarioOf(id, drawingOf(nodes, edges)) });
  if (made.status !== 201) throw new Error(`${id}: ${made.status} ${JSON.stringify(made.json).slice(0, 400)}`);
}

function oursAt(page: Page): Hands {
  return {
    page, panWith: 'middle',
    intoTitle: async () => {
      await page.locator(await middleCard(page)).click();
      await page.locator('.panel-title').click();
    },
  };
}

function bareAt(page: Page): Hands {
  return { page, panWith: 'left', intoTitle: () => page.locator('input').click() };
}

const DEEDS: Readonly<Record<string, Deed>> = { pan, drag, type: typeTitle };

async function timed({ page, session }: Opened, hands: Hands, deed: Deed): Promise<Frames> {
  await page.bringToFront();
  const act = await deed(hands);
  await page.waitForTimeout(SETTLE_MS);
  const frames = await framesDuring(page, session, act);
  await page.keyboard.press('Escape');
  return frames;
}

/** The same hands on both pages in turn, and each round held against its own other half: the machine is as busy for one as for the other. */
async function compare(ours: Opened, bare: Opened, rounds: number): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const [name, deed] of Object.entries(DEEDS)) {
    const pairs: { readonly own: Frames; readonly other: Frames }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const other = await timed(bare, bareAt(bare.page), deed);
      pairs.push({ own: await timed(ours, oursAt(ours.page), deed), other });
    }
    const words = (frames: readonly Frames[]) => (({ mean, p95, script }: Frames) => `${mean.toFixed(1)} / ${p95.toFixed(1)} / ${script.toFixed(1)}`)(middleOf(frames));
    console.log(`designer ${name}, ms a frame, mean / p95 / script: ${words(pairs.map(({ own }) => own))}, bare ${words(pairs.map(({ other }) => other))}; rounds ${pairs.map(({ own, other }) => `${(own.mean / other.mean).toFixed(2)}/${(own.p95 / other.p95).toFixed(2)}`).join(' ')}`);
    for (const part of ['mean', 'p95'] as const) bars.push({ name: `designer-${name}-${part}`, value: median(pairs.map(({ own, other }) => own[part] / other[part])), op: '<=', limit: 1, unit: 'x' });
  }
  return bars;
}

/** Heap after the rubbish is gone, early and late in the same scripted work. */
async function heapBar({ page, session }: Opened, minutes: number): Promise<Bar> {
  const hands = oursAt(page);
  const until = performance.now() + minutes * 60_000;
  const sizes: number[] = [];
  await page.bringToFront();
  while (performance.now() < until || sizes.length < 4) {
    for (const deed of Object.values(DEEDS)) await (await deed(hands))();
    await page.keyboard.press('Escape');
    await page.locator('.canvas-holder').click({ position: { x: 500, y: 40 } });
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('Control+z');
    sizes.push(await heapOf(session));
  }
  // The first round fills caches that stay.
  const third = Math.max(1, Math.floor(sizes.length / 3));
  const early = median(sizes.slice(1, 1 + third));
  const late = median(sizes.slice(-third));
  console.log(`designer heap over ${minutes} min, ${sizes.length} rounds, MB: ${(early / 1e6).toFixed(1)} early, ${(late / 1e6).toFixed(1)} late`);
  return { name: 'designer-heap', value: late / early, op: '<=', limit: 1.1, unit: 'x' };
}

/** 1,000 nodes and 1,500 edges in the built designer, beside bare React Flow with the same drawing in the same run. */
export const designer: Bench = async ({ short, minutes }): Promise<readonly Bar[]> => {
  const studio = await startStudio({ account: true });
  const bareSide = await serveBare(drawingOf(NODES, EDGES));
  const browser = await launchBrowser();
  try {
    await putScenario(studio, 'big', NODES, EDGES);
    await putScenario(studio, 'huge', 2000, 3000);
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: VIEW });
    const [name = '', value = ''] = studio.cookie().split('=');
    await context.addCookies([{ name, value, url: studio.url, httpOnly: true, sameSite: 'Lax' }]);
    const opening = await openBars(context, `${studio.url}/studio/s/big/canvas`, bareSide.url, short ? 2 : 7);
    const bare = await open(context, bareSide.url);
    const ours = await open(context, `${studio.url}/studio/s/big/canvas`);
    const drawn = await Promise.all([ours, bare].map(({ page }) => page.locator('.react-flow__node').count()));
    if (drawn[0] === 0 || drawn[1] !== NODES) throw new Error(`cards drawn: ${drawn.join(', ')}`);
    await ours.page.waitForTimeout(2000);
    const frames = await compare(ours, bare, short ? 1 : 5);
    await bare.page.close();
    await ours.page.reload();
    await ours.page.locator('.react-flow__node').first().waitFor({ state: 'attached', timeout: 120_000 });
    await ours.page.waitForTimeout(2000);
    const edits = await editBars(ours, studio, short ? 20 : 500);
    const check = await checkBar(studio, NODES, EDGES);
    const heap = await heapBar(ours, minutes ?? (short ? 0.2 : 10));
    await ours.page.close();
    const huge = await open(context, `${studio.url}/studio/s/huge/canvas`);
    const panned = await timed(huge, oursAt(huge.page), pan);
    const edited = await editAndUndo(huge, studio, 'huge', 20);
    console.log(`designer with 2,000 nodes and 3,000 edges: open in ${huge.ms.toFixed(0)} ms, pan ${panned.mean.toFixed(1)} / ${panned.p95.toFixed(1)} ms a frame, one edit ${median(edited.script).toFixed(1)} ms of script, 20 edits taken back byte for byte`);
    return [...opening, ...frames, ...edits, check, heap];
  } finally {
    await browser.close();
    bareSide.stop();
    await studio.stop();
  }
};
