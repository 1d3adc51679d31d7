import type { FormField } from '../../schema/field.ts';
import type { Diagnostic, Place } from '../../schema/diagnostic.ts';
import { columnsOfBlock, isRowsBlock } from '../../schema/page-block.ts';
import { tilePlaces } from '../../schema/page.ts';
import { joinPair, type JoinColumn } from '../../schema/join.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckContext, CheckedNode, CheckRule, SharedDataset } from '../check-context.ts';
import { problem } from '../problem.ts';

/** A grant that ends sooner is worth a word while there is time to renew it. */
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;
const COLUMN = /\brow\.([\p{L}_][\p{L}\p{N}_]*)(?:\.([\p{L}_][\p{L}\p{N}_]*))?/gu;

interface Use {
  /** Local name. */
  readonly dataset: string;
  readonly path: string;
  readonly shown: ReadonlySet<string>;
  readonly tested: ReadonlySet<string>;
  readonly grouped: boolean;
}

interface QueryConfig {
  readonly dataset?: unknown;
  readonly fields?: readonly string[];
  readonly orderBy?: readonly (readonly [string, string])[];
  readonly join?: Readonly<Record<string, { readonly dataset: string; readonly on: readonly JoinColumn[]; readonly fields: readonly string[]; readonly at?: string }>>;
  readonly where?: string;
  readonly group?: Readonly<Record<string, string>>;
  readonly measures?: unknown;
  readonly count?: boolean;
}

/** Columns that formulas name as `row.column`, and as `row.join.column`. */
function columnsIn(formulas: unknown): readonly (readonly [string, string | undefined])[] {
  return [...JSON.stringify(formulas ?? '').matchAll(COLUMN)].map((found) => [found[1] ?? '', found[2]] as const);
}

/** What a data node reads of each dataset. */
function usesOf({ flow, id, node }: CheckedNode): readonly Use[] {
  const config = node.config as QueryConfig;
  if (typeof config.dataset !== 'string') return [];
  const base = toPointer(['flows', flow, 'nodes', id, 'config']);
  const joins = Object.entries(config.join ?? {});
  const isJoin = new Set(joins.map(([name]) => name));
  const tested = columnsIn([config.where, joins.map(([, join]) => join.at)]);
  const grouped = columnsIn([config.group, config.measures]);
  const own = (columns: typeof tested) => columns.map(([column]) => column).filter((column) => !isJoin.has(column));
  const main: Use = {
    dataset: config.dataset, path: base, grouped: config.measures !== undefined,
    shown: new Set(config.count === true ? [] : config.measures === undefined ? config.fields : own(grouped)),
    tested: new Set([...own(tested), ...(config.orderBy ?? []).map(([column]) => column), ...joins.flatMap(([, join]) => join.on.map((column) => joinPair(column).from))]),
  };
  return [main, ...joins.map(([name, join]): Use => ({
    dataset: join.dataset, path: `${base}/join/${name}`, grouped: config.measures !== undefined, shown: new Set(config.count === true ? [] : join.fields),
    tested: new Set([...join.on.map((column) => joinPair(column).to), ...tested.flatMap(([of, column]) => (of === name && column !== undefined ? [column] : []))]),
  }))];
}

/** What the pages read: figures in groups, rows as they are. */
function pageUses({ scenario }: CheckContext): readonly Use[] {
  const inRow = (formulas: unknown) => columnsIn(formulas).map(([column]) => column);
  return Object.entries(scenario.pages).flatMap(([id, page]): Use[] => [
    ...tilePlaces(page).map(({ tile, path }): Use => ({ dataset: tile.dataset, path: toPointer(['pages', id, ...path]), grouped: true, shown: new Set(inRow([tile.where, tile.groupBy, tile.measures])), tested: new Set() })),
    ...(page.type === 'blocks' ? page.blocks : []).flatMap((block, index): Use[] => (isRowsBlock(block) ? [{ dataset: block.dataset, path: toPointer(['pages', id, 'blocks', index]), grouped: false, shown: new Set(columnsOfBlock(block)), tested: new Set([...inRow(block.where), ...(block.order ? [block.order.column] : [])]) }] : [])),
  ]);
}

function* columnProblems(shared: SharedDataset, use: Use, at: Place, address: string): Iterable<Diagnostic> {
  const fields = shared.fields ?? {};
  for (const field of new Set([...use.shown, ...use.tested])) {
    const as = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (as === undefined) yield problem('SCN_GRANT_COLUMN', at, { dataset: address, field });
    else if (as === 'counted' && (use.tested.has(field) || !use.grouped)) yield problem('SCN_GRANT_COUNT_ONLY', at, { dataset: address, field });
  }
}

function* useProblems({ scenario, env }: CheckContext, at: Place, use: Use): Iterable<Diagnostic> {
  const declared = scenario.datasets[use.dataset];
  const address = declared !== undefined && 'use' in declared ? declared.use : undefined;
  const shared = address === undefined ? undefined : env.sharing?.[address];
  if (address === undefined || shared === undefined) return;
  if (shared.fields === undefined) {
    yield problem('SCN_GRANT_MISSING', at, { dataset: address });
    return;
  }
  yield* columnProblems(shared, use, at, address);
  const left = shared.until === undefined || env.today === undefined ? Number.POSITIVE_INFINITY : (Date.parse(shared.until) - Date.parse(env.today)) / DAY_MS;
  if (left < SOON_DAYS) yield problem('SCN_GRANT_ENDS', at, { dataset: address, until: shared.until ?? '' });
}

/** What is already known of persons: a column about them, in a dataset that may be shared, by its name. What a scenario keeps itself is what it asks for. */
function* askedAgain({ env, scenario }: CheckContext, { flow, id, node }: CheckedNode): Iterable<Diagnostic> {
  const fields = Array.isArray(node.config['fields']) ? (node.config['fields'] as readonly FormField[]) : [];
  for (const [index, field] of fields.entries()) {
    if (field.options !== undefined || field.default !== undefined || field.right === 'hidden') continue;
    const known = Object.values(env.catalogue).find((dataset) => !dataset.id.startsWith(`${scenario.id}/`) && dataset.subject !== undefined && dataset.subject !== field.id && (dataset.sharing ?? 'restricted') !== 'none'
      && dataset.fields.some((column) => column.id === field.id && column.type === field.type && column.personal === true && column.sharing !== 'none'));
    if (known) yield problem('SCN_FORM_ASKED_ONCE', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'fields', index]) }, { field: field.id, dataset: known.title });
  }
}

/** Data of other units are read under a grant, as far as it goes and as long as it holds; and nobody is asked what is known already. */
export const sharing: CheckRule = function* sharing(context) {
  for (const node of context.nodes) {
    if (!node.sound) continue;
    for (const use of usesOf(node)) yield* useProblems(context, { flow: node.flow, node: node.id, path: use.path }, use);
    if (node.type?.type === 'start.form') yield* askedAgain(context, node);
  }
  for (const use of pageUses(context)) yield* useProblems(context, { path: use.path }, use);
};
