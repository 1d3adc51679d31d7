import type { PageRowsWanted } from '../../api/pages.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import { columnTitleOf } from './row-columns.ts';
import { matchingRows, type RowsWork } from './page-rows.ts';
import { cellsOf, discloseTo } from './show-rows.ts';

/** Lines of one file. */
export const MOST_LINES = 20_000;

/** A spreadsheet takes a cell that begins so for a formula, and runs it; a plain number is none. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines as RFC 4180 writes them, after a byte order mark, without which Excel misreads Chinese. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/**
 * The rows a list shows, all of them, as a file; who took what away is on record.
 * @throws SCN_PAGE_EXPORT_LARGE
 */
export async function exportRows(work: RowsWork, wanted: PageRowsWanted): Promise<string> {
  const { base, plan, block, reader, columns } = work;
  const rows = await matchingRows(work, wanted);
  if (rows.length > MOST_LINES) throw fail('SCN_PAGE_EXPORT_LARGE', { rows: rows.length, most: MOST_LINES });
  const cells = await cellsOf(work, rows, discloseTo(work, 'export'));
  await audit(base, reader.user.id, 'page.export', `${plan.scenario.id}/${work.page}.${block.id}`, { rows: rows.length, fields: columns.map(({ field }) => field.id) });
  return csvText([columns.map(({ field }) => columnTitleOf(plan, block.dataset, field, reader.locale)), ...cells]);
}
