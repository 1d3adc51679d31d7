import { setImmediate } from 'node:timers/promises';
import type { TSchema } from 'typebox';
import { datasetSchema } from '../../runtime/host/query.ts';
import { maskText } from '../../runtime/schema/mask.ts';
import { compileFormula, type Scope } from '../../runtime/engine/formula.ts';
import { commonNames } from '../../runtime/engine/scope.ts';
import { addCommon } from '../../runtime/engine/surroundings.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { tilesOf, type Page } from '../../runtime/schema/page.ts';
import type { Measure, Tile } from '../../runtime/schema/tile.ts';
import type { ToldFigures } from '../../runtime/host/host.ts';
import type { Mask } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Dashboard } from '../api/portal.ts';
import type { SourceBase } from '../host/dataset-source.ts';
import type { Base } from './context.ts';
import { fail } from '../errors.ts';
import { createRevisedCache } from './revised.ts';
import type { RevisedCache } from './revised.ts';
import { demandReading } from './sharing/shelf.ts';
import { formulaOf, openTileData, type RowScope, type TileCounts, type TileData, type TileRows } from './tile-rows.ts';
import { textByKey, textOf } from './texts.ts';
import { valueText } from './words.ts';

type Evaluate = (scope: RowScope) => unknown;

interface TileWork {
  readonly plan: Plan;
  readonly page: string;
  readonly tile: Tile;
  readonly locale: Locale;
  readonly data: TileData;
  readonly surroundings: Scope;
  /** Columns of the dataset that pages show masked. */
  readonly masked: ReadonlyMap<string, Mask>;
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

const NUMBER = { type: 'number', nullable: true } as unknown as TSchema;

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
  /** Places of its rows among those read, where it has to be asked whether they may be told of. */
  readonly places: number[];
  readonly states: Record<string, MeasureState>;
}

function newGroup(label: string, tile: Tile): Group {
  return { label, rows: 0, places: [], states: Object.fromEntries(Object.keys(tile.measures).map((id) => [id, { count: 0, sum: 0, min: null, max: null, values: [] }])) };
}

function countedGroup(tile: Tile, counted: TileCounts | undefined): Group {
  const group = newGroup('', tile);
  group.rows = counted?.rows ?? 0;
  for (const [id, state] of Object.entries(group.states)) state.count = counted?.measures[id] ?? 0;
  return group;
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

async function groupRows(work: TileWork, { scopes, smallest }: TileRows): Promise<Group[]> {
  const { plan, tile, compile } = work;
  const locals = { row: datasetSchema(plan.datasets[tile.dataset]) };
  const where = tile.where ? compile(tile.where, locals) : null;
  const groupBy = tile.groupBy ? compile(tile.groupBy, locals) : null;
  const measures = Object.entries(tile.measures).map(([id, measure]) => [id, measure, compile(formulaOf(measure), locals)] as const);
  const groups = new Map<string, Group>();
  const labelOf = labeller(work);
  for (const [place, row] of scopes.entries()) {
    if (where && where(row) !== true) continue;
    const label = groupBy ? labelOf(groupBy(row)) : '';
    const group = groups.get(label) ?? newGroup(label, tile);
    groups.set(label, group);
    group.rows += 1;
    if (smallest > 0) group.places.push(place);
    for (const [measure, definition, evaluate] of measures) add(group.states[measure] as MeasureState, definition, evaluate(row), plan);
  }
  if (groups.size === 0 && !groupBy) groups.set('', newGroup('', tile));
  return [...groups.values()].sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
}

const measuredOf = ({ tile }: TileWork, group: Group): Readonly<Record<string, Json>> => Object.fromEntries(Object.entries(tile.measures).map(([id, measure]) => [id, resultOf(measure, group.states[id] as MeasureState)]));

/** Figures of large groups as the owners of the data let them be told; of data of one's own, as they are. */
async function toldOf(work: TileWork, groups: readonly Group[], rows: TileRows | undefined): Promise<ReadonlyMap<Group, ToldFigures | null>> {
  const { tile } = work;
  const questions = new Map(Object.entries(tile.measures).map(([id, measure]) => [id, `${Object.keys(measure)[0] ?? ''} ${formulaOf(measure).replaceAll(/\s/gu, '')}`]));
  if (!rows || rows.smallest === 0) return new Map(groups.map((group) => [group, { figures: measuredOf(work, group) }]));
  const large = groups.filter((group) => group.rows >= Math.max(tile.minCount ?? 0, rows.smallest));
  const told = await rows.tell(large.map((group) => ({ rows: group.places, figures: Object.fromEntries(Object.entries(measuredOf(work, group)).map(([id, value]) => [id, { value, of: questions.get(id) ?? id }])) })));
  return new Map(large.map((group, index) => [group, told[index] ?? null]));
}

/** What a group is called: a value of a column by the text `<dataset>.<column>.<value>`, as in lists of rows. */
function groupWords({ plan, tile, locale, masked }: TileWork, label: string): string {
  const column = /^(?:row\.([\p{L}\p{N}_]+)|string\(row\.([\p{L}\p{N}_]+)\))$/u.exec(tile.groupBy ?? '');
  const field = column?.[1] ?? column?.[2];
  const mask = masked.get(field ?? '');
  if (mask !== undefined && label !== '') return maskText(mask, label);
  return (field === undefined ? undefined : textByKey(plan.scenario, `${tile.dataset}.${field}.${label}`, locale)) ?? label;
}

function groupView(work: TileWork, group: Group, { values, smallest, told }: { readonly values: readonly (readonly [string, Evaluate])[]; readonly smallest: number; readonly told: ToldFigures | null }): Dashboard['tiles'][number]['groups'][number] {
  const { tile, plan } = work;
  // Few rows could point at a person, so their figures stay here; of data that may be counted only, what they have in common does, too.
  if (group.rows < Math.max(tile.minCount ?? 0, smallest)) return { label: group.rows < smallest ? '' : groupWords(work, group.label), values: {}, hidden: true };
  if (!told) return { label: '', values: {}, hidden: true };
  const measured = Object.fromEntries(Object.entries(told.figures).map(([id, value]) => [id, plan.language.fromJson(value, NUMBER)]));
  const scope = { ...measured, ...work.surroundings };
  return { label: groupWords(work, group.label), values: Object.fromEntries(values.map(([id, evaluate]) => [id, numberOf(plan, evaluate(scope))])), ...(told.earlier === undefined ? {} : { earlier: told.earlier }) };
}

async function tileView(work: TileWork): Promise<Dashboard['tiles'][number]> {
  const { plan, page, tile, locale } = work;
  const { scenario } = plan;
  const word = (key: string) => textByKey(scenario, `${page}.${tile.id}.${key}`, locale) ?? textByKey(scenario, `${tile.id}.${key}`, locale);
  const measures = Object.fromEntries(Object.keys(tile.measures).map((id) => [id, NUMBER]));
  const values = Object.entries(tile.values).map(([id, source]) => [id, work.compile(source, measures)] as const);
  const counted = await work.data.counts(tile);
  const rows = counted ? undefined : await work.data.rows(tile);
  const groups = rows ? await groupRows(work, rows) : [countedGroup(tile, counted)];
  const smallest = rows?.smallest ?? 0;
  const told = await toldOf(work, groups, rows);
  const definition = tile.definition ? textOf(scenario, tile.definition, locale) : word('definition');
  const title = tile.title ? textOf(scenario, tile.title, locale) : (textByKey(scenario, `${page}.${tile.id}`, locale) ?? tile.id);
  const titleOf = (id: string): string => { const given = tile.titles?.[id]; return (given === undefined ? word(id) : textOf(scenario, given, locale)) ?? (Object.keys(tile.values).length === 1 ? title : id); };
  return {
    id: tile.id,
    title,
    ...(definition ? { definition } : {}),
    kind: tile.kind ?? (tile.groupBy ? 'bar' : 'number'),
    columns: Object.keys(tile.values).map((id) => ({ id, title: titleOf(id), ...(tile.units?.[id] ? { unit: tile.units[id] } : {}) })),
    groups: groups.map((group) => groupView(work, group, { values, smallest, told: told.get(group) ?? null })),
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

async function maskedColumns(base: DashboardBase, plan: Plan, { dataset }: Tile): Promise<ReadonlyMap<string, Mask>> {
  const definition = plan.datasets[dataset];
  const kept = definition ? await base.store.datasets.get(definition.id) : null;
  return new Map([...(kept?.fields ?? []), ...(definition?.fields ?? [])].flatMap(({ id, mask }) => (mask === undefined ? [] : [[id, mask] as const])));
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
  const data = openTileData(base, plan, tilesOf(page), surroundings);
  const tiles: Dashboard['tiles'] = [];
  for (const tile of tilesOf(page)) {
    tiles.push(await tileView({ plan, page: id, tile, locale, compile, data, surroundings, masked: await maskedColumns(base, plan, tile) }));
    await setImmediate();
  }
  return { title: page.title ? textOf(scenario, page.title, locale) : (textByKey(scenario, id, locale) ?? id), synthetic: scenario.synthetic ?? false, asOf: now, tiles };
}
