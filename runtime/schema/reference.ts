import type { DatasetDefinition } from './dataset.ts';

/** A column that holds keys of another dataset. */
export interface Reference {
  readonly field: string;
  /** Address of the other dataset. */
  readonly to: string;
}

const known = new WeakMap<DatasetDefinition, readonly Reference[]>();

/** Columns of a dataset that hold keys of others; a computed one is not written by anybody. */
export function referencesOf(definition: DatasetDefinition): readonly Reference[] {
  const before = known.get(definition);
  if (before) return before;
  const found = definition.fields.flatMap(({ id, ref, compute }) => (ref === undefined || compute !== undefined ? [] : [{ field: id, to: ref }]));
  known.set(definition, found);
  return found;
}

/** The one column that tells the rows of a dataset apart for those that refer to them: its key, without a key the first column that is unique alone. */
export function referredColumn({ key, unique }: Pick<DatasetDefinition, 'key' | 'unique'>): string | undefined {
  const [only, more] = key ?? unique?.find(({ length }) => length === 1) ?? [];
  return more === undefined ? only : undefined;
}
