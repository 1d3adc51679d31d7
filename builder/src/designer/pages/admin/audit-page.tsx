import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AuditItem } from '../../../../../server/api/data.ts';
import { saveFile } from '../../../client/download.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import { EmptyState, ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { AdminOnly } from './admin-only.tsx';
import { adminTexts } from './admin-text.ts';
import { actionChoices, actionWord, auditWords, detailWords, whoWord } from './audit-words.ts';

interface AuditAnswer {
  readonly items: readonly AuditItem[];
  readonly next?: string;
  readonly lookedTo?: string;
}

interface Filter {
  readonly person: string;
  readonly action: string | null;
  readonly about: string;
  readonly from: string;
  readonly until: string;
}

const NONE: Filter = { person: '', action: null, about: '', from: '', until: '' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is sent of a filter: a day that is half typed is not. */
function queryOf({ person, action, about, from, until }: Filter): Readonly<Record<string, string>> {
  const days = [['from', from], ['until', until]].filter(([, day]) => DAY.test(day ?? ''));
  const words = [['person', person.trim()], ['action', action ?? ''], ['about', about.trim()]].filter(([, word]) => word !== '');
  return Object.fromEntries([...words, ...days]) as Readonly<Record<string, string>>;
}

function FilterBar({ filter, onChange }: { readonly filter: Filter; readonly onChange: (filter: Filter) => void }) {
  const text = useTexts(adminTexts);
  const words = useTexts(auditWords);
  const set = (part: Partial<Filter>): void => onChange({ ...filter, ...part });
  const asked = new URLSearchParams(queryOf(filter)).toString();
  const taking = useMutation({ mutationFn: () => saveFile(`/api/audit/export${asked === '' ? '' : `?${asked}`}`, 'audit.csv') });
  const wrong = (day: string): string | undefined => (day === '' || DAY.test(day) ? undefined : text.auditDay);
  return (
    <div className="audit-filter">
      <TextField label={text.auditPerson} value={filter.person} onChange={(person) => set({ person })} />
      <ComboBox label={text.auditAction} options={[...actionChoices(words)]} value={filter.action} onChange={(action) => set({ action })} />
      <TextField label={text.auditAbout} value={filter.about} onChange={(about) => set({ about })} />
      <TextField label={text.auditFrom} placeholder="2026-01-31" value={filter.from} onChange={(from) => set({ from })} error={wrong(filter.from)} />
      <TextField label={text.auditUntil} placeholder="2026-12-31" value={filter.until} onChange={(until) => set({ until })} error={wrong(filter.until)} />
      <div className="audit-deeds">
        <Button isDisabled={asked === ''} onPress={() => onChange(NONE)}>{text.auditClear}</Button>
        <Button busy={taking.isPending} icon={<Download size={14} aria-hidden="true" />} onPress={() => taking.mutate()}>{text.auditExport}</Button>
      </div>
      {taking.isError ? <ErrorState error={taking.error} /> : null}
    </div>
  );
}

const PAUSE_MS = 300;

/** What was typed, once the typing pauses. */
function useSettled(asked: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [settled, setSettled] = useState(asked);
  const key = JSON.stringify(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as Readonly<Record<string, string>>), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return settled;
}

function Audit() {
  const text = useTexts(adminTexts);
  const words = useTexts(auditWords);
  const { locale } = useLocale();
  const [filter, setFilter] = useState(NONE);
  const asked = useSettled(queryOf(filter));
  const isFiltered = Object.keys(asked).length > 0;
  const log = useInfiniteQuery({ queryKey: ['audit', asked], queryFn: ({ pageParam, signal }) => request<AuditAnswer>('/api/audit', { query: { ...asked, cursor: pageParam, limit: 100 }, signal }), initialPageParam: '', placeholderData: keepPreviousData, getNextPageParam: (last) => last.next });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const lookedTo = log.data?.pages.at(-1)?.lookedTo;
  const heads = [text.seq, text.when, text.who, text.action, text.target, text.details];
  return (
    <div className="page">
      <PageHead title={text.audit} note={text.auditNote} />
      <FilterBar filter={filter} onChange={setFilter} />
      <ReadTable
        read={{ ...log, data: log.data === undefined ? undefined : { items } }}
        heads={heads}
        bars={8}
        empty={<EmptyState title={isFiltered ? text.noMatch : text.noAudit} />}
        renderRow={(item) => (
          <GridRow key={item.seq}>
            <td>{item.seq}</td>
            <td className="audit-short">{stampText(item.at, locale)}</td>
            <td className="audit-short">{item.byName ?? whoWord(words, item.by)}</td>
            <td className="audit-short">
              {actionWord(words, item.action)}
              <em>{item.action}</em>
            </td>
            <td>
              {item.targetName ?? whoWord(words, item.target)}
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
          {lookedTo === undefined ? null : <span className="ui-quiet">{text.auditLooked(stampText(lookedTo, locale))}</span>}
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
