import { setImmediate } from 'node:timers/promises';
import type { TSchema } from 'typebox';
import { compileFormula, lambdaOf, type Scope } from '../../runtime/engine/formula.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { commonNames } from '../../runtime/engine/scope.ts';
import { pushdown, type Pushed } from '../../runtime/host/pushdown.ts';
import { datasetSchema } from '../../runtime/host/query.ts';
import type { FigureGroup, ToldFigures } from '../../runtime/host/host.ts';
import type { FilterTest, RowFilter, StoredRow } from '../../runtime/host/row-filter.ts';
import { fieldsRead } from '../../runtime/host/sharing/fields-read.ts';
import type { DatasetReads } from '../../runtime/host/sharing/query-reads.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Measure, Tile } from '../../runtime/schema/tile.ts';
import { createDatasetSource, type DatasetSource, type SourceBase } from '../host/dataset-source.ts';
import { tellCounted } from './sharing/counted/tell.ts';

/** Names and surroundings of one evaluation. One object per row serves every formula: copying it costs more than most formulas. */
export type RowScope = Readonly<Record<string | symbol, unknown>>;

export interface TileRows {
  readonly scopes: readonly RowScope[];
  /** Groups of fewer rows are not shown, because the data are another unit's and may be counted only. */
  readonly smallest: number;
  /** Asked before figures are shown of what may be counted only. */
  readonly tell: (groups: readonly FigureGroup[]) => Promise<readonly (ToldFigures | null)[]>;
}

/** What a tile that only counts says, when the store has counted. */
export interface TileCounts {
  readonly rows: number;
  readonly measures: Readonly<Record<string, number>>;
}

/** The data of the tiles of one page, at one moment. */
export interface TileData {
  /** Every row that the condition of a tile holds for, and perhaps others. */
  readonly rows: (tile: Tile) => Promise<TileRows>;
  /** Undefined where the rows have to be looked at. */
  readonly counts: (tile: Tile) => Promise<TileCounts | undefined>;
}

/** Rows read between two turns of the event loop. */
const TURN = 2000;
const EVERY: RowFilter = { all: [] };

export function formulaOf(measure: Measure): string {
  return Object.values(measure)[0] as string;
}

function formulasOf(tile: Tile): string[] {
  return [tile.where, tile.groupBy, ...Object.values(tile.measures).map(formulaOf)].filter((source) => source !== undefined);
}

const COLUMN = /^\s*row\s*\.\s*[\p{L}\p{N}_]+\s*$/u;

/** Formulas that can be made to give what one row holds: conditions, and measures that are more than a column. */
function tellingOf(tile: Tile): string[] {
  const measures = Object.values(tile.measures).filter((measure) => 'count' in measure || !COLUMN.test(formulaOf(measure))).map(formulaOf);
  return tile.where === undefined ? measures : [tile.where, ...measures];
}

interface Read {
  readonly scopes: readonly RowScope[];
  readonly stored: readonly StoredRow[];
}

/** Columns that a formula reads; all of them when it uses the row as a whole. */
function columnsOf(plan: Plan, { dataset }: Tile, source: string): readonly string[] {
  const definition = plan.datasets[dataset];
  const formula = compileFormula(plan.language, source, { ...commonNames(plan.scenario), row: datasetSchema(definition) }, 'expression', []);
  const found = formula && fieldsRead(formula.ir);
  return found?.whole === false ? [...found.own] : (definition?.fields ?? []).map(({ id }) => id);
}

/** What one tile reads of its dataset. */
function readsOf(plan: Plan, tile: Tile): DatasetReads {
  const columns = (sources: readonly string[]) => new Set(sources.flatMap((source) => columnsOf(plan, tile, source)));
  // Every row carries these, so nobody has to be granted them; in groups and measures they name a row as a column may.
  const granted = (fields: Iterable<string>) => new Set([...fields].filter((field) => field !== '_id' && field !== '_version'));
  const keys = columns(tile.groupBy === undefined ? [] : [tile.groupBy]);
  const measured = columns(Object.values(tile.measures).map(formulaOf));
  return { tested: granted(columns(tellingOf(tile))), given: granted([...columns(conditionsOf(tile)), ...keys, ...measured]), grouped: true, whole: false, keys, measured, mixed: keys.size > 1 };
}

/** The part of a row's schema that some formula mentions; all of it when one uses the row as a whole. */
function readPart(plan: Plan, dataset: string, sources: readonly string[]): TSchema {
  const whole = datasetSchema(plan.datasets[dataset]);
  const { properties } = whole as { properties?: Record<string, TSchema> };
  if (!properties || sources.some((source) => /\brow\b(?!\s*\.)/u.test(source))) return whole;
  return { ...whole, properties: Object.fromEntries(Object.entries(properties).filter(([field]) => sources.some((source) => source.includes(field)))) };
}

/** What a store may test of conditions that must all hold. */
function testsOf(plan: Plan, dataset: string, sources: readonly string[], surroundings: Scope): Pushed {
  const definition = plan.datasets[dataset];
  const names = { ...commonNames(plan.scenario), row: datasetSchema(definition) };
  const all: FilterTest[] = [];
  let exact = true;
  for (const source of sources) {
    if (source.trim() === 'true') continue;
    const formula = compileFormula(plan.language, source, names, 'expression', []);
    const pushed = formula ? pushdown(lambdaOf(formula, surroundings), definition) : { filter: EVERY, exact: false };
    all.push(...pushed.filter.all);
    exact &&= pushed.exact;
  }
  return { filter: { all }, exact };
}

const conditionsOf = ({ where }: Tile): readonly string[] => (where === undefined ? [] : [where]);

/** The rows of a tile that only counts, and those of each of its measures, when a store can tell them apart. */
function countersOf(plan: Plan, tile: Tile, surroundings: Scope): readonly RowFilter[] | undefined {
  const measures = Object.values(tile.measures);
  if (tile.groupBy !== undefined || measures.some((measure) => !('count' in measure))) return undefined;
  const asked = [[], ...measures.map((measure) => [formulaOf(measure)])].map((more) => testsOf(plan, tile.dataset, [...conditionsOf(tile), ...more], surroundings));
  return asked.every(({ exact }) => exact) ? asked.map(({ filter }) => filter) : undefined;
}

/** Reads rows in turns, so that a large dataset leaves room for other requests. */
async function readRows(source: DatasetSource, schema: TSchema, dataset: string, filter: RowFilter, surroundings: Scope): Promise<Read> {
  const fields = Object.keys((schema as { properties?: object }).properties ?? {});
  const scopes: RowScope[] = [];
  const stored = await source.rows(dataset, filter);
  for (const { data, id, version } of stored) {
    const part: Record<string, Json> = {};
    for (const field of fields) part[field] = field === '_id' ? id : field === '_version' ? version : (data[field] ?? null);
    scopes.push({ row: source.decode(part, schema), ...surroundings });
    if (scopes.length % TURN === 0) await setImmediate();
  }
  return { scopes, stored };
}

/** What of a dataset several tiles may know, and the rows that each reads. */
function openDataset(base: SourceBase, plan: Plan, dataset: string, tiles: readonly Tile[], surroundings: Scope): TileData {
  const sources = tiles.flatMap(formulasOf);
  const source = createDatasetSource(base, plan);
  const schema = readPart(plan, dataset, sources);
  const counters = new Map(tiles.map((tile) => [tile, countersOf(plan, tile, surroundings)]));
  const filters = new Map(tiles.map((tile) => [tile, testsOf(plan, dataset, conditionsOf(tile), surroundings).filter]));
  // One tile that looks at every row has read those of the others.
  const everyRow = tiles.some((tile) => counters.get(tile) === undefined && filters.get(tile)?.all.length === 0);
  const allowed = new Map(tiles.map((tile) => [tile, source.allow(dataset, readsOf(plan, tile))]));
  // Whoever asks first is told; the others are not left unheard.
  for (const one of allowed.values()) if (one instanceof Promise) one.catch(() => undefined);
  const smallestOf = async (tile: Tile) => (await Promise.all([...allowed].map(async ([one, may]) => [one, (await may).smallest] as const))).find(([one]) => one === tile)?.[1] ?? 0;
  const read = new Map<string, Promise<Read>>();
  return {
    rows: async (tile) => {
      const smallest = await smallestOf(tile);
      const filter = everyRow ? EVERY : (filters.get(tile) ?? EVERY);
      const key = JSON.stringify(filter);
      const found = read.get(key) ?? readRows(source, schema, dataset, filter, surroundings);
      read.set(key, found);
      const { scopes, stored } = await found;
      return { scopes, smallest, tell: (groups) => tellCounted(base.sharing, plan, [{ local: dataset, reads: readsOf(plan, tile), rowsAt: (place) => stored.slice(place, place + 1) }], groups) };
    },
    counts: async (tile) => {
      const asked = counters.get(tile);
      if (asked === undefined) return undefined;
      // Which rows are counted must be known where they may be counted only.
      if ((await smallestOf(tile)) > 0) return undefined;
      const found = await Promise.all(asked.map((filter) => source.part(dataset, filter, { limit: 1 })));
      const [rows, ...counts] = found.map((part) => part?.count);
      if (rows === undefined || counts.includes(undefined)) return undefined;
      return { rows, measures: Object.fromEntries(Object.keys(tile.measures).map((id, index) => [id, counts[index] ?? 0])) };
    },
  };
}

export function openTileData(base: SourceBase, plan: Plan, tiles: readonly Tile[], surroundings: Scope): TileData {
  const open = new Map<string, TileData>();
  const of = ({ dataset }: Tile): TileData => {
    const data = open.get(dataset) ?? openDataset(base, plan, dataset, tiles.filter((tile) => tile.dataset === dataset), surroundings);
    open.set(dataset, data);
    return data;
  };
  return { rows: (tile) => of(tile).rows(tile), counts: (tile) => of(tile).counts(tile) };
}
