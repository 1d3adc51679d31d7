import { describe, expect, it } from 'vitest';
import { asBlocks, canBe, freeId, moveBlock, newBlock, rowsBlock, withColumns, withDataset, withView } from '../../../builder/src/designer/pages/page-editor/page-edits.ts';
import { samplePage, sampleRows, type SampleFacts } from '../../../builder/src/designer/pages/page-editor/sample-page.ts';
import { shapeIssues } from '../../../runtime/schema/shape.ts';
import { BLOCK_KINDS, ROW_VIEWS, type Block, type RowsBlock } from '../../../runtime/schema/page-block.ts';
import { isScreenPage, PageSchema } from '../../../runtime/schema/page.ts';
import { templateScenario } from '../../support/template.ts';

const columns = [{ id: 'place', type: 'string' }, { id: 'status', type: 'string' }, { id: 'lon', type: 'decimal' }, { id: 'lat', type: 'decimal' }, { id: 'at', type: 'date-time' }];
const words = (id: string): Block => ({ id, block: 'text', text: id });

describe('edits of a page', () => {
  it.each(BLOCK_KINDS)('make a %s that fits the format', (kind) => {
    const block = newBlock(kind, ['list'], '新的', { dataset: 'event', columns });
    expect(shapeIssues(PageSchema, { type: 'blocks', roles: [], blocks: [block] }, 5)).toEqual([]);
    expect(block.id).toBe(kind === 'list' ? 'list2' : kind);
  });

  it('guess the columns a view cannot do without', () => {
    expect(rowsBlock('a', 'map', 'event', columns)).toMatchObject({ lng: 'lon', lat: 'lat' });
    expect([rowsBlock('a', 'board', 'event', columns).by, rowsBlock('a', 'calendar', 'event', columns).day]).toEqual(['status', 'at']);
    expect(withView(rowsBlock('a', 'list', 'event', columns), 'board', columns)).toMatchObject({ block: 'board', by: 'status', columns: ['place', 'status', 'lon', 'lat', 'at'] });
  });

  it('take a place of a form for a map where no two columns have its numbers, and offer a part only what can play it', () => {
    const report = [{ id: 'name', type: 'string' }, { id: 'region', type: 'context', title: '地区' }, { id: 'q7', type: 'context', title: '事发地点' }, { id: 'photos', type: 'list' }, { id: 'lng', type: 'decimal' }];
    expect(rowsBlock('a', 'map', 'event', report)).toEqual({ id: 'a', block: 'map', dataset: 'event', columns: ['name', 'region', 'q7', 'photos', 'lng'], place: 'q7' });
    const offered = (part: 'by' | 'day' | 'place' | 'lng') => report.filter((column) => canBe(part, column)).map(({ id }) => id);
    expect([offered('by'), offered('day'), offered('place'), offered('lng')]).toEqual([['name', 'lng'], [], ['region', 'q7'], ['lng']]);
    expect(withView(rowsBlock('a', 'map', 'event', columns), 'map', report)).toMatchObject({ lng: 'lon', lat: 'lat' });
  });

  it('choose no column about a person by themselves, and mask one that is chosen until somebody says otherwise', () => {
    const register = [{ id: 'pid', personal: 'id-card' as const }, { id: 'phone', personal: 'phone' as const }, { id: 'kind' }, { id: 'status' }];
    const block = rowsBlock('a', 'board', 'register', register);
    expect(block).toEqual({ id: 'a', block: 'board', dataset: 'register', columns: ['kind', 'status'], by: 'status' });
    const chosen = withColumns(block, ['kind', 'phone'], register);
    expect([chosen.columns, chosen.masks]).toEqual([['kind', 'phone'], { phone: 'phone' }]);
    expect(withColumns({ ...chosen, masks: {} }, ['kind', 'phone', 'pid'], register).masks).toEqual({ pid: 'id-card' });
    expect(withColumns(chosen, ['kind'], register)).not.toHaveProperty('masks');
    expect(rowsBlock('a', 'list', 'register', register.slice(0, 2))).toMatchObject({ columns: ['pid'], masks: { pid: 'id-card' } });
  });

  it('keep who may do what when the dataset changes, and nothing that names a column of the old one', () => {
    const block = { ...rowsBlock('a', 'list', 'event', columns), title: 'T', export: ['desk'], order: { column: 'at' }, where: 'row.status = "x"' };
    expect(withDataset(block, 'topic', [{ id: 'name', type: 'string' }])).toEqual({ id: 'a', block: 'list', dataset: 'topic', columns: ['name'], title: 'T', export: ['desk'] });
  });

  it('move a block, and leave the list alone when there is nowhere to go', () => {
    const blocks = ['a', 'b', 'c'].map(words);
    expect(moveBlock(blocks, 0, 2).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect([moveBlock(blocks, 0, -1), moveBlock(blocks, 2, 3), moveBlock(blocks, 9, 0), moveBlock(blocks, 1, 1)].every((same) => same === blocks)).toBe(true);
    expect(freeId('a', ['a', 'a2'])).toBe('a3');
  });

  it('turn a dashboard into blocks with the same tiles', () => {
    const { board } = templateScenario().pages;
    if (board === undefined || !isScreenPage(board)) throw new Error('the template has no board');
    const made = board && asBlocks(board);
    expect(made && shapeIssues(PageSchema, made, 5)).toEqual([]);
    expect([made?.blocks.length, made?.roles, made && asBlocks(made)]).toEqual([board?.type === 'dashboard' ? board.tiles.length : 0, board?.roles, made]);
  });
});

describe('the preview', () => {
  const scenario = templateScenario('grassroots-141');
  const facts: SampleFacts = { scenario, page: 'desk', locale: 'zh-CN', columnsOf: (dataset) => { const found = scenario.datasets[dataset]; return found && 'own' in found ? found.own.fields : []; }, datasetTitle: (dataset) => dataset };
  const { desk } = scenario.pages;
  if (desk?.type !== 'blocks') throw new Error('the template has no desk');

  it('shows every block with words of the scenario and made-up figures', () => {
    const { blocks, tiles } = samplePage(facts, desk);
    expect(blocks?.map(({ block }) => block)).toEqual(desk.blocks.map(({ block }) => block));
    expect([blocks?.find(({ id }) => id === 'events')?.columns?.[0]?.title, tiles[0]?.title, tiles[0]?.groups.length]).toEqual(['地点', '灯色', 4]);
  });

  it.each(ROW_VIEWS)('gives a %s rows it can place', (view) => {
    const block: RowsBlock = { id: 'x', block: view, dataset: 'event', columns: ['place', 'status'], by: 'status', day: 'reported_at', lng: 'lon', lat: 'lat' };
    const { rows, groups } = sampleRows(facts, block, '2022-02-18');
    expect(rows.every(({ cells, at, day, group }) => cells.length === 2 && (view !== 'map' || at !== undefined) && (view !== 'calendar' || day?.startsWith('2022-02') === true) && (view !== 'board' || (group ?? 99) < (groups?.length ?? 0)))).toBe(true);
  });
});
