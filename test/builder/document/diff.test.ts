import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { changesOf, differences } from '../../../builder/src/designer/document/diff.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';

const base = { texts: { a: 'one', b: 'two' }, list: [1, 2], layout: {} };

describe('differences', () => {
  it('equal documents have none, whatever the order of members', () => expect(differences({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]));
  it('the smallest places are named', () =>
    expect(differences(base, { texts: { a: 'ONE', c: 'new' }, list: [1, 3], layout: {} })).toEqual([
      { path: '/texts/a', before: 'one', after: 'ONE' },
      { path: '/texts/b', before: 'two', after: undefined },
      { path: '/texts/c', before: undefined, after: 'new' },
      { path: '/list/1', before: 2, after: 3 },
    ]));
  it('lists of different length differ as a whole', () => expect(differences([1], [1, 2])).toEqual([{ path: '', before: [1], after: [1, 2] }]));
  it('as edits they lead from one to the other', () => {
    const other = { texts: { a: 'x' }, list: [2], layout: { main: { n: { x: 1, y: 2 } } } };
    expect(applyEdits(base, editsFor(base, changesOf(differences(base, other))))).toEqual(other);
  });
});
