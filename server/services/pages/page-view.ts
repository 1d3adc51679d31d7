import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import { isRowsBlock, type Block } from '../../../runtime/schema/page-block.ts';
import type { PageBlock } from '../../api/pages.ts';
import type { Dashboard } from '../../api/portal.ts';
import { dashboardView } from '../dashboards.ts';
import type { DashboardBase } from '../dashboards.ts';
import type { DisclosureBase } from '../disclosures.ts';
import type { Reader } from '../portal.ts';
import { textByKey, textOf } from '../texts.ts';
import { mayDo, type OpenPage } from './page-access.ts';
import { columnView, shownColumns } from './row-columns.ts';

const REFRESH_SECONDS = 60;

async function blockView(base: DisclosureBase, plan: Plan, open: OpenPage, block: Block, reader: Reader): Promise<PageBlock> {
  const { id } = block;
  const words = (reference: string) => textOf(plan.scenario, reference, reader.locale);
  if (block.block === 'tile') return { id, block: 'tile', tile: block.tile.id };
  if (!isRowsBlock(block)) return { id, block: block.block, text: words(block.text), ...(block.block === 'button' && block.page !== undefined ? { page: block.page } : {}) };
  const title = block.title === undefined ? textByKey(plan.scenario, `${open.id}.${id}`, reader.locale) : words(block.title);
  return {
    id, block: block.block,
    title: title ?? textByKey(plan.scenario, block.dataset, reader.locale) ?? words(titleIn(plan.datasets[block.dataset] ?? { title: block.dataset }, reader.locale)),
    columns: (await shownColumns(base, plan, block)).map((column) => columnView(plan, block.dataset, column, reader.locale)),
    ...(block.open === undefined ? {} : { open: block.open }),
    mayMove: mayDo(reader, block.move), mayExport: mayDo(reader, block.export),
  };
}

/** A page for one reader: its figures, and its blocks in words. */
export async function pageView(base: DashboardBase & DisclosureBase, plan: Plan, open: OpenPage, reader: Reader): Promise<Dashboard> {
  const { page, live, id, forReader } = open;
  const figures = await dashboardView(base, plan, live.release.id, id, reader.locale);
  const blocks = page.type === 'blocks' ? await Promise.all(page.blocks.map((block) => blockView(base, plan, open, block, reader))) : undefined;
  return { ...figures, refresh: page.refresh ?? REFRESH_SECONDS, ...(blocks ? { blocks } : {}), ...(forReader ? {} : { figuresOnly: true }) };
}
