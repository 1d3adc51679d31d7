import { INK, RULE, TINT, type Element, type Sheets, type Style } from './sheet.ts';

const PAD = 4;

export interface TableCell {
  readonly text: string;
  readonly head?: boolean;
  readonly right?: boolean;
  /** Columns it goes over. @default 1 */
  readonly span?: number;
}

export interface Table {
  /** Shares of the width. */
  readonly widths: readonly number[];
  /** Stand again on every sheet. */
  readonly head?: readonly TableCell[];
  readonly rows: readonly (readonly TableCell[])[];
}

interface Drawing {
  readonly sheets: Sheets;
  readonly edges: readonly number[];
}

const styleOf = ({ head, right }: TableCell): Style => ({ size: 10, weight: head === true ? 700 : 400, ...(right === true ? { align: 'right' as const } : {}) });

/** Where each cell of a row begins and ends. */
function sidesOf({ edges }: Drawing, cells: readonly TableCell[]): readonly (readonly [from: number, to: number])[] {
  let column = 0;
  return cells.map(({ span = 1 }) => {
    const from = edges[column] ?? 0;
    column += span;
    return [from, edges[column] ?? from];
  });
}

/** One row, or as much of it as the sheet takes; gives what is left over. */
function drawRow(drawing: Drawing, cells: readonly TableCell[], lines: readonly (readonly string[])[], row: Element | null): readonly (readonly string[])[] {
  const { sheets } = drawing;
  const sides = sidesOf(drawing, cells);
  const height = sheets.lineHeight({ size: 10 });
  const fits = Math.max(1, Math.floor((sheets.bottom - sheets.y - 2 * PAD) / height));
  const most = Math.min(fits, Math.max(1, ...lines.map((one) => one.length)));
  const tall = most * height + 2 * PAD;
  sheets.artifact(() => {
    for (const [index, cell] of cells.entries()) {
      const [from, to] = sides[index] ?? [0, 0];
      if (cell.head === true) sheets.pdf.rect(from, sheets.y, to - from, tall).fill(TINT);
      sheets.pdf.lineWidth(0.6).rect(from, sheets.y, to - from, tall).stroke(RULE);
    }
    sheets.pdf.fillColor(INK);
  });
  for (const [index, cell] of cells.entries()) {
    const [from, to] = sides[index] ?? [0, 0];
    const draw = () => (lines[index] ?? []).slice(0, most).forEach((line, at) => sheets.line(line, from + PAD, sheets.y + PAD + at * height, to - from - 2 * PAD, styleOf(cell)));
    if (!row) {
      // Headings that are said again on a further sheet are no content a second time.
      sheets.artifact(draw);
      continue;
    }
    const tag = cell.head === true ? 'TH' : 'TD';
    const element = sheets.struct(tag);
    sheets.tagged({ element, tag }, draw);
    element.end();
    row.add(element);
  }
  sheets.y += tall;
  return lines.map((one) => one.slice(most));
}

/** A table over as many sheets as it takes, tagged as one. */
export function drawTable(sheets: Sheets, parent: Element, { widths, head, rows }: Table): void {
  const sum = widths.reduce((total, width) => total + width, 0);
  const edges = widths.reduce<number[]>((made, width) => [...made, (made.at(-1) ?? 0) + (width / sum) * sheets.width], [sheets.left]);
  const drawing = { sheets, edges };
  const linesOf = (cells: readonly TableCell[]) => sidesOf(drawing, cells).map(([from, to], index) => sheets.lines(cells[index]?.text ?? '', to - from - 2 * PAD, styleOf(cells[index] ?? { text: '' })));
  const tall = (lines: readonly (readonly string[])[]) => Math.max(1, ...lines.map((one) => one.length)) * sheets.lineHeight({ size: 10 }) + 2 * PAD;
  const table = sheets.struct('Table');
  const drawHead = (isFirst: boolean) => {
    if (!head) return;
    const row = isFirst ? sheets.struct('TR') : null;
    drawRow(drawing, head, linesOf(head), row);
    if (row) { row.end(); table.add(row); }
  };
  const [first] = rows;
  sheets.need((head ? tall(linesOf(head)) : 0) + (first ? Math.min(tall(linesOf(first)), 120) : 0));
  drawHead(true);
  for (const cells of rows) {
    const row = sheets.struct('TR');
    let lines = linesOf(cells);
    // A row that a sheet can hold is not torn.
    if (sheets.y + tall(lines) > sheets.bottom && sheets.y > sheets.top) {
      sheets.turn();
      drawHead(false);
    }
    for (;;) {
      lines = [...drawRow(drawing, cells, lines, row)];
      if (lines.every((one) => one.length === 0)) break;
      sheets.turn();
      drawHead(false);
    }
    row.end();
    table.add(row);
  }
  table.end();
  parent.add(table);
  sheets.y += 8;
}
