import type { Tile } from './chart-scale.ts';

/** A row has so many columns. */
const COLUMNS = 12;

/** A figure that stands alone, without groups. */
export const isSingle = ({ kind, groups }: Tile): boolean => kind === 'number' && groups.length <= 1;
/** A drawing with its table beside it. */
export const isDrawn = (tile: Tile): boolean => tile.kind === 'bar' || tile.kind === 'line' || (tile.kind === 'number' && !isSingle(tile));

/** Columns a tile asks for. */
const wish = (tile: Tile): number => (isSingle(tile) ? 4 : isDrawn(tile) ? COLUMNS : 6);

/** Like tiles share the room of their row; of unlike ones the last takes what is left. */
function filled(row: readonly number[]): readonly number[] {
  const room = COLUMNS - row.reduce((sum, one) => sum + one, 0);
  if (row.every((one) => one === row[0])) return row.map(() => COLUMNS / row.length);
  return row.map((one, at) => (at === row.length - 1 ? one + room : one));
}

/** How many of twelve columns each block has; `undefined` is a block that takes a whole row. No row is left half empty. */
export function tileSpans(blocks: readonly (Tile | undefined)[]): readonly number[] {
  const spans: number[] = [];
  let row: number[] = [];
  const end = (): void => {
    if (row.length > 0) spans.push(...filled(row));
    row = [];
  };
  for (const block of blocks) {
    const wanted = block === undefined ? COLUMNS : wish(block);
    if (row.reduce((sum, one) => sum + one, wanted) > COLUMNS) end();
    row.push(wanted);
  }
  end();
  return spans;
}
