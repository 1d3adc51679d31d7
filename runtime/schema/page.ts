import { Type, type Static } from 'typebox';
import { NameSchema } from './ids.ts';
import { BlockSchema } from './page-block.ts';
import { DocumentPageSchema } from './paper.ts';
import type { PointerSegment } from './pointer.ts';
import { TextRefSchema } from './text.ts';
import { TileSchema, type Tile } from './tile.ts';

const roles = Type.Optional(Type.Array(NameSchema, { description: 'Duties that may look; empty: everybody who is logged in; absent: nobody yet' }));
const refresh = Type.Optional(Type.Integer({ minimum: 10, maximum: 3600, default: 60, description: 'Seconds between two looks at the data on a big screen' }));

/** Figures only, one tile after the other. */
export const DashboardPageSchema = Type.Object(
  {
    type: Type.Literal('dashboard'),
    title: Type.Optional(TextRefSchema),
    roles,
    tiles: Type.Array(TileSchema, { maxItems: 40 }),
    refresh,
  },
  { additionalProperties: false },
);

/** Words, figures, rows and buttons, one block after the other. */
export const BlocksPageSchema = Type.Object(
  {
    type: Type.Literal('blocks'),
    title: Type.Optional(TextRefSchema),
    roles,
    blocks: Type.Array(BlockSchema, { maxItems: 40 }),
    refresh,
  },
  { additionalProperties: false },
);
export type BlocksPage = Static<typeof BlocksPageSchema>;

export const PageSchema = Type.Union([DashboardPageSchema, BlocksPageSchema, DocumentPageSchema]);
export type Page = Static<typeof PageSchema>;

/** A page people look at on a screen; documents are what a run gives on paper. */
export type ScreenPage = Exclude<Page, { readonly type: 'document' }>;

export function isScreenPage(page: Page): page is ScreenPage {
  return page.type !== 'document';
}

/** The tiles of a page with the way to each from the page. */
export function tilePlaces(page: Page): readonly { readonly tile: Tile; readonly path: readonly PointerSegment[] }[] {
  if (page.type === 'dashboard') return page.tiles.map((tile, index) => ({ tile, path: ['tiles', index] }));
  return (page.type === 'blocks' ? page.blocks : []).flatMap((block, index) => (block.block === 'tile' ? [{ tile: block.tile, path: ['blocks', index, 'tile'] }] : []));
}

export function tilesOf(page: Page): readonly Tile[] {
  return tilePlaces(page).map(({ tile }) => tile);
}
