import { joinPair, type JoinColumn, type JoinPair } from '../../../../../runtime/schema/join.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { DatasetItem } from '../../../../../server/api/data.ts';

/** A join as the configuration has it; parts may be missing while it is written. */
export interface Join {
  readonly dataset?: string;
  readonly on?: readonly JoinColumn[];
  readonly fields?: readonly string[];
  readonly at?: string;
}
export type Joins = Readonly<Record<string, Join>>;

/** A join that the columns themselves declare: one refers to the key of a dataset the scenario reads. */
export interface Proposal extends JoinPair {
  readonly dataset: string;
}

interface Known {
  readonly scenario: Scenario;
  readonly catalogue: readonly DatasetItem[];
  /** Columns the scenario may read, by its local name of a dataset. */
  readonly columns: (dataset: string) => readonly { readonly id: string; readonly ref?: string | undefined }[];
}

/** A dataset of the scenario's own has no key that something could refer to. */
function addressAndKey({ scenario, catalogue }: Known, local: string): readonly [address: string, key: readonly string[]] {
  const entry = scenario.datasets[local];
  if (entry === undefined || 'own' in entry) return ['', []];
  return [entry.use, catalogue.find(({ definition }) => definition.id === entry.use)?.definition.key ?? []];
}

/** Joins of a dataset by its references that are not made yet. */
export function joinProposals(known: Known, dataset: string | undefined, joins: Joins): readonly Proposal[] {
  if (dataset === undefined) return [];
  const targets = Object.keys(known.scenario.datasets).map((local) => [local, ...addressAndKey(known, local)] as const);
  const isMade = (wanted: Proposal) => Object.values(joins).some((join) => join.dataset === wanted.dataset && (join.on ?? []).some((column) => joinPair(column).from === wanted.from && joinPair(column).to === wanted.to));
  return known.columns(dataset).flatMap(({ id, ref }) => (ref === undefined ? [] : targets.flatMap(([local, address, [key, ...more]]) => {
    if (address !== ref || key === undefined || more.length > 0 || !known.columns(local).some((column) => column.id === key)) return [];
    const proposal = { dataset: local, from: id, to: key };
    return isMade(proposal) ? [] : [proposal];
  })));
}

/** A pair as it is written: one name when both columns have it. */
export function written({ from, to }: JoinPair): JoinColumn {
  return from === to ? from : { from, to };
}
