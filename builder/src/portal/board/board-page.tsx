import { Link, useParams } from 'wouter';
import { ChevronLeft } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useRead } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { boardTexts } from './text.ts';
import { TileView } from './tile.tsx';
import '../style/board.css';

/** 看板: indicators with their definition. */
export function BoardPage() {
  const { id, page } = useParams<{ id: string; page: string }>();
  const t = useTexts(boardTexts);
  const s = useTexts(shellTexts);
  const { locale } = useLocale();
  const board = useRead(['page', id, page], (api) => api.page(id, page));
  if (board.isPending) return <div className="wrap"><Loading /></div>;
  if (board.isError) return <div className="wrap board"><PageHeading>{s.troubleTitle}</PageHeading><Trouble error={board.error} onRetry={() => void board.refetch()} /></div>;
  const { title, asOf, tiles, synthetic } = board.data;
  return (
    <div className="wrap board">
      <Link className="back" href="/"><ChevronLeft className="i s" aria-hidden="true" />{t.back}</Link>
      <PageHeading>{title}</PageHeading>
      <p className="ink2">{t.asOf(formatMoment(asOf, locale, '0001-01-01'))}{synthetic ? <> · <span className="tag synth">{t.synthetic}</span></> : null}</p>
      <div className="tiles">{tiles.map((tile) => <TileView key={tile.id} tile={tile} />)}</div>
    </div>
  );
}
