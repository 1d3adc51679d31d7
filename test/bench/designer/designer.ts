import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { median, spread, type Bar, type Bench } from '../bench.ts';
import { startStudio, type Studio } from '../studio.ts';
import { serveBare } from './bare.ts';
import { checkBar } from './check.ts';
import { drag, middleCard, pan, typeTitle, type Deed, type Hands } from './deeds.ts';
import { drawingOf, scenarioOf } from './drawing.ts';
import { framesDuring, heapOf, middleOf, scriptOf, watch, type Frames } from './frames.ts';

const NODES = 1000;
const EDGES = 1500;
/** Until a panel has opened and what waits for quiet (save, check) has been asked for, in milliseconds. */
const SETTLE_MS = 1200;
const VIEW = { width: 1440, height: 900 };

interface Opened {
  readonly page: Page;
  readonly session: CDPSession;
  readonly ms: number;
}

/** Opens a page and waits until cards are drawn and an idle turn has come. */
async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  const session = await watch(page);
  await page.addInitScript(`(() => { const look = () => { if (document.querySelector('.react-flow__node') === null) requestAnimationFrame(look); else requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }, 0)); }; requestAnimationFrame(look); })()`);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => (window as unknown as { drawnAt?: number }).drawnAt !== undefined, undefined, { timeout: 120_000 });
  return { page, session, ms: await page.evaluate<number>('window.drawnAt') };
}

async function putScenario(studio: Studio, id: string, nodes: number, edges: number): Promise<void> {
  const made = await studio.call('POST', '/api/scenarios', { id, scenario: scenarioOf(id, drawingOf(nodes, edges)) });
  if (made.status !== 201) throw new Error(`${id}: ${made.status} ${JSON.stringify(made.json).slice(0, 400)}`);
}

interface Draft {
  readonly scenario: { readonly flows: { readonly main: { readonly nodes: Record<string, unknown>; readonly edges: Record<string, unknown> } }; readonly layout: unknown };
}

async function draftOf(studio: Studio, id: string): Promise<Draft['scenario']> {
  return ((await studio.call('GET', `/api/scenarios/${id}`)).json as unknown as Draft).scenario;
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

/** One move of one card by key, again and again: script of each, and then all of them taken back. */
async function editBars({ page, session }: Opened, studio: Studio, edits: number): Promise<readonly Bar[]> {
  const before = await draftOf(studio, 'big');
  const script: number[] = [];
  await page.locator('.react-flow__node[data-id="n26"]').click();
  for (let edit = 0; edit < edits; edit += 1) {
    // Two cards in turn, so that each move is a step of its own.
    await page.keyboard.press(edit % 2 === 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
    // The panel of the other card has to be there before the edit is timed.
    await page.waitForTimeout(SETTLE_MS);
    script.push(await scriptOf(page, session, () => page.keyboard.press(edit % 2 === 0 ? 'ArrowRight' : 'ArrowLeft')));
  }
  for (let edit = 0; edit < edits; edit += 1) await page.keyboard.press('Control+z');
  await page.locator('.top-bar button[aria-label="撤销"]:disabled').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3000);
  const after = await draftOf(studio, 'big');
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error(`${edits} edits taken back did not give the document before them`);
  console.log(`designer edit, ms of script, min / median / max: ${spread(script)}; ${edits} edits taken back`);
  return [{ name: 'designer-edit-script', value: median(script), op: '<=', limit: 16, unit: 'ms' }, { name: 'designer-undo', value: edits, op: '>=', limit: edits, unit: '' }];
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
    const times: number[] = [];
    for (let round = 0; round < (short ? 2 : 5); round += 1) {
      const { page, ms } = await open(context, `${studio.url}/studio/s/big/canvas`);
      times.push(ms);
      await page.close();
    }
    const bare = await open(context, bareSide.url);
    const ours = await open(context, `${studio.url}/studio/s/big/canvas`);
    const drawn = await Promise.all([ours, bare].map(({ page }) => page.locator('.react-flow__node').count()));
    if (drawn[0] === 0 || drawn[1] !== NODES) throw new Error(`cards drawn: ${drawn.join(', ')}`);
    console.log(`designer open, ms, min / median / max: ${spread(times)}; bare ${bare.ms.toFixed(0)}`);
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
    console.log(`designer with 2,000 nodes: open in ${huge.ms.toFixed(0)} ms, pan ${panned.mean.toFixed(1)} / ${panned.p95.toFixed(1)} ms a frame`);
    return [...frames, { name: 'designer-open', value: median(times) / 1000, op: '<=', limit: 1.5, unit: 's' }, ...edits, check, heap];
  } finally {
    await browser.close();
    bareSide.stop();
    await studio.stop();
  }
};
