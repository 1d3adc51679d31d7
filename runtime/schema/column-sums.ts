/** Digits after the point of one amount. */
const places = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

/** A sum without the noise of binary fractions: it has as many digits as the longest of its parts. */
function exact(values: readonly unknown[]): string {
  const texts = values.filter((value) => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))).map(String);
  const digits = Math.min(Math.max(0, ...texts.map(places)), 10);
  return texts.reduce((sum, text) => sum + Number(text), 0).toFixed(digits);
}

/** The sums below a table, for the columns that ask for one. */
export function sumsOf<Column extends { readonly id: string; readonly sum?: boolean | undefined }>(columns: readonly Column[], rows: readonly Readonly<Record<string, unknown>>[]): readonly (readonly [Column, string])[] {
  return columns.filter(({ sum }) => sum === true).map((column) => [column, exact(rows.map((row) => row[column.id]))] as const);
}
