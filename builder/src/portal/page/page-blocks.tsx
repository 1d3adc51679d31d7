import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { ArrowRight } from 'lucide-react';
import type { RowView } from '../../../../runtime/schema/page-block.ts';
import type { PageBlock } from '../../../../server/api/pages.ts';
import type { Dashboard } from '../../../../server/api/portal.ts';
import { TileView } from '../board/tile.tsx';
import { tileSpans } from '../board/tile-rows.ts';
import type { PageSource, RowsProps } from './page-source.ts';
import { RowsBoard } from './rows-board.tsx';
import { RowsCalendar } from './rows-calendar.tsx';
import { RowsList } from './rows-list.tsx';
import { RowsMap } from './rows-map.tsx';
import { RowsRecord } from './rows-record.tsx';
import '../style/board.css';
import '../style/page.css';

const VIEWS: Readonly<Record<RowView, ComponentType<RowsProps>>> = { list: RowsList, board: RowsBoard, calendar: RowsCalendar, map: RowsMap, record: RowsRecord };

type Tile = Dashboard['tiles'][number];

function BlockView({ block, tile, span, source, figuresOnly }: { readonly block: PageBlock; readonly tile: Tile | undefined; readonly span: number; readonly source: PageSource; readonly figuresOnly: boolean }) {
  if (block.block === 'heading') return <h2 className="page-heading">{block.text}</h2>;
  if (block.block === 'text') return <p className="page-text">{block.text}</p>;
  if (block.block === 'button') return <p className="page-button"><Link className="big" href={block.page === undefined ? source.startHref : source.pageHref(block.page)}>{block.text}<ArrowRight className="i s" aria-hidden="true" /></Link></p>;
  if (block.block === 'tile') return tile ? <TileView tile={tile} span={span} /> : null;
  const View = VIEWS[block.block];
  return figuresOnly ? null : <View block={block} source={source} />;
}

/** The blocks of a page in their order; figures stand side by side where there is room. */
export function PageBlocks({ page, source }: { readonly page: Pick<Dashboard, 'tiles' | 'blocks' | 'figuresOnly'>; readonly source: PageSource }) {
  const blocks: readonly PageBlock[] = page.blocks ?? page.tiles.map(({ id }) => ({ id, block: 'tile', tile: id }));
  const tileOf = (block: PageBlock): Tile | undefined => (block.block === 'tile' ? page.tiles.find(({ id }) => id === block.tile) : undefined);
  // What is not drawn leaves no gap in a row.
  const drawn = blocks.map((block) => ({ block, tile: tileOf(block) })).filter(({ block, tile }) => block.block !== 'tile' || tile !== undefined);
  const spans = tileSpans(drawn.map(({ tile }) => tile));
  return (
    <div className="page-blocks">
      <div className="tiles">{drawn.map(({ block, tile }, at) => <BlockView key={block.id} block={block} tile={tile} span={spans[at] ?? 12} source={source} figuresOnly={page.figuresOnly === true} />)}</div>
    </div>
  );
}
