import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** Rules kept as data, in the template that has such: a surcharge by grade as a parameter table, the water price of a county as a dataset. */
let studio: BuiltStudio;
let office: Visit;

interface Draft {
  readonly scenario: { readonly parameters: { readonly extra: { readonly values: readonly unknown[] } }; readonly flows: { readonly main: { readonly nodes: { readonly water: { readonly config: { readonly hitPolicy: string; readonly order?: string } } } } } };
}

async function draft(): Promise<Draft['scenario']> {
  return office.page.evaluate(async () => ((await (await fetch('/api/scenarios/land-performance')).json()) as Draft).scenario);
}

beforeAll(async () => {
  studio = await startBuiltStudio('rule-data');
  office = await visit(studio.browser);
  const { page } = office;
  page.setDefaultTimeout(20_000);
});

afterAll(() => studio.close());

describe('rules that are data', () => {
  it('come with the template', async () => {
    const { page } = office;
    await firstAccount(page, studio.server);
    const status = await page.evaluate(async () => (await fetch('/api/scenarios', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ template: 'land-performance' }) })).status);
    expect(status).toBe(201);
  });

  it('a parameter table: the surcharge of one grade is changed where it stands', async () => {
    const { page } = office;
    await page.goto(`${studio.url}/studio/s/land-performance/settings#parameters`);
    const table = page.getByRole('article').or(page.locator('.settings-card, .entry-card, section')).filter({ has: page.locator('code', { hasText: /^extra$/ }) }).last().getByRole('table');
    await expect.poll(() => table.getByRole('textbox', { name: '哪一项' }).first().inputValue()).toBe('C');
    const grades = await table.getByRole('textbox', { name: '哪一项' }).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(grades).toEqual(['C', 'D', '']);
    await table.getByRole('textbox', { name: '取值' }).nth(1).fill('0.20');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await draft()).parameters.extra.values[1]).toEqual({ key: 'D', from: null, value: '0.20', basis: 'ruian' });
  });

  it('a dataset table: its rows are shown as rules, and one more way to hit is chosen', async () => {
    const { page } = office;
    await page.goto(`${studio.url}/studio/s/land-performance`);
    await page.getByText('大纲', { exact: true }).click();
    await page.getByText('差别化水价', { exact: true }).first().click();
    await page.getByText('数据集规则表').first().waitFor();
    await page.getByText('示范县').first().waitFor();
    await page.getByRole('button', { name: /命中方式/ }).click();
    await page.getByRole('option', { name: '结论须相同' }).click();
    await expect.poll(async () => (await draft()).flows.main.nodes.water.config.hitPolicy).toBe('ANY');
    await page.getByText('错误 0').waitFor();
    expect([office.misdeeds.violations, office.misdeeds.errors]).toEqual([[], []]);
  });
});
