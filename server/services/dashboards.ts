import type { TSchema } from 'typebox';
import { datasetSchema } from '../../runtime/host/query.ts';
import { compileFormula, SURROUNDINGS } from '../../runtime/engine/formula.ts';
import { commonNames } from '../../runtime/engine/scope.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Measure, Page, Tile } from '../../runtime/schema/page.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Dashboard } from '../api/portal.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import type { Base } from './context.ts';
import { textByKey, textOf } from './texts.ts';
import { valueText } from './words.ts';

type Evaluate = (locals: Readonly<Record<string, unknown>>) => unknown;

interface TileWork {
  readonly plan: Plan;
  readonly page: string;
  readonly tile: Tile;
  readonly locale: Locale;
  readonly compile: (source: string, locals: Readonly<Record<string, TSchema>>) => Evaluate;
}

interface MeasureState {
  count: number;
  sum: number;
  min: number | null;
  max: number | null;
}

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
  state.min = state.min === null ? number : Math.min(state.min, number);
  state.max = state.max === null ? number : Math.max(state.max, number);
}

/** Sums lose the dust of binary fractions: six decimals are kept. */
function resultOf(measure: Measure, state: MeasureState): number | null {
  if ('count' in measure) return state.count;
  if ('sum' in measure) return Math.round(state.sum * 1e6) / 1e6;
  if ('avg' in measure) return state.count === 0 ? null : state.sum / state.count;
  return 'min' in measure ? state.min : state.max;
}

interface Group {
  readonly label: string;
  rows: number;
  readonly states: Record<string, MeasureState>;
}

function newGroup(label: string, tile: Tile): Group {
  return { label, rows: 0, states: Object.fromEntries(Object.keys(tile.measures).map((id) => [id, { count: 0, sum: 0, min: null, max: null }])) };
}

async function groupRows(base: Base, work: TileWork): Promise<Group[]> {
  const { plan, tile, compile, locale } = work;
  const source = createDatasetSource(base.store, plan);
  const schema = datasetSchema(plan.datasets[tile.dataset]);
  const locals = { row: schema };
  const where = tile.where ? compile(tile.where, locals) : null;
  const groupBy = tile.groupBy ? compile(tile.groupBy, locals) : null;
  const measures = Object.entries(tile.measures).map(([id, measure]) => [id, measure, compile(formulaOf(measure), locals)] as const);
  const groups = new Map<string, Group>();
  for (const { data, id, version } of await source.rows(tile.dataset, { all: [] })) {
    const row = { row: source.decode({ ...data, _id: id, _version: version }, schema) };
    if (where && where(row) !== true) continue;
    const label = groupBy ? valueText(plan.language.toJson(groupBy(row) ?? null), locale, plan.scenario.zone) : '';
    const group = groups.get(label) ?? newGroup(label, tile);
    groups.set(label, group);
    group.rows += 1;
    for (const [measure, definition, evaluate] of measures) add(group.states[measure] as MeasureState, definition, evaluate(row), plan);
  }
  if (groups.size === 0 && !groupBy) groups.set('', newGroup('', tile));
  return [...groups.values()].sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
}

function groupView(work: TileWork, group: Group, values: readonly (readonly [string, Evaluate])[]): Dashboard['tiles'][number]['groups'][number] {
  const { tile, plan } = work;
  // Few rows could point at a person, so their figures stay here.
  if (tile.minCount !== undefined && group.rows < tile.minCount) return { label: group.label, values: {}, hidden: true };
  const measured = Object.fromEntries(Object.entries(tile.measures).map(([id, measure]) => [id, plan.language.fromJson(resultOf(measure, group.states[id] as MeasureState), NUMBER)]));
  return { label: group.label, values: Object.fromEntries(values.map(([id, evaluate]) => [id, numberOf(plan, evaluate(measured))])) };
}

async function tileView(base: Base, work: TileWork): Promise<Dashboard['tiles'][number]> {
  const { plan, page, tile, locale } = work;
  const { scenario } = plan;
  const word = (key: string) => textByKey(scenario, `${page}.${tile.id}.${key}`, locale) ?? textByKey(scenario, `${tile.id}.${key}`, locale);
  const measures = Object.fromEntries(Object.keys(tile.measures).map((id) => [id, NUMBER]));
  const values = Object.entries(tile.values).map(([id, source]) => [id, work.compile(source, measures)] as const);
  const groups = await groupRows(base, work);
  const definition = tile.definition ? textOf(scenario, tile.definition, locale) : word('definition');
  return {
    id: tile.id,
    title: tile.title ? textOf(scenario, tile.title, locale) : (textByKey(scenario, `${page}.${tile.id}`, locale) ?? tile.id),
    ...(definition ? { definition } : {}),
    kind: tile.kind ?? (tile.groupBy ? 'bar' : 'number'),
    columns: Object.keys(tile.values).map((id) => ({ id, title: word(id) ?? id, ...(tile.units?.[id] ? { unit: tile.units[id] } : {}) })),
    groups: groups.map((group) => groupView(work, group, values)),
  };
}

/** A dashboard page computed from the rows as they are now. */
export async function dashboardView(base: Base, plan: Plan, id: string, page: Page, locale: Locale): Promise<Dashboard> {
  const { scenario, language } = plan;
  const now = base.now().toISOString();
  const calendar = plan.calendar(scenario.calendar);
  const context = language.context({ now, zone: scenario.zone, ...(calendar ? { calendar } : {}) });
  const names = commonNames(scenario);
  const compile: TileWork['compile'] = (source, locals) => {
    const code = compileFormula(language, source, { ...names, ...locals }, 'expression', []);
    return (given) => (code ? code.evaluate({ ...given, [SURROUNDINGS]: context }) : null);
  };
  const tiles: Dashboard['tiles'] = [];
  for (const tile of page.tiles) tiles.push(await tileView(base, { plan, page: id, tile, locale, compile }));
  return { title: page.title ? textOf(scenario, page.title, locale) : (textByKey(scenario, id, locale) ?? id), synthetic: scenario.synthetic ?? false, asOf: now, tiles };
}
