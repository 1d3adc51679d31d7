import { isRecord } from '../document/pointer.ts';

export interface ValueText {
  readonly rows: (count: number) => string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
}

function scalar(value: unknown, text: ValueText): string | undefined {
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Members of a row that say nothing to people. */
const KEYS = /^(_.*|id|ids|version|valid_from|valid_to)$/;

/** What people call a listed value of a member, such as the words of a result code. */
export type WordOf = (key: string, value: string) => string | undefined;

function firstScalars(record: Readonly<Record<string, unknown>>, text: ValueText, wordOf: WordOf): string | undefined {
  const found = Object.entries(record).flatMap(([key, value]) => (KEYS.test(key) || typeof value === 'boolean' ? [] : ((typeof value === 'string' ? wordOf(key, value) : undefined) ?? scalar(value, text) ?? [])));
  return found.length === 0 ? undefined : found.slice(0, 2).join(' · ');
}

/** What passed along an edge, short enough to be read on it: rows read, the found row, the verdict, or the first values. */
export function valueWords(output: unknown, text: ValueText, wordOf: WordOf = () => undefined): string | undefined {
  const plain = scalar(output, text);
  if (plain !== undefined) return plain;
  if (Array.isArray(output)) return text.rows(output.length);
  if (!isRecord(output)) return undefined;
  if (output['found'] === false) return text.none;
  if (isRecord(output['row'])) return firstScalars(output['row'], text, wordOf);
  if (isRecord(output['best'])) return firstScalars(output['best'], text, wordOf);
  if (output['best'] === null) return text.none;
  if (Array.isArray(output['rows'])) return text.rows(output['rows'].length);
  // What a write gives: the place of its one row, which says nothing to people.
  if (typeof output['id'] === 'string' && Object.keys(output).every((key) => KEYS.test(key))) return text.rows(1);
  return firstScalars(output, text, wordOf);
}

/** A long title of a way out as a sign on its edge: the part before the first comma. */
export function shortTitle(title: string): string {
  const [head = title] = title.split(/[，,]/);
  return title.length > 6 && head.length >= 2 ? head : title;
}
