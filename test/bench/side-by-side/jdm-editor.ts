import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { firstAnswer, freePort, startChild } from '../child.ts';
import { until } from './hands.ts';
import type { Product } from './product.ts';

const HOME = new URL('../peers/jdm-editor/', import.meta.url).pathname;

interface Graph {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly content: { readonly rules?: readonly Record<string, string>[]; readonly expressions?: readonly { readonly value: string }[] } }[];
  readonly edges: readonly { readonly sourceId: string; readonly targetId: string }[];
}

/** Undefined where it is not installed and built. */
export async function jdmEditor(): Promise<Product | undefined> {
  if (!existsSync(`${HOME}dist/main.js`)) return undefined;
  const { version } = JSON.parse(readFileSync(`${HOME}node_modules/@gorules/jdm-editor/package.json`, 'utf8')) as { readonly version: string };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const child = startChild(process.execPath, ['server.js', String(port)], { NODE_ENV: 'production' }, HOME);
  await firstAnswer(url, child, 60_000);
  const graphOf = (page: Page): Promise<Graph> => page.evaluate<Graph>('window.graph');
  const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  return {
    name: `jdm-editor ${version}`,
    fresh: async (context) => {
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'commit' });
      await card(page, 'done').waitFor({ timeout: 120_000 });
      return page;
    },
    tasks: {
      insert: async (hands) => {
        const { page, click, drag } = hands;
        const before = await graphOf(page);
        // A step is dropped beside the connection, the connection deleted by the sign in its middle, and two new ones drawn.
        await drag(page.getByText('Expression', { exact: true }), { x: 700, y: 480 });
        await until('another step', async () => (await graphOf(page)).nodes.length === before.nodes.length + 1);
        const added = (await graphOf(page)).nodes.find(({ id }) => !before.nodes.some((node) => node.id === id))?.id ?? '';
        const edge = await page.locator('.react-flow__edge[data-testid="rf__edge-e2"], .react-flow__edge').nth(1).boundingBox();
        if (edge === null) throw new Error('the connection is not drawn');
        await click({ x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 });
        await until('the connection is gone', async () => (await graphOf(page)).edges.length === before.edges.length - 1);
        await drag(card(page, 'grade').locator('.react-flow__handle.source'), card(page, added).locator('.react-flow__handle.target'));
        await drag(card(page, added).locator('.react-flow__handle.source'), card(page, 'total').locator('.react-flow__handle.target'));
        await until('a step between Grade and Total', async () => {
          const { edges } = await graphOf(page);
          return edges.some(({ sourceId, targetId }) => sourceId === 'grade' && targetId === added) && edges.some(({ sourceId, targetId }) => sourceId === added && targetId === 'total') && !edges.some(({ sourceId, targetId }) => sourceId === 'grade' && targetId === 'total');
        });
      },
      cell: async ({ page, click, press, type }) => {
        await click(card(page, 'grade').getByText('Edit Table'));
        await click(page.getByText('150', { exact: true }));
        await press('Control+a');
        await type('180');
        await until('another share', async () => (await graphOf(page)).nodes.find(({ id }) => id === 'grade')?.content.rules?.[5]?.['share'] === '180');
      },
      rename: async ({ page, click, press, type }) => {
        await click(card(page, 'grade').getByText('Grade'));
        await press('Control+a');
        await type('Level');
        await press('Enter');
        await until('another name', async () => (await graphOf(page)).nodes.find(({ id }) => id === 'grade')?.name === 'Level');
        await click(card(page, 'total').getByText('Edit Expression'));
        for (const use of ['$nodes.Grade.share * members', '$nodes.Grade.grade']) {
          const field = page.locator('.cm-content', { hasText: use });
          await field.waitFor();
          // A double click on the name chooses it.
          await click(await field.evaluate((text) => {
            const [range, walker] = [document.createRange(), document.createTreeWalker(text, NodeFilter.SHOW_TEXT)];
            while (walker.nextNode() !== null) {
              const at = walker.currentNode.textContent?.indexOf('Grade') ?? -1;
              if (at < 0) continue;
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + 5);
            }
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }), 2);
          await type('Level');
        }
        await until('both uses follow', async () => {
          const values = (await graphOf(page)).nodes.find(({ id }) => id === 'total')?.content.expressions?.map(({ value }) => value);
          return values?.[0] === '$nodes.Level.share * members' && values[1] === '$nodes.Level.grade';
        });
      },
      undo: 'it asks before it deletes a step, and nothing done to the graph can be taken back',
      why: async ({ page, click }) => {
        await click(page.getByText('▶'));
        await click(page.getByRole('button', { name: /Run/ }));
        await click(card(page, 'grade').getByText('Edit Table'));
        await page.locator('tr', { hasText: '150' }).and(page.locator('[class*="active"], [class*="hit"], [data-active="true"]')).waitFor();
      },
    },
    stop: child.stop,
  };
}
