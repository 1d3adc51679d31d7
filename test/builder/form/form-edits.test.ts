import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../runtime/schema/field.ts';
import { applyEdits, invertEdits } from '../../../builder/src/designer/document/edit.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { fieldsOfColumns, freeColumnId, patchColumn, renameSection, startSection } from '../../../builder/src/designer/form/column-edits.ts';
import { insertField, lookPatch, moveField, patchField, removeField } from '../../../builder/src/designer/form/form-edits.ts';

const fields = (): readonly FormField[] => [{ id: 'a', type: 'string' }, { id: 'b', type: 'boolean', optional: true }, { id: 'c', type: 'date' }];
const ids = (list: readonly FormField[]) => list.map((field) => field.id);

const edits: readonly (readonly [string, (list: readonly FormField[]) => readonly FormField[], readonly string[]])[] = [
  ['adds a field with a free id', (list) => insertField(list, 1, { id: 'a', type: 'string' }), ['a', 'a2', 'b', 'c']],
  ['moves a field', (list) => moveField(list, 2, 0), ['c', 'a', 'b']],
  ['does not move a field past the end', (list) => moveField(list, 2, 3), ['a', 'b', 'c']],
  ['removes a field', (list) => removeField(list, 1), ['a', 'c']],
];

describe('form edits', () => {
  it.each(edits)('%s; undo brings the form back, redo does it again', (_, edit, expected) => {
    const before = { fields: fields() };
    const step = editsFor(before, [{ path: '/fields', value: edit(before.fields) }]);
    const done = applyEdits(before, step);
    const undone = applyEdits(done, invertEdits(step));
    expect([ids(done.fields), undone, ids(applyEdits(undone, step).fields)]).toEqual([expected, { fields: fields() }, expected]);
  });

  it('another look brings its type and leaves behind what only the one before needs', () => {
    const looked = (field: FormField, widget?: FormField['widget']) => patchField(field, lookPatch(field, widget));
    expect(looked({ id: 'a', type: 'context', widget: 'unit' }, 'person')).toEqual({ id: 'a', type: 'context', widget: 'person' });
    expect(looked({ id: 'a', type: 'context', widget: 'region', depth: 'town' }, 'person')).toEqual({ id: 'a', type: 'context', widget: 'person' });
    expect(looked({ id: 'a', type: 'list', widget: 'checks', enum: ['x'], min: 1, max: 2 }, 'radio')).toEqual({ id: 'a', type: 'string', widget: 'radio', enum: ['x'] });
    expect(looked({ id: 'a', type: 'list', widget: 'photo', max: 3 })).toEqual({ id: 'a', type: 'string', max: 3 });
  });

  it('takes a member out when it is given as undefined', () => {
    expect(patchField({ id: 'b', type: 'boolean', optional: true }, { optional: undefined, type: 'string' })).toEqual({ id: 'b', type: 'string' });
  });
});

describe('sections', () => {
  const three = (): readonly FormField[] => [{ id: 'a', type: 'string', section: 'x' }, { id: 'b', type: 'string', section: 'x' }, { id: 'c', type: 'string', section: 'y' }];
  const sections = (list: readonly FormField[]) => list.map(({ section }) => section);
  it('begin at a question and reach to the next', () => {
    expect(sections(startSection(three(), 1, 'new'))).toEqual(['x', 'new', 'y']);
    expect(sections(startSection(fields(), 1, 'new'))).toEqual([undefined, 'new', 'new']);
  });
  it('are renamed as a whole, and taken away by an empty name', () => {
    expect(sections(renameSection(three(), 1, 'z'))).toEqual(['z', 'z', 'y']);
    expect(renameSection(three(), 0, '')[0]).toEqual({ id: 'a', type: 'string' });
  });
});

describe('a form from a dataset', () => {
  it('asks every column that it does not ask yet, with its type and choices', () => {
    expect(fieldsOfColumns([{ id: 'name', type: 'string' }], [{ id: 'name' }, { id: 'age', type: 'integer', title: '@age' }, { id: 'kind', type: 'string', enum: ['a'] }, { id: 'loose' }, { id: 'many', type: 'list', enum: ['a', 'b'] }])).toEqual([
      { id: 'age', type: 'integer', title: '@age' }, { id: 'kind', type: 'string', enum: ['a'] }, { id: 'loose', type: 'string' }, { id: 'many', type: 'list', widget: 'checks', enum: ['a', 'b'] },
    ]);
  });
});

describe('columns', () => {
  it('get free ids and lose members given as undefined', () => {
    expect(freeColumnId([{ id: 'col2', type: 'string' }])).toBe('col3');
    expect(patchColumn({ id: 'a', type: 'string', optional: true }, { optional: undefined, type: 'date' })).toEqual({ id: 'a', type: 'date' });
  });
});
