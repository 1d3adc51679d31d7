import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { scenario } from '../instant/work.ts';
import { startStudio } from '../studio.ts';
import { until, type Hands } from './hands.ts';
import type { Product } from './product.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
const LAYOUT = { main: { ask: { x: 0, y: 0 }, grade: { x: 0, y: 120 }, total: { x: 0, y: 260 }, done: { x: 0, y: 380 } } };
const CASES = { format: 1, cases: [{ id: 'six', title: 'six', at: '2026-01-05T10:00:00+08:00', start: { age: 35, income: 4500, area: '乡', members: 3 }, expect: { outputs: { grade: { grade: 'C' } } } }] };

interface Draft {
  readonly flows: { readonly main: { readonly nodes: Record<string, { readonly config: unknown }>; readonly edges: Record<string, readonly string[]> } };
}

export async function ours(): Promise<Product> {
  const studio = await startStudio({ account: true });
  let made = 0;
  let id = '';
  const draft = async (): Promise<Draft> => (await studio.call('GET', `/api/scenarios/${id}`)).json['scenario'] as Draft;
  const configOf = async (node: string): Promise<string> => JSON.stringify((await draft()).flows.main.nodes[node]?.config ?? null);
  const card = (page: Page, node: string) => page.locator(`.react-flow__node[data-id="${node}"]`);
  return {
    name: `Scenario Studio ${version}`,
    fresh: async (context) => {
      made += 1;
      id = `subsidy-${made}`;
      const answer = await studio.call('POST', '/api/scenarios', { id, scenario: { ...scenario('all'), id, layout: LAYOUT } });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.json));
      const kept = await studio.call('PUT', `/api/scenarios/${id}/cases`, { cases: CASES, baseVersion: 0 });
      if (kept.status !== 200) throw new Error(`cases: ${JSON.stringify(kept.json)}`);
      const [name = '', value = ''] = studio.cookie().split('=');
      await context.addCookies([{ name, value, url: studio.url, httpOnly: true, sameSite: 'Lax' }]);
      const page = await context.newPage();
      await page.goto(`${studio.url}/studio/s/${id}/canvas`, { waitUntil: 'commit' });
      await card(page, 'done').waitFor();
      await page.getByText('Errors 0').waitFor();
      return page;
    },
    tasks: {
      insert: async ({ page, drag }: Hands) => {
        const [from, to] = [await card(page, 'grade').boundingBox(), await card(page, 'total').boundingBox()];
        if (from === null || to === null) throw new Error('the cards are not drawn');
        await drag(page.locator('.palette').getByText('Formulas', { exact: true }), { x: from.x + from.width / 2, y: (from.y + from.height + to.y) / 2 });
        await until('a step between grade and total', async () => {
          const { edges } = (await draft()).flows.main;
          const next = Object.values(edges).find(([source]) => source === 'grade.out')?.[1];
          return next !== undefined && next !== 'total' && Object.values(edges).some(([source, target]) => source === `${next}.out` && target === 'total');
        });
      },
      cell: async ({ page, click, type, press }) => {
        await click(card(page, 'grade'));
        await click(page.getByRole('button', { name: 'Open table' }));
        await click(page.locator('#cell-5-4'));
        await type('180');
        await press('Enter');
        await until('another share', async () => (await configOf('grade')).includes('"share":"180"'));
      },
      rename: async ({ page, click, press, type }) => {
        await click(card(page, 'grade'));
        await click(page.locator('.panel-head').getByRole('button'));
        await click(page.getByRole('menuitem', { name: 'Change id' }));
        // The old name is selected: what is typed takes its place.
        await until('the field to write in', () => page.evaluate<boolean>(`document.activeElement?.value === 'grade'`));
        await type('level');
        await press('Enter');
        await until('both uses follow', async () => (await configOf('total')).includes('level.share') && (await configOf('done')).includes('{level.grade}'));
      },
      undo: async ({ page, click, press }) => {
        const before = JSON.stringify(await draft());
        await click(card(page, 'grade'));
        await press('Delete');
        await card(page, 'grade').waitFor({ state: 'detached' });
        await press('Control+z');
        await card(page, 'grade').waitFor();
        await page.getByText(/^Saved /).waitFor();
        await until('the document as before', async () => JSON.stringify(await draft()) === before);
      },
      why: async ({ page, click, press }) => {
        await press('Control+Enter');
        await click(page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }));
        await card(page, 'grade').getByText('R6').waitFor();
      },
    },
    stop: studio.stop,
  };
}
