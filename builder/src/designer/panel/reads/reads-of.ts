import { joinPair, type JoinColumn, type JoinPair } from '../../../../../runtime/schema/join.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { CatalogueItem, GrantItem } from '../../../../../server/api/sharing.ts';

/** Rows taken when a query does not say, and rows read for groups: as the node has it. */
const DEFAULT_ROWS = 100;
const GROUP_ROWS = 300_000;
const TOUCHING: ReadonlySet<string> = new Set(['data.update', 'data.delete', 'data.upsert']);

/** A dataset a step reads, and by which right. */
export interface ReadPart {
  readonly dataset: string;
  /** Owner of a dataset of the catalogue; absent for the scenario's own. */
  readonly unit?: string;
  readonly right: 'own' | 'unit' | 'platform' | 'open' | 'none' | 'unknown' | { readonly grant: string; readonly until: string };
  /** Columns by name; absent: all `width` of them. */
  readonly columns?: readonly string[];
  readonly width: number;
  /** For a joined dataset. */
  readonly on?: readonly JoinPair[];
}

export interface Reads {
  readonly parts: readonly ReadPart[];
  readonly where?: string;
  readonly amount: { readonly kind: 'one' } | { readonly kind: 'count' } | { readonly kind: 'many'; readonly rows: number } | { readonly kind: 'grouped'; readonly rows: number; readonly groups: number } | { readonly kind: 'touched' };
}

export interface Known {
  readonly scenario: Scenario;
  readonly catalogue: readonly CatalogueItem[];
  readonly grants: readonly GrantItem[];
  readonly datasetName: (local: string) => string;
}

interface Config {
  readonly dataset?: unknown;
  readonly where?: unknown;
  readonly one?: unknown;
  readonly count?: unknown;
  readonly limit?: unknown;
  readonly fields?: unknown;
  readonly measures?: unknown;
  readonly join?: unknown;
}

const names = (value: unknown): readonly string[] | undefined => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined);

/** What is joined by, as far as it is written. */
function pairsOf(on: unknown): readonly JoinPair[] {
  return (Array.isArray(on) ? (on as readonly JoinColumn[]) : []).map(joinPair);
}

function partOf(local: string, columns: readonly string[] | undefined, { scenario, catalogue, grants, datasetName }: Known): ReadPart {
  const entry = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  const chosen = columns === undefined ? {} : { columns };
  const dataset = datasetName(local);
  if (entry === undefined) return { dataset, right: 'unknown', width: 0, ...chosen };
  if ('own' in entry) return { dataset, right: 'own', width: entry.own.fields.length, ...chosen };
  const item = catalogue.find((one) => one.definition.id === entry.use);
  const part = { dataset, width: entry.fields.length, ...chosen, ...(item?.unit ? { unit: item.unit.name } : {}) };
  if (item === undefined) return { ...part, right: 'unknown' };
  const grant = grants.find((one) => one.dataset === entry.use && one.scenario === scenario.id && one.status === 'in-force');
  if (grant) return { ...part, right: { grant: grant.id, until: grant.until } };
  if (item.unit === undefined) return { ...part, right: 'platform' };
  if (item.own) return { ...part, right: 'unit' };
  return { ...part, right: item.definition.sharing === 'unconditional' ? 'open' : 'none' };
}

/** Whether steps of a type read rows of datasets. */
export const isReading = (type: string): boolean => type === 'data.query' || TOUCHING.has(type);

/** What a step will read when it runs; null for one that reads no dataset. */
export function readsOf(type: string, given: unknown, known: Known): Reads | null {
  const config = (typeof given === 'object' && given !== null ? given : {}) as Config;
  const touches = TOUCHING.has(type);
  if (!isReading(type) || typeof config.dataset !== 'string' || config.dataset === '') return null;
  const where = typeof config.where === 'string' && config.where.trim() !== '' ? { where: config.where.trim() } : {};
  // The formulas of a write and of groups may read every column.
  const isGrouped = config.measures !== undefined;
  const isCount = config.count === true;
  const main = partOf(config.dataset, touches || isGrouped ? undefined : isCount ? [] : names(config.fields), known);
  const joins = Object.values((config.join ?? {}) as Readonly<Record<string, { readonly dataset?: string; readonly on?: unknown; readonly fields?: unknown }>>);
  const parts = [main, ...joins.map((join) => ({ ...partOf(join.dataset ?? '', isCount ? [] : names(join.fields), known), on: pairsOf(join.on) }))];
  const rows = typeof config.limit === 'number' ? config.limit : DEFAULT_ROWS;
  if (touches) return { parts, ...where, amount: { kind: 'touched' } };
  if (isGrouped) return { parts, ...where, amount: { kind: 'grouped', rows: GROUP_ROWS, groups: rows } };
  if (isCount) return { parts, ...where, amount: { kind: 'count' } };
  return { parts, ...where, amount: config.one === true ? { kind: 'one' } : { kind: 'many', rows } };
}
