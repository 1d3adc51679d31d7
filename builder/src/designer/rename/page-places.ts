import { isRowsBlock, type RowsBlock } from '../../../../runtime/schema/page-block.ts';
import { PageSchema, tilePlaces, type Page } from '../../../../runtime/schema/page.ts';
import { paperFormulas, type DocumentPage } from '../../../../runtime/schema/paper.ts';
import { mainFlow } from '../../../../runtime/schema/flow.ts';
import type { Tile } from '../../../../runtime/schema/tile.ts';
import { mapConfigStrings } from '../document/config-strings.ts';
import { entriesOf } from './node-shapes.ts';
import { grounds } from './node-places.ts';
import { readFormula } from './read-formula.ts';
import { markOf, shapeOf, UNKNOWN, within, type Member, type Names } from './shape.ts';
import type { Visit, Way } from './visit.ts';
import type { World } from './world.ts';

const COLUMN_PARTS = ['by', 'day', 'place', 'lng', 'lat'] as const;

/** Figures of a tile: what its rows are measured by, and what is worked out of that. */
function tile(world: World, page: string, one: Tile, at: Way, visit: Visit): void {
  const names = world.namesOf(mainFlow(world.scenario));
  const row = () => within(names, { row: { shape: world.rowOf(one.dataset) } });
  const measure = (id: string) => markOf('measures', page, one.id, id);
  const figure = (id: string) => markOf('figures', page, one.id, id);
  const measures: Readonly<Record<string, Member>> = Object.fromEntries(Object.keys(one.measures).map((id) => [id, { mark: measure(id), shape: UNKNOWN }]));
  visit.name([...at, 'id'], one.id, () => markOf('blocks', page, one.id), true);
  visit.name([...at, 'dataset'], one.dataset, () => markOf('datasets', one.dataset));
  visit.formula([...at, 'where'], one.where, 'expression', row);
  visit.formula([...at, 'groupBy'], one.groupBy, 'expression', row);
  for (const [id, spec] of Object.entries(one.measures)) {
    visit.key([...at, 'measures', id], () => measure(id), true);
    for (const [kind, source] of entriesOf(spec)) visit.formula([...at, 'measures', id, kind], source, 'expression', row);
  }
  for (const [id, source] of Object.entries(one.values)) {
    visit.key([...at, 'values', id], () => figure(id), true);
    visit.formula([...at, 'values', id], source, 'expression', () => within(names, measures));
  }
  for (const id of Object.keys(one.titles ?? {})) visit.key([...at, 'titles', id], () => figure(id), true);
  for (const id of Object.keys(one.units ?? {})) visit.key([...at, 'units', id], () => figure(id), true);
  grounds(one.basis, [...at, 'basis'], visit);
}

function rows(world: World, block: RowsBlock, at: Way, visit: Visit): void {
  const column = (id: string) => () => world.rowOf(block.dataset).member(id)?.mark;
  visit.name([...at, 'dataset'], block.dataset, () => markOf('datasets', block.dataset));
  visit.formula([...at, 'where'], block.where, 'expression', () => within(world.namesOf(mainFlow(world.scenario)), { row: { shape: world.rowOf(block.dataset) } }));
  for (const [index, id] of block.columns.entries()) visit.name([...at, 'columns', index], id, column(id));
  for (const id of Object.keys(block.masks ?? {})) visit.key([...at, 'masks', id], column(id));
  if (block.order !== undefined) visit.name([...at, 'order', 'column'], block.order.column, column(block.order.column));
  for (const part of COLUMN_PARTS) visit.name([...at, part], block[part], column(block[part] ?? ''));
  visit.name([...at, 'open'], block.open, () => markOf('pages', block.open ?? ''));
}

/** Names that the words of a part of a document may say besides those of the run. */
export function wordsOf(page: DocumentPage, id: string, path: readonly string[]): Readonly<Record<string, Member>> {
  const part = path[0] === 'parts' ? page.parts[Number(path[1])] : undefined;
  const values = part !== undefined && 'values' in part ? (part.values ?? {}) : {};
  return Object.fromEntries(Object.keys(values).map((name) => [name, { mark: markOf('figures', id, part?.id ?? '', name), shape: UNKNOWN }]));
}

function paper(world: World, id: string, page: DocumentPage, at: Way, visit: Visit): void {
  const names: Names = world.namesOf(mainFlow(world.scenario));
  for (const { source, path, of } of paperFormulas(page)) {
    visit.formula([...at, ...path], source, 'expression', () => (of === undefined ? names : within(names, { row: { shape: readFormula(of, 'expression', names) } })));
  }
  mapConfigStrings(PageSchema, page, (value, format, path) => {
    if (format === 'text') visit.text([...at, ...path], value, () => within(names, wordsOf(page, id, path)));
    return value;
  });
  for (const [index, part] of page.parts.entries()) {
    visit.name([...at, 'parts', index, 'id'], part.id, () => markOf('blocks', id, part.id), true);
    if (part.block === 'basis') grounds(part.bases, [...at, 'parts', index, 'bases'], visit);
    if ('values' in part) for (const name of Object.keys(part.values ?? {})) visit.key([...at, 'parts', index, 'values', name], () => markOf('figures', id, part.id, name), true);
  }
}

/** Every name that a page says. */
export function visitPage(world: World, id: string, page: Page, visit: Visit): void {
  const at: Way = ['pages', id];
  for (const [index, role] of (page.roles ?? []).entries()) visit.name([...at, 'roles', index], role, () => markOf('roles', role));
  if (page.type === 'document') {
    paper(world, id, page, at, visit);
  } else {
    for (const { tile: one, path } of tilePlaces(page)) tile(world, id, one, [...at, ...path], visit);
  }
  for (const [index, block] of (page.type === 'blocks' ? page.blocks : []).entries()) {
    const place: Way = [...at, 'blocks', index];
    visit.name([...place, 'id'], block.id, () => markOf('blocks', id, block.id), true);
    if (isRowsBlock(block)) rows(world, block, place, visit);
    if (block.block === 'button') visit.name([...place, 'page'], block.page, () => markOf('pages', block.page ?? ''));
  }
  const parts = page.type === 'blocks' ? page.blocks.map((part, index) => ({ part, path: ['blocks', index] })) : page.type === 'document' ? page.parts.map((part, index) => ({ part, path: ['parts', index] })) : [];
  for (const { part, path } of parts) {
    for (const member of ['roles', 'move', 'export']) {
      const held: unknown = (part as Readonly<Record<string, unknown>>)[member];
      if (Array.isArray(held)) for (const [index, role] of held.entries()) visit.name([...at, ...path, member, index], role, () => markOf('roles', String(role)));
    }
  }
}

/** The shape of the words of a page's blocks: `<page>.<block>.<figure>`. */
export function pageWords(id: string, page: Page): Member {
  const figures = tilePlaces(page).map(({ tile: one }): [string, Member] => [one.id, { mark: markOf('blocks', id, one.id), shape: shapeOf(Object.fromEntries([...Object.keys(one.measures).map((name) => [name, { mark: markOf('measures', id, one.id, name), shape: UNKNOWN }] as const), ...Object.keys(one.values).map((name) => [name, { mark: markOf('figures', id, one.id, name), shape: UNKNOWN }] as const)])) }]);
  const others = page.type === 'blocks' ? page.blocks.map((block): [string, Member] => [block.id, { mark: markOf('blocks', id, block.id), shape: UNKNOWN }]) : page.type === 'document' ? page.parts.map((part): [string, Member] => [part.id, { mark: markOf('blocks', id, part.id), shape: UNKNOWN }]) : [];
  return { mark: markOf('pages', id), shape: shapeOf(Object.fromEntries([...others, ...figures])) };
}
