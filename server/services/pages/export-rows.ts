import type { PageRowsWanted } from '../../api/pages.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import { csvText } from '../csv.ts';
import { columnTitleOf } from './row-columns.ts';
import { matchingRows, type RowsWork } from './page-rows.ts';
import { cellsOf, discloseTo } from './show-rows.ts';

/** Lines of one file. */
export const MOST_LINES = 20_000;

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
