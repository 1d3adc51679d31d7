/**
 * Tab-separated text as spreadsheets put it on the clipboard: cells with a tab, line break or quote are quoted and
 * their quotes doubled. A last line break ends the last row and starts none.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n');
  while (at <= source.length) {
    const [cell, next] = source.charAt(at) === '"' ? quotedCell(source, at) : plainCell(source, at);
    row.push(cell);
    const stop = source.charAt(next);
    if (stop !== '\t') {
      rows.push(row);
      row = [];
    }
    at = next + 1;
    if (stop === '\n' && at === source.length) break;
  }
  return rows;
}

function plainCell(source: string, from: number): [string, number] {
  let to = from;
  while (to < source.length && source.charAt(to) !== '\t' && source.charAt(to) !== '\n') to += 1;
  return [source.slice(from, to), to];
}

/** A cell that begins with a quote but never closes it properly is taken as it stands: `"a","b"` is a FEEL cell. */
function quotedCell(source: string, from: number): [string, number] {
  let cell = '';
  let at = from + 1;
  while (at < source.length) {
    if (source.charAt(at) !== '"') {
      cell += source.charAt(at);
      at += 1;
    } else if (source.charAt(at + 1) === '"') {
      cell += '"';
      at += 2;
    } else {
      const next = source.charAt(at + 1);
      return next === '' || next === '\t' || next === '\n' ? closedCell(source, from, cell, at + 1) : plainCell(source, from);
    }
  }
  return plainCell(source, from);
}

/** Spreadsheets quote only what needs it; a quoted cell without tab, break or doubled quote was typed with its quotes. */
function closedCell(source: string, from: number, cell: string, to: number): [string, number] {
  return /[\t\n"]/.test(cell) ? [cell, to] : [source.slice(from, to), to];
}

function tsvCell(cell: string): string {
  return /[\t\n"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/** Cells for the clipboard; `parseTsv` reads the same cells back. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(tsvCell).join('\t')).join('\n');
}
