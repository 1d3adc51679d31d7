import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { DatasetField } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { audit } from './context.ts';
import { CSV_MARK, csvLines } from './csv.ts';
import { findRows, recordReading, type RowsWanted } from './datasets.ts';
import { testedIn } from './row-tests.ts';

/** Rows of one file: as many as one import takes. */
const MOST_ROWS = 200_000;
/** Rows that are written as one part of the file. */
const PART = 2000;

const YES: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] };

function cellOf(value: Json | undefined, locale: Locale): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return YES[locale][value ? 0 : 1];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The headings an import recognises: the titles, or the names where two columns have one title. */
function headings(fields: readonly DatasetField[], locale: Locale): readonly string[] {
  const words = fields.map((field) => {
    const title = titleIn(field, locale);
    return title === undefined || title.startsWith('@') ? field.id : title;
  });
  return words.map((word, at) => (words.indexOf(word) === words.lastIndexOf(word) ? word : (fields[at]?.id ?? word)));
}

type Base = Parameters<typeof findRows>[0];

/**
 * The rows that a person browses, all of them as they are at one moment, as the parts of a CSV file. That they are taken
 * away is on record before the first part leaves, and whose rows a part holds before that part does.
 * @throws SCN_DATA_EXPORT_LARGE, and what browsing throws, before the first part
 */
export async function datasetFile(base: Base, wanted: Omit<RowsWanted, 'offset' | 'limit'>, user: User, locale: Locale): Promise<AsyncGenerator<string>> {
  const { count } = await findRows(base, { ...wanted, offset: 0, limit: 1 }, user);
  if (count > MOST_ROWS) throw fail('SCN_DATA_EXPORT_LARGE', { rows: count, most: MOST_ROWS });
  const { definition, rows } = await findRows(base, { ...wanted, offset: 0, limit: MOST_ROWS }, user);
  const { fields } = definition;
  await audit(base, user.id, 'dataset.export', wanted.dataset, { rows: rows.length, ...testedIn(wanted) });
  return (async function* parts() {
    yield CSV_MARK + csvLines([headings(fields, locale)]);
    for (let at = 0; at < rows.length; at += PART) {
      const part = rows.slice(at, at + PART);
      await recordReading(base, user.id, wanted, definition, part);
      yield csvLines(part.map(({ data }) => fields.map(({ id }) => cellOf(data[id], locale))));
    }
  })();
}
