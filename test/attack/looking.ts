import type { Browser, BrowserContext } from 'playwright-core';
import type { Ground } from './ground.ts';

/** What a payload does when it runs. */
export const CALL = 'window.pwned=1';
export const PAYLOADS: readonly string[] = [
  `<script>${CALL}</script>`, `<img src=x onerror="${CALL}">`, `<svg onload="${CALL}"></svg>`, `"><script>${CALL}</script>`, `' onmouseover='${CALL}`, `javascript:${CALL}`, `[x](javascript:${CALL})`, `![x](x "onerror=${CALL}")`, `<a href="javascript:${CALL}">x</a>`, `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`, `<math><mtext></form><form><mglyph><style></math><img src onerror=${CALL}>`, `{{constructor.constructor('${CALL}')()}}`, `\${${CALL}}`, `</title><script>${CALL}</script>`, `<details open ontoggle="${CALL}">`,
];

/** A page that runs whatever it is given. */
export const RUNS_IT = `<!doctype html><main>${'words '.repeat(10)}<script>${CALL}</script></main>`;

export interface Seen {
  /** What went wrong; absent when nothing ran and nothing of ours became an element. */
  readonly wrong?: string;
  /** Words as a person reads them, those in fields too. */
  readonly text: string;
}

export async function contextFor(browser: Browser, ground: Ground, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1600, height: 2400 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: ground.url }]);
  return context;
}

/** As a person reads it: blanks do not count. */
export const bare = (text: string): string => text.replaceAll(/\s+/g, '');

export interface LookOptions {
  /** Names of what is pressed on the page, one after the other. */
  readonly press?: readonly RegExp[];
  /** The page is drawn when this is to be read on it. */
  readonly until?: string;
}

/** Looks at a page as a person does. */
export async function look(context: BrowserContext, url: string, { press = [], until }: LookOptions = {}): Promise<Seen> {
  const page = await context.newPage();
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  try {
    await page.goto(url, { waitUntil: 'load' });
    // The page is drawn when it says something; then whatever would run has run.
    await page.waitForFunction(() => document.body.innerText.trim().length > 20, undefined, { timeout: 20_000 }).catch(() => undefined);
    for (const name of press) await page.getByRole('tab', { name }).or(page.getByRole('button', { name })).first().click({ timeout: 20_000 }).catch(() => undefined);
    if (until !== undefined) await page.waitForFunction((wanted) => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)].join('').replaceAll(/\s+/g, '').includes(wanted), bare(until), { timeout: 20_000 }).catch(() => undefined);
    await page.waitForTimeout(400);
    const found = await page.evaluate(() => ({
      ran: (window as unknown as { pwned?: number }).pwned !== undefined,
      links: [...document.querySelectorAll('a[href]')].some((a) => /^\s*javascript:/i.test(a.getAttribute('href') ?? '')),
      elements: document.querySelector('#root iframe[srcdoc], main script, main [onerror], main [onload], main [ontoggle], main [onmouseover]') !== null,
      text: [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)].join('\n'),
    }));
    const { text } = found;
    if (found.ran || dialogs > 0) return { text, wrong: `it ran at ${url}` };
    if (found.links || found.elements) return { text, wrong: `it became a part of ${url}` };
    return text.trim() === '' ? { text, wrong: `${url} is empty` } : { text };
  } finally {
    await page.close();
  }
}
