import { useInfiniteQuery } from '@tanstack/react-query';
import { Eye, UserRoundSearch } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { AccessItem } from '../../../../../server/api/sharing.ts';
import { request } from '../../../client/request.ts';
import { listed } from '../../../text/listed.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { AdminOnly } from '../admin/admin-only.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { sharingTexts } from './sharing-text.ts';
import './sharing.css';

interface Answer {
  readonly items: readonly AccessItem[];
  readonly next?: string;
  readonly since?: string;
}

function AccessRow({ item }: { readonly item: AccessItem }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const uses: Readonly<Record<string, string>> = { test: text.use_test, options: text.use_options, form: text.use_form, record: text.use_record, result: text.use_result, trace: text.use_trace };
  return (
    <GridRow>
      <td className="audit-short">{stampText(item.at, locale)}</td>
      <td>
        {item.byName}
        {item.unit === undefined ? null : <em>{item.unit}</em>}
      </td>
      <td>
        {item.datasetTitle}
        <em>{listed(item.fields.map(({ title }) => title), locale)}</em>
      </td>
      <td>
        {item.purpose ?? (item.scenario === undefined ? text.browse : '')}
        {item.use === undefined ? null : <em>{uses[item.use] ?? item.use}</em>}
      </td>
      <td>
        {item.scenarioTitle ?? item.scenario ?? ''}
        {item.run === undefined ? null : (
          <em>
            <Link href={`/s/${item.scenario ?? ''}/runs/${encodeURIComponent(item.run)}`}>{item.node ?? item.run}</Link>
          </em>
        )}
      </td>
      <td>{item.grant === undefined ? '' : <Link href={`/grants?id=${item.grant}`}>{text.underGrant}</Link>}</td>
    </GridRow>
  );
}

function WhoRead() {
  const text = useTexts(sharingTexts);
  const [typed, setTyped] = useState('');
  const [subject, setSubject] = useState('');
  const read = useInfiniteQuery({
    queryKey: ['who-read', subject],
    queryFn: ({ pageParam, signal }) => request<Answer>('/api/access/search', { method: 'POST', body: { subject, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: subject !== '',
  });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    setSubject(typed.trim());
  };
  const items = read.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <PageHead title={text.whoTitle} note={text.whoNote} />
      <form className="who-form" onSubmit={ask}>
        <TextField label={text.subject} hint={text.subjectHint} value={typed} onChange={setTyped} autoComplete="off" />
        <Button type="submit" look="primary" busy={read.isFetching && !read.isFetchingNextPage}>
          {text.ask}
        </Button>
      </form>
      {subject === '' ? null : (
        <ReadTable
          read={{ ...read, data: items === undefined ? undefined : { items } }}
          heads={[text.when, text.reader, text.what, text.why, text.matter, text.underGrant]}
          empty={
            <EmptyState icon={<UserRoundSearch size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noReads}>
              {text.noReadsText}
            </EmptyState>
          }
          renderRow={(item) => <AccessRow key={item.seq} item={item} />}
        />
      )}
      {read.data?.pages[0]?.since === undefined ? null : <p className="ui-quiet">{text.whoSince(read.data.pages[0].since)}</p>}
      {read.hasNextPage ? (
        <p className="pager">
          <Button icon={<Eye size={14} aria-hidden="true" />} busy={read.isFetchingNextPage} onPress={() => void read.fetchNextPage()}>
            {text.more}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** The auditor's question: who saw this person's data, and why. */
export function WhoReadPage() {
  return (
    <AdminOnly needs="audit">
      <WhoRead />
    </AdminOnly>
  );
}
