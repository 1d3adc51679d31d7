import type { Locator, Page } from 'playwright-core';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** From one character to the next, once the page has drawn the one before: jdm-editor loses some of those that come faster. */
const KEY_MS = 60;
const DRAWN = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';

/** A person at a page: waits for what is worked on to be there, as a person does, and counts every press. */
export interface Hands {
  readonly page: Page;
  /** A click; a double click counts as two. */
  readonly click: (target: Locator | Spot, times?: 1 | 2) => Promise<void>;
  /** A press, a pull and a release, counted as one click. @param noticed what shows that the place to drop on has noticed */
  readonly drag: (from: Locator, to: Locator | Spot, noticed?: Locator) => Promise<void>;
  /** One chord, counted as one key. */
  readonly press: (chord: string) => Promise<void>;
  /** As many keys as there are characters. */
  readonly type: (words: string) => Promise<void>;
  readonly count: () => { readonly clicks: number; readonly keys: number };
}

async function middleOf(target: Locator | Spot): Promise<Spot> {
  if ('x' in target) return target;
  await target.waitFor();
  const box = await target.boundingBox();
  if (box === null) throw new Error('what should be used is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function handsOn(page: Page): Hands {
  let [clicks, keys] = [0, 0];
  return {
    page,
    click: async (target, times = 1) => {
      clicks += times;
      if ('x' in target) await page.mouse.click(target.x, target.y, { clickCount: times });
      else await target.click({ clickCount: times });
    },
    drag: async (from, to, noticed) => {
      clicks += 1;
      const [start, end] = [await middleOf(from), await middleOf(to)];
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 });
      await page.mouse.move(end.x, end.y, { steps: 6 });
      if (noticed) await noticed.waitFor({ state: 'attached' });
      else await page.waitForTimeout(120);
      await page.mouse.up();
    },
    press: async (chord) => {
      keys += 1;
      await page.keyboard.press(chord);
    },
    type: async (words) => {
      keys += words.length;
      for (const character of words) {
        await page.keyboard.type(character);
        await page.evaluate(DRAWN);
        await page.waitForTimeout(KEY_MS);
      }
    },
    count: () => ({ clicks, keys }),
  };
}

/** Waits until a question is answered with yes. @throws with `words` when it never is */
export async function until(words: string, ask: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`${words} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
