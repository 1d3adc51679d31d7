import type { Dashboard } from '../../../../server/api/portal.ts';

export type Tile = Dashboard['tiles'][number];
export type Group = Tile['groups'][number];

const STEPS = [1, 2, 2.5, 5, 10];

/** The next round number at or above `value`, so that an axis ends on something sayable. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value - value * 1e-9) ?? 10) * power;
}

/** A shown number in the reader's way: percentages from shares, yuan with two decimals, counts grouped. */
export function formatFigure(value: number, unit: string | undefined, locale: string): { readonly number: string; readonly unit: string } {
  const format = (options: Intl.NumberFormatOptions, factor = 1) => new Intl.NumberFormat(locale, options).format(value * factor);
  const zh = locale !== 'en';
  if (unit === 'percent') return { number: format({ maximumFractionDigits: 2 }, 100), unit: '%' };
  if (unit === 'yuan') return { number: format({ minimumFractionDigits: 2, maximumFractionDigits: 2 }), unit: zh ? '元' : 'yuan' };
  if (unit === 'days') return { number: format({ maximumFractionDigits: 1 }), unit: zh ? '天' : 'days' };
  if (unit === 'count') return { number: format({ maximumFractionDigits: 0 }), unit: '' };
  return { number: format({ maximumFractionDigits: 2 }), unit: unit === undefined || unit === 'number' ? '' : unit };
}

/** The value of a group's column; null when hidden or missing. */
export function valueOf(group: Group, column: string): number | null {
  return group.hidden === true ? null : (group.values[column] ?? null);
}

/** Runs of neighbouring points that have a value: a line must not bridge what is hidden. */
export function lineRuns(values: readonly (number | null)[]): { readonly index: number; readonly value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  let open = false;
  values.forEach((value, index) => {
    if (value === null) {
      open = false;
      return;
    }
    if (!open) runs.push([]);
    open = true;
    runs.at(-1)?.push({ index, value });
  });
  return runs;
}

/** Pixels of a letter of an axis; a Chinese character takes two of these. */
const LETTER = 7;

/** About how wide the longest of some labels is drawn, in pixels. */
export function textWidth(labels: readonly string[]): number {
  const letters = (label: string) => Array.from(label).reduce((sum, character) => sum + (/[\u1100-\uffef]|[\ud800-\udfff]/.test(character) ? 2 : 1), 0);
  return LETTER * Math.max(1, ...labels.map(letters));
}

/** Every which label of an axis is written, so that none runs into the next. */
export function labelStep(count: number, width: number, labelWidth: number): number {
  const most = Math.max(1, Math.floor(width / (labelWidth + LETTER)));
  return Math.max(1, Math.ceil(count / most));
}

/** Where the points of a line stand, in pixels: each name is centred under its point and the first and last are whole; one point stands in the middle. */
export function linePlaces({ count, width, axis, names }: { readonly count: number; readonly width: number; readonly axis: number; readonly names: number }): { readonly start: number; readonly step: number } {
  const start = Math.max(axis, names / 2);
  const end = width - Math.max(12, names / 2);
  return count > 1 ? { start, step: (end - start) / (count - 1) } : { start: (start + end) / 2, step: 0 };
}
