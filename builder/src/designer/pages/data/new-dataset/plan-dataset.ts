import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { ADDRESS_PATTERN, NAME_PATTERN } from '../../../../../../runtime/schema/ids.ts';
import { cellFits, fieldOf, type Column } from './guess-columns.ts';

export interface DatasetWish {
  readonly id: string;
  readonly title: string;
  /** Whose it is to be; absent: the unit where new ones of this person go. */
  readonly unit?: string;
  readonly sharing: 'unconditional' | 'restricted' | 'none';
  readonly columns: readonly Column[];
  readonly unique: readonly (readonly string[])[];
}

export type ColumnProblem = 'idBad' | 'idTaken';

export function columnProblem(column: Column, columns: readonly Column[]): ColumnProblem | undefined {
  if (!new RegExp(NAME_PATTERN, 'u').test(column.id)) return 'idBad';
  return columns.filter((other) => other.id === column.id).length > 1 ? 'idTaken' : undefined;
}

export function addressProblem(id: string, taken: readonly string[]): 'addressBad' | 'addressTaken' | undefined {
  if (!new RegExp(ADDRESS_PATTERN, 'u').test(id)) return 'addressBad';
  return taken.includes(id) ? 'addressTaken' : undefined;
}

export function definitionOf({ id, title, sharing, columns, unique }: DatasetWish): DatasetDefinition {
  const key = columns.filter((column) => column.key).map((column) => column.id).slice(0, 4);
  const known = new Set(columns.map((column) => column.id));
  const uniques = unique.filter((fields) => fields.every((field) => known.has(field))).map((fields) => [...fields]);
  const subject = columns.find((column) => column.subject)?.id;
  return {
    id,
    title: title.trim(),
    fields: columns.map(fieldOf),
    ...(key.length === 0 ? {} : { key }),
    ...(uniques.length === 0 ? {} : { unique: uniques }),
    ...(subject === undefined ? {} : { subject }),
    sharing,
  };
}

export interface Placed {
  readonly column: Column;
  /** Place of the column in the sheet; -1 for one that was added by hand. */
  readonly at: number;
}

/** For each column: first values, cells that do not fit, and the first row with one (2 is under the headings). */
export function columnFacts(placed: readonly Placed[], body: readonly (readonly string[])[]): readonly { readonly sample: string; readonly misfits: number; readonly firstRow: number | undefined }[] {
  return placed.map(({ column, at }) => {
    if (at < 0) return { sample: '', misfits: 0, firstRow: undefined };
    const bad = body.flatMap((row, index) => (cellFits(row[at] ?? '', column) ? [] : [index + 2]));
    return { sample: body.slice(0, 3).map((row) => row[at] ?? '').filter((cell) => cell !== '').join('、').slice(0, 40), misfits: bad.length, firstRow: bad[0] };
  });
}

/** The rows whose cells all fit, cut to the columns that stay. */
export function fittingRows(placed: readonly Placed[], body: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const kept = placed.filter(({ at }) => at >= 0);
  return body.filter((row) => kept.every(({ column, at }) => cellFits(row[at] ?? '', column))).map((row) => kept.map(({ at }) => row[at] ?? ''));
}
