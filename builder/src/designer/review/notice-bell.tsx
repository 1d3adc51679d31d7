import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DesignNotice } from '../../../../server/api/versions.ts';
import { request } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { stampText } from '../pages/shared/format.ts';
import './review.css';
import { reviewTexts } from './review-text.ts';

const EVERY_MS = 30_000;

function sentence(notice: DesignNotice, text: (typeof reviewTexts)['zh-CN'] | (typeof reviewTexts)['en']): string {
  const { name } = notice.by;
  if (notice.what === 'failed') return text.notice_failed;
  if (notice.what === 'quality') return text.notice_quality;
  if (notice.what === 'grant') return text.notice_grant;
  if (notice.what === 'published') return text.notice_published(notice.text);
  const say = { asked: text.notice_asked, approved: text.notice_approved, change: text.notice_change, comment: text.notice_comment, 'rolled-back': text.notice_rolled_back }[notice.what];
  return say(name);
}

/** What happened to the drafts and reviews of the reader: a bell with a count, and the list behind it. */
export function NoticeBell() {
  const text = useTexts(reviewTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const notices = useQuery({ queryKey: ['design-notices'], queryFn: ({ signal }) => request<{ readonly items: readonly DesignNotice[] }>('/api/design-notices', { signal }), refetchInterval: EVERY_MS });
  const items = notices.data?.items ?? [];
  const unread = items.filter(({ readAt }) => readAt === undefined);
  const read = useMutation({ mutationFn: (ids: readonly string[]) => request('/api/design-notices/read', { method: 'POST', body: { ids } }), onSettled: () => client.invalidateQueries({ queryKey: ['design-notices'] }) });
  return (
    <>
      <span className="notice-bell">
        <IconButton label={unread.length === 0 ? text.notices : text.noticesUnread(unread.length)} icon={<Bell size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => setOpen(true)} />
        {unread.length === 0 ? null : <span className="notice-count" aria-hidden="true">{unread.length > 99 ? '99+' : unread.length}</span>}
      </span>
      {open ? (
        <Dialog title={text.notices} open onClose={() => setOpen(false)} actions={unread.length === 0 ? undefined : <Button busy={read.isPending} onPress={() => read.mutate(unread.map(({ id }) => id))}>{text.readAll}</Button>}>
          {notices.isPending ? <Skeleton rows={4} /> : null}
          {notices.isError ? <ErrorState error={notices.error} onRetry={() => void notices.refetch()} /> : null}
          {notices.isSuccess && items.length === 0 ? <EmptyState title={text.noNotices}>{text.noNoticesText}</EmptyState> : null}
          <ul className="notice-list">
            {items.map((notice) => (
              <li key={notice.id} data-unread={notice.readAt === undefined ? '' : undefined}>
                <Link
                  href={notice.what === 'grant' ? '/grants' : notice.scenario === undefined ? `/datasets?dataset=${encodeURIComponent(notice.dataset ?? '')}` : `/s/${notice.scenario}/versions`}
                  onClick={() => {
                    setOpen(false);
                    if (notice.readAt === undefined) read.mutate([notice.id]);
                  }}
                >
                  <b>{sentence(notice, text)}</b>
                  <span>{notice.title}</span>
                  {notice.text === '' || notice.what === 'published' ? null : <q>{notice.text}</q>}
                  <em>{stampText(notice.at, locale)}</em>
                </Link>
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </>
  );
}
