import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { median, spread, type Bar } from '../bench.ts';
import { watch } from './frames.ts';

export interface Opened {
  readonly page: Page;
  readonly session: CDPSession;
  /** Milliseconds from the start of the navigation until cards are drawn and an idle turn has come. */
  readonly ms: number;
  /** Milliseconds of work of the page's main thread in that time. */
  readonly work: number;
}

const WATCH = `(() => { const look = () => { if (document.querySelector('.react-flow__node') === null) requestAnimationFrame(look); else requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }, 0)); }; requestAnimationFrame(look); })()`;

/** Opens a page and waits until cards are drawn and an idle turn has come. */
export async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  const session = await watch(page);
  await page.addInitScript(WATCH);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => (window as unknown as { drawnAt?: number }).drawnAt !== undefined, undefined, { timeout: 120_000 });
  const { metrics } = await session.send('Performance.getMetrics');
  const work = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  return { page, session, ms: await page.evaluate<number>('window.drawnAt'), work };
}

/** Both pages in turn, each round held against its own other half. The first round of each is a cold cache and is in. */
export async function openBars(context: BrowserContext, ours: string, bare: string, rounds: number): Promise<readonly Bar[]> {
  const pairs: { readonly own: Opened; readonly other: Opened }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const other = await open(context, bare);
    await other.page.close();
    const own = await open(context, ours);
    await own.page.close();
    pairs.push({ own, other });
  }
  const of = (part: 'ms' | 'work', side: 'own' | 'other') => spread(pairs.map((pair) => pair[side][part]));
  const ratio = (part: 'ms' | 'work') => median(pairs.map(({ own, other }) => own[part] / other[part]));
  console.log(`designer open, ms, min / median / max: ${of('ms', 'own')}, bare ${of('ms', 'other')}, ${ratio('ms').toFixed(2)} of it; work of the main thread, ms: ${of('work', 'own')}, bare ${of('work', 'other')}, ${ratio('work').toFixed(2)} of it`);
  return [{ name: 'designer-open', value: median(pairs.map(({ own }) => own.ms)) / 1000, op: '<=', limit: 1.5, unit: 's' }];
}
