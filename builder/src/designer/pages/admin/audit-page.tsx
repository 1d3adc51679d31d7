import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditItem } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { AdminOnly } from './admin-only.tsx';
import { adminTexts } from './admin-text.ts';
import { actionWord, auditWords, detailWords } from './audit-words.ts';

interface AuditAnswer {
  readonly items: readonly AuditItem[];
  readonly next?: string;
}

function Audit() {
  const text = useTexts(adminTexts);
  const words = useTexts(auditWords);
  const { locale } = useLocale();
  const [filter, setFilter] = useState('');
  const log = useInfiniteQuery({ queryKey: ['audit'], queryFn: ({ pageParam, signal }) => request<AuditAnswer>('/api/audit', { query: { cursor: pageParam, limit: 100 }, signal }), initialPageParam: '', getNextPageParam: (last) => last.next });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted = filter.trim().toLowerCase();
  const shown = items.filter((item) => wanted === '' || [item.by, item.byName ?? '', item.action, actionWord(words, item.action), item.target, item.targetName ?? ''].some((words) => words.toLowerCase().includes(wanted)));
  const heads = [text.seq, text.when, text.who, text.action, text.target, text.details];
  return (
    <div className="page">
      <PageHead title={text.audit} note={text.auditNote}>
        <TextField label={text.filter} hideLabel placeholder={text.filter} value={filter} onChange={setFilter} />
      </PageHead>
      <ReadTable
        read={{ ...log, data: log.data === undefined ? undefined : { items: shown } }}
        heads={heads}
        bars={8}
        empty={<EmptyState title={items.length === 0 ? text.noAudit : text.noMatch} />}
        renderRow={(item) => (
          <GridRow key={item.seq}>
            <td>{item.seq}</td>
            <td className="audit-short">{stampText(item.at, locale)}</td>
            <td className="audit-short">{item.byName ?? item.by}</td>
            <td className="audit-short">
              {actionWord(words, item.action)}
              <em>{item.action}</em>
            </td>
            <td>
              {item.targetName ?? item.target}
              {item.targetName === undefined ? null : <em>{item.target}</em>}
            </td>
            <td>
              {detailWords(words, item.details).map(({ name, value }) => (
                <span key={name} className="audit-fact">
                  <b>{name}</b> {value}
                </span>
              ))}
            </td>
          </GridRow>
        )}
      />
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
    <AdminOnly needs="audit">
      <Audit />
    </AdminOnly>
  );
}
