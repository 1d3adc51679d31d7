import type { Fix } from '../schema/diagnostic.ts';
import { DAY_COLUMN, type Finding } from './analyse.ts';
import { ownText } from './cell-text.ts';
import { readSimpleCell, type Kind, type Point } from './simple-cell.ts';
import type { TableConfig, TableRule } from './table-schema.ts';

/** The points the cells of a column are cut at, in order, and their kind. */
function cutsOf(config: TableConfig, input: string): { readonly kind: Kind | undefined; readonly points: readonly Point[] } {
  const cells = config.rules.map((rule) => readSimpleCell(ownText(rule.when, input))).flatMap((cell) => (cell === null || cell.any ? [] : [cell]));
  const kind = cells[0]?.kind;
  const points = cells.filter((cell) => cell.kind === kind).flatMap(({ intervals }) => intervals.flatMap(({ low, high }) => [low, high])).flatMap((point) => (point === null ? [] : [point]));
  return { kind, points: [...new Set(points)].sort((a, b) => (a < b ? -1 : 1)) };
}

function writerOf(kind: Kind | undefined): (point: Point) => string {
  return (point) => (kind === 'date' ? `date(${JSON.stringify(point)})` : JSON.stringify(point));
}

/** The example of a finding as formulas, by input. */
export function exampleFormulas(config: TableConfig, { example }: Finding): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(example).flatMap(([id, value]) => (value === null || id === DAY_COLUMN ? [] : [[id, writerOf(cutsOf(config, id).kind)(value)] as const])));
}

/** A cell that takes the whole stretch the example stands for, so that the row closes the gap and not one point of it. */
function cellOf(config: TableConfig, input: string, value: Point): string {
  const { kind, points } = cutsOf(config, input);
  const write = writerOf(kind);
  if ((kind !== 'number' && kind !== 'date') || points.includes(value)) return write(value);
  const below = points.findLast((point) => point < value);
  const above = points.find((point) => point > value);
  if (below === undefined) return above === undefined ? write(value) : `< ${write(above)}`;
  return above === undefined ? `> ${write(below)}` : `]${write(below)}..${write(above)}[`;
}

function freeId(rules: readonly TableRule[]): string {
  for (let number = rules.length + 1; ; number += 1) if (!rules.some((rule) => rule.id === `R${number}`)) return `R${number}`;
}

/** Adds the missing row at the end; its results are left for a person to decide. Paths are inside the node's config. */
export function gapFix(config: TableConfig, { example }: Finding): Fix {
  const when = Object.entries(example).flatMap(([id, value]) => (value === null || id === DAY_COLUMN ? [] : [[id, cellOf(config, id, value)] as const]));
  return { title: { 'zh-CN': '在此补一条', en: 'Add a rule here' }, edits: [{ path: '/rules/-', value: { id: freeId(config.rules), when: Object.fromEntries(when), then: {} } }] };
}
