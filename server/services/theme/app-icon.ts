import { palettePng } from '../public/png.ts';
import type { Palette } from '../../api/theme.ts';

/** `builder/public/icon.svg` on its grid of 32: three strokes of 工 as left, top, width, height. The ground fills the square, so that a launcher may cut any shape from it. */
const GRID = 32;
const STROKES = [[9, 8, 14, 4], [14, 12, 4, 8], [9, 20, 14, 4]] as const;

export const ICON_SIDES = [192, 512] as const;

const drawn = new Map<string, Buffer>();
/** More looks than a province has; beyond it the oldest is drawn again. */
const MOST_KEPT = 64;

/** The icon of the installed portal in the colours of a space. */
export function appIcon(side: (typeof ICON_SIDES)[number], { accent, on }: Palette): Buffer {
  const key = `${side}${accent}${on}`;
  const known = drawn.get(key);
  if (known) return known;
  const unit = side / GRID;
  const dots = new Uint8Array(side * side);
  for (const [left, top, width, height] of STROKES) for (let y = top * unit; y < (top + height) * unit; y += 1) dots.fill(1, y * side + left * unit, y * side + (left + width) * unit);
  const icon = palettePng(side, [accent, on], dots);
  const [oldest] = drawn.keys();
  if (drawn.size >= MOST_KEPT && oldest !== undefined) drawn.delete(oldest);
  drawn.set(key, icon);
  return icon;
}
