import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Memory that pages share lies in files of /tmp where /dev/shm is small, as in a container; on a busy disk those are slow, so only there. */
function sharedMemoryFlags(): readonly string[] {
  if (!existsSync('/dev/shm')) return [];
  const { blocks, bsize } = statfsSync('/dev/shm');
  return blocks * bsize < 2 ** 30 ? ['--disable-dev-shm-usage'] : [];
}

/** Where there is no system browser: the packed one, made to unpack the libraries it ships. */
async function packedChromium(): Promise<string> {
  const before = process.env['AWS_LAMBDA_JS_RUNTIME'];
  // It unpacks its libraries only where it believes to run in a cloud function, and only if the binary is not there yet.
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  await rm(join(tmpdir(), 'chromium'), { force: true });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env['AWS_LAMBDA_JS_RUNTIME'];
    else process.env['AWS_LAMBDA_JS_RUNTIME'] = before;
  }
}

/** Starts Chromium; close it with `browser.close()`. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : await packedChromium();
  return chromium.launch({ executablePath, args: [...FLAGS, ...sharedMemoryFlags()] });
}

/** What a page did that it should not have. Refusals by the server (4xx) are part of a test and are not counted. */
export interface Misdeeds {
  readonly violations: string[];
  readonly errors: string[];
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly misdeeds: Misdeeds;
}

/**
 * A fresh person: own cookies and storage; security-policy violations and console errors are counted from the first
 * byte. Without the offline worker unless asked (`serviceWorkers: 'allow'`): its fetch, cut by a test that pulls the
 * network, is a console error of the browser's own.
 */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', serviceWorkers: 'block', viewport: { width: 1440, height: 900 }, ...options });
  const misdeeds: Misdeeds = { violations: [], errors: [] };
  await context.exposeFunction('reportViolation', (words: string) => {
    misdeeds.violations.push(words);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { reportViolation: (words: string) => void }).reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => misdeeds.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) misdeeds.errors.push(message.text());
  });
  return { context, page, misdeeds };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AxeFinding {
  readonly rule: string;
  readonly impact: string;
  readonly targets: readonly string[];
}

/**
 * Runs axe-core on the page as it stands (WCAG 2.2 A and AA and best practices); empty = nothing found. React Aria's
 * live region is left out: it names its empty message only while it speaks.
 */
export async function axe(page: Page): Promise<AxeFinding[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: { run: (root: object, options: object) => Promise<{ violations: { id: string; impact: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }> } };
    const { violations } = await run.run({ exclude: ['[data-live-announcer]'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map((found) => ({ rule: found.id, impact: found.impact, targets: found.nodes.map((node) => `${node.target.join(' ')} — ${node.failureSummary.split('\n')[1]?.trim() ?? ''}`) }));
  });
}

/** True when the page is wider than its window: nobody should have to scroll sideways. */
export async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
