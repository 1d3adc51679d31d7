import { describe, expect, it } from 'vitest';
import { PAPER_KINDS, PaperPartSchema, type DocumentPage } from '../../../runtime/schema/paper.ts';
import { shapeIssues } from '../../../runtime/schema/shape.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { hitsOf, renameChanges, type Named } from '../../../builder/src/designer/rename/rename.ts';
import { newDocument, newPart } from '../../../builder/src/designer/pages/page-editor/paper/paper-edits.ts';
import { samplePaper } from '../../../builder/src/designer/pages/page-editor/paper/sample-paper.ts';
import { withRow } from '../../../builder/src/designer/pages/page-editor/paper/use-paper-scope.ts';
import { templateScenario } from '../../support/template.ts';

const scenario = templateScenario();
const page = scenario.pages['notice'] as DocumentPage;
const names = { order: { type: 'object', properties: { order_id: { type: 'string' } } }, here: { type: 'object', properties: { row: { type: 'object', properties: { name: { type: 'string' } } } } }, outcome: { type: 'object', properties: { saved: { type: 'number' } } }, reports: { type: 'object', properties: { rows: { type: 'array', items: { type: 'object', properties: { hr_mark: { type: 'string' } } } } } } };
const facts = { scenario, id: 'notice', locale: 'zh-CN' as const, now: '2026-11-29T00:00:00Z', origin: 'http://127.0.0.1' };

describe('parts of a document', () => {
  it.each(PAPER_KINDS.map((kind) => [kind]))('a new %s fits the schema', (kind) => {
    expect(shapeIssues(PaperPartSchema, newPart(kind, ['heading'], { words: '字', field: '名称' }, ['a']), 5)).toEqual([]);
    expect(newPart(kind, [kind], { words: '字', field: '名称' }, ['a']).id).toBe(`${kind}2`);
  });

  it('begin with a heading', () => {
    expect(newDocument('告知书').parts).toEqual([{ id: 'heading', block: 'heading', text: '告知书' }]);
  });
});

describe('the preview', () => {
  const draw = (samples: Readonly<Record<string, unknown>>) => samplePaper({ ...facts, scope: { names, samples, titles: { 'order.order_id': '申请单号', 'here.row.name': '机构' } } }, page);

  it('shows the names of values when nothing was run yet', () => {
    const { blocks, header } = draw({});
    expect(header).toBe('〔机构〕');
    expect(blocks.map(({ block }) => block)).toEqual(page.parts.map(({ block }) => block));
    expect(blocks.find((block) => block.block === 'fields')?.rows[0]).toEqual({ label: '申请单号', value: '〔申请单号〕' });
    expect(blocks.find((block) => block.block === 'list')?.rows).toHaveLength(3);
  });

  it('shows the values of the last test run', () => {
    const { blocks, header } = draw({ order: { order_id: 'A-1' }, here: { row: { name: '富阳医院' } }, outcome: { saved: 180 }, reports: { rows: [{ hr_mark: '浙江HR' }] } });
    expect(header).toBe('富阳医院');
    const fields = blocks.find((block) => block.block === 'fields')?.rows;
    expect([fields?.[0]?.value, fields?.[6]?.value]).toEqual(['A-1', '180.00 元']);
    expect(blocks.find((block) => block.block === 'list')?.rows.map((cells) => cells[2])).toEqual(['浙江HR']);
  });

  it('knows what an item of the list has', () => {
    expect(withRow({ names, titles: { 'reports.rows.hr_mark': '标识' } }, 'reports.rows')).toMatchObject({ names: { row: { properties: { hr_mark: {} } } }, titles: { 'row.hr_mark': '标识' } });
  });
});

describe('renaming', () => {
  const after = (named: Named, to: string) => applyEdits(scenario, editsFor(scenario, renameChanges(scenario, named, to, () => undefined))).pages['notice'] as DocumentPage;
  const uses = (id: string) => hitsOf(scenario, { kind: 'nodes', path: ['main', id] }, () => undefined).filter(({ path }) => path[0] === 'pages').length;

  it('carries a node’s new name into formulas and words of documents, and finds them first', () => {
    const made = after({ kind: 'nodes', path: ['main', 'here'] }, 'hospital');
    expect([made.header, made.parts.find(({ id }) => id === 'seal')]).toEqual(['{hospital.row.name}', { id: 'seal', block: 'seal', text: '{hospital.row.name}', date: 'date(order.at)' }]);
    expect([uses('here') > 0, uses('review')]).toEqual([true, 0]);
  });

  it('carries a legal basis’ new name along', () => {
    expect(after({ kind: 'bases', path: ['nhc6'] }, 'measure').parts.find(({ id }) => id === 'basis')).toMatchObject({ bases: ['measure', 'hb'] });
  });
});
