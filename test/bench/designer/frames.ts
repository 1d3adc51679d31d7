import type { CDPSession, Page } from 'playwright-core';
import { median } from '../bench.ts';

export interface Frames {
  /** Milliseconds from frame to frame. */
  readonly mean: number;
  readonly p95: number;
  /** Milliseconds of script in each. */
  readonly script: number;
}

/** Lets {@link framesDuring} and {@link scriptOf} be asked: script is counted as time of the thread, whatever else the machine does. */
export async function watch(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function scriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
}

/** Frame times of a page while something is done to it. */
export async function framesDuring(page: Page, session: CDPSession, deed: () => Promise<void>): Promise<Frames> {
  await page.evaluate(`(() => { const at = []; window.frames0 = at; const next = (now) => { at.push(now); if (window.frames0 === at) requestAnimationFrame(next); }; requestAnimationFrame(next); })()`);
  const before = await scriptMs(session);
  await deed();
  const script = (await scriptMs(session)) - before;
  const at = await page.evaluate<readonly number[]>('(() => { const at = window.frames0; window.frames0 = undefined; return at; })()');
  const gaps = at.slice(1).map((now, index) => now - (at[index] ?? now)).sort((one, other) => one - other);
  if (gaps.length < 5) throw new Error(`only ${gaps.length} frames were drawn`);
  return { mean: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, p95: gaps[Math.floor(gaps.length * 0.95)] ?? 0, script: script / gaps.length };
}

/** Script of the page that one deed costs until two frames later, before anything that waits for quiet. */
export async function scriptOf(page: Page, session: CDPSession, deed: () => Promise<void>): Promise<number> {
  const before = await scriptMs(session);
  await deed();
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  return (await scriptMs(session)) - before;
}

/** Bytes the page holds after its rubbish has been collected. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return ((await session.send('Runtime.getHeapUsage')) as { readonly usedSize: number }).usedSize;
}

export function middleOf(frames: readonly Frames[]): Frames {
  return { mean: median(frames.map(({ mean }) => mean)), p95: median(frames.map(({ p95 }) => p95)), script: median(frames.map(({ script }) => script)) };
}
