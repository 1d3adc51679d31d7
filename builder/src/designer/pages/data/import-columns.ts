import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../runtime/schema/field.ts';
import type { ImportReading } from '../../../../../server/api/imports.ts';

/** Columns of a dataset a file may fill; a dated one has its days besides. */
export function fillableFields({ fields, dated }: DatasetDefinition): readonly DatasetField[] {
  const days: readonly DatasetField[] = dated === true ? ['valid_from', 'valid_to'].map((id) => ({ id, type: 'date' as const, optional: true })) : [];
  return [...fields.filter(({ compute }) => compute === undefined), ...days.filter(({ id }) => !fields.some((field) => field.id === id))];
}

/** Which column of a sheet fills which column of the dataset: by name, else by title; -1 for none. */
export function matchHeads(definition: DatasetDefinition, heads: readonly string[]): readonly number[] {
  const words = heads.map((head) => head.trim());
  const taken = new Set<number>();
  return fillableFields(definition).map(({ id, title }) => {
    const byName = words.indexOf(id);
    const at = byName >= 0 ? byName : title === undefined ? -1 : words.indexOf(title.trim());
    if (at < 0 || taken.has(at)) return -1;
    taken.add(at);
    return at;
  });
}

/** How a file is read that fills these columns. */
export function readingOf(definition: DatasetDefinition, sheet: number, places: readonly number[]): ImportReading {
  return { sheet, columns: fillableFields(definition).flatMap(({ id }, index) => { const at = places[index] ?? -1; return at < 0 ? [] : [{ field: id, at }]; }) };
}

/** Columns that must be filled and for which the file has none. */
export function missingFields(definition: DatasetDefinition, places: readonly number[]): readonly DatasetField[] {
  return fillableFields(definition).filter(({ optional }, index) => optional !== true && (places[index] ?? -1) < 0);
}
