import type { Plan } from '../../../../runtime/engine/plan-types.ts';
import type { FigureGroup, QueryAnswer, QueryRequest, ToldFigures } from '../../../../runtime/host/host.ts';
import { foundOf } from '../../../../runtime/host/query.ts';
import type { StoredRow } from '../../../../runtime/host/row-filter.ts';
import { isGroupedByCounted, smallestGroup } from '../../../../runtime/host/sharing/access.ts';
import { queryReads, type DatasetReads } from '../../../../runtime/host/sharing/query-reads.ts';
import type { SharingShelf } from '../shelf.ts';
import type { Guarded, TellWanted } from './book.ts';

/** What of a dataset is read, and its rows behind each row of an answer. */
interface Read {
  readonly local: string;
  readonly reads: DatasetReads;
  readonly rowsAt: Guarded['rowsAt'];
}

/** Figures of rows that a scenario may only count, as far as they may be told. */
export function tellCounted(sharing: SharingShelf, plan: Plan, reads: readonly Read[], groups: readonly FigureGroup[]): Promise<readonly (ToldFigures | null)[]> {
  const guarded: Guarded[] = [];
  let wanted: Pick<TellWanted, 'secretGroups' | 'smallest'> = { secretGroups: false, smallest: 0 };
  for (const { local, reads: read, rowsAt } of reads) {
    const reading = sharing.reading(plan, local);
    const smallest = reading.kind === 'shared' ? smallestGroup(reading.access, read) : 0;
    if (reading.kind !== 'shared' || smallest === 0) continue;
    const columns = [...read.given].filter((field) => reading.access.fields.get(field)?.as === 'counted');
    guarded.push({ dataset: plan.datasets[local]?.id ?? local, unit: sharing.unitOf('scenario', plan.scenario.id), columns, rowsAt });
    wanted = { secretGroups: wanted.secretGroups || isGroupedByCounted(reading.access, read), smallest: Math.max(wanted.smallest, smallest) };
  }
  return sharing.counted.tell({ ...wanted, guarded, groups });
}

/** The same of the answer to a query, with its joined rows. */
export function tellAnswer(sharing: SharingShelf, plan: Plan, asked: { readonly request: QueryRequest; readonly answer: QueryAnswer }, groups: readonly FigureGroup[]): Promise<readonly (ToldFigures | null)[]> {
  const { request, answer } = asked;
  const found = foundOf(answer);
  const joinsOf = (local: string) => Object.entries(request.join ?? {}).filter(([, { dataset }]) => dataset === local).map(([name]) => name);
  const reads = [...queryReads(request)].map(([local, read]): Read => {
    const names = joinsOf(local);
    const rowsAt = (place: number): readonly StoredRow[] => [...(local === request.dataset ? [found[place]?.row] : []), ...names.map((name) => found[place]?.joins[name])].filter((row) => row !== undefined && row !== null);
    return { local, reads: read, rowsAt };
  });
  return tellCounted(sharing, plan, reads, groups);
}
