import type { Page } from 'playwright-core';

/** One kind of page under the same hands: ours and bare React Flow. */
export interface Hands {
  readonly page: Page;
  /** Mouse button that pans. */
  readonly panWith: 'left' | 'middle';
  /** Puts the cursor into the field that renames a card. */
  readonly intoTitle: () => Promise<void>;
}

/** Makes everything ready; what it gives back is what is timed, and throws when it did not do what it should. */
export type Deed = (hands: Hands) => Promise<() => Promise<void>>;

/** Until a panel has opened and what waits for quiet (save, check) has been asked for, in milliseconds. */
export const SETTLE_MS = 1200;

interface Spot {
  readonly x: number;
  readonly y: number;
}

const STEPS = 60;

async function wave(page: Page, { x, y }: Spot, half: () => Promise<void>): Promise<void> {
  for (let step = 1; step <= STEPS; step += 1) {
    await page.mouse.move(x + Math.sin(step / 8) * 260, y + Math.cos(step / 11) * 120);
    if (step === STEPS / 2) await half();
    await page.waitForTimeout(8);
  }
}

/** A spot in the middle of the window that no card, edge, map or bar lies on. */
async function emptySpot(page: Page): Promise<Spot> {
  const spot = await page.evaluate<Spot | null>(`(() => {
    const free = (x, y) => document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') === true;
    for (let y = 320; y < 640; y += 7) for (let x = 580; x < 940; x += 11) {
      if ([[0, 0], [-6, 0], [6, 0], [0, -6], [0, 6]].every(([right, down]) => free(x + right, y + down))) return { x, y };
    }
    return null;
  })()`);
  if (spot === null) throw new Error('no spot of the canvas is empty');
  return spot;
}

const viewOf = (page: Page): Promise<string> => page.evaluate<string>(`document.querySelector('.react-flow__viewport').style.transform`);

/** The card nearest to the middle of the window: what is dragged there moves no view. @returns a selector */
export async function middleCard(page: Page): Promise<string> {
  const id = await page.evaluate<string | null>(`(() => {
    const found = [...document.querySelectorAll('.react-flow__node')].map((node) => ({ node, box: node.getBoundingClientRect() })).map(({ node, box }) => ({ node, x: box.x + box.width / 2, y: box.y + box.height / 2 }))
      .filter(({ node, x, y }) => node.contains(document.elementFromPoint(x, y)))
      .sort((one, other) => Math.hypot(one.x - 640, one.y - 400) - Math.hypot(other.x - 640, other.y - 400))[0];
    return found === undefined ? null : found.node.dataset.id;
  })()`);
  if (id === null) throw new Error('no card is drawn in the middle');
  return `.react-flow__node[data-id="${id}"]`;
}

/** Held down at a spot, waved about and back to it; @param moves reads what has to be elsewhere half-way */
async function waved(page: Page, spot: Spot, button: 'left' | 'middle', moves: () => Promise<string>): Promise<void> {
  const before = await moves();
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.down({ button });
  await wave(page, spot, async () => {
    if ((await moves()) === before) throw new Error(`nothing moved under the hand at ${spot.x}, ${spot.y}`);
  });
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.up({ button });
}

export const pan: Deed = async ({ page, panWith }) => {
  const spot = await emptySpot(page);
  return () => waved(page, spot, panWith, () => viewOf(page));
};

export const drag: Deed = async ({ page }) => {
  const card = await middleCard(page);
  const box = await page.locator(card).boundingBox();
  if (box === null) throw new Error('the card to drag is not drawn');
  const spot = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return () => waved(page, spot, 'left', () => page.evaluate<string>(`document.querySelector('${card}').style.transform`));
};

const WORDS = 'a scenario as light as a drawing program ';

export const typeTitle: Deed = async ({ page, intoTitle }) => {
  await intoTitle();
  // A click in a field puts the cursor where it is, which may be in the middle of the words of the last round.
  await page.keyboard.press('End');
  return async () => {
    await page.keyboard.type(WORDS, { delay: 16 });
    const typed = await page.evaluate<string>('document.activeElement.value');
    if (!typed.endsWith(WORDS)) throw new Error(`the field says ${JSON.stringify(typed)}`);
  };
};
