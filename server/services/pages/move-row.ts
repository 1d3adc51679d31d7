import type { WriteBase } from '../write-rows.ts';
import { fail } from '../../errors.ts';
import { patchRow } from '../datasets.ts';
import { mayDo } from './page-access.ts';
import { namedValues, valuesThere } from './show-rows.ts';
import { matchingRows, partOfRows, type RowsWork } from './page-rows.ts';

/**
 * Puts a card of a board into another column, which changes its row. Only rows the reader sees there, and only values
 * that are columns of the board.
 * @throws SCN_PAGE_MOVE, SCN_API_NOT_FOUND, SCN_PAGE_COLUMN, SCN_DATA_CONFLICT
 */
export async function moveRow(work: RowsWork & { readonly base: WriteBase }, asked: { readonly row: string; readonly version: number; readonly to: string | number }): Promise<{ id: string; version: number }> {
  const { base, plan, block, reader, page } = work;
  const declared = plan.scenario.datasets[block.dataset];
  const definition = plan.datasets[block.dataset];
  const { by } = block;
  if (work.isClosed || !mayDo(reader, block.move) || !declared || !('own' in declared) || !definition || by === undefined || base.sharing.reading(plan, block.dataset).kind !== 'own') throw fail('SCN_PAGE_MOVE', { block: block.id });
  const only = { row: asked.row };
  const found = (await partOfRows(work, only, { limit: 1 })) ?? { count: (await matchingRows(work, only)).length };
  if (found.count === 0) throw fail('SCN_API_NOT_FOUND', { what: asked.row });
  const values = namedValues(work) ?? valuesThere(work, await matchingRows(work, {}));
  if (!values.includes(asked.to)) throw fail('SCN_PAGE_COLUMN', { value: String(asked.to), block: block.id });
  return patchRow(base, definition.id, { id: asked.row, version: asked.version, data: { [by]: asked.to } }, { id: reader.user.id, page: `${plan.scenario.id}/${page}.${block.id}` }, reader.locale);
}
