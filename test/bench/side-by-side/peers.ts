import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { median, type Bar, type Bench } from '../bench.ts';
import { handsOn } from './hands.ts';
import { jdmEditor } from './jdm-editor.ts';
import { nodeRed } from './node-red.ts';
import { ours } from './ours.ts';
import { TASKS, type Product, type TaskName } from './product.ts';

interface Done {
  readonly clicks: number;
  readonly keys: number;
  readonly ms: number;
}

const VIEW = { width: 1440, height: 900 };

async function once(browser: Browser, product: Product, task: TaskName): Promise<Done | string> {
  const deed = product.tasks[task];
  if (typeof deed === 'string') return deed;
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Shanghai', viewport: VIEW });
  context.setDefaultTimeout(180_000);
  try {
    const page = await product.fresh(context);
    // At rest: what came with the page is not the task's.
    await page.waitForTimeout(1500);
    const hands = handsOn(page);
    const began = performance.now();
    await deed(hands);
    return { ...hands.count(), ms: performance.now() - began };
  } catch (error) {
    throw new Error(`${product.name}, ${task}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** The middle of several times; clicks and keys are the same each time, or the way is not one. */
async function several(browser: Browser, product: Product, task: TaskName, rounds: number): Promise<Done | string> {
  const all: Done[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const done = await once(browser, product, task);
    if (typeof done === 'string') return done;
    all.push(done);
  }
  const [first] = all;
  if (first === undefined || all.some(({ clicks, keys }) => clicks !== first.clicks || keys !== first.keys)) throw new Error(`${product.name}, ${task}: not the same presses each time`);
  return { ...first, ms: median(all.map(({ ms }) => ms)) };
}

const words = (done: Done | string): string => (typeof done === 'string' ? `cannot: ${done}` : `${done.clicks} clicks, ${done.keys} keys, ${(done.ms / 1000).toFixed(1)} s`);

/** The same five tasks in three products, each by the shortest way it has; no pause of a person is in the times. */
export const peers: Bench = async ({ short }): Promise<readonly Bar[]> => {
  const browser = await launchBrowser();
  const products: Product[] = [await ours()];
  for (const [folder, start] of [['node-red', nodeRed], ['jdm-editor', jdmEditor]] as const) {
    const peer = await start();
    if (peer === undefined) console.log(`${folder} is not there: npm install --prefix test/bench/peers/${folder}${folder === 'jdm-editor' ? ' && npm run build --prefix test/bench/peers/jdm-editor' : ''}`);
    else products.push(peer);
  }
  try {
    console.log(`| task | ${products.map(({ name }) => name).join(' | ')} |\n|---|${products.map(() => '---').join('|')}|`);
    for (const task of Object.keys(TASKS) as TaskName[]) {
      const row: (Done | string)[] = [];
      for (const product of products) row.push(await several(browser, product, task, short ? 1 : 5));
      console.log(`| ${TASKS[task]} | ${row.map(words).join(' | ')} |`);
    }
    return [];
  } finally {
    await browser.close();
    for (const product of products) await product.stop();
  }
};
