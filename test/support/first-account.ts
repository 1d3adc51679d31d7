import { vi } from 'vitest';
import type { Page } from 'playwright-core';

const LINK = /http:\S+#token=[\w-]+/;

/** Makes the first account by the link the server printed, and ends on the empty home. */
export async function firstAccount(page: Page, server: { readonly output: () => string }): Promise<void> {
  const link = await vi.waitUntil(() => LINK.exec(server.output())?.[0], { timeout: 10_000 });
  await page.goto(link);
  await page.getByLabel('账号').fill('shen');
  await page.getByLabel('姓名').fill('沈工（化名）');
  await page.getByLabel('密码').fill('a-long-password-1');
  await page.getByRole('button', { name: '建账号' }).click();
  await page.getByText('还没有场景').waitFor();
}
