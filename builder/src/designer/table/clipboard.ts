import { parseTsv, toTsv } from './tsv.ts';

const MOST_CELLS = 400_000;

function textOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\n');
  return (copy.textContent ?? '').replace(/[ \t\r\u00A0]+/g, ' ').replace(/ ?\n ?/g, '\n').trim();
}

function spanOf(cell: Element, name: string): number {
  return Math.min(1000, Math.max(1, Number(cell.getAttribute(name) ?? 1) || 1));
}

/**
 * The first table of an HTML fragment as Excel and WPS put it on the clipboard; undefined when there is none. A merged
 * cell stands for the same value in all its places, so it is repeated. Scripts and styles are never run: the fragment
 * is only parsed.
 */
export function parseHtmlTable(html: string): string[][] | undefined {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return undefined;
  const rows: string[][] = [];
  let cells = 0;
  [...table.querySelectorAll('tr')].forEach((line, row) => {
    rows[row] ??= [];
    let column = 0;
    for (const cell of line.querySelectorAll('td,th')) {
      while (rows[row]?.[column] !== undefined) column += 1;
      const text = textOf(cell);
      const [wide, high] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (let down = 0; down < high; down += 1) {
        for (let across = 0; across < wide; across += 1) {
          cells += 1;
          if (cells <= MOST_CELLS) (rows[row + down] ??= [])[column + across] = text;
        }
      }
      column += wide;
    }
  });
  const width = Math.max(0, ...rows.map((line) => line.length));
  return rows.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? ''));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
}

/** Cells as text and as an HTML table, the two forms a spreadsheet reads. */
export function writeClipboard(data: DataTransfer, rows: readonly (readonly string[])[]): void {
  data.setData('text/plain', toTsv(rows));
  data.setData('text/html', `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`);
}

/** The cells somebody copied: from the HTML table where there is one, because only it knows merged cells. */
export function readClipboard(data: DataTransfer): string[][] {
  const html = data.getData('text/html');
  const table = html.includes('<table') ? parseHtmlTable(html) : undefined;
  return table ?? parseTsv(data.getData('text/plain'));
}
