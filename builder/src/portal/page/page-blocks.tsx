import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { ArrowRight } from 'lucide-react';
import type { RowView } from '../../../../runtime/schema/page-block.ts';
import type { PageBlock } from '../../../../server/api/pages.ts';
import type { Dashboard } from '../../../../server/api/portal.ts';
import { TileView } from '../board/tile.tsx';
import type { PageSource, RowsProps } from './page-source.ts';
import { RowsBoard } from './rows-board.tsx';
import { RowsCalendar } from './rows-calendar.tsx';
import { RowsList } from './rows-list.tsx';
import { RowsMap } from './rows-map.tsx';
import { RowsRecord } from './rows-record.tsx';
import '../style/board.css';
import '../style/page.css';

const VIEWS: Readonly<Record<RowView, ComponentType<RowsProps>>> = { list: RowsList, board: RowsBoard, calendar: RowsCalendar, map: RowsMap, record: RowsRecord };

function BlockView({ block, tiles, source, figuresOnly }: { readonly block: PageBlock; readonly tiles: Dashboard['tiles']; readonly source: PageSource; readonly figuresOnly: boolean }) {
  if (block.block === 'heading') return <h2 className="page-heading">{block.text}</h2>;
  if (block.block === 'text') return <p className="page-text">{block.text}</p>;
  if (block.block === 'button') return <p className="page-button"><Link className="big" href={block.page === undefined ? source.startHref : source.pageHref(block.page)}>{block.text}<ArrowRight className="i s" aria-hidden="true" /></Link></p>;
  if (block.block === 'tile') {
    const tile = tiles.find(({ id }) => id === block.tile);
    return tile ? <TileView tile={tile} /> : null;
  }
  const View = VIEWS[block.block];
  return figuresOnly ? null : <View block={block} source={source} />;
}

/** The blocks of a page in their order; figures stand side by side where there is room. */
export function PageBlocks({ page, source }: { readonly page: Pick<Dashboard, 'tiles' | 'blocks' | 'figuresOnly'>; readonly source: PageSource }) {
  const blocks: readonly PageBlock[] = page.blocks ?? page.tiles.map(({ id }) => ({ id, block: 'tile', tile: id }));
  return (
    <div className="page-blocks">
      <div className="tiles">{blocks.map((block) => <BlockView key={block.id} block={block} tiles={page.tiles} source={source} figuresOnly={page.figuresOnly === true} />)}</div>
    </div>
  );
}
