import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit, type Visit } from '../support/browser.ts';
import { faultsOf, type Fault } from './faults.ts';
import { openHouse, type House } from './house.ts';
import { SCENES, type Person, type Scene } from './scenes.ts';
import { drawSheets, type Picture } from './sheets.ts';

const HEIGHTS: Readonly<Record<number, number>> = { 320: 640, 390: 844, 820: 1180, 1024: 768, 1440: 900 };
/** A long page is cut here: what comes below repeats. */
const MOST_HIGH = 2600;
const PATIENCE_MS = 20_000;

interface Variant {
  readonly width: number;
  readonly theme: 'light' | 'dark';
  readonly locale: 'zh-CN' | 'en';
  readonly big: boolean;
}

const nameOf = ({ width, theme, locale, big }: Variant): string => `${width}.${theme}.${locale}${big ? '.big' : ''}`;

const { values } = parseArgs({ options: { to: { type: 'string' }, only: { type: 'string' }, widths: { type: 'string' }, themes: { type: 'string' }, languages: { type: 'string' }, big: { type: 'boolean', default: false } } });
const list = (given: string | undefined, all: readonly string[]): readonly string[] => given?.split(',') ?? all;

async function arrive(house: House, browser: Browser, person: Person, variant: Variant): Promise<Visit> {
  const { width, theme, locale, big } = variant;
  const come = await visit(browser, { viewport: { width, height: HEIGHTS[width] ?? 900 }, colorScheme: theme, locale: locale === 'en' ? 'en-GB' : 'zh-CN' });
  come.page.setDefaultTimeout(PATIENCE_MS);
  await come.context.addInitScript(([look, size]) => {
    localStorage.setItem('scenario-studio.theme', look);
    localStorage.setItem('scenario-portal.big', size);
  }, [theme, big ? '1' : '0'] as const);
  if (person === 'nobody') return come;
  const [name = '', value = ''] = house.cookies[person].split('=');
  await come.context.addCookies([{ name, value, url: house.studio.url, httpOnly: true, sameSite: 'Lax' }]);
  return come;
}

/** Where a scene is; null when the house has nothing of the kind. */
function addressOf({ studio, found }: House, { path }: Scene): string | null {
  let missing = false;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    missing ||= found[name] === undefined;
    return found[name] ?? '';
  });
  return missing ? null : studio.url + filled;
}

/** A page has settled when nothing has been asked for half a second and nothing is grey any more. */
async function settle({ page }: Visit, { before }: Scene): Promise<void> {
  await page.waitForLoadState('domcontentloaded');
  await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined);
  await page.locator('#root > *, #app > *, body > div > *').first().waitFor({ state: 'attached' });
  // A page that waits for ever in its scene is photographed as it waits.
  if (before === undefined) await page.locator('.ui-skeleton, .skel').first().waitFor({ state: 'detached' });
}

async function photograph(house: House, come: Visit, scene: Scene, variant: Variant, folder: string): Promise<{ readonly file: string; readonly faults: readonly Fault[] }> {
  const { page, misdeeds } = come;
  const [errors, violations] = [misdeeds.errors.length, misdeeds.violations.length];
  const faults: Fault[] = [];
  await scene.before?.(page);
  await page.goto(addressOf(house, scene) ?? house.studio.url);
  await settle(come, scene);
  if (scene.act) {
    await scene.act(page).catch((error: unknown) => faults.push({ kind: 'state', words: String(error).split('\n')[0] ?? '' }));
    await page.waitForTimeout(400);
  }
  const file = `${scene.name.replaceAll(/[^a-z]+/gi, '-')}.${nameOf(variant)}.png`;
  if (scene.whole) {
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({ path: join(folder, file), fullPage: true, clip: { x: 0, y: 0, width: variant.width, height: Math.min(MOST_HIGH, Math.max(high, HEIGHTS[variant.width] ?? 0)) } });
  } else {
    await page.screenshot({ path: join(folder, file) });
  }
  faults.push(...(await faultsOf(page, variant.locale === 'en')));
  for (const words of misdeeds.errors.slice(errors)) faults.push({ kind: 'console', words });
  for (const words of misdeeds.violations.slice(violations)) faults.push({ kind: 'policy', words });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return { file, faults };
}

async function walk(house: House, browser: Browser, variant: Variant, folder: string): Promise<readonly string[]> {
  const scenes = SCENES.filter(({ name }) => values.only === undefined || values.only.split(';').some((words) => name.includes(words)));
  const pictures: Picture[] = [];
  const lines: string[] = [];
  for (const person of new Set(scenes.map(({ as }) => as))) {
    const come = await arrive(house, browser, person, variant);
    for (const scene of scenes.filter(({ as }) => as === person)) {
      if (addressOf(house, scene) === null) {
        lines.push(`${scene.name}: the house has nothing of the kind`);
        continue;
      }
      try {
        const { file, faults } = await photograph(house, come, scene, variant, folder);
        pictures.push({ scene: scene.name, file });
        lines.push(...faults.map(({ kind, words }) => `${scene.name}: ${kind}: ${words}`));
      } catch (error) {
        lines.push(`${scene.name}: state: ${String(error).split('\n')[0]}`);
      }
    }
    await come.context.close();
  }
  const order = (picture: Picture) => scenes.findIndex(({ name }) => name === picture.scene);
  const sheets = await drawSheets(browser, folder, nameOf(variant), variant.width, [...pictures].sort((a, b) => order(a) - order(b)));
  console.log(`${nameOf(variant)}: ${pictures.length} photographs on ${sheets.length} sheets, ${lines.length} findings`);
  return lines.map((line) => `${nameOf(variant)} ${line}`);
}

const folder = values.to ?? join(tmpdir(), 'scenario-studio-photographs');
mkdirSync(folder, { recursive: true });
const variants = list(values.widths, ['390', '1024', '1440']).flatMap((width) => list(values.themes, ['light', 'dark']).flatMap((theme) => list(values.languages, ['zh-CN', 'en']).map((locale): Variant => ({ width: Number(width), theme: theme === 'dark' ? 'dark' : 'light', locale: locale === 'en' ? 'en' : 'zh-CN', big: values.big }))));
const house = await openHouse();
const browser = await launchBrowser();
try {
  console.log(`${SCENES.length} scenes into ${folder}`);
  const lines: string[] = [];
  for (const variant of variants) lines.push(...(await walk(house, browser, variant, folder)));
  writeFileSync(join(folder, 'findings.txt'), `${lines.join('\n')}\n`);
  console.log(`${lines.length} findings, in findings.txt`);
} finally {
  await browser.close();
  await house.studio.stop();
}
