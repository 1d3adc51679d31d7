import { useMemo, useState } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { ChevronLeft, Minimize2, Presentation } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { useBigScreen } from '../page/big-screen.ts';
import { PageBlocks } from '../page/page-blocks.tsx';
import type { PageSource } from '../page/page-source.ts';
import { pageTexts } from '../page/text.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { boardTexts } from './text.ts';

const here = (app: string, page: string): string => `/apps/${encodeURIComponent(app)}/pages/${encodeURIComponent(page)}`;

/** What the blocks of a page ask for and lead to. */
function usePageSource(app: string, page: string, every: number | false): PageSource {
  const api = useApi();
  const row = new URLSearchParams(useSearch()).get('row') ?? undefined;
  return useMemo(() => ({
    key: [app, page], every, startHref: `/apps/${encodeURIComponent(app)}`, ...(row === undefined ? {} : { row }),
    rows: (block, wanted) => api.pageRows(app, page, block, wanted),
    move: (block, { id, version }, to) => api.movePageRow(app, page, block, { row: id, version, to }),
    exportHref: (block, wanted) => api.pageRowsFile(app, page, block, wanted),
    pageHref: (to, of) => `${here(app, to)}${of === undefined ? '' : `?row=${encodeURIComponent(of)}`}`,
  }), [api, app, page, every, row]);
}

/** A page of an app: 看板, lists, boards, calendars, maps, records. */
export function BoardPage() {
  const { id, page } = useParams<{ id: string; page: string }>();
  const t = useTexts(boardTexts);
  const p = useTexts(pageTexts);
  const s = useTexts(shellTexts);
  const { locale } = useLocale();
  const { big, enter, leave, opener, closer } = useBigScreen();
  const [refresh, setRefresh] = useState(60);
  const board = useRead(['page', id, page], (api) => api.page(id, page), { every: big ? refresh * 1000 : false });
  if (board.data !== undefined && board.data.refresh !== refresh) setRefresh(board.data.refresh);
  const source = usePageSource(id, page, big ? refresh : false);
  if (board.isPending) return <div className="wrap"><Loading /></div>;
  if (board.isError) return <div className="wrap board"><PageHeading>{s.troubleTitle}</PageHeading><Trouble error={board.error} onRetry={() => void board.refetch()} /></div>;
  const { title, asOf, synthetic, figuresOnly } = board.data;
  return (
    <div className="wrap board">
      {big ? null : <Link className="back" href="/"><ChevronLeft className="i s" aria-hidden="true" />{t.back}</Link>}
      <div className="board-head">
        <PageHeading>{title}</PageHeading>
        {big ? <button type="button" className="page-tool" ref={closer} onClick={leave}><Minimize2 className="i s" aria-hidden="true" />{p.leaveBig}</button> : <button type="button" className="page-tool" ref={opener} onClick={enter}><Presentation className="i s" aria-hidden="true" />{p.bigScreen}</button>}
      </div>
      <p className="ink2">{t.asOf(formatMoment(asOf, locale, '0001-01-01'))}{big ? <> · {p.refreshed(refresh)}</> : null}{synthetic ? <> <span className="tag synth">{t.synthetic}</span></> : null}</p>
      {figuresOnly === true ? <p className="note">{p.figuresOnly}</p> : null}
      <PageBlocks page={board.data} source={source} />
    </div>
  );
}
