import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { perform, redo, seal, startHistory, undo, UNDO_STEPS, type History } from '../../../builder/src/designer/document/history.ts';

type Root = { readonly n: number };

function put(history: History<Root>, n: number, merge?: string): History<Root> {
  return perform(history, { label: `to ${n}`, edits: editsFor(history.present, [{ path: '/n', value: n }]), ...(merge === undefined ? {} : { merge }) });
}

const start = startHistory<Root>({ n: 0 });

describe('history', () => {
  it('undo takes the last step back', () => expect(undo(put(put(start, 1), 2)).present).toEqual({ n: 1 }));
  it('redo does it again', () => expect(redo(undo(put(start, 1))).present).toEqual({ n: 1 }));
  it('undo with nothing done changes nothing', () => expect(undo(start)).toBe(start));
  it('redo with nothing undone changes nothing', () => expect(redo(start)).toBe(start));
  it('a new step forgets what was undone', () => expect(redo(put(undo(put(start, 1)), 5)).present).toEqual({ n: 5 }));
  it('steps with one merge key are undone together', () => expect(undo(put(put(put(start, 1), 2, 'typing'), 3, 'typing')).present).toEqual({ n: 1 }));
  it('a sealed step takes no more', () => expect(undo(put(seal(put(start, 1, 'typing')), 2, 'typing')).present).toEqual({ n: 1 }));
  it('typing back to the start leaves no step', () => expect(put(put(start, 1, 'typing'), 0, 'typing').past).toEqual([]));
  it('an empty step is no step', () => expect(put(start, 0)).toBe(start));
  it('two hundred steps are kept', () => {
    let history = start;
    for (let n = 1; n <= UNDO_STEPS + 50; n += 1) history = put(history, n);
    for (let n = 0; n < UNDO_STEPS + 50; n += 1) history = undo(history);
    expect(history.present).toEqual({ n: 50 });
  });
});
