import type { TableConfig } from '../../../../../runtime/rules/table-schema.ts';
import { cellTokens } from '../cell-tokens.ts';
import { coerceCell, type CellFacts } from '../coerce-cell.ts';
import { cellText, columnsOf, type TableColumn } from '../table-columns.ts';

export interface ExportFacts {
  readonly config: TableConfig;
  readonly titleOf: (column: TableColumn) => string;
  readonly factsOf: (column: TableColumn) => CellFacts;
  readonly basisTitle: (key: string) => string;
  readonly words: { readonly number: string; readonly basis: string; readonly from: string; readonly to: string };
}

/** A cell as a clerk would write it, if it is read back as the same formula; else the formula itself. */
export function clerkText(source: string, facts: CellFacts): string {
  const text = source.trim();
  if (text === '') return facts.kind === 'unary' ? '-' : '';
  const days = text.replace(/date\("(\d{4}-\d\d-\d\d)"\)/g, '$1');
  if (days !== text && coerceCell(days, facts) === text) return days;
  const plain = cellTokens(text, facts.kind).map(({ kind, text: part }) => (kind === 'yes' ? '是' : kind === 'no' ? '否' : part)).join('');
  return coerceCell(plain, facts) === text ? plain : text;
}

/** The table as rows of texts, titles first; `readSheets` and the import give the same rules back. */
export function sheetRows({ config, titleOf, factsOf, basisTitle, words }: ExportFacts): string[][] {
  const columns = columnsOf(config).filter(({ kind }) => kind === 'input' || kind === 'output');
  const facts = columns.map(factsOf);
  const head = [words.number, ...columns.map(titleOf), words.basis, words.from, words.to];
  const body = config.rules.map((rule) => [rule.id, ...columns.map((column, index) => clerkText(cellText(rule, column), facts[index] ?? { kind: 'expression', schema: {}, names: new Set() })), (rule.basis ?? []).map(basisTitle).join('、'), rule.from ?? '', rule.to ?? '']);
  return [head, ...body];
}

/** Spreadsheets take a text that begins like a formula for one; an apostrophe keeps it a text (OWASP, CSV injection). */
function guarded(cell: string): string {
  return /^\s*[=+@＝＋＠]|^[\t\r]|^\s*[-－](?!$|\d+(\.\d+)?$)/.test(cell) ? `'${cell}` : cell;
}

function csvCell(cell: string): string {
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** With a byte order mark, so that Excel takes it for UTF-8. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
