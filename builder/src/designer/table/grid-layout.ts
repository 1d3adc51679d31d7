import type { CSSProperties } from 'react';
import type { TableColumn } from './table-columns.ts';

/** Height of a rule with one line of text, in pixels. */
export const ROW_PX = 40;
/** Width of the rule numbers and of the cases, in pixels. */
export const HEAD_PX = 54;
export const CASES_PX = 62;
/** Room left of the sheet that sticky cells move into. */
const SHEET_PADDING = 16;

/** Least width of each kind of column, and its share of what is left. */
const LEAST_PX = { input: 86, output: 94, basis: 108, dates: 72 } as const;
const SHARE = { input: 1.1, output: 1.2, basis: 1, dates: 0.7 } as const;
const MOST_PX = 190;

function textWidth(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 13 : 7), 0);
}

/** A column is at least as wide as its title, up to a limit. */
export function leastWidth(column: TableColumn, title: string): number {
  return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX[column.kind], textWidth(title) + 32)));
}

export interface GridLayout {
  readonly style: CSSProperties;
  /** Left edge of each column that stays in sight, in pixels from the sheet's edge. */
  readonly frozenLeft: readonly number[];
}

/**
 * Columns of the grid. Frozen columns stick where they would stand at their least widths: only a sheet that is too wide
 * scrolls sideways, and then every column has its least width.
 */
export function layoutOf(columns: readonly TableColumn[], titles: readonly string[], frozen: number, withCases: boolean): GridLayout {
  const least = columns.map((column, index) => leastWidth(column, titles[index] ?? ''));
  const template = columns.map((column, index) => `minmax(${least[index]}px,${SHARE[column.kind]}fr)`);
  const total = HEAD_PX + least.reduce((sum, width) => sum + width, 0) + (withCases ? CASES_PX : 0);
  let left = HEAD_PX - SHEET_PADDING;
  const frozenLeft = least.slice(0, frozen).map((width) => {
    const at = left;
    left += width;
    return at;
  });
  return { style: { ['--frozen' as string]: `${left + SHEET_PADDING}px`, ['--columns' as string]: `${HEAD_PX}px ${template.join(' ')}${withCases ? ` ${CASES_PX}px` : ''}`, minWidth: total }, frozenLeft };
}
