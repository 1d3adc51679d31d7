import type { Diagnostic } from '../../schema/diagnostic.ts';
import { columnsOfBlock, isRowsBlock, placingParts, type Block, type PlacingPart, type RowsBlock } from '../../schema/page-block.ts';
import { tilePlaces } from '../../schema/page.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { blockWords } from '../page-words.ts';
import { problem } from '../problem.ts';

interface Spot {
  readonly id: string;
  readonly path: readonly PointerSegment[];
}

/** Columns a scenario may read of a dataset; undefined when the dataset itself is not known, which has its own sentence. */
function columnsKnown({ scenario, env }: CheckContext, local: string): readonly string[] | undefined {
  const dataset = scenario.datasets[local];
  if (dataset === undefined) return undefined;
  if ('own' in dataset) return dataset.own.fields.map(({ id }) => id);
  return env.catalogue[dataset.use] ? dataset.fields : undefined;
}

/** A map without any column may take one with the whole place. */
function missingParts(block: RowsBlock): readonly PlacingPart[] {
  const missing = placingParts(block).filter((part) => block[part] === undefined);
  return block.block === 'map' && missing.length === 2 ? ['place'] : missing;
}

function* checkRows(context: CheckContext, { id, path }: Spot, block: RowsBlock): Iterable<Diagnostic> {
  const { scenario } = context;
  const declared = scenario.datasets[block.dataset];
  for (const part of missingParts(block)) yield problem('SCN_PAGE_PART_MISSING', { path: toPointer(path) }, { ...blockWords(context, id, block), part });
  if (declared === undefined) {
    yield problem('SCN_DATA_DATASET_UNKNOWN', { path: toPointer([...path, 'dataset']) }, { dataset: block.dataset });
    return;
  }
  const known = columnsKnown(context, block.dataset);
  const named = [...columnsOfBlock(block), ...(block.order ? [block.order.column] : [])];
  for (const field of new Set(known ? named : [])) if (!known?.includes(field)) yield problem('SCN_DATA_FIELD_UNKNOWN', { path: toPointer(path) }, { dataset: block.dataset, field });
  if (block.move !== undefined && 'use' in declared) yield problem('SCN_DATA_SHARED_WRITE', { path: toPointer([...path, 'move']) }, { dataset: block.dataset });
  if (block.move !== undefined && 'own' in declared && declared.own.fields.some(({ id: field, compute }) => field === block.by && compute !== undefined)) yield problem('SCN_DATA_COMPUTED_MOVE', { path: toPointer([...path, 'move']) }, { dataset: block.dataset, field: block.by ?? '' });
  yield* checkOpening(context, { id, path }, block);
}

function* checkOpening(context: CheckContext, { id, path }: Spot, block: RowsBlock): Iterable<Diagnostic> {
  const { scenario } = context;
  const { open, dataset } = block;
  if (open === undefined) return;
  const named = blockWords(context, id, block);
  const target = Object.hasOwn(scenario.pages, open) ? scenario.pages[open] : undefined;
  const at = { path: toPointer([...path, 'open']) };
  if (target === undefined) yield problem('SCN_PAGE_UNKNOWN', at, { ...named, page: open });
  else if (target.type === 'document') yield problem('SCN_PAPER_NO_PAGE', at, { ...named, page: open });
  else if (target.type !== 'blocks' || !target.blocks.some((block) => block.block === 'record' && block.dataset === dataset)) yield problem('SCN_PAGE_NO_RECORD', at, { page: open, dataset });
}

function* checkButton(context: CheckContext, { id, path }: Spot, block: Block): Iterable<Diagnostic> {
  if (block.block !== 'button') return;
  const { scenario, nodes } = context;
  const named = blockWords(context, id, block);
  if (block.page === undefined) {
    if (!nodes.some(({ node }) => node.type === 'start.form')) yield problem('SCN_PAGE_NO_START', { path: toPointer(path) }, named);
  } else if (!Object.hasOwn(scenario.pages, block.page)) yield problem('SCN_PAGE_UNKNOWN', { path: toPointer([...path, 'page']) }, { ...named, page: block.page });
  else if (scenario.pages[block.page]?.type === 'document') yield problem('SCN_PAPER_NO_PAGE', { path: toPointer([...path, 'page']) }, { ...named, page: block.page });
}

/** Blocks have names of their own, read what is there, and lead somewhere. */
export const pages: CheckRule = function* pages(context) {
  for (const [id, page] of Object.entries(context.scenario.pages)) {
    for (const { tile, path } of tilePlaces(page)) {
      if (!Object.hasOwn(context.scenario.datasets, tile.dataset)) yield problem('SCN_DATA_DATASET_UNKNOWN', { path: toPointer(['pages', id, ...path, 'dataset']) }, { dataset: tile.dataset });
    }
    if (page.type !== 'blocks') continue;
    const names = page.blocks.map((block) => block.id);
    for (const [index, block] of page.blocks.entries()) {
      const path = ['pages', id, 'blocks', index];
      if (names.indexOf(block.id) !== index) yield problem('SCN_PAGE_BLOCK_TWICE', { path: toPointer([...path, 'id']) }, { page: id, block: block.id });
      if (isRowsBlock(block)) yield* checkRows(context, { id, path }, block);
      else yield* checkButton(context, { id, path }, block);
    }
  }
};
