import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { firstAnswer, freePort, startChild } from '../child.ts';
import { until, type Hands } from './hands.ts';
import type { Product } from './product.ts';

const HOME = new URL('../peers/node-red/', import.meta.url).pathname;

interface Node {
  readonly id: string;
  readonly type: string;
  readonly rules?: readonly { readonly p?: string; readonly to?: string }[];
  readonly wires?: readonly (readonly string[])[];
}

/** Undefined where it is not installed. */
export async function nodeRed(): Promise<Product | undefined> {
  if (!existsSync(`${HOME}node_modules/node-red/red.js`)) return undefined;
  const { version } = JSON.parse(readFileSync(`${HOME}node_modules/node-red/package.json`, 'utf8')) as { readonly version: string };
  const folder = mkdtempSync(join(tmpdir(), 'node-red-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(process.execPath, [`${HOME}node_modules/node-red/red.js`, '--port', String(port), '--userDir', folder, '--settings', `${HOME}editor.cjs`, join(folder, 'flows.json')], { NODE_ENV: 'production' }, HOME);
  await firstAnswer(`${url}/flows`, child, 120_000);
  const flows = async (): Promise<readonly Node[]> => (await (await fetch(`${url}/flows`)).json()) as readonly Node[];
  const nodeOf = async (id: string): Promise<Node | undefined> => (await flows()).find((node) => node.id === id);
  const card = (page: Page, id: string) => page.locator(`[id="${id}"] .red-ui-flow-node`);
  const done = (page: Page) => page.locator('#node-dialog-ok');
  /** What is set and to what. */
  const fieldsOf = (page: Page) => page.locator('.red-ui-editor .red-ui-typedInput-container input:visible');
  const closed = (page: Page) => done(page).waitFor({ state: 'detached' });
  const deploy = async ({ page, click }: Hands) => {
    await click(page.locator('#red-ui-header-button-deploy:not(.disabled)'));
  };
  /** Opens a step: by a click and a key, which are as many presses as a double click. */
  const edit = async ({ page, click, press }: Hands, id: string) => {
    await click(card(page, id));
    await press('Enter');
    await done(page).waitFor();
  };
  return {
    name: `Node-RED ${version}`,
    fresh: async (context) => {
      const put = await fetch(`${url}/flows`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: readFileSync(`${HOME}editor-flows.json`) });
      if (!put.ok) throw new Error(`Node-RED answered ${put.status}`);
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'commit' });
      await card(page, 'done').waitFor({ timeout: 120_000 });
      await page.locator('#red-ui-loading-progress, .red-ui-loading').first().waitFor({ state: 'hidden' });
      return page;
    },
    tasks: {
      insert: async (hands) => {
        const { page, drag } = hands;
        const [from, to] = [await card(page, 'total').boundingBox(), await card(page, 'done').boundingBox()];
        if (from === null || to === null) throw new Error('the steps are not drawn');
        await drag(page.locator('.red-ui-palette-node[data-palette-type="change"]'), { x: (from.x + from.width + to.x) / 2, y: from.y + from.height / 2 }, page.locator('.red-ui-flow-link-splice'));
        await deploy(hands);
        await until('a step between Total and Done', async () => {
          const next = (await nodeOf('total'))?.wires?.[0]?.[0];
          return next !== undefined && next !== 'done' && (await nodeOf(next))?.wires?.[0]?.[0] === 'done';
        });
      },
      cell: async (hands) => {
        const { page, click, press, type } = hands;
        await edit(hands, 'c');
        await click(fieldsOf(page).nth(1));
        await press('Control+a');
        await type('180');
        await click(done(page));
        await closed(page);
        await deploy(hands);
        await until('another share', async () => (await nodeOf('c'))?.rules?.[0]?.to === '180');
      },
      rename: async (hands) => {
        const { page, click, press, type } = hands;
        for (const id of ['b', 'c', 'e', 'total']) {
          await edit(hands, id);
          await click(fieldsOf(page).nth(id === 'total' ? 1 : 0));
          await press('Control+a');
          await type(id === 'total' ? '{"amount": level * payload.members}' : 'level');
          await click(done(page));
          await closed(page);
        }
        await deploy(hands);
        await until('every use follows', async () => {
          const all = await Promise.all(['b', 'c', 'e'].map(nodeOf));
          return all.every((node) => node?.rules?.[0]?.p === 'level') && (await nodeOf('total'))?.rules?.[0]?.to === '{"amount": level * payload.members}';
        });
      },
      undo: async ({ page, click, press }) => {
        const drawn = () => page.evaluate<string>(`JSON.stringify(RED.nodes.createCompleteNodeSet().filter((node) => node.z === 'tab').map(({ id, wires }) => [id, wires]).sort())`);
        const before = await drawn();
        await click(card(page, 'head'));
        await press('Delete');
        await until('the step is gone', async () => !(await drawn()).includes('"head",'));
        await press('Control+z');
        await until('the flow as before', async () => (await drawn()) === before);
      },
      why: 'the debug list shows the message that came out, not the rule; each way out would need a debug step of its own',
    },
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
