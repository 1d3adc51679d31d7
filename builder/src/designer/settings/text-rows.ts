import { isUntranslated, LOCALES, type Locale, type TextEntry } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';

export type TextFilter = 'all' | 'missing' | 'unused';

export interface TextRow {
  readonly key: string;
  readonly entry: TextEntry;
  readonly missing: readonly Locale[];
  readonly unused: boolean;
  /** Its English is its Chinese. */
  readonly untranslated: boolean;
}

/** Every text with what is wrong about it, by key. */
export function textRows(texts: Readonly<Record<string, TextEntry>>, unused: ReadonlySet<string>): readonly TextRow[] {
  return Object.entries(texts)
    .map(([key, entry]) => ({ key, entry, missing: LOCALES.filter((locale) => (entry[locale] ?? '').trim() === ''), unused: unused.has(key), untranslated: isUntranslated(entry) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Whether somebody has still to write one of its languages. */
export const wantsWords = ({ missing, untranslated }: TextRow): boolean => missing.length > 0 || untranslated;

/** Edits that let the language a text has stand for the one it lacks. */
export function standIns(rows: readonly TextRow[]): readonly Change[] {
  return rows.flatMap(({ key, entry, missing }) => {
    const there = LOCALES.find((locale) => !missing.includes(locale));
    return there === undefined ? [] : missing.map((locale) => ({ path: pointer('texts', key, locale), value: entry[there] }));
  });
}

/** Rows of a kind whose key or words contain what was typed, whatever its case. */
export function findTexts(rows: readonly TextRow[], filter: TextFilter, typed: string): readonly TextRow[] {
  const wanted = typed.trim().toLowerCase();
  return rows.filter((row) => (filter === 'all' || (filter === 'missing' ? wantsWords(row) : row.unused)) && (wanted === '' || [row.key, ...LOCALES.map((locale) => row.entry[locale] ?? '')].some((words) => words.toLowerCase().includes(wanted))));
}
