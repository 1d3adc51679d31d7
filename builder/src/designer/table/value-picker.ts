import { readSimpleCell, type Point } from '../../../../runtime/rules/simple-cell.ts';
import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { asSchema, choicesOf } from '../formula/formula-scope.ts';
import { knownValues } from '../formula/known-values.ts';
import { cellText, type TableColumn } from './table-columns.ts';

const MOST_VALUES = 40;
const PATH = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

export type PickKind = 'boolean' | 'date' | 'choices';

export interface Pick {
  readonly kind: PickKind;
  /** Texts and numbers to choose from, for `choices`. */
  readonly values: readonly Point[];
}

function pointsOf(cell: string): readonly Point[] {
  const read = readSimpleCell(cell);
  if (read === null || read.any) return [];
  return read.intervals.flatMap(({ low, high }) => (low !== null && low === high ? [low] : []));
}

/** What a column may know of its values beside its type and its cells. */
export interface KnownElsewhere {
  /** Of the last test run, by name. */
  readonly samples?: Readonly<Record<string, unknown>> | undefined;
  /** Of the dataset it is read from. */
  readonly stored?: readonly Point[] | undefined;
}

/** Texts the cells of a column mention, as many as are shown. A text that many cells hold is read once. */
function textsOf(column: TableColumn, rules: readonly TableRule[]): readonly Point[] {
  const cells = new Set<string>();
  const texts = new Set<Point>();
  for (const rule of rules) {
    const cell = cellText(rule, column);
    if (cells.has(cell)) continue;
    cells.add(cell);
    for (const point of pointsOf(cell)) if (typeof point === 'string') texts.add(point);
    if (texts.size >= MOST_VALUES) break;
  }
  return [...texts];
}

/** What a cell of this column can be chosen from: yes and no, a day, the listed values, those other cells hold, those of its dataset, and those the column had in the last test run. Undefined: it is typed. */
export function pickOf(column: TableColumn, schema: unknown, rules: readonly TableRule[], { samples, stored = [] }: KnownElsewhere = {}): Pick | undefined {
  const type = typeFromSchema(schema);
  if (type.kind === 'boolean') return { kind: 'boolean', values: [] };
  if (type.kind === 'date') return { kind: 'date', values: [] };
  const listed = choicesOf(asSchema(schema)).filter((value): value is Point => typeof value === 'string' || typeof value === 'number');
  const known = type.kind === 'string' ? textsOf(column, rules) : [];
  const seen = type.kind === 'string' && column.kind === 'input' && PATH.test(column.input.expr) ? knownValues(samples, column.input.expr.split('.')) : [];
  const values = [...new Set([...listed, ...known, ...(type.kind === 'string' ? stored : []), ...seen])].slice(0, MOST_VALUES);
  return values.length === 0 ? undefined : { kind: 'choices', values };
}

/** The values a condition lists, when it lists nothing else; undefined for any other cell. */
export function chosenIn(cell: string): ReadonlySet<Point> | undefined {
  const text = cell.trim();
  if (text === '' || text === '-') return new Set();
  const read = readSimpleCell(text);
  if (read === null || read.any || read.negated) return undefined;
  const points = pointsOf(text);
  return points.length === read.intervals.length ? new Set(points) : undefined;
}

export function literal(value: Point): string {
  return JSON.stringify(value);
}

/** The condition with one value more or less; none left = any. */
export function toggled(cell: string, value: Point): string {
  const chosen = new Set(chosenIn(cell) ?? []);
  if (!chosen.delete(value)) chosen.add(value);
  return [...chosen].map(literal).join(',');
}

/** A condition on days: from, to, both or one and the same day. */
export function dayCell(from: string, to: string): string {
  const day = (text: string): string => `date("${text}")`;
  if (from !== '' && to !== '') return from === to ? day(from) : `[${day(from)}..${day(to)}]`;
  return from !== '' ? `>= ${day(from)}` : to !== '' ? `<= ${day(to)}` : '';
}

/** The days a condition is about, to fill the fields with. */
export function daysIn(cell: string): { readonly from: string; readonly to: string } {
  const read = readSimpleCell(cell);
  const first = read === null || read.any || read.kind !== 'date' ? undefined : read.intervals[0];
  return { from: first?.low == null ? '' : String(first.low), to: first?.high == null ? '' : String(first.high) };
}
