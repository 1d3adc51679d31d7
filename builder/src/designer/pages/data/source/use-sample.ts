import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { JsonObject, Json } from '../../../../../../runtime/schema/json.ts';
import type { ConnectionKind } from '../../../../../../server/api/data.ts';
import type { Source, SourceAsk, SourceSample } from '../../../../../../server/api/sources.ts';
import { request } from '../../../../client/request.ts';
import { listsIn, rowsAt, sampleSheet, type FoundList, type SampleSheet } from './sample-sheet.ts';

/** A connection that holds rows. */
export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly kind: SourceAsk['kind'];
}

type Listed = { readonly id: string; readonly title: string; readonly kind?: ConnectionKind };

/** Connections rows may come from. */
export function useFeeds() {
  const query = useQuery({ queryKey: ['connections'], queryFn: ({ signal }) => request<{ readonly items: readonly Listed[] }>('/api/connections', { signal }) });
  const feeds = useMemo(() => (query.data?.items ?? []).flatMap(({ id, title, kind = 'http' }): Feed[] => (kind === 'http' ? [{ id, title, kind }] : kind === 'postgres' || kind === 'mysql' ? [{ id, title, kind: 'sql' }] : [])), [query.data]);
  return { feeds, query };
}

type PagesBy = 'none' | 'page' | 'offset' | 'link';

/** What is asked, as it is being typed. */
export interface AskDraft {
  readonly connection: string;
  readonly kind: SourceAsk['kind'];
  readonly path: string;
  readonly sql: string;
  readonly by: PagesBy;
  readonly param: string;
  readonly size: string;
  readonly sizeParam: string;
}

const EMPTY: AskDraft = { connection: '', kind: 'http', path: '', sql: '', by: 'none', param: '', size: '', sizeParam: '' };

function draftOf({ connection, ask }: Pick<Source, 'connection' | 'ask'>): AskDraft {
  if (ask.kind === 'sql') return { ...EMPTY, connection, kind: 'sql', sql: ask.sql };
  const { pages } = ask;
  return { ...EMPTY, connection, path: ask.path, by: pages?.by ?? 'none', param: pages?.param ?? '', size: pages?.size === undefined ? '' : String(pages.size), sizeParam: pages?.sizeParam ?? '' };
}

/** Whether the size of a page is none. */
export const isBadSize = ({ by, size }: AskDraft): boolean => by !== 'none' && size !== '' && !(/^\d{1,5}$/.test(size) && Number(size) >= 1 && Number(size) <= 10_000);

export function askOf({ kind, path, sql, by, param, size, sizeParam }: AskDraft, list: readonly string[]): SourceAsk {
  if (kind === 'sql') return { kind, sql: sql.trim() };
  const pages = by === 'none' ? {} : { pages: { by, ...(param === '' ? {} : { param }), ...(size === '' ? {} : { size: Number(size) }), ...(sizeParam === '' ? {} : { sizeParam }) } };
  return { kind, path: path.trim(), list: [...list], ...pages };
}

export interface Sampling {
  readonly draft: AskDraft;
  readonly change: (next: Partial<AskDraft>) => void;
  readonly take: () => void;
  readonly taking: boolean;
  readonly error: unknown;
  readonly answer: SourceSample | undefined;
  readonly lists: readonly FoundList[];
  readonly list: readonly string[];
  readonly chooseList: (path: readonly string[]) => void;
  /** The rows that were chosen, once there are some. */
  readonly sample: SampleSheet | undefined;
}

/** Asks a connection for a few rows and lets a person choose which list they are. A question that is changed forgets its answer. @param onSample is told of rows whenever others are chosen */
export function useSample(kept: Pick<Source, 'connection' | 'ask'> | undefined, onSample: (sample: SampleSheet) => void): Sampling {
  const [draft, setDraft] = useState<AskDraft>(kept ? draftOf(kept) : EMPTY);
  const [list, setList] = useState<readonly string[]>(kept?.ask.kind === 'http' ? kept.ask.list : []);
  const [sample, setSample] = useState<SampleSheet>();
  const choose = (answer: SourceSample, path: readonly string[]): void => {
    const body = (answer.body ?? null) as Json;
    const rows = answer.columns ? (body as readonly JsonObject[]) : rowsAt(body, path);
    setList(path);
    if (rows.length === 0) return setSample(undefined);
    const next = sampleSheet('', rows);
    setSample(next);
    onSample(next);
  };
  const asking = useMutation({
    mutationFn: () => request<SourceSample>('/api/datasets/source/sample', { method: 'POST', body: { connection: draft.connection, ask: askOf(draft, []) } }),
    onSuccess: (answer) => {
      if (answer.problem) return setSample(undefined);
      const lists = answer.columns ? [] : listsIn((answer.body ?? null) as Json);
      choose(answer, lists.find(({ path }) => path.join('\n') === list.join('\n'))?.path ?? lists[0]?.path ?? []);
    },
  });
  const { data: answer } = asking;
  const lists = useMemo(() => (answer === undefined || answer.columns || answer.problem ? [] : listsIn((answer.body ?? null) as Json)), [answer]);
  return {
    draft,
    change: (next) => {
      setDraft((old) => ({ ...old, ...next }));
      asking.reset();
      setSample(undefined);
    },
    take: () => asking.mutate(), taking: asking.isPending, error: asking.error, answer, lists, list,
    chooseList: (path) => { if (answer) choose(answer, path); },
    sample,
  };
}
