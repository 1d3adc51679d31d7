import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsFor, type Change } from '../../../builder/src/designer/document/change.ts';
import { applyEdits, invertEdit, invertEdits, squashEdits } from '../../../builder/src/designer/document/edit.ts';

const before = { a: { x: 1, y: [1, 2, 3] }, b: 'two', c: { deep: { er: true } } };

/** The document after wishes, and after undoing and redoing them. */
function triple(root: unknown, changes: readonly Change[]) {
  const edits = editsFor(root, changes);
  const done = applyEdits(root, edits);
  const undone = applyEdits(done, invertEdits(edits));
  return { done, undone, redone: applyEdits(undone, edits) };
}

const cases: readonly (readonly [string, readonly Change[], unknown])[] = [
  ['a value is set', [{ path: '/b', value: 'three' }], { ...before, b: 'three' }],
  ['a member is added', [{ path: '/a/z', value: 9 }], { ...before, a: { ...before.a, z: 9 } }],
  ['a member is removed', [{ path: '/b' }], { a: before.a, c: before.c }],
  ['missing parents are made', [{ path: '/n/e/w', value: 1 }], { ...before, n: { e: { w: 1 } } }],
  ['an item of a list is replaced', [{ path: '/a/y/1', value: 7 }], { ...before, a: { x: 1, y: [1, 7, 3] } }],
  ['an item of a list is removed', [{ path: '/a/y/0' }], { ...before, a: { x: 1, y: [2, 3] } }],
  ['an item is put at the end of a list', [{ path: '/a/y/-', value: 4 }], { ...before, a: { x: 1, y: [1, 2, 3, 4] } }],
  ['null is a value', [{ path: '/b', value: null }], { ...before, b: null }],
  ['a later wish sees the earlier one', [{ path: '/n', value: {} }, { path: '/n/m', value: 1 }, { path: '/n/m' }], { ...before, n: {} }],
];

describe('edits', () => {
  it('nothing is written into a node that is gone', () => {
    const flows = { main: { nodes: { a: { type: 'start.form', config: {} } }, edges: {} } };
    expect(triple({ flows }, [{ path: '/flows/main/nodes/gone/title', value: 'x' }, { path: '/flows/main/nodes/gone/config/text', value: 'x' }]).done).toEqual({ flows });
    expect(triple({ flows }, [{ path: '/flows/main/nodes/gone', value: { type: 'output.page', config: {} } }, { path: '/flows/main/nodes/gone/config/text', value: 'x' }]).done).toEqual({ flows: { main: { ...flows.main, nodes: { ...flows.main.nodes, gone: { type: 'output.page', config: { text: 'x' } } } } } });
  });
  it.each(cases)('do: %s', (_, changes, after) => expect(triple(before, changes).done).toEqual(after));
  it.each(cases)('undo: %s', (_, changes) => expect(JSON.stringify(triple(before, changes).undone)).toBe(JSON.stringify(before)));
  it.each(cases)('redo: %s', (_, changes, after) => expect(triple(before, changes).redone).toEqual(after));
  it.each(cases)('the inverse of the inverse is the edit: %s', (_, changes) => {
    const edits = editsFor(before, changes);
    expect(edits.map((edit) => invertEdit(invertEdit(edit)))).toEqual(edits);
  });
  it('a wish that changes nothing gives no edit', () => expect(editsFor(before, [{ path: '/b', value: 'two' }, { path: '/gone' }])).toEqual([]));
  it('untouched parts keep their identity', () => expect(applyEdits(before, editsFor(before, [{ path: '/b', value: 0 }])).a).toBe(before.a));
  it('the document given is not changed', () => {
    const copy = structuredClone(before);
    triple(before, [{ path: '/a/y/0' }, { path: '/c/deep/er', value: false }]);
    expect(before).toEqual(copy);
  });
  it('an edit under a parent that is gone leaves the document as it is', () => expect(applyEdits({}, [{ kind: 'set', path: '/a/x', before: 1, after: 2 }])).toEqual({}));
  it('a removed member comes back to its place', () => expect(Object.keys(triple(before, [{ path: '/a' }]).undone as object)).toEqual(['a', 'b', 'c']));
  it('a name such as __proto__ is an own member or absent', () => expect(Object.getPrototypeOf(triple({}, [{ path: '/x', value: 1 }]).done)).toBe(Object.prototype));
});

describe('squash', () => {
  const set = (from: unknown, to: unknown) => ({ kind: 'set', path: '/b', before: from, after: to }) as const;
  it('two sets of one place become one', () => expect(squashEdits([set('two', 'x')], [set('x', 'y')])).toEqual([set('two', 'y')]));
  it('a set back to the start becomes nothing', () => expect(squashEdits([set('two', 'x')], [set('x', 'two')])).toEqual([]));
  it('adding and removing becomes nothing', () => {
    const edits = editsFor(before, [{ path: '/n', value: 1 }, { path: '/n' }]);
    expect(squashEdits(edits)).toEqual([]);
  });
  it('an overlapping edit between keeps the order', () => {
    const edits = editsFor(before, [{ path: '/a/x', value: 2 }, { path: '/a', value: { x: 5 } }, { path: '/a/x', value: 6 }]);
    expect(applyEdits(before, squashEdits(edits))).toEqual(applyEdits(before, edits));
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'x', 'y', 'deep');
const wish = fc.record({ path: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`), value: fc.option(fc.oneof(fc.integer(), fc.constant(null), fc.constant({ x: 1 }), fc.constant([1, 2])), { nil: undefined }) });

describe('any wishes', () => {
  it('undoing gives the same document, order of members included', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (changes) => {
        const { undone } = triple(before, changes);
        expect(JSON.stringify(undone)).toBe(JSON.stringify(before));
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });
  it('squashed edits do the same and undo the same', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (changes) => {
        const edits = editsFor(before, changes);
        const few = squashEdits(edits);
        const done = applyEdits(before, few);
        expect(done).toEqual(applyEdits(before, edits));
        expect(applyEdits(done, invertEdits(few))).toEqual(before);
      }),
      { seed: 20261124, numRuns: 400 },
    );
  });
});
