/** A value of a row as a table shows it. */
export function cellText(value: unknown, words: { readonly yes: string; readonly no: string }): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
