import type { DatasetField } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { audit } from './context.ts';
import { CSV_MARK, csvLines } from './csv.ts';
import { demandDataset, readRows, type RowsWanted } from './datasets.ts';

/** Rows of one file: as many as one import takes. */
const MOST_ROWS = 200_000;
/** Rows that are in memory at a time. */
const PART = 2000;

const YES: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] };

function cellOf(value: Json | undefined, locale: Locale): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return YES[locale][value ? 0 : 1];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The headings an import recognises: the titles, or the names where two columns have one title. */
function headings(fields: readonly DatasetField[]): readonly string[] {
  const words = fields.map(({ id, title }) => (title === undefined || title.startsWith('@') ? id : title));
  return words.map((word, at) => (words.indexOf(word) === words.lastIndexOf(word) ? word : (fields[at]?.id ?? word)));
}

type Base = Parameters<typeof readRows>[0];

/**
 * The rows that a person browses, all of them, as the parts of a CSV file; each part is on record like a page of the
 * browser before it leaves, and the file is, as a whole.
 * @throws SCN_DATA_EXPORT_LARGE, and what browsing throws, before the first part
 */
export async function datasetFile(base: Base, wanted: Omit<RowsWanted, 'offset' | 'limit'>, user: User, locale: Locale): Promise<AsyncGenerator<string>> {
  const { fields } = await demandDataset(base, wanted.dataset);
  const first = await readRows(base, { ...wanted, offset: 0, limit: PART }, user, locale);
  if (first.count > MOST_ROWS) throw fail('SCN_DATA_EXPORT_LARGE', { rows: first.count, most: MOST_ROWS });
  await audit(base, user.id, 'dataset.export', wanted.dataset, { rows: first.count, ...(wanted.field === undefined ? {} : { by: wanted.field }) });
  const lines = (rows: typeof first.rows): string => csvLines(rows.map(({ data }) => fields.map(({ id }) => cellOf(data[id], locale))));
  return (async function* parts() {
    yield CSV_MARK + csvLines([headings(fields)]) + lines(first.rows);
    for (let offset = PART; offset < first.count; offset += PART) yield lines((await readRows(base, { ...wanted, offset, limit: PART }, user, locale)).rows);
  })();
}
