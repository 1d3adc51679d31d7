import { setImmediate } from 'node:timers/promises';
import type { TSchema } from 'typebox';
import { datasetSchema } from '../../runtime/host/query.ts';
import { compileFormula, type Scope } from '../../runtime/engine/formula.ts';
import { commonNames } from '../../runtime/engine/scope.ts';
import { addCommon } from '../../runtime/engine/surroundings.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { tilesOf, type Page } from '../../runtime/schema/page.ts';
import type { Measure, Tile } from '../../runtime/schema/tile.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Dashboard } from '../api/portal.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import type { SourceBase } from '../host/dataset-source.ts';
import type { Base } from './context.ts';
import { fail } from '../errors.ts';
import { createRevisedCache } from './revised.ts';
import type { RevisedCache } from './revised.ts';
import { demandReading } from './sharing/shelf.ts';
import { textByKey, textOf } from './texts.ts';
import { valueText } from './words.ts';

/** Names and surroundings of one evaluation. One object per row serves every formula: copying it costs more than most formulas. */
type RowScope = Readonly<Record<string | symbol, unknown>>;
type Evaluate = (scope: RowScope) => unknown;

interface TileRows {
  readonly scopes: readonly RowScope[];
  /** Groups of fewer rows are not shown, because the data are another unit's and may be counted only. */
  readonly smallest: number;
}

interface TileWork {
  readonly plan: Plan;
  readonly page: string;
  readonly tile: Tile;
  readonly locale: Locale;
  /** Rows of a dataset as FEEL values, read once for all tiles of a page. */
  readonly rows: (dataset: string) => Promise<TileRows>;
  readonly surroundings: Scope;
  readonly compile: (source: string, locals: Readonly<Record<string, TSchema>>) => Evaluate;
}

interface MeasureState {
  count: number;
  sum: number;
  min: number | null;
  max: number | null;
  /** Kept for a median only: it needs them all. */
  readonly values: number[];
}

/** Rows read between two turns of the event loop. */
const TURN = 2000;
const NUMBER = { type: 'number', nullable: true } as unknown as TSchema;

function formulaOf(measure: Measure): string {
  return Object.values(measure)[0] as string;
}

function numberOf(plan: Plan, value: unknown): number | null {
  const json = value === null || value === undefined ? null : plan.language.toJson(value);
  const number = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function add(state: MeasureState, measure: Measure, value: unknown, plan: Plan): void {
  if ('count' in measure) {
    if (value === true) state.count += 1;
    return;
  }
  const number = numberOf(plan, value);
  if (number === null) return;
  state.count += 1;
  state.sum += number;
  if ('median' in measure) state.values.push(number);
  state.min = state.min === null ? number : Math.min(state.min, number);
  state.max = state.max === null ? number : Math.max(state.max, number);
}

/** Sums lose the dust of binary fractions: six decimals are kept. */
function resultOf(measure: Measure, state: MeasureState): number | null {
  if ('count' in measure) return state.count;
  if ('sum' in measure) return Math.round(state.sum * 1e6) / 1e6;
  if ('avg' in measure) return state.count === 0 ? null : state.sum / state.count;
  if ('median' in measure) return medianOf(state.values);
  return 'min' in measure ? state.min : state.max;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below, above] = sorted.length % 2 === 0 ? [sorted[middle - 1], sorted[middle]] : [sorted[middle], sorted[middle]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}

interface Group {
  readonly label: string;
  rows: number;
  readonly states: Record<string, MeasureState>;
}

function newGroup(label: string, tile: Tile): Group {
  return { label, rows: 0, states: Object.fromEntries(Object.keys(tile.measures).map((id) => [id, { count: 0, sum: 0, min: null, max: null, values: [] }])) };
}

/** Words of a group; many rows share one value, and putting it into words costs more than looking it up. */
function labeller({ plan, locale }: TileWork): (value: unknown) => string {
  const known = new Map<string, string>();
  return (value) => {
    const json = plan.language.toJson(value ?? null);
    const key = JSON.stringify(json);
    const label = known.get(key) ?? valueText(json, locale, plan.scenario.zone);
    known.set(key, label);
    return label;
  };
}

async function groupRows(work: TileWork, { scopes }: TileRows): Promise<Group[]> {
  const { plan, tile, compile } = work;
  const locals = { row: datasetSchema(plan.datasets[tile.dataset]) };
  const where = tile.where ? compile(tile.where, locals) : null;
  const groupBy = tile.groupBy ? compile(tile.groupBy, locals) : null;
  const measures = Object.entries(tile.measures).map(([id, measure]) => [id, measure, compile(formulaOf(measure), locals)] as const);
  const groups = new Map<string, Group>();
  const labelOf = labeller(work);
  for (const row of scopes) {
    if (where && where(row) !== true) continue;
    const label = groupBy ? labelOf(groupBy(row)) : '';
    const group = groups.get(label) ?? newGroup(label, tile);
    groups.set(label, group);
    group.rows += 1;
    for (const [measure, definition, evaluate] of measures) add(group.states[measure] as MeasureState, definition, evaluate(row), plan);
  }
  if (groups.size === 0 && !groupBy) groups.set('', newGroup('', tile));
  return [...groups.values()].sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
}

function groupView(work: TileWork, group: Group, { values, smallest }: { readonly values: readonly (readonly [string, Evaluate])[]; readonly smallest: number }): Dashboard['tiles'][number]['groups'][number] {
  const { tile, plan } = work;
  // Few rows could point at a person, so their figures stay here; of data that may be counted only, what they have in common does, too.
  if (group.rows < Math.max(tile.minCount ?? 0, smallest)) return { label: group.rows < smallest ? '' : group.label, values: {}, hidden: true };
  const measured = Object.fromEntries(Object.entries(tile.measures).map(([id, measure]) => [id, plan.language.fromJson(resultOf(measure, group.states[id] as MeasureState), NUMBER)]));
  const scope = { ...measured, ...work.surroundings };
  return { label: group.label, values: Object.fromEntries(values.map(([id, evaluate]) => [id, numberOf(plan, evaluate(scope))])) };
}

async function tileView(work: TileWork): Promise<Dashboard['tiles'][number]> {
  const { plan, page, tile, locale } = work;
  const { scenario } = plan;
  const word = (key: string) => textByKey(scenario, `${page}.${tile.id}.${key}`, locale) ?? textByKey(scenario, `${tile.id}.${key}`, locale);
  const measures = Object.fromEntries(Object.keys(tile.measures).map((id) => [id, NUMBER]));
  const values = Object.entries(tile.values).map(([id, source]) => [id, work.compile(source, measures)] as const);
  const rows = await work.rows(tile.dataset);
  const groups = await groupRows(work, rows);
  const definition = tile.definition ? textOf(scenario, tile.definition, locale) : word('definition');
  return {
    id: tile.id,
    title: tile.title ? textOf(scenario, tile.title, locale) : (textByKey(scenario, `${page}.${tile.id}`, locale) ?? tile.id),
    ...(definition ? { definition } : {}),
    kind: tile.kind ?? (tile.groupBy ? 'bar' : 'number'),
    columns: Object.keys(tile.values).map((id) => ({ id, title: word(id) ?? id, ...(tile.units?.[id] ? { unit: tile.units[id] } : {}) })),
    groups: groups.map((group) => groupView(work, group, { values, smallest: rows.smallest })),
  };
}

/** The figures of a page, the same for whoever may see it. */
export type Figures = Pick<Dashboard, 'title' | 'synthetic' | 'asOf' | 'tiles'>;

export interface DashboardBase extends Base, SourceBase {
  readonly dashboards: RevisedCache<Figures>;
}

/** A minute at most, because formulas may ask for the time. */
export function createDashboards(): RevisedCache<Figures> {
  return createRevisedCache({ kept: 64, ms: 60_000 });
}

/** The figures of a page, computed again when its rows have changed. */
export async function dashboardView(base: DashboardBase, plan: Plan, release: string, id: string, locale: Locale): Promise<Figures> {
  const page = plan.scenario.pages[id];
  if (!page) throw fail('SCN_API_NOT_FOUND', { what: id });
  // What was computed before a grant ended is not shown after.
  for (const { dataset } of tilesOf(page)) demandReading(base.sharing, plan, dataset, base.now);
  const addresses = [...new Set(tilesOf(page).map((tile) => plan.datasets[tile.dataset]?.id ?? tile.dataset))];
  return base.dashboards.get(base, JSON.stringify([release, id, locale, base.sharing.version()]), addresses, () => computeDashboard(base, plan, id, page, locale));
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

/** Columns that some formula mentions. */
function columnsIn(plan: Plan, dataset: string, sources: readonly string[]): readonly string[] {
  const { properties = {} } = readPart(plan, dataset, sources) as { properties?: Record<string, TSchema> };
  return Object.keys(properties).filter((field) => field !== '_id' && field !== '_version');
}

/** The part of a row's schema that some formula mentions; all of it when one uses the row as a whole. */
function readPart(plan: Plan, dataset: string, sources: readonly string[]): TSchema {
  const whole = datasetSchema(plan.datasets[dataset]);
  const { properties } = whole as { properties?: Record<string, TSchema> };
  if (!properties || sources.some((source) => /\brow\b(?!\s*\.)/u.test(source))) return whole;
  return { ...whole, properties: Object.fromEntries(Object.entries(properties).filter(([field]) => sources.some((source) => source.includes(field)))) };
}

/** Reads a row in turns, so that a large dataset leaves room for other requests. */
async function scopesOf(base: DashboardBase, plan: Plan, dataset: string, tiles: readonly Tile[], surroundings: TileWork['surroundings']): Promise<TileRows> {
  const sources = tiles.flatMap(formulasOf);
  const source = createDatasetSource(base, plan);
  const schema = readPart(plan, dataset, sources);
  const fields = Object.keys((schema as { properties?: object }).properties ?? {});
  const { smallest } = await source.allow(dataset, { tested: new Set(columnsIn(plan, dataset, tiles.flatMap(tellingOf))), given: new Set(columnsIn(plan, dataset, sources)), grouped: true, whole: false });
  const scopes: RowScope[] = [];
  for (const { data, id, version } of await source.rows(dataset, { all: [] })) {
    const part: Record<string, Json> = {};
    for (const field of fields) part[field] = field === '_id' ? id : field === '_version' ? version : (data[field] ?? null);
    scopes.push({ row: source.decode(part, schema), ...surroundings });
    if (scopes.length % TURN === 0) await setImmediate();
  }
  return { scopes, smallest };
}

function rowReader(base: DashboardBase, plan: Plan, page: Page, surroundings: TileWork['surroundings']): TileWork['rows'] {
  const read = new Map<string, Promise<TileRows>>();
  return (dataset) => {
    const rows = read.get(dataset) ?? scopesOf(base, plan, dataset, tilesOf(page).filter((tile) => tile.dataset === dataset), surroundings);
    read.set(dataset, rows);
    return rows;
  };
}

async function computeDashboard(base: DashboardBase, plan: Plan, id: string, page: Page, locale: Locale): Promise<Figures> {
  const { scenario, language } = plan;
  const now = base.now().toISOString();
  const names = commonNames(scenario);
  const compile: TileWork['compile'] = (source, locals) => {
    const code = compileFormula(language, source, { ...names, ...locals }, 'expression', []);
    return (scope) => (code ? code.evaluate(scope) : null);
  };
  const surroundings = addCommon({}, plan, { id: '', starter: {}, startedAt: now, asOf: now, calendar: scenario.calendar }, now, 1);
  const rows = rowReader(base, plan, page, surroundings);
  const tiles: Dashboard['tiles'] = [];
  for (const tile of tilesOf(page)) {
    tiles.push(await tileView({ plan, page: id, tile, locale, compile, rows, surroundings }));
    await setImmediate();
  }
  return { title: page.title ? textOf(scenario, page.title, locale) : (textByKey(scenario, id, locale) ?? id), synthetic: scenario.synthetic ?? false, asOf: now, tiles };
}
