import type { Page } from 'playwright-core';

/** One kind of page under the same hands: ours and bare React Flow. */
export interface Hands {
  readonly page: Page;
  /** Mouse button that pans. */
  readonly panWith: 'left' | 'middle';
  /** Puts the cursor into the field that renames a card. */
  readonly intoTitle: () => Promise<void>;
  /** Where an empty part of the canvas is. */
  readonly empty: { readonly x: number; readonly y: number };
}

const STEPS = 60;

async function waveFrom(page: Page, x: number, y: number): Promise<void> {
  for (let step = 1; step <= STEPS; step += 1) {
    await page.mouse.move(x + Math.sin(step / 8) * 260, y + Math.cos(step / 11) * 120);
    await page.waitForTimeout(8);
  }
}

export async function pan({ page, panWith, empty }: Hands): Promise<void> {
  await page.mouse.move(empty.x, empty.y);
  await page.mouse.down({ button: panWith });
  await waveFrom(page, empty.x, empty.y);
  await page.mouse.move(empty.x, empty.y);
  await page.mouse.up({ button: panWith });
}

export async function drag({ page }: Hands): Promise<void> {
  const box = await page.locator('.react-flow__node[data-id="n26"]').boundingBox();
  if (box === null) throw new Error('the card to drag is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await waveFrom(page, x, y);
  await page.mouse.move(x, y);
  await page.mouse.up();
}

const WORDS = 'a scenario as light as a drawing program ';

export async function typeTitle({ page, intoTitle }: Hands): Promise<void> {
  await intoTitle();
  await page.keyboard.type(WORDS, { delay: 16 });
}
