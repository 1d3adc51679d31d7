import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What a photograph does not show by itself. */
export interface Fault {
  readonly kind: 'console' | 'policy' | 'sideways' | 'cut' | 'language' | 'missing' | 'state';
  readonly words: string;
}

const SOURCES = new URL('../../builder/src/', import.meta.url).pathname;

/** Every Chinese word of the product's own catalogues. What people and scenarios say is data, and stays as it was written. */
function ownWords(): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) => /(text|words|keys)\.ts$/.test(path));
  const words = files.flatMap((path) => [...readFileSync(join(SOURCES, path), 'utf8').matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map((match) => match[1] ?? ''));
  return [...new Set(words.filter((one) => /\p{Script=Han}/u.test(one)))];
}

const OWN_WORDS = ownWords();

/** Words of the product that stand in Chinese on an English page. */
const foreign = (page: Page): Promise<string[]> => page.evaluate((own) => {
  const known = new Set(own);
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    if (known.has(words) && node.parentElement?.closest('[lang]')?.getAttribute('lang') !== 'zh-CN') found.add(words);
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) for (const name of ['aria-label', 'placeholder', 'title']) if (known.has(element.getAttribute(name) ?? '')) found.add(element.getAttribute(name) ?? '');
  return [...found];
}, OWN_WORDS);

/** Keys and holes that stand where words should. */
const holes = (page: Page): Promise<string[]> => page.evaluate(() => (document.body.innerText.match(/(^|\s)(@[a-z][\w.]+|undefined|\[object Object\]|NaN|\{\w+\})(?=\s|$)/gm) ?? []).map((hole) => hole.trim()));

/** Controls whose words are cut: they are wider than their box and say so by nothing. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, th, h1, h2, label, a')].flatMap((element) => {
  const style = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  const isHidden = width < 2 || height < 2 || style.visibility === 'hidden';
  return !isHidden && element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && !/auto|scroll/.test(style.overflowX) ? [`${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`] : [];
}));

/** Hints within empty fields that the field is too narrow for. */
const cutHints = (page: Page): Promise<string[]> => page.evaluate(() => {
  const pen = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')].flatMap((field) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(field);
    if (!pen || field.value !== '' || field.clientWidth < 2) return [];
    pen.font = font;
    return pen.measureText(field.placeholder).width > field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) + 1 ? [`hint ${field.placeholder}`] : [];
  });
});

const sideways = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);

/** Sheets that lie over the page and reach out of the window, where nothing can be scrolled to what is cut. */
const outOfWindow = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=listbox], [role=menu]')].flatMap((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 1 && (left < -1 || right > window.innerWidth + 1) ? [`${element.getAttribute('role')} ${element.textContent.trim().slice(0, 40)}`] : [];
}));

export async function faultsOf(page: Page, english: boolean): Promise<Fault[]> {
  const found: Fault[] = [];
  if (await sideways(page)) found.push({ kind: 'sideways', words: 'the page is wider than its window' });
  for (const words of await outOfWindow(page)) found.push({ kind: 'sideways', words });
  for (const words of [...(await cutOff(page)), ...(await cutHints(page))]) found.push({ kind: 'cut', words });
  for (const words of await holes(page)) found.push({ kind: 'missing', words });
  if (english) for (const words of await foreign(page)) found.push({ kind: 'language', words });
  return found;
}
