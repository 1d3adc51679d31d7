import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { RowsAnswer } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { member } from '../../document/pointer.ts';
import type { ReadRow } from './case-from-trace.ts';

export interface FetchedRows {
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Rows that are no longer there, or cannot be found by key: `report RP-001`. */
  readonly missing: readonly string[];
}

/** Rows asked for at once when a dataset has no key to ask by. */
const SCAN = 500;

/** Names of the scenario → where the rows are, and the fields the scenario may read. */
function placeOf(scenario: Scenario, local: string): { readonly address: string; readonly fields: readonly string[] } | undefined {
  const entry = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  if (entry === undefined) return undefined;
  if ('use' in entry) return { address: entry.use, fields: [...entry.fields, 'valid_from', 'valid_to'] };
  return { address: `${scenario.id}/${local}`, fields: [...entry.own.fields.map((field) => field.id), 'valid_from', 'valid_to'] };
}

async function fetchRow(address: string, definition: DatasetDefinition | undefined, id: string): Promise<unknown> {
  const [key] = definition?.key ?? [];
  const [first = id] = id.split('|');
  const query = { dataset: address, limit: SCAN, ...(key === undefined ? {} : { field: key, value: first }) };
  const answer = await request<RowsAnswer>('/api/datasets/rows', { query });
  return answer.rows.find((row) => row.id === id)?.data;
}

/** The rows a run read, cut to the fields its scenario may read. */
export async function fetchRows(scenario: Scenario, catalogue: ReadonlyMap<string, DatasetDefinition>, wanted: readonly ReadRow[]): Promise<FetchedRows> {
  const rows: Record<string, Readonly<Record<string, unknown>>[]> = {};
  const missing: string[] = [];
  for (const { dataset, id } of wanted) {
    const place = placeOf(scenario, dataset);
    const data = place === undefined ? undefined : await fetchRow(place.address, catalogue.get(place.address), id);
    if (place === undefined || data === undefined) {
      missing.push(`${dataset} ${id}`);
      continue;
    }
    const cut = Object.fromEntries(place.fields.flatMap((field) => (member(data, field) === undefined ? [] : [[field, member(data, field)]])));
    (rows[dataset] ??= []).push(cut);
  }
  return { rows, missing };
}
