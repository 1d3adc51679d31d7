import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { DatasetItem } from '../../../../server/api/data.ts';
import { entriesOf, wordOf } from './node-shapes.ts';
import { isRecord } from '../document/pointer.ts';
import type { Named } from './rename.ts';

/** What a rename does not reach. */
export interface Beyond {
  /** Rows stored under the old name. */
  readonly rows: number;
  /** Other scenarios that read the dataset. */
  readonly readers: readonly string[];
  /** Queries that join by a column of this name. */
  readonly joins: number;
}

function joinsBy(scenario: Scenario, dataset: string, column: string): number {
  const nodes = Object.values(scenario.flows).flatMap((flow) => Object.values(flow.nodes)).filter(({ type }) => type === 'data.query');
  return nodes.flatMap(({ config }) => entriesOf(config['join']).filter(([, join]) => {
    if (!isRecord(join) || !Array.isArray(join['on']) || !join['on'].includes(column)) return false;
    return (wordOf(join['dataset']) === dataset) !== (config['dataset'] === dataset);
  })).length;
}

export function beyond(scenario: Scenario, named: Named, datasets: readonly DatasetItem[]): Beyond {
  const [dataset = '', column] = named.path;
  const item = named.kind === 'datasets' || named.kind === 'columns' ? datasets.find(({ definition }) => definition.id === `${scenario.id}/${dataset}`) : undefined;
  return {
    rows: item?.rows ?? 0,
    readers: (item?.scenarios ?? []).filter((id) => id !== scenario.id),
    joins: named.kind === 'columns' && column !== undefined ? joinsBy(scenario, dataset, column) : 0,
  };
}
