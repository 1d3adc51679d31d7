import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { PageBlock, PageRows } from '../../../../server/api/pages.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';

interface RowsFrameProps {
  readonly block: PageBlock;
  readonly query: UseQueryResult<PageRows>;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly children: (data: PageRows) => ReactNode;
}

/** A block with rows: its title, and loading or trouble in place of the rows. */
export function RowsFrame({ block, query, tools, children }: RowsFrameProps) {
  return (
    <section className="page-block" aria-labelledby={`block-${block.id}`} aria-busy={query.isFetching}>
      <div className="page-block-head">
        <h2 id={`block-${block.id}`}>{block.title}</h2>
        {tools}
      </div>
      {query.data === undefined ? query.isError ? <Trouble error={query.error} onRetry={() => void query.refetch()} /> : <Loading /> : (
        <>
          {query.isError ? <Trouble error={query.error} onRetry={() => void query.refetch()} /> : null}
          {children(query.data)}
        </>
      )}
    </section>
  );
}
