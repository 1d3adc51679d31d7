import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { Notice } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { noticeTexts } from './text.ts';
import '../style/lists.css';
import { useNow } from '../format/use-now.ts';

function NoticeRow({ notice, onRead }: { readonly notice: Notice; readonly onRead: (notice: Notice) => void }) {
  const t = useTexts(noticeTexts);
  const { locale } = useLocale();
  const now = useNow();
  const unread = notice.readAt === undefined;
  return (
    <li className={unread ? 'notice unread' : 'notice'}>
      <p className="notice-head"><b>{notice.title}</b>{unread ? <span className="tag warn">{t.unread}</span> : null}<span className="mut">{formatMoment(notice.at, locale, now)}</span></p>
      <p>{notice.body}</p>
      {notice.runId !== undefined || unread ? <button type="button" className="link" onClick={() => onRead(notice)}>{notice.runId === undefined ? t.markRead : t.open}<span className="vh">: {notice.title}</span></button> : null}
    </li>
  );
}

/** 消息: what the flows have told this person. */
export function NoticesPage() {
  const t = useTexts(noticeTexts);
  const api = useApi();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const notices = useRead(['notices'], (source) => source.notices());
  const read = useMutation({ mutationFn: (notice: Notice) => api.readNotice(notice.id), onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }) });
  const onRead = (notice: Notice) => {
    if (notice.readAt === undefined) read.mutate(notice);
    if (notice.runId !== undefined) go(`/runs/${notice.runId}`);
  };
  return (
    <div className="wrap list-page">
      <PageHeading>{t.title}</PageHeading>
      <p className="list-more"><Link className="link" href="/notices/settings">{t.settings}</Link></p>
      {notices.isPending ? <Loading /> : null}
      {notices.isError ? <Trouble error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      {notices.data?.items.length === 0 ? <p className="empty">{t.empty}</p> : null}
      <ul>{(notices.data?.items ?? []).map((notice) => <NoticeRow key={notice.id} notice={notice} onRead={onRead} />)}</ul>
    </div>
  );
}
