import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditItem } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { stampText } from '../shared/format.ts';
import { AdminOnly } from './admin-only.tsx';
import { adminTexts } from './admin-text.ts';

interface AuditAnswer {
  readonly items: readonly AuditItem[];
  readonly next?: string;
}

function Audit() {
  const text = useTexts(adminTexts);
  const { locale } = useLocale();
  const [filter, setFilter] = useState('');
  const log = useInfiniteQuery({ queryKey: ['audit'], queryFn: ({ pageParam, signal }) => request<AuditAnswer>('/api/audit', { query: { cursor: pageParam, limit: 100 }, signal }), initialPageParam: '', getNextPageParam: (last) => last.next });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = filter.trim().toLowerCase();
  const shown = items.filter((item) => wanted === '' || [item.by, item.byName ?? '', item.action, item.target].some((words) => words.toLowerCase().includes(wanted)));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text.audit}</h1>
        <span className="ui-quiet">{text.auditNote}</span>
        <span className="ui-grow" />
        <TextField label={text.filter} hideLabel placeholder={text.filter} value={filter} onChange={setFilter} />
      </header>
      {log.isPending ? <Skeleton rows={8} height={28} /> : null}
      {log.isError ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isSuccess && shown.length === 0 ? <EmptyState title={items.length === 0 ? text.noAudit : text.noMatch} /> : null}
      {shown.length === 0 ? null : (
        <div className="grid-frame">
          <table className="grid-table">
            <thead>
              <tr>
                {[text.seq, text.when, text.who, text.action, text.target, text.details].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <tr key={item.seq}>
                  <td>{item.seq}</td>
                  <td className="audit-short">{stampText(item.at, locale)}</td>
                  <td className="audit-short">{item.byName ?? item.by}</td>
                  <td>
                    <code>{item.action}</code>
                  </td>
                  <td>{item.target}</td>
                  <td>{item.details === undefined ? '' : <code>{JSON.stringify(item.details)}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {log.hasNextPage ? (
        <p className="pager">
          <Button busy={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
            {text.more}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

export function AuditPage() {
  return (
    <AdminOnly>
      <Audit />
    </AdminOnly>
  );
}
