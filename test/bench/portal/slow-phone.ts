import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Lighthouse's `mobileSlow4G` as it is applied in the browser: 150 ms round trips stretched to 562.5 ms a request, 1.6 Mbit/s and 750 kbit/s less a tenth. */
export const SLOW_4G = { latency: 562.5, downloadThroughput: (1_474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 } as const;
/** Lighthouse's slow-down of a desktop's processor to that of a mid-range phone. */
export const SLOWER = 4;

export const SLOW_4G_WORDS = `${SLOW_4G.latency} ms a request, 1474.56 kbit/s down, 675 kbit/s up, processor ${SLOWER} times slower, 360 x 640`;

export interface Visit {
  /** Milliseconds from the start of the navigation until the catalogue is drawn and an idle turn has come: it can be read, and what is pressed or typed from then on counts, now or once the script is there. */
  readonly usable: number;
  readonly firstPaint: number;
  /** Milliseconds until the portal's own script answers, for the table only: what is pressed until then is kept. */
  readonly alive: number;
  /** Bytes on the wire of scripts, and of everything. */
  readonly scripts: number;
  readonly all: number;
  /** Milliseconds from a press on the first app to its page's heading, for the table only; the press comes once the script answers or, if asked so, as soon as the page is usable. */
  readonly opened: number;
  /** Whether that press came before the script could hear it. */
  readonly early: boolean;
}

interface Timed { usableAt?: number; aliveAt?: number; pressedEarly?: boolean }

/** Runs before anything of the page: looks each frame for an app that can be clicked, takes the first turn after it was drawn, and the frame by which the script has taken it over, with what was pressed before. As text: the compiler's helpers are not in the page. */
const watchCatalogue = (selector: string, hasty: boolean): string => `(() => {
  const look = () => {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (!found || found.getBoundingClientRect().height === 0) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => {
      window.usableAt = performance.now();
      if (!${String(hasty)}) return;
      window.pressedEarly = window.heldPress !== undefined;
      found.click();
    }, 0));
  };
  requestAnimationFrame(look);
  const listen = () => {
    const found = document.querySelector(${JSON.stringify(selector)});
    if (found && window.heldPress === undefined && Object.keys(found).some((key) => key.startsWith('__reactProps'))) window.aliveAt = performance.now();
    else requestAnimationFrame(listen);
  };
  requestAnimationFrame(listen);
})()`;

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: false });
  await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** One visit of a phone that is signed in and has nothing of the portal in its cache; `again` visits once more with what the first left there, `hasty` presses as soon as the page is usable. */
export async function visitSlowly(browser: Browser, url: string, prepare: (context: BrowserContext) => Promise<void>, { selector, again = false, hasty = false }: { readonly selector: string; readonly again?: boolean; readonly hasty?: boolean }): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
  try {
    await prepare(context);
    if (again) {
      const first = await context.newPage();
      await first.goto(`${url}/portal/`);
      await first.locator(selector).first().waitFor();
      await first.close();
    }
    const page = await context.newPage();
    await page.addInitScript(watchCatalogue(selector, hasty));
    await slowDown(page);
    await page.goto(`${url}/portal/`, { waitUntil: 'commit' });
    await page.waitForFunction((needed) => (window as unknown as Timed)[needed] !== undefined, hasty ? 'usableAt' as const : 'aliveAt' as const, { timeout: 60_000 });
    const timed = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return {
        usable: (window as unknown as Timed).usableAt ?? 0,
        alive: (window as unknown as Timed).aliveAt ?? 0,
        firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        scripts: entries.filter(({ name }) => name.endsWith('.js')).reduce((bytes, { transferSize }) => bytes + transferSize, 0),
        all: entries.reduce((bytes, { transferSize }) => bytes + transferSize, 0) + (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).transferSize,
      };
    });
    const began = performance.now();
    if (!hasty) await page.locator(selector).first().click();
    await page.locator('h1').filter({ hasNotText: '您要办什么事' }).waitFor({ timeout: 60_000 });
    const clicked = performance.now() - began;
    const pressed = await page.evaluate(() => ({ opened: performance.now() - ((window as unknown as Timed).usableAt ?? 0), early: (window as unknown as Timed).pressedEarly === true }));
    return { ...timed, opened: hasty ? pressed.opened : clicked, early: pressed.early };
  } finally {
    await context.close();
  }
}
