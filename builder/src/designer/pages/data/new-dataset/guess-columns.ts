import type { DatasetField, FieldType, Mask } from '../../../../../../runtime/schema/field.ts';
import { RESERVED_NAMES } from '../../../../../../runtime/schema/ids.ts';

/** What a column may say beside its name and type. */
export type ColumnMore = Partial<Pick<DatasetField, 'enum' | 'sharing' | 'level' | 'ref' | 'unit' | 'texts'>>;

/** A column of a sheet on its way to become a field of a dataset. */
export interface Column {
  /** Name in formulas. */
  readonly id: string;
  readonly title: string;
  readonly type: FieldType;
  readonly optional: boolean;
  readonly key: boolean;
  /** Who a row is about is told by this column. */
  readonly subject: boolean;
  /** About a person: shown as it is, or masked on pages. */
  readonly privacy?: 'plain' | Mask | undefined;
  /** What else is said of it: choices, reference, classes. */
  readonly more?: ColumnMore;
}

/** What the columns editor shows of what a dataset says. */
export function privacyOf({ personal, mask }: { readonly personal?: boolean | undefined; readonly mask?: Mask | undefined }): Column['privacy'] {
  return mask ?? (personal === true ? 'plain' : undefined);
}

/** What a dataset says of a column that is about a person. */
export function privacyFields(privacy: Column['privacy']): Pick<DatasetField, 'personal' | 'mask'> {
  if (privacy === undefined) return {};
  return { personal: true, ...(privacy === 'plain' ? {} : { mask: privacy }) };
}

/** Types a column of a sheet can have. */
export const SHEET_TYPES = ['string', 'integer', 'decimal', 'boolean', 'date', 'date-time', 'time'] as const satisfies readonly FieldType[];

const DAY = /^\d{4}(-\d{1,2}-\d{1,2}|\/\d{1,2}\/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)$/;
const CLOCK = /^\d{1,2}:\d{2}(:\d{2})?$/;

/** The day a text names, as the server reads it: year first, and only days there are. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split(/\D+/).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const FITS: Readonly<Record<(typeof SHEET_TYPES)[number], (text: string) => boolean>> = {
  string: () => true,
  integer: (text) => /^-?\d{1,3}(,?\d{3})*$|^-?\d+$/.test(text) && Number.isSafeInteger(Number(text.replaceAll(',', ''))),
  decimal: (text) => /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text),
  boolean: (text) => /^(是|否|true|false|yes|no|真|假|√|×|0|1|y|n)$/i.test(text),
  date: (text) => isDay(text.replace(/[T\s]+0{1,2}:00(:00)?$/, '')),
  'date-time': (text) => {
    const [day = '', clock = ''] = text.split(/[T\s]+/);
    return isDay(day) && CLOCK.test(clock.replace(/(Z|[+-]\d{2}:?\d{2})$/, ''));
  },
  time: (text) => CLOCK.test(text),
};

/** True when a cell can be read as the type; an empty one can where the field may stay empty. */
export function cellFits(text: string, column: Pick<Column, 'type' | 'optional'>): boolean {
  if (text === '') return column.optional;
  return FITS[column.type as keyof typeof FITS]?.(text) ?? true;
}

/** Codes look like numbers: a leading zero, or more digits than a number holds, makes a column text. */
const looksLikeCode = (text: string): boolean => /^-?0\d/.test(text) || (text.length > 15 && text.replace(/\D/g, '').length > 15);

/** Telephone and serial numbers: one length, and longer than what is counted. Nobody adds them up. */
const areNumbersOfThings = (cells: readonly string[]): boolean => cells.length > 1 && cells.every((cell) => /^\d{10,}$/.test(cell) && cell.length === cells[0]?.length);

function typeOf(cells: readonly string[]): FieldType {
  const full = cells.filter((cell) => cell !== '');
  if (full.length === 0) return 'string';
  const wordy = full.every((cell) => FITS.boolean(cell)) && full.some((cell) => !/^[01]$/.test(cell));
  const type = wordy ? 'boolean' : (['integer', 'decimal', 'date', 'date-time', 'time'] as const).find((one) => full.every((cell) => FITS[one](cell)));
  // Most columns of words are told by their first cell; only others are looked through for codes.
  return type === undefined || full.some(looksLikeCode) || areNumbersOfThings(full) ? 'string' : type;
}

/** A name formulas can use, from a heading; `列3` when nothing of it can stay. */
export function columnId(heading: string, index: number, taken: ReadonlySet<string>): string {
  const base = heading.trim().replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replaceAll(/^_+|_+$/g, '').replace(/^(?=\p{N})/u, '_').slice(0, 60);
  const wish = base === '' ? `列${index + 1}` : (RESERVED_NAMES as readonly string[]).includes(base) ? `${base}_` : base;
  let id = wish;
  for (let number = 2; taken.has(id); number += 1) id = `${wish}_${number}`;
  return id;
}

function identifies(cells: readonly string[]): boolean {
  return cells.length > 0 && !cells.includes('') && new Set(cells).size === cells.length;
}

/** Columns of a sheet whose first row holds the headings: names, types, which may be empty, and the first that tells rows apart. */
export function guessColumns(rows: readonly (readonly string[])[]): readonly Column[] {
  const [heads = [], ...body] = rows;
  const taken = new Set<string>();
  const columns = heads.map((heading, index): Column => {
    const cells = body.map((row) => row[index] ?? '');
    const id = columnId(heading, index, taken);
    taken.add(id);
    return { id, title: heading.trim() === '' ? id : heading.trim(), type: typeOf(cells), optional: cells.includes(''), key: false, subject: false };
  });
  const key = columns.findIndex((column, index) => (column.type === 'string' || column.type === 'integer') && identifies(body.map((row) => row[index] ?? '')));
  return columns.map((column, index) => ({ ...column, key: index === key }));
}

export function fieldOf({ id, title, type, optional, privacy, more }: Column): DatasetField {
  return { id, type, ...(title === id ? {} : { title }), ...(optional ? { optional: true } : {}), ...privacyFields(privacy), ...more };
}
