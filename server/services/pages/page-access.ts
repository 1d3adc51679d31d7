import { isScreenPage, type ScreenPage } from '../../../runtime/schema/page.ts';
import { isRowsBlock, type RowsBlock, type RowView } from '../../../runtime/schema/page-block.ts';
import { fail } from '../../errors.ts';
import { hasDuty, isForDuties } from '../people.ts';
import { mayWith } from '../policy/policy.ts';
import { demandApp, type Reader } from '../portal.ts';
import type { LiveRelease } from '../releases.ts';
import type { RunBase } from '../runs.ts';

/** A page somebody may look at. */
export interface OpenPage {
  readonly live: LiveRelease;
  readonly id: string;
  readonly page: ScreenPage;
  /** The reader is one of those the page is for; who may only look at the scenario sees figures, and no rows. */
  readonly forReader: boolean;
}

/** @throws SCN_API_NOT_FOUND, also for a page that is not the reader's to see */
export function demandPage(base: RunBase, app: string, id: string, { user }: Reader): OpenPage {
  const live = demandApp(base, app);
  const page = Object.hasOwn(live.scenario.pages, id) ? live.scenario.pages[id] : undefined;
  const forReader = page !== undefined && isForDuties(user, page.roles);
  if (!page || !isScreenPage(page) || (!forReader && !mayWith(base, user, 'scenario.view', 'scenario', live.scenario.id))) throw fail('SCN_API_NOT_FOUND', { what: id });
  return { live, id, page, forReader };
}

/** A block with rows of a page that is for the reader. @throws SCN_API_NOT_FOUND */
export function demandRowsBlock({ page, forReader }: OpenPage, id: string, view?: RowView): RowsBlock {
  const block = page.type === 'blocks' ? page.blocks.find((candidate) => candidate.id === id) : undefined;
  if (!forReader || !block || !isRowsBlock(block) || (view !== undefined && block.block !== view)) throw fail('SCN_API_NOT_FOUND', { what: id });
  return block;
}

/** Whether a deed that a block allows to some roles is the reader's. */
export function mayDo({ user }: Reader, roles: readonly string[] | undefined): boolean {
  return roles !== undefined && roles.length > 0 && hasDuty(user, roles);
}
