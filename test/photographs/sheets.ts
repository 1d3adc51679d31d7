import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

export interface Picture {
  readonly scene: string;
  readonly file: string;
}

const escape = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** Pictures on one sheet: as many as can be told apart. */
const MOST = 12;

/** Draws the pictures of one width, theme and language side by side, some to a sheet, by the browser itself. */
export async function drawSheets(browser: Browser, folder: string, variant: string, width: number, pictures: readonly Picture[]): Promise<readonly string[]> {
  const columns = width < 600 ? 6 : width < 1200 ? 4 : 3;
  const shown = Math.floor((1800 - (columns + 1) * 12) / columns);
  const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
  const sheets: string[] = [];
  for (let at = 0; at < pictures.length; at += MOST) {
    const cells = pictures.slice(at, at + MOST).map(({ scene, file }) => `<figure><figcaption>${escape(scene)}</figcaption><img src="${pathToFileURL(join(folder, file)).href}"></figure>`).join('');
    const html = join(folder, `sheet.${variant}.html`);
    writeFileSync(html, `<!doctype html><meta charset="utf-8"><style>body{margin:12px;background:#777;font:14px sans-serif;display:grid;grid-template-columns:repeat(${columns},${shown}px);gap:12px;align-items:start}figure{margin:0}figcaption{color:#fff;padding:2px 0}img{width:100%;display:block}</style>${cells}`);
    await page.goto(pathToFileURL(html).href);
    const file = `sheet.${variant}.${at / MOST + 1}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
    sheets.push(file);
  }
  await page.close();
  return sheets;
}
