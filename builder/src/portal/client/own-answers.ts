import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../../../server/api/account.ts';

/** Told to everybody alike. */
const OF_NOBODY: ReadonlySet<unknown> = new Set(['me', 'look', 'ways']);

/** Keeps answers for the person they were given to: once `me` says that another one is logged in, those of the one before are gone before anything of them is drawn. */
export function keepForTheirOwner(queries: QueryClient): void {
  let owner: string | undefined;
  queries.getQueryCache().subscribe(({ query, type }) => {
    if (query.queryKey[0] !== 'me' || (type !== 'added' && type !== 'updated')) return;
    const now = (query.state.data as Me | undefined)?.user?.id;
    if (now === undefined || now === owner) return;
    if (owner !== undefined) queries.removeQueries({ predicate: ({ queryKey: [what] }) => !OF_NOBODY.has(what) });
    owner = now;
  });
}
