import type { Measure, Tile, TILE_UNITS } from '../../../../../runtime/schema/tile.ts';
import { freeId, patched, type ColumnFact } from './page-edits.ts';

/** Figures of a tile as people choose them: how many rows, or a sum, average, least or greatest of a column. */

export const FIGURE_KINDS = ['count', 'sum', 'avg', 'median', 'min', 'max'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];
export type TileUnit = (typeof TILE_UNITS)[number];

/** One shown figure. `source` is the formula of its measure; `column` is there when that is just a column. */
export interface Figure {
  readonly id: string;
  readonly measure: string;
  readonly kind: FigureKind;
  readonly source: string;
  readonly column?: string;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const COLUMN = /^row\.([\p{L}_][\p{L}\p{N}_]*)$/u;
const NUMERIC: ReadonlySet<string> = new Set(['integer', 'number', 'decimal']);
const DAYS: ReadonlySet<string> = new Set(['date', 'date-time']);

export const isNumberColumn = ({ type = '' }: Pick<ColumnFact, 'type'>): boolean => NUMERIC.has(type);
export const isDayColumn = ({ type = '' }: Pick<ColumnFact, 'type'>): boolean => DAYS.has(type);

/** Columns whose values rows may be grouped by: not long words, not lists, not persons. */
export const isGroupColumn = ({ type = 'string', personal }: ColumnFact): boolean => personal === undefined && ['string', 'integer', 'boolean', 'date', 'date-time'].includes(type);

export function readMeasure(measure: Measure): { readonly kind: FigureKind; readonly source: string } {
  const [kind = 'count', source = ''] = Object.entries(measure)[0] ?? [];
  return { kind: kind as FigureKind, source };
}

/** The shown values of a tile that are one measure each; undefined for one that is worked out from several. */
export function figureOf(tile: Tile, id: string): Figure | undefined {
  const name = (tile.values[id] ?? '').trim();
  if (!NAME.test(name) || !Object.hasOwn(tile.measures, name)) return undefined;
  const { kind, source } = readMeasure(tile.measures[name] as Measure);
  const column = COLUMN.exec(source.trim())?.[1];
  return { id, measure: name, kind, source, ...(column === undefined ? {} : { column }) };
}

const measureOf = (kind: FigureKind, source: string): Measure => ({ [kind]: source }) as unknown as Measure;

/** How often a measure is read by the values of a tile. */
const uses = (tile: Tile, measure: string): number => Object.values(tile.values).filter((source) => new RegExp(`(?<![\\p{L}\\p{N}_.])${measure}(?![\\p{L}\\p{N}_])`, 'u').test(source)).length;

/** A figure of another kind or column; a measure that other values read as well stays, and this one gets its own. */
export function withFigure(tile: Tile, figure: Figure, kind: FigureKind, source: string): Tile {
  const shared = uses(tile, figure.measure) > 1;
  const name = shared ? freeId(figure.id, Object.keys(tile.measures)) : figure.measure;
  return { ...tile, measures: { ...tile.measures, [name]: measureOf(kind, source) }, values: { ...tile.values, [figure.id]: name } };
}

export function withUnit(tile: Tile, id: string, unit: TileUnit | undefined): Tile {
  const units = patched<Record<string, TileUnit>>(tile.units ?? {}, { [id]: unit });
  return patched(tile, { units: Object.keys(units).length === 0 ? undefined : units });
}

export function addFigure(tile: Tile, title: string): Tile {
  const id = freeId('n', [...Object.keys(tile.measures), ...Object.keys(tile.values)]);
  return { ...tile, measures: { ...tile.measures, [id]: { count: 'true' } }, values: { ...tile.values, [id]: id }, units: { ...tile.units, [id]: 'count' }, titles: { ...tile.titles, [id]: title } };
}

/** Without a figure; its measure goes with it when nothing else reads it. One figure stays. */
export function removeFigure(tile: Tile, id: string): Tile {
  if (Object.keys(tile.values).length <= 1) return tile;
  const without = <V>(record: Readonly<Record<string, V>> | undefined): Record<string, V> => Object.fromEntries(Object.entries(record ?? {}).filter(([key]) => key !== id));
  const made = { ...tile, values: without(tile.values) };
  const units = without(tile.units);
  const titles = without(tile.titles);
  return patched({ ...made, measures: Object.fromEntries(Object.entries(tile.measures).filter(([name]) => uses(made, name) > 0)) }, { units: Object.keys(units).length === 0 ? undefined : units, titles: Object.keys(titles).length === 0 ? undefined : titles });
}

export const DAY_STEPS = ['year', 'month', 'day'] as const;
export type DayStep = (typeof DAY_STEPS)[number];

/** What rows are grouped by, as it is chosen. */
export interface Grouping {
  readonly column: string;
  /** Of a column with days; absent: by its values as they are. */
  readonly step?: DayStep;
}

const two = (part: string): string => `(if ${part} < 10 then "0" else "") + string(${part})`;

export function groupingFormula({ column, step }: Grouping): string {
  const at = `row.${column}`;
  if (step === undefined) return at;
  const year = `string(${at}.year)`;
  if (step === 'year') return year;
  const month = `${year} + "-" + ${two(`${at}.month`)}`;
  return step === 'month' ? month : `${month} + "-" + ${two(`${at}.day`)}`;
}

/** The grouping a formula says; undefined for one that only a formula can say. */
export function readGrouping(source: string): Grouping | undefined {
  const column = /row\.([\p{L}_][\p{L}\p{N}_]*)/u.exec(source)?.[1];
  if (column === undefined) return undefined;
  return [undefined, ...DAY_STEPS].map((step): Grouping => ({ column, ...(step === undefined ? {} : { step }) })).find((grouping) => groupingFormula(grouping).replaceAll(/\s/gu, '') === source.replaceAll(/\s/gu, ''));
}
