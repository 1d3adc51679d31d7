import type { DatasetField, Mask } from '../../schema/field.ts';
import type { Diagnostic, Fix } from '../../schema/diagnostic.ts';
import { columnsOfBlock, isRowsBlock, placingParts, type RowsBlock } from '../../schema/page-block.ts';
import { isScreenPage, tilePlaces, type ScreenPage } from '../../schema/page.ts';
import { personalColumn } from '../../schema/personal.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import type { Tile } from '../../schema/tile.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { blockWords, pageWords, wordsIn } from '../page-words.ts';
import { problem } from '../problem.ts';

interface Personal {
  readonly field: DatasetField;
  readonly mask: Mask;
}

/** Columns of a dataset that are about a person and that nothing masks on pages. */
function barePersonal({ scenario, env }: CheckContext, local: string): ReadonlyMap<string, Personal> {
  const declared = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  if (declared === undefined) return new Map();
  const shelf = 'use' in declared ? env.catalogue[declared.use] : undefined;
  const shared = 'use' in declared ? env.sharing?.[declared.use]?.fields : undefined;
  const subject = declared.subject ?? shelf?.subject;
  const fields: readonly DatasetField[] = 'own' in declared ? declared.own.fields : (shelf?.fields ?? []);
  return new Map(fields.flatMap((field) => {
    const mask = personalColumn(field, wordsIn(scenario, field.title ?? '', 'zh-CN'), subject);
    const isMasked = shared === undefined ? field.mask !== undefined : shared[field.id] === 'masked';
    return mask === undefined || isMasked ? [] : [[field.id, { field, mask }] as const];
  }));
}

const titleOf = ({ scenario }: CheckContext, dataset: string, { id, title }: DatasetField, locale: 'zh-CN' | 'en'): string => wordsIn(scenario, title ?? `@${dataset}.${id}`, locale) || id;

/** Rows that follow from who looks are each reader's own. */
const isByReader = (where: string | undefined): boolean => where !== undefined && /\buser\b/u.test(where);

function* checkRows(context: CheckContext, id: string, block: RowsBlock, path: readonly PointerSegment[]): Iterable<Diagnostic> {
  if (isByReader(block.where)) return;
  const bare = barePersonal(context, block.dataset);
  const masks = block.masks ?? {};
  const seen = columnsOfBlock(block).flatMap((column) => { const found = bare.get(column); return found === undefined || Object.hasOwn(masks, column) ? [] : [found]; });
  const declared = context.scenario.datasets[block.dataset];
  const subject = declared && (declared.subject ?? ('use' in declared ? context.env.catalogue[declared.use]?.subject : undefined));
  const at = { path: toPointer(path) };
  const page = pageWords(context.scenario, id);
  if (seen.length === 0) {
    if (block.where === undefined && subject !== undefined) yield problem('SCN_PAGE_EVERYBODY', at, { ...page, ...blockWords(context, id, block) });
    return;
  }
  const columns = (locale: 'zh-CN' | 'en') => seen.map(({ field }) => titleOf(context, block.dataset, field, locale));
  const shown = seen.filter(({ field }) => block.columns.includes(field.id));
  const fix: Fix | undefined = shown.length < seen.length ? undefined : {
    title: { 'zh-CN': `遮住${columns('zh-CN').map((title) => `“${title}”`).join('')}`, en: `Mask ${columns('en').join(', ')}` },
    edits: [{ path: toPointer([...path, 'masks']), value: { ...masks, ...Object.fromEntries(shown.map(({ field, mask }) => [field.id, mask])) } }],
  };
  yield problem('SCN_PAGE_PERSONAL', at, { ...page, ...blockWords(context, id, block), columns: columns('zh-CN').join('、'), columnsEn: columns('en').join(', ') }, fix);
}

function* checkTile(context: CheckContext, id: string, tile: Tile, path: readonly PointerSegment[]): Iterable<Diagnostic> {
  const named = [...(tile.groupBy ?? '').matchAll(/\brow\.([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, column]) => column ?? '');
  const seen = [...barePersonal(context, tile.dataset)].filter(([column]) => named.includes(column)).map(([, { field }]) => field);
  if (seen.length === 0 || isByReader(tile.where)) return;
  const titles = (locale: 'zh-CN' | 'en') => seen.map((field) => titleOf(context, tile.dataset, field, locale)).join(locale === 'en' ? ', ' : '、');
  const fix: Fix = { title: { 'zh-CN': '不按它分组', en: 'Do not group by it' }, edits: [{ path: toPointer([...path, 'groupBy']) }] };
  yield problem('SCN_PAGE_PERSONAL', { path: toPointer([...path, 'groupBy']) }, { ...pageWords(context.scenario, id), ...blockWords(context, id, { id: tile.id, block: 'tile', tile }), columns: titles('zh-CN'), columnsEn: titles('en') }, fix);
}

/** Roles whose tasks stand in the flows; where none have any, every role of the scenario. */
function workingRoles({ scenario, nodes }: CheckContext): readonly string[] {
  const named = nodes.flatMap(({ node }) => (node.type.startsWith('human.') ? [node.config['assign']].flat() : [])).map((part) => (part as { readonly role?: unknown } | null | undefined)?.role);
  const all = Object.keys(scenario.roles);
  const working = all.filter((role) => named.includes(role));
  return (working.length === 0 ? all : working).slice(0, 20);
}

function nobodyYet(context: CheckContext, id: string): Diagnostic {
  const roles = workingRoles(context);
  const names = (locale: 'zh-CN' | 'en') => roles.map((role) => wordsIn(context.scenario, context.scenario.roles[role] ?? '', locale) || role);
  const fix: Fix | undefined = roles.length === 0 ? undefined : { title: { 'zh-CN': `只给“${names('zh-CN').join('、')}”看`, en: `Show it to ${names('en').join(', ')} only` }, edits: [{ path: toPointer(['pages', id, 'roles']), value: [...roles] }] };
  return problem('SCN_PAGE_NOBODY', { path: toPointer(['pages', id]) }, pageWords(context.scenario, id), fix);
}

/** A view that would place rows by a column it masks has nothing to place them by. */
function* checkPlaces(context: CheckContext, id: string, block: RowsBlock, path: readonly PointerSegment[]): Iterable<Diagnostic> {
  const declared = context.scenario.datasets[block.dataset];
  const fields = declared !== undefined && 'own' in declared ? declared.own.fields : [];
  for (const part of placingParts(block)) {
    const column = block[part];
    if (column === undefined || !(Object.hasOwn(block.masks ?? {}, column) || fields.some((field) => field.id === column && field.mask !== undefined))) continue;
    const field = fields.find((one) => one.id === column) ?? { id: column, type: 'any' as const };
    yield problem('SCN_PAGE_PART_MASKED', { path: toPointer([...path, part]) }, { ...blockWords(context, id, block), column: titleOf(context, block.dataset, field, 'zh-CN'), columnEn: titleOf(context, block.dataset, field, 'en') });
  }
}

function* checkPage(context: CheckContext, id: string, page: ScreenPage): Iterable<Diagnostic> {
  if (page.roles === undefined) yield nobodyYet(context, id);
  const isForAll = page.roles?.length === 0;
  for (const [index, block] of (page.type === 'blocks' ? page.blocks : []).entries()) {
    if (!isRowsBlock(block)) continue;
    yield* checkPlaces(context, id, block, ['pages', id, 'blocks', index]);
    if (isForAll) yield* checkRows(context, id, block, ['pages', id, 'blocks', index]);
  }
  if (isForAll) for (const { tile, path } of tilePlaces(page)) yield* checkTile(context, id, tile, ['pages', id, ...path]);
}

/** Somebody chose who sees a page, and a page for everybody does not lay persons open. */
export const pageReaders: CheckRule = function* pageReaders(context) {
  for (const [id, page] of Object.entries(context.scenario.pages)) if (isScreenPage(page)) yield* checkPage(context, id, page);
};
