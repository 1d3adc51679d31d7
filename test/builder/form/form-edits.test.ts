import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../runtime/schema/field.ts';
import { applyEdits, invertEdits } from '../../../builder/src/designer/document/edit.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { duplicateField, insertField, moveField, patchField, removeField } from '../../../builder/src/designer/form/form-edits.ts';

const fields = (): readonly FormField[] => [{ id: 'a', type: 'string' }, { id: 'b', type: 'boolean', optional: true }, { id: 'c', type: 'date' }];
const ids = (list: readonly FormField[]) => list.map((field) => field.id);

const edits: readonly (readonly [string, (list: readonly FormField[]) => readonly FormField[], readonly string[]])[] = [
  ['adds a field with a free id', (list) => insertField(list, 1, { id: 'a', type: 'string' }), ['a', 'a2', 'b', 'c']],
  ['moves a field', (list) => moveField(list, 2, 0), ['c', 'a', 'b']],
  ['does not move a field past the end', (list) => moveField(list, 2, 3), ['a', 'b', 'c']],
  ['duplicates a field below it', (list) => duplicateField(list, 0), ['a', 'a2', 'b', 'c']],
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

  it('takes a member out when it is given as undefined', () => {
    expect(patchField({ id: 'b', type: 'boolean', optional: true }, { optional: undefined, type: 'string' })).toEqual({ id: 'b', type: 'string' });
  });
});
