import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greyPng } from '../../server/services/public/png.ts';
import { palettesOf } from '../../server/services/theme/palette.ts';
import { axe, launchBrowser, overflowsSideways, visit } from '../support/browser.ts';
import { buildPortal } from '../support/build-portal.ts';
import { createFakeState, startFakePortal, type FakeState } from '../support/fake-portal-api.ts';
import { breachesOf, outlineOf } from '../support/reading-order.ts';

/** Every page and state of the portal as a screen reader meets it, and in every width people have. */
const NOW = '2022-01-20T02:00:00Z';
const START = '/portal/apps/exam-recognition';
const DESK = { width: 1280, height: 800 };
/** Of a walk through every scene, on a busy machine of two cores. */
const WALK_MS = 900_000;

interface Scene {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (state: FakeState) => void;
  /** Looked at in the other sizes and colours too. */
  readonly more?: true;
  /** Brings the page into its state. */
  readonly act?: (page: Page, en: boolean) => Promise<void>;
}

const refuse = (what: string, status: number, code: string) => (state: FakeState) => {
  state.refuse.set(what, { status, times: 99, problem: { type: 'about:blank', title: code, status, code, detail: code, requestId: 'r-1' } });
};
const empty = (state: FakeState) => {
  state.tasks = [];
  state.runs.clear();
  state.notices.length = 0;
};
/** A space with everything it may say, and an accent that no theme can show as it was chosen. */
const themed = (state: FakeState) => {
  state.theme = { space: 'fy', name: { 'zh-CN': '富阳区场景门户', en: 'Fuyang scenario portal' }, footer: { 'zh-CN': '富阳区数据局主办', en: 'By the data bureau of Fuyang' }, contact: '0571-12345', filing: '浙ICP备12345678号-1', colours: palettesOf('#FFCC00'), logo: { src: `data:image/png;base64,${greyPng(64, 64, new Uint8Array(4096).fill(90)).toString('base64')}`, width: 64, height: 64 } };
};
const button = (zh: string | RegExp, en: string | RegExp) => (page: Page, english: boolean) => page.getByRole('button', { name: english ? en : zh }).first().click();

const SCENES: readonly Scene[] = [
  { name: 'start', path: '/portal/', more: true },
  { name: 'start, nothing there', path: '/portal/', prepare: empty },
  { name: 'start, list refused', path: '/portal/', prepare: refuse('GET /api/portal/apps', 503, 'SCN_API_BUSY') },
  { name: 'form', path: START, more: true },
  { name: 'form, mistakes', path: START, act: button('下一步，核对', /^Next/) },
  { name: 'form, one question a page', path: START, prepare: (state) => { state.pages = 'question'; } },
  { name: 'form of an app that is gone', path: '/portal/apps/none' },
  { name: 'task', path: '/portal/tasks/T-decide', more: true },
  { name: 'task, outcome refused', path: '/portal/tasks/T-decide', act: button('不互认', /^Not recogni|^Do not/) },
  { name: 'result', path: '/portal/runs/run-done', more: true },
  { name: 'result, for others', path: '/portal/runs/run-done', prepare: refuse('GET /api/portal/runs/run-done', 403, 'SCN_AUTH_FORBIDDEN') },
  { name: 'progress', path: '/portal/runs/run-wait', more: true },
  { name: 'stopped', path: '/portal/runs/run-failed', more: true },
  { name: 'inbox', path: '/portal/tasks', more: true },
  { name: 'inbox, all done', path: '/portal/tasks', prepare: empty },
  { name: 'inbox, refused', path: '/portal/tasks', prepare: refuse('GET /api/portal/tasks', 500, 'SCN_API_INTERNAL') },
  { name: 'mine', path: '/portal/mine', more: true },
  { name: 'mine, empty', path: '/portal/mine', prepare: empty },
  { name: 'notices', path: '/portal/notices', more: true },
  { name: 'notices, empty', path: '/portal/notices', prepare: empty },
  { name: 'notice settings', path: '/portal/notices/settings' },
  { name: 'who read my data', path: '/portal/my-data' },
  { name: 'away', path: '/portal/away', more: true },
  { name: 'board', path: '/portal/apps/exam-recognition/pages/board', more: true },
  { name: 'feedback', path: '/portal/feedback', more: true },
  { name: 'no such page', path: '/portal/nothing/here' },
  { name: 'start, in the look of a space', path: '/portal/', prepare: themed },
  { name: 'result, in the look of a space', path: '/portal/runs/run-done', prepare: themed },
  { name: 'log-in, in the look of a space', path: '/portal/', prepare: (state) => { themed(state); state.loggedIn = false; } },
  { name: 'log-in', path: '/portal/', prepare: (state) => { state.loggedIn = false; } },
  { name: 'log-in, left empty', path: '/portal/', prepare: (state) => { state.loggedIn = false; }, act: button('登录', 'Log in') },
];

/** What people wrote: it stays in its language. The longest first, so that no rest of it is left. */
const written = ({ tasks, notices, theme }: FakeState): string[] =>
  ['何医师', '章敏', theme?.filing ?? '', ...tasks.flatMap(({ title, subject = '', appTitle }) => [title, subject, appTitle]), ...notices.flatMap(({ title, body }) => [title, body ?? ''])].filter((words) => words !== '').sort((a, b) => b.length - a.length);

let dist: string;
let browser: Browser;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'portal-quality-'));
  [browser] = await Promise.all([launchBrowser(), buildPortal(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(dist, { recursive: true, force: true });
});

/** So many people walk at once: most of a page's time is spent waiting until nothing is asked for any more. */
const WALKERS = 3;

interface Walked {
  /** What `look` found, by scene. */
  readonly found: Record<string, unknown>;
  readonly misdeeds: { readonly violations: readonly string[]; readonly errors: readonly string[] };
}

/** Takes scenes from `left` until none is. */
async function walkOn(left: Scene[], options: Parameters<typeof visit>[1], big: boolean, look: (page: Page, scene: Scene, state: FakeState) => Promise<unknown>): Promise<Walked> {
  const { page, context, misdeeds } = await visit(browser, options);
  page.setDefaultTimeout(20_000);
  if (big) await context.addInitScript(() => localStorage.setItem('scenario-portal.big', '1'));
  await page.clock.setFixedTime(NOW);
  const found: Record<string, unknown> = {};
  for (let scene = left.shift(); scene !== undefined; scene = left.shift()) {
    const state = createFakeState(Date.parse(NOW));
    scene.prepare?.(state);
    const fake = await startFakePortal({ dist, state });
    try {
      await page.goto(fake.url + scene.path);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('networkidle');
      // A refused list is asked three times before the page says so.
      if (state.refuse.size > 0) await page.locator('[role=alert]').first().waitFor();
      await scene.act?.(page, options?.locale === 'en');
      await page.waitForTimeout(100);
      const seen = await look(page, scene, state);
      if (seen !== undefined) found[scene.name] = seen;
    } catch (error) {
      found[scene.name] = error instanceof Error ? error.message : error;
    } finally {
      await fake.close();
    }
  }
  await context.close();
  return { found, misdeeds };
}

/** Walks every scene. */
async function walk(...how: Parameters<typeof walkOn> extends [unknown, ...infer Rest] ? Rest : never): Promise<Walked> {
  const left = [...SCENES];
  const walked = await Promise.all(Array.from({ length: WALKERS }, () => walkOn(left, ...how)));
  return {
    found: Object.assign({}, ...walked.map(({ found }) => found)) as Walked['found'],
    misdeeds: { violations: walked.flatMap(({ misdeeds }) => misdeeds.violations), errors: walked.flatMap(({ misdeeds }) => misdeeds.errors) },
  };
}

const CLEAN: Walked = { found: {}, misdeeds: { violations: [], errors: [] } };

/** Targets of 大字 that are less than 56 px high; links within a sentence and what is hidden do not count. */
const smallTargets = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#main button, #main a.big, #main input:not([type=checkbox],[type=radio],[type=hidden]), #main textarea, #main select, nav.bottom a')].flatMap((target) => {
  const { height, width } = target.getBoundingClientRect();
  return width > 1 && height > 1 && height < 55.5 && getComputedStyle(target).visibility === 'visible' ? [`${target.tagName.toLowerCase()}.${target.className} ${target.textContent.slice(0, 20)}: ${height.toFixed(0)}`] : [];
}));

async function faults(page: Page): Promise<unknown[]> {
  return [...(await axe(page)), ...((await overflowsSideways(page)) ? ['sideways scroll'] : [])];
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Walk {
  readonly locale: 'zh-CN' | 'en';
  readonly how: string;
  readonly small: Size;
  readonly options: Parameters<typeof visit>[1];
  /** Other looks of the scenes that ask for more; the page need not be loaded again for them. */
  readonly more: readonly (readonly [size: Size, colours: 'light' | 'dark'])[];
}

const WALKS: readonly Walk[] = [
  { locale: 'zh-CN', how: '320 px wide, on a phone, and in the dark at 1440', small: { width: 320, height: 640 }, options: {}, more: [[{ width: 390, height: 844 }, 'light'], [{ width: 1440, height: 900 }, 'dark']] },
  { locale: 'en', how: 'zoomed to 200 % and in the dark, and 320 px wide', small: { width: 640, height: 400 }, options: { deviceScaleFactor: 2, colorScheme: 'dark' }, more: [[{ width: 320, height: 640 }, 'light']] },
];

describe.each(WALKS)('in $locale: as a screen reader meets it, and $how', ({ locale, small, options, more }) => {
  it('every page and state is in order (landmarks, one h1, no step left out, each control named in the language of the page), nothing is cut off sideways and axe finds nothing', async () => {
    const outlines = new Map<string, string>();
    const { found, misdeeds } = await walk({ ...options, locale, viewport: DESK }, false, async (page, scene, state) => {
      await page.emulateMedia({ colorScheme: options?.colorScheme ?? 'light' });
      await page.setViewportSize(DESK);
      const tree = await page.locator('body').ariaSnapshot();
      outlines.set(scene.name, [`# ${scene.name}`, ...outlineOf(tree), ''].join('\n'));
      await page.setViewportSize(small);
      const findings = [...breachesOf(tree, locale, written(state)), ...(await faults(page))];
      for (const [size, colorScheme] of scene.more === true ? more : []) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(size);
        findings.push(...(await faults(page)));
      }
      return findings.length === 0 ? undefined : findings;
    });
    expect({ found, misdeeds }).toEqual(CLEAN);
    await expect(SCENES.map(({ name }) => outlines.get(name)).join('\n')).toMatchFileSnapshot(`./outlines/portal.${locale}.txt`);
  }, WALK_MS);
});

describe('in 大字 on a phone', () => {
  it('everything is large, nothing is cut off sideways and axe finds nothing, on every page and in every state', async () => {
    const walked = await walk({ viewport: { width: 360, height: 740 } }, true, async (page) => {
      const findings = [...(await faults(page)), ...(await smallTargets(page))];
      if ((await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))) < 21.9) findings.push('body under 22 px');
      return findings.length === 0 ? undefined : findings;
    });
    expect(walked).toEqual(CLEAN);
  }, WALK_MS);
});
