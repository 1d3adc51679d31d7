import type { OutsideProblem } from '../formula/formula-input.tsx';
import type { TableColumn } from './table-columns.ts';

const NONE: readonly OutsideProblem[] = [];
const PART: Readonly<Record<TableColumn['kind'], string>> = { input: 'when', output: 'then', basis: 'basis', dates: 'from' };
const ROW = /^\/rules\/(\d+)(?:\/|$)/;

/** The problems of each rule by its place, read once for all rows. */
export function problemsByRow(problems: readonly OutsideProblem[]): (row: number) => readonly OutsideProblem[] {
  const table = new Map<number, OutsideProblem[]>();
  for (const problem of problems) {
    const row = ROW.exec(problem.path ?? '')?.[1];
    if (row === undefined) continue;
    const list = table.get(Number(row));
    if (list === undefined) table.set(Number(row), [problem]);
    else list.push(problem);
  }
  return (row) => table.get(row) ?? NONE;
}

/** Whether a problem of rule `row` is about the cell in this column. */
export function isAtCell(problem: OutsideProblem, row: number, column: TableColumn): boolean {
  const place = `/rules/${row}/${PART[column.kind]}`;
  const path = problem.path ?? '';
  if (column.kind === 'input' || column.kind === 'output') return path === `${place}/${column.id}`;
  return path === place || (column.kind === 'basis' ? path.startsWith(`${place}/`) : path === `/rules/${row}/to`);
}

/** The cell a problem is about: its row and column, the first result when a whole row lacks one, the header for a column. */
export function cellOfProblem(problem: OutsideProblem, columns: readonly TableColumn[]): { readonly row: number; readonly column: number } | undefined {
  const path = problem.path ?? '';
  const header = /^\/(inputs|outputs)\/(\d+)/.exec(path);
  if (header) {
    const kind = header[1] === 'inputs' ? 'input' : 'output';
    const first = columns.findIndex((column) => column.kind === kind);
    return first < 0 ? undefined : { row: -1, column: first + Number(header[2]) };
  }
  const row = ROW.exec(path)?.[1];
  if (row === undefined) return undefined;
  const exact = columns.findIndex((column) => isAtCell(problem, Number(row), column));
  const result = path.endsWith('/then') ? columns.findIndex((column) => column.kind === 'output') : 0;
  return { row: Number(row), column: exact >= 0 ? exact : Math.max(0, result) };
}
