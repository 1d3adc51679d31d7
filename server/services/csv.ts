/** A spreadsheet takes a cell that begins so, in either width, for a formula, and runs it; a plain number is none. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r])/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** With an apostrophe before it when a spreadsheet would run it. */
export function inert(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  const safe = inert(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines as RFC 4180 writes them; none that a spreadsheet would run. */
export function csvLines(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

/** A byte order mark, without which Excel misreads Chinese. */
export const CSV_MARK = '\uFEFF';

/** A whole file. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return CSV_MARK + csvLines(lines);
}
