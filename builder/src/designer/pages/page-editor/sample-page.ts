import { maskText } from '../../../../../runtime/schema/mask.ts';
import { isRowsBlock, type Block, type RowsBlock } from '../../../../../runtime/schema/page-block.ts';
import { tilesOf, type Page } from '../../../../../runtime/schema/page.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Tile } from '../../../../../runtime/schema/tile.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import type { PageBlock, PageRow, PageRows } from '../../../../../server/api/pages.ts';
import type { Dashboard } from '../../../../../server/api/portal.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import type { DatasetColumn } from '../../panel/dataset-columns.ts';

/** A page with made-up figures and rows, so that nobody's data are read to draw it. */

export interface SampleFacts {
  readonly scenario: Scenario;
  readonly page: string;
  readonly locale: Locale;
  readonly columnsOf: (dataset: string) => readonly DatasetColumn[];
  readonly datasetTitle: (dataset: string) => string;
}

const ROWS = 6;
const two = (n: number): string => String(n).padStart(2, '0');

export function columnWords({ scenario, locale }: Pick<SampleFacts, 'scenario' | 'locale'>, dataset: string, column: DatasetColumn): string {
  return scenarioText(scenario, `@${dataset}.${column.id}`, locale) ?? scenarioText(scenario, column.title, locale) ?? column.id;
}

const valueWords = ({ scenario, locale }: SampleFacts, dataset: string, column: string, value: string | number): string => scenarioText(scenario, `@${dataset}.${column}.${value}`, locale) ?? String(value);

function maskedCell(block: RowsBlock, column: DatasetColumn, cell: string): string {
  const mask = column.mask ?? block.masks?.[column.id];
  return mask === undefined ? cell : maskText(mask, cell);
}

function sampleCell(facts: SampleFacts, dataset: string, column: DatasetColumn, index: number, today: string): string {
  const { type = 'string', enum: values } = column;
  const value = values?.[index % values.length];
  if (value !== undefined) return valueWords(facts, dataset, column.id, value);
  if (type === 'date' || type === 'date-time') return `${today.slice(0, 8)}${two(index * 4 + 2)}`;
  if (type === 'boolean') return index % 2 === 0 ? '✓' : '';
  if (type === 'integer' || type === 'number' || type === 'decimal') return String((index + 1) * 12);
  return `${columnWords(facts, dataset, column)} ${index + 1}`;
}

/** Columns of a board: those that are named, else two that are not. */
function sampleGroups(facts: SampleFacts, block: RowsBlock): NonNullable<PageRows['groups']> {
  const column = facts.columnsOf(block.dataset).find(({ id }) => id === block.by);
  const values = block.values ?? column?.enum ?? ['A', 'B'];
  return values.map((value, index) => ({ value, label: valueWords(facts, block.dataset, block.by ?? '', value), count: Array.from({ length: ROWS }).filter((_, row) => row % values.length === index).length }));
}

export function sampleRows(facts: SampleFacts, block: RowsBlock, today: string): PageRows {
  const columns = facts.columnsOf(block.dataset);
  const groups = block.block === 'board' ? sampleGroups(facts, block) : undefined;
  const rows = Array.from({ length: block.block === 'record' ? 1 : ROWS }, (_, index): PageRow => ({
    id: String(index), version: 1,
    cells: block.columns.map((id) => { const column = columns.find((one) => one.id === id) ?? { id }; return maskedCell(block, column, sampleCell(facts, block.dataset, column, index, today)); }),
    ...(groups ? { group: index % groups.length } : {}),
    ...(block.block === 'calendar' ? { day: `${today.slice(0, 8)}${two(index * 4 + 2)}` } : {}),
    ...(block.block === 'map' ? { at: [120.1 + ((index * 7) % 5) * 0.02, 30.2 + ((index * 3) % 4) * 0.02] as [number, number] } : {}),
  }));
  return { rows, count: rows.length, more: false, today, ...(groups ? { groups } : {}) };
}

function sampleTile({ scenario, page, locale }: SampleFacts, tile: Tile, index: number): Dashboard['tiles'][number] {
  const word = (key: string) => scenarioText(scenario, `@${page}.${tile.id}.${key}`, locale);
  const title = scenarioText(scenario, tile.title, locale) ?? scenarioText(scenario, `@${page}.${tile.id}`, locale) ?? tile.id;
  const columns = Object.keys(tile.values).map((id) => ({ id, title: scenarioText(scenario, tile.titles?.[id], locale) ?? word(id) ?? (Object.keys(tile.values).length === 1 ? title : id), ...(tile.units?.[id] ? { unit: tile.units[id] } : {}) }));
  const figure = (group: number, column: number, unit: string | undefined) => (unit === 'percent' ? 0.6 + ((index + group + column) % 4) * 0.09 : 120 + ((index * 31 + group * 47 + column * 13) % 90));
  const labels = tile.groupBy === undefined ? [''] : ['A', 'B', 'C', 'D'];
  const definition = scenarioText(scenario, tile.definition, locale);
  return {
    id: tile.id, title, ...(definition === undefined ? {} : { definition }),
    kind: tile.kind ?? (tile.groupBy === undefined ? 'number' : 'bar'), columns,
    groups: labels.map((label, group) => ({ label, values: Object.fromEntries(columns.map(({ id, unit }, column) => [id, figure(group, column, unit)])) })),
  };
}

function sampleBlock(facts: SampleFacts, block: Block): PageBlock {
  const { scenario, locale, page } = facts;
  if (block.block === 'tile') return { id: block.id, block: 'tile', tile: block.tile.id };
  if (!isRowsBlock(block)) return { id: block.id, block: block.block, text: scenarioText(scenario, block.text, locale) ?? block.text, ...(block.block === 'button' && block.page !== undefined ? { page: block.page } : {}) };
  const columns = facts.columnsOf(block.dataset);
  return {
    id: block.id, block: block.block,
    title: scenarioText(scenario, block.title, locale) ?? scenarioText(scenario, `@${page}.${block.id}`, locale) ?? facts.datasetTitle(block.dataset),
    columns: block.columns.map((id) => {
      const column = columns.find((candidate) => candidate.id === id) ?? { id };
      return { id, title: columnWords(facts, block.dataset, column), type: column.type ?? 'string', ...(column.mask === undefined && block.masks?.[id] === undefined ? {} : { masked: true as const }), ...(column.enum ? { choices: column.enum.map((value) => ({ value, label: valueWords(facts, block.dataset, id, value) })) } : {}) };
    }),
    ...(block.open === undefined ? {} : { open: block.open }), mayMove: block.move !== undefined, mayExport: block.export !== undefined,
  };
}

export function samplePage(facts: SampleFacts, page: Page): Pick<Dashboard, 'tiles' | 'blocks'> {
  return { tiles: tilesOf(page).map((tile, index) => sampleTile(facts, tile, index)), ...(page.type === 'blocks' ? { blocks: page.blocks.map((block) => sampleBlock(facts, block)) } : {}) };
}
