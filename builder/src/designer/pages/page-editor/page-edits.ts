import type { Mask } from '../../../../../runtime/schema/field.ts';
import { VIEW_PARTS, type Block, type BlockKind, type PlacingPart, type RowsBlock } from '../../../../../runtime/schema/page-block.ts';
import type { BlocksPage, ScreenPage } from '../../../../../runtime/schema/page.ts';

/** Edits of a page as plain values; the document keeps what undoes them. */

/** A column as far as blocks need it. */
export interface ColumnFact {
  readonly id: string;
  readonly type?: string | undefined;
  /** What people call it. */
  readonly title?: string | undefined;
  /** How its values are masked where they are shown, because they are about a person. */
  readonly personal?: Mask | undefined;
}

export function freeId(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wish}${number}`)) return `${wish}${number}`;
}

const DAYS = new Set(['date', 'date-time']);
const NUMBERS = new Set(['number', 'decimal', 'integer']);
const GROUPS = new Set(['context', 'any']);
const VALUES = new Set(['list', 'context']);

/** Whether a column can play a part; one whose type is not known may. */
export function canBe(part: PlacingPart | 'order', { type }: Pick<ColumnFact, 'type'>): boolean {
  if (type === undefined) return true;
  if (part === 'day') return DAYS.has(type);
  if (part === 'place') return GROUPS.has(type);
  if (part === 'lng' || part === 'lat') return NUMBERS.has(type) || type === 'any';
  return !VALUES.has(type);
}

/** The column that most likely plays a part: by its type, and on a map by its name. */
function likelyColumn(part: PlacingPart, columns: readonly ColumnFact[]): string | undefined {
  if (part === 'day') return columns.find(({ type = '' }) => DAYS.has(type))?.id;
  if (part === 'by') return (columns.find(({ id }) => /status|state|状态/i.test(id)) ?? columns.find(({ type }) => type === 'string'))?.id;
  if (part === 'place') return columns.find(({ id, title = '', type = '' }) => GROUPS.has(type) && /place|location|where|地点|位置|地址/i.test(`${id} ${title}`))?.id;
  const name = part === 'lng' ? /^(lng|lon|longitude|经度)/i : /^(lat|latitude|纬度)/i;
  return columns.find(({ id, type = '' }) => NUMBERS.has(type) && name.test(id))?.id;
}

/** Columns of a block as wanted: one about a person is masked when it is chosen, until somebody says otherwise. */
export function withColumns(block: RowsBlock, wanted: readonly string[], columns: readonly ColumnFact[]): RowsBlock {
  const fresh = columns.flatMap(({ id, personal }) => (personal !== undefined && wanted.includes(id) && !block.columns.includes(id) ? [[id, personal] as const] : []));
  const masks = Object.fromEntries([...Object.entries(block.masks ?? {}).filter(([id]) => wanted.includes(id)), ...fresh]);
  return patched(block, { columns: [...wanted], masks: Object.keys(masks).length === 0 ? undefined : masks });
}

/** A block with rows of a dataset, with its columns chosen as well as can be guessed; none that is about a person, unless there are no others. */
export function rowsBlock(id: string, block: RowsBlock['block'], dataset: string, columns: readonly ColumnFact[]): RowsBlock {
  const open = columns.filter(({ personal }) => personal === undefined);
  const likely = (wanted: readonly PlacingPart[]) => wanted.flatMap((part) => { const column = likelyColumn(part, open); return column === undefined ? [] : [[part, column] as const]; });
  const apart = likely(VIEW_PARTS[block]);
  const parts = Object.fromEntries(block === 'map' && apart.length < 2 ? likely(['place']) : apart);
  const shown = open.slice(0, block === 'record' ? 12 : 5).map((column) => column.id);
  return { ...withColumns({ id, block, dataset, columns: [] }, shown.length === 0 ? [columns[0]?.id ?? 'id'] : shown, columns), ...parts };
}

/** A new block of a kind. */
export function newBlock(kind: BlockKind, taken: readonly string[], words: string, source: { readonly dataset: string; readonly columns: readonly ColumnFact[]; readonly figure?: string; /** Told apart from another block of the same rows. */ readonly title?: string | undefined }): Block {
  const id = freeId(kind, taken);
  if (kind === 'heading' || kind === 'text') return { id, block: kind, text: words };
  if (kind === 'button') return { id, block: 'button', text: words };
  if (kind === 'tile') return { id, block: 'tile', tile: { id, title: words, kind: 'number', dataset: source.dataset, measures: { n: { count: 'true' } }, values: { n: 'n' }, units: { n: 'count' }, ...(source.figure === undefined ? {} : { titles: { n: source.figure } }) } };
  return patched(rowsBlock(id, kind, source.dataset, source.columns), { title: source.title });
}

export function moveBlock<One>(blocks: readonly One[], from: number, to: number): readonly One[] {
  const block = blocks[from];
  if (block === undefined || to < 0 || to >= blocks.length || from === to) return blocks;
  return blocks.toSpliced(from, 1).toSpliced(to, 0, block);
}

/** The block with some members changed; a member given as undefined is taken out. */
export function patched<T extends object>(value: T, patch: { readonly [Key in keyof T]?: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries({ ...value, ...patch }).filter(([, member]) => member !== undefined)) as T;
}

/** Another dataset: what named columns of the old one is chosen anew. */
export function withDataset(block: RowsBlock, dataset: string, columns: readonly ColumnFact[]): RowsBlock {
  const { title, export: taken, move } = block;
  return patched(rowsBlock(block.id, block.block, dataset, columns), { title, export: taken, move });
}

/** Another way to show the same rows. */
export function withView(block: RowsBlock, view: RowsBlock['block'], columns: readonly ColumnFact[]): RowsBlock {
  const { by, day, place, lng, lat } = rowsBlock(block.id, view, block.dataset, columns);
  return patched(block, { block: view, by: block.by ?? by, day: block.day ?? day, place: block.place ?? (block.lng === undefined ? place : undefined), lng: block.lng ?? lng, lat: block.lat ?? lat });
}

/** A dashboard as a page of blocks with the same tiles, so that rows can stand beside them. */
export function asBlocks(page: ScreenPage): BlocksPage {
  if (page.type === 'blocks') return page;
  const { tiles, type: _type, ...rest } = page;
  return { ...rest, type: 'blocks', blocks: tiles.map((tile) => ({ id: tile.id, block: 'tile', tile })) };
}

