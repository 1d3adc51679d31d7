import { median, spread, type Bar } from '../bench.ts';
import type { Studio } from '../studio.ts';
import { SETTLE_MS } from './deeds.ts';
import { scriptOf } from './frames.ts';
import type { Opened } from './open.ts';

/** Of so many edits the script is measured; the others are made as fast as keys are pressed. */
const TIMED_EDITS = 60;
const PATIENCE_MS = 120_000;

async function draftOf(studio: Studio, id: string): Promise<string> {
  const { status, json } = await studio.call('GET', `/api/scenarios/${id}`);
  if (status !== 200) throw new Error(`the draft ${id} answered ${status}`);
  return JSON.stringify(json['scenario']);
}

/** Waits until the server has the document that `wanted` accepts. */
async function heard(studio: Studio, id: string, words: string, wanted: (draft: string) => boolean): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!wanted(await draftOf(studio, id))) {
    if (performance.now() > until) throw new Error(`${id}: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

interface Edited {
  /** Milliseconds of script of the edits that were timed. */
  readonly script: readonly number[];
  /** Milliseconds from one step taken back to the next. */
  readonly undo: number;
}

/** Moves of one card by key, again and again, and then every one of them taken back: as many steps as there were edits, and the document before them, byte for byte, on the server. */
export async function editAndUndo({ page, session }: Opened, studio: Studio, id: string, edits: number): Promise<Edited> {
  const before = await draftOf(studio, id);
  const script: number[] = [];
  const timedEvery = Math.max(1, Math.floor(edits / TIMED_EDITS));
  await page.locator('.react-flow__node[data-id="n26"]').click();
  for (let edit = 0; edit < edits; edit += 1) {
    const move = () => page.keyboard.press(edit % 6 < 4 ? 'ArrowRight' : 'ArrowLeft');
    // Two cards in turn, so that each move is a step of its own.
    await page.keyboard.press(edit % 2 === 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
    if (edit % timedEvery !== 0) {
      await move();
      continue;
    }
    // The panel of the other card has to be there, and what waits for quiet to have been asked for, before an edit is timed.
    await page.waitForTimeout(SETTLE_MS);
    script.push(await scriptOf(page, session, move));
  }
  await heard(studio, id, 'no edit reached the server', (draft) => draft !== before);
  await page.locator('.save-mark', { hasText: '已存' }).waitFor({ timeout: PATIENCE_MS });
  const undo = page.locator('.top-bar button[aria-label^="撤销"]');
  const began = performance.now();
  for (let edit = 1; edit < edits; edit += 1) await page.keyboard.press('Control+z');
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  const ms = (performance.now() - began) / (edits - 1);
  if (await undo.isDisabled()) throw new Error(`${edits} edits were fewer steps of undo`);
  await page.keyboard.press('Control+z');
  await page.locator('.top-bar button[aria-label="撤销"]:disabled').waitFor({ timeout: PATIENCE_MS });
  await heard(studio, id, `${edits} edits taken back did not give the document before them`, (draft) => draft === before);
  return { script, undo: ms };
}

export async function editBars(opened: Opened, studio: Studio, edits: number): Promise<readonly Bar[]> {
  const { script, undo } = await editAndUndo(opened, studio, 'big', edits);
  console.log(`designer edit, ms of script, min / median / max: ${spread(script)}; ${edits} edits taken back one by one, ${undo.toFixed(1)} ms each`);
  return [{ name: 'designer-edit-script', value: median(script), op: '<=', limit: 16, unit: 'ms' }, { name: 'designer-undo', value: edits, op: '>=', limit: edits, unit: '' }];
}
