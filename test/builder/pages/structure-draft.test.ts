import { describe, expect, it } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { findDatasets, ANY } from '../../../builder/src/designer/pages/data/find-datasets.ts';
import { columnFaults, countChanges, draftOf, movedUp, withDraft, withKey, withoutColumn } from '../../../builder/src/designer/pages/data/structure/structure-draft.ts';

const STOCK: DatasetDefinition = {
  id: 'cold/stock', title: '库存流水', key: ['no'], unique: [['sku', 'day']], index: [['sku'], ['day']], subject: 'who', totals: [{ id: 'stock', sum: 'change', by: ['sku'], min: 0 }],
  entry: { checks: [{ kind: 'filled', field: 'sku' }] },
  fields: [{ id: 'no', type: 'string' }, { id: 'sku', type: 'string', title: '货号', texts: { en: { title: 'Article' } } }, { id: 'day', type: 'date', optional: true }, { id: 'change', type: 'decimal', unit: '公斤' }, { id: 'who', type: 'string', optional: true }],
};

describe('a structure that is being changed', () => {
  it('loses with a column what cannot be without it, and nothing else', () => {
    const after = withoutColumn(STOCK, 'sku');
    expect([after.key, after.unique, after.index, after.totals, after.subject, after.entry?.checks]).toEqual([['no'], [], [['day']], [], 'who', []]);
    expect(withoutColumn(STOCK, 'who').subject).toBeUndefined();
    expect(withoutColumn(STOCK, 'no').key).toBeUndefined();
  });

  it('keeps a column as it was when nothing is changed, and what is written of it', () => {
    const [, sku] = STOCK.fields;
    const same = withDraft(STOCK, 'sku', draftOf(sku!, STOCK));
    expect(countChanges(STOCK, same)).toBe(0);
    const draft = draftOf(sku!, STOCK);
    const changed = withDraft(STOCK, 'sku', { ...draft, choices: 'fish\n crab \n\nfish', isSubject: true, field: { ...draft.field, title: ' 品号 ' } });
    expect(changed.fields[1]).toEqual({ id: 'sku', type: 'string', title: '品号', texts: { en: { title: 'Article' } }, enum: ['fish', 'crab'] });
    expect([changed.subject, countChanges(STOCK, changed)]).toEqual(['sku', 2]);
  });

  it('says what is wrong with a column', () => {
    const draft = { field: { id: 'sku', type: 'integer' as const, title: ' ' }, choices: '1\nmany', isSubject: false };
    expect(columnFaults(STOCK, undefined, draft)).toEqual(['needName', 'takenId', 'badChoices']);
    expect(columnFaults(STOCK, 'sku', { ...draft, choices: '1', field: { ...draft.field, title: '货号' } })).toEqual([]);
  });

  it('moves a column up, and demands what is a part of the key', () => {
    expect(movedUp(STOCK, 'sku').fields.map(({ id }) => id)).toEqual(['sku', 'no', 'day', 'change', 'who']);
    expect(movedUp(STOCK, 'no')).toBe(STOCK);
    expect(withKey(STOCK, ['day']).fields[2]).toEqual({ id: 'day', type: 'date' });
  });
});

describe('datasets in a long list', () => {
  const item = (id: string, title: string, column: string, more: object = {}) => ({ definition: { id, title, fields: [{ id: column, type: 'string' as const }] }, rows: 3, scenarios: [], mayChange: false, state: 'ready' as const, ...more });
  const list = [item('a/one', '商户', 'code'), item('a/two', '交易', '商户号', { unit: { id: 'm', name: '市场局' }, mayChange: true }), item('a/three', '流水', 'x', { rows: 0, keeper: 's' })];
  const found = (typed: string, more: object = {}) => findDatasets(list, { typed, sharing: ANY, state: ANY, ...more }, (title) => (title === '流水' ? ['liushui', 'ls'] : [])).map(({ definition }) => definition.id);

  it('are found by title before column, by address, unit and initials', () => {
    expect([found(''), found('商户'), found('two'), found('市场'), found('ls'), found('none')]).toEqual([['a/one', 'a/two', 'a/three'], ['a/one', 'a/two'], ['a/two'], ['a/two'], ['a/three'], []]);
  });

  it('are narrowed by whose they are and what they hold', () => {
    expect([found('', { state: 'mine' }), found('', { state: 'kept' }), found('', { state: 'empty' }), found('', { sharing: 'none' })]).toEqual([['a/two'], ['a/three'], ['a/three'], []]);
  });
});
