/** A column of the main dataset and the column of the joined one that must hold the same. */
export interface JoinPair {
  readonly from: string;
  readonly to: string;
}

/** A column that has the same name in both datasets, or one of each. */
export type JoinColumn = string | JoinPair;

export function joinPair(column: JoinColumn): JoinPair {
  return typeof column === 'string' ? { from: column, to: column } : column;
}
