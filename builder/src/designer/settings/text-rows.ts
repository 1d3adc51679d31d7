import { LOCALES, type Locale, type TextEntry } from '../../../../runtime/schema/text.ts';

export type TextFilter = 'all' | 'missing' | 'unused';

export interface TextRow {
  readonly key: string;
  readonly entry: TextEntry;
  readonly missing: readonly Locale[];
  readonly unused: boolean;
}

/** Every text with what is wrong about it, by key. */
export function textRows(texts: Readonly<Record<string, TextEntry>>, unused: ReadonlySet<string>): readonly TextRow[] {
  return Object.entries(texts)
    .map(([key, entry]) => ({ key, entry, missing: LOCALES.filter((locale) => (entry[locale] ?? '').trim() === ''), unused: unused.has(key) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Rows of a kind whose key or words contain what was typed, whatever its case. */
export function findTexts(rows: readonly TextRow[], filter: TextFilter, typed: string): readonly TextRow[] {
  const wanted = typed.trim().toLowerCase();
  return rows.filter((row) => (filter === 'all' || (filter === 'missing' ? row.missing.length > 0 : row.unused)) && (wanted === '' || [row.key, ...LOCALES.map((locale) => row.entry[locale] ?? '')].some((words) => words.toLowerCase().includes(wanted))));
}
