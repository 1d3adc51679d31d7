import { Type, type Static } from 'typebox';
import { FeelRow, MaskSchema } from './field.ts';
import { NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';
import { TileSchema } from './tile.ts';

/** Ways to show rows. */
export const ROW_VIEWS = ['list', 'board', 'calendar', 'map', 'record'] as const;
export type RowView = (typeof ROW_VIEWS)[number];

/** Every kind of block, in the order in which the editor offers them. */
export const BLOCK_KINDS = ['heading', 'text', 'tile', ...ROW_VIEWS, 'button'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

const roles = (description: string) => Type.Optional(Type.Array(Type.String({ ...NameSchema, format: 'role' }), { minItems: 1, maxItems: 20, description }));

export const WordsBlockSchema = Type.Object({ id: NameSchema, block: Type.Enum(['heading', 'text']), text: TextRefSchema }, { additionalProperties: false });
export type WordsBlock = Static<typeof WordsBlockSchema>;

/** A figure, chart or table of figures. */
export const TileBlockSchema = Type.Object({ id: NameSchema, block: Type.Literal('tile'), tile: TileSchema }, { additionalProperties: false });
export type TileBlock = Static<typeof TileBlockSchema>;

/** Rows of a dataset. What a view needs besides the columns stands in `VIEW_PARTS`. */
export const RowsBlockSchema = Type.Object(
  {
    id: NameSchema,
    block: Type.Enum([...ROW_VIEWS]),
    title: Type.Optional(TextRefSchema),
    dataset: NameSchema,
    where: Type.Optional(FeelRow('Which rows; `user` is whoever looks')),
    columns: Type.Array(NameSchema, { minItems: 1, maxItems: 20, description: 'What is shown; the first names the row' }),
    masks: Type.Optional(Type.Record(NameSchema, MaskSchema, { description: 'Columns whose values are masked here, besides those the dataset masks everywhere' })),
    order: Type.Optional(Type.Object({ column: NameSchema, down: Type.Optional(Type.Boolean()) }, { additionalProperties: false })),
    by: Type.Optional(Type.String({ ...NameSchema, description: 'Board: the column whose values are the columns of the board' })),
    values: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 20, description: 'Board: these values, in this order' })),
    day: Type.Optional(Type.String({ ...NameSchema, description: 'Calendar: the column with the day' })),
    place: Type.Optional(Type.String({ ...NameSchema, description: 'Map: the column with the place, such as the answer to a question of a form; instead of lng and lat' })),
    lng: Type.Optional(Type.String({ ...NameSchema, description: 'Map: the column with the longitude' })),
    lat: Type.Optional(Type.String({ ...NameSchema, description: 'Map: the column with the latitude' })),
    open: Type.Optional(Type.String({ ...NameSchema, description: 'Page with the record of a row' })),
    move: roles('Board: who may move cards, which changes the row'),
    export: roles('List: who may take the rows away as a file'),
  },
  { additionalProperties: false },
);
export type RowsBlock = Static<typeof RowsBlockSchema>;

/** Opens another page, or without one the start form of the app. */
export const ButtonBlockSchema = Type.Object({ id: NameSchema, block: Type.Literal('button'), text: TextRefSchema, page: Type.Optional(NameSchema) }, { additionalProperties: false });
export type ButtonBlock = Static<typeof ButtonBlockSchema>;

export const BlockSchema = Type.Union([WordsBlockSchema, TileBlockSchema, RowsBlockSchema, ButtonBlockSchema]);
export type Block = Static<typeof BlockSchema>;

/** Members that name the columns by which rows are placed. */
export type PlacingPart = 'by' | 'day' | 'place' | 'lng' | 'lat';

/** Those a view cannot do without. A map goes by longitude and latitude, or by one column with both. */
export const VIEW_PARTS: Readonly<Record<RowView, readonly PlacingPart[]>> = { list: [], board: ['by'], calendar: ['day'], map: ['lng', 'lat'], record: [] };

export function placingParts(block: Pick<RowsBlock, 'block' | 'place'>): readonly PlacingPart[] {
  return block.block === 'map' && block.place !== undefined ? ['place'] : VIEW_PARTS[block.block];
}

export function isRowsBlock(block: Block): block is RowsBlock {
  return ROW_VIEWS.some((view) => view === block.block);
}

/** Every column a block shows or needs to place a row. */
export function columnsOfBlock(block: RowsBlock): readonly string[] {
  return [...new Set([...block.columns, ...placingParts(block).flatMap((part) => block[part] ?? [])])];
}
