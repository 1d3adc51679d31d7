import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Source } from '../../api/sources.ts';
import type { RowProblem } from '../../stores/rows/problem.ts';
import type { StoredDocument } from '../../stores/store.ts';
import type { Base } from '../context.ts';
import { changeDocument } from '../versions/retry.ts';
import { localOf, momentOf } from '../versions/zone-time.ts';

const SOURCE = 'dataset-source';
/** Apart from the source, so that a change of it and a refresh do not stand in each other's way. */
const STATE = 'dataset-refresh';
const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After a failure it is tried again so soon, a few times. */
const AGAIN_MS = 900_000;
const AGAIN = 3;

export interface StoredSource extends Source {
  /** Whoever saved it; their rights are asked at every refresh. */
  readonly by: string;
}

/** What came of a refresh; with a `problem` no row was touched. */
export interface Outcome {
  readonly made: number;
  readonly changed: number;
  readonly same: number;
  readonly bad: number;
  readonly problems: readonly RowProblem[];
  readonly problem?: { readonly code: string; readonly message: string; readonly details: JsonObject };
}

export interface RefreshState {
  /** A server is at it since then. */
  readonly begun?: string;
  readonly next?: string;
  readonly failures?: number;
  readonly last?: Outcome & { readonly at: string; readonly by?: string };
}

export const findSource = async (base: Base, dataset: string): Promise<StoredDocument<StoredSource> | null> => base.store.documents.get<StoredSource>(SOURCE, dataset);
export const findState = async (base: Base, dataset: string): Promise<StoredDocument<RefreshState> | null> => base.store.documents.get<RefreshState>(STATE, dataset);
export const listSources = async (base: Base): Promise<readonly StoredDocument<StoredSource>[]> => base.store.documents.list<StoredSource>(SOURCE);

export async function keepSource(base: Base, dataset: string, source: StoredSource): Promise<void> {
  await changeDocument<StoredSource>(base, { kind: SOURCE, id: dataset, by: source.by }, () => source);
}

/** @throws SCN_STORE_CONFLICT when another server moved it meanwhile */
export async function putState(base: Base, dataset: string, before: StoredDocument<RefreshState> | null, state: RefreshState, by: string): Promise<StoredDocument<RefreshState>> {
  return base.store.documents.put<RefreshState>(STATE, dataset, state, { expectedVersion: before?.version ?? 0, by });
}

export async function changeState(base: Base, dataset: string, by: string, change: (old: RefreshState) => RefreshState): Promise<void> {
  await changeDocument<RefreshState>(base, { kind: STATE, id: dataset, by }, (old) => change(old ?? {}));
}

export async function dropSource(base: Base, dataset: string, by: string): Promise<void> {
  for (const [kind, found] of [[SOURCE, await findSource(base, dataset)], [STATE, await findState(base, dataset)]] as const) {
    if (found) await base.store.documents.delete(kind, dataset, { expectedVersion: found.version, by });
  }
}

/** When rows are fetched next; undefined for never. */
export function nextTime({ every, at = '03:00' }: Source, now: Date, failures = 0): string | undefined {
  if (every === 'never') return undefined;
  if (failures > 0 && failures <= AGAIN) return new Date(now.getTime() + AGAIN_MS).toISOString();
  if (every === 'hour') return new Date(now.getTime() + HOUR_MS).toISOString();
  const dayOf = (moment: Date) => localOf(moment, ZONE).slice(0, 10);
  const today = momentOf(`${dayOf(now)}T${at}`, ZONE);
  if (today && today.getTime() > now.getTime()) return today.toISOString();
  return momentOf(`${dayOf(new Date(now.getTime() + DAY_MS))}T${at}`, ZONE)?.toISOString();
}
