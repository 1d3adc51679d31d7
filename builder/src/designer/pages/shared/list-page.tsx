import type { ReactNode } from 'react';
import { GridTable } from '../../../ui/grid-table.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import './page.css';

export interface PageHeadProps {
  readonly title: string;
  /** What the page says of itself: always on the line below its title. */
  readonly note?: ReactNode;
  /** Buttons and filters at the right end. */
  readonly children?: ReactNode;
  /** 2 for a part of a page. @default 1 */
  readonly level?: 1 | 2;
}

export function PageHead({ title, note, children, level = 1 }: PageHeadProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <header className={level === 1 ? 'page-head' : 'page-head page-section'}>
      <div className="page-head-words">
        <Title>{title}</Title>
        {note === undefined ? null : <p className="page-note">{note}</p>}
      </div>
      {children}
    </header>
  );
}

/** What a query of a list says of itself; TanStack's answers fit. */
export interface ListRead<Item> {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly data: { readonly items: readonly Item[] } | undefined;
  readonly refetch: () => unknown;
}

export interface ReadTableProps<Item> {
  readonly read: ListRead<Item>;
  readonly heads: readonly string[];
  readonly renderRow: (item: Item) => ReactNode;
  /** Shown instead of an empty table. */
  readonly empty: ReactNode;
  /** Bars while loading. @default 3 */
  readonly bars?: number;
}

/** A list of the server in its four states: loading, failed, empty, there. */
export function ReadTable<Item>({ read, heads, renderRow, empty, bars = 3 }: ReadTableProps<Item>) {
  if (read.data === undefined) return read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton rows={bars} height={44} />;
  if (read.data.items.length === 0) return empty;
  return <GridTable heads={heads}>{read.data.items.map(renderRow)}</GridTable>;
}
