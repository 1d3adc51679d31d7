import { describe, expect, it } from 'vitest';
import { isOpen, takeMine } from '../../../runtime/schema/merge/take-mine.ts';
import { mergeScenario } from '../../../runtime/schema/merge/merge-scenario.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { adopt, perform, redo, startHistory, undo } from '../../../builder/src/designer/document/history.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { mergeInto } from '../../../builder/src/designer/document/merge-into.ts';
import { createDocumentStore } from '../../../builder/src/designer/document/store.ts';
import { change, dangling, NODES, rule, start, without } from '../../support/draft-deeds.ts';

describe('merging two people’s changes', () => {
  it('different rows of one table are both changed, and rows both added both stay', () => {
    const mine = change(start, { path: `${NODES}/b/config/rules/0/then/out`, value: 'mine' }, { path: `${NODES}/b/config/rules/-`, value: rule('r3', '3') });
    const theirs = change(start, { path: `${NODES}/b/config/rules/1/then/out`, value: 'theirs' }, { path: `${NODES}/b/config/rules/-`, value: rule('r4', '4') });
    const { document, clashes } = mergeScenario(start, mine, theirs);
    const rules = document.flows['main']?.nodes['b']?.config['rules'] as readonly { id: string; then: { out: string } }[] | undefined;
    expect([clashes, rules?.map(({ id, then }) => `${id} ${then.out}`).toSorted()]).toEqual([[], ['r1 mine', 'r2 theirs', 'r3 3', 'r4 4']]);
  });
  it('one place changed by both is a clash that keeps mine', () => {
    const [mine, theirs] = [change(start, { path: '/icon', value: 'zap' }), change(start, { path: '/icon', value: 'bell' })];
    const { document, clashes } = mergeScenario(start, mine, theirs);
    expect([document.icon, clashes]).toEqual(['bell', [{ place: ['icon'], mine: 'zap', theirs: 'bell' }]]);
  });
  it('edges both drew under one id both stay', () => {
    const mine = change(start, { path: '/flows/main/edges/e3', value: ['a.out', 'c'] });
    const theirs = change(start, { path: '/flows/main/edges/e3', value: ['c.out', 'b', 'back'] });
    expect(mergeScenario(start, mine, theirs)).toMatchObject({ clashes: [], document: { flows: { main: { edges: { e3: ['c.out', 'b', 'back'], e2: ['b.out', 'c'], e4: ['a.out', 'c'] } } } } });
  });
  it('an edge to what they removed is a clash, and no edge dangles', () => {
    const mine = change(start, { path: '/flows/main/edges/e3', value: ['a.out', 'c'] });
    const { document, clashes } = mergeScenario(start, mine, without(start, 'c'));
    expect([dangling(document), clashes.map(({ place }) => place.at(-1))]).toEqual([[], ['e3']]);
  });
  it('what I removed while they drew an edge to it stays, with its edges', () => {
    const theirs = change(start, { path: '/flows/main/edges/e3', value: ['a.out', 'c'] });
    const { document, clashes } = mergeScenario(start, without(start, 'c'), theirs);
    expect([Object.keys(document.flows['main']?.edges ?? {}).toSorted(), clashes.map(({ place, mine }) => [place.at(-1), mine])]).toEqual([['e1', 'e2', 'e3'], [['c', undefined]]]);
  });
});

describe('what another save meets', () => {
  it('an own save whose answer was lost is no clash with the next', () => {
    const store = createDocumentStore(start);
    store.edit({ label: '', changes: [{ path: '/icon', value: 'zap' }] });
    const sent = store.get().history.present;
    store.edit({ label: '', changes: [{ path: '/icon', value: 'bell' }] });
    const theirs = change(sent, { path: '/zone', value: 'UTC' });
    expect([mergeInto(store, start, theirs, [sent])?.clashes, store.get().history.present]).toEqual([[], change(start, { path: '/icon', value: 'bell' }, { path: '/zone', value: 'UTC' })]);
  });
  it('a clash keeps mine for its author to decide, and theirs in the document', () => {
    const store = createDocumentStore(start);
    store.edit({ label: '', changes: [{ path: '/icon', value: 'zap' }] });
    expect([mergeInto(store, start, change(start, { path: '/icon', value: 'bell' }), [])?.clashes, store.get().history.present.icon]).toEqual([[{ place: ['icon'], mine: 'zap', theirs: 'bell' }], 'bell']);
  });
  it('what cannot be drawn is left alone', () => {
    const store = createDocumentStore(start);
    expect([mergeInto(store, start, { id: 'x' } as unknown as Scenario, []), store.get().history.present]).toEqual([undefined, start]);
  });
});

describe('undo among others', () => {
  it('takes back one’s own step and leaves theirs', () => {
    const edits = editsFor(start, [{ path: '/icon', value: 'zap' }]);
    const mine = perform(startHistory(start), { label: '', edits });
    const both = adopt(mine, change(mine.present, { path: '/zone', value: 'UTC' }));
    expect(undo(both).present).toEqual(change(start, { path: '/zone', value: 'UTC' }));
  });
  it('leaves what somebody else has changed since', () => {
    const mine = perform(startHistory(start), { label: '', edits: editsFor(start, [{ path: '/icon', value: 'zap' }]) });
    const both = adopt(mine, change(mine.present, { path: '/icon', value: 'bell' }));
    expect(undo(both).present.icon).toBe('bell');
  });
  it('leaves a node somebody else has drawn an edge to', () => {
    const mine = perform(startHistory(start), { label: '', edits: editsFor(start, [{ path: `${NODES}/d`, value: { type: 'output.page', config: {} } }]) });
    const both = adopt(mine, change(mine.present, { path: '/flows/main/edges/e9', value: ['a.out', 'd'] }));
    expect(dangling(undo(both).present)).toEqual([]);
  });
});

describe('redo among others', () => {
  const done = perform(startHistory(start), { label: '', edits: editsFor(start, [{ path: '/icon', value: 'zap' }, { path: `${NODES}/c/config/text`, value: 'mine' }]) });
  it('does one’s own step again beside theirs', () => {
    const both = adopt(undo(done), change(start, { path: '/zone', value: 'UTC' }));
    expect(redo(both).present).toEqual(change(done.present, { path: '/zone', value: 'UTC' }));
  });
  it('leaves what somebody else has changed meanwhile', () => {
    const both = adopt(undo(done), change(start, { path: '/icon', value: 'bell' }));
    expect([redo(both).present.icon, redo(both).present.flows['main']?.nodes['c']?.config['text']]).toEqual(['bell', 'mine']);
  });
  it('draws no edge to a node somebody else has removed', () => {
    const drawn = undo(perform(startHistory(start), { label: '', edits: editsFor(start, [{ path: '/flows/main/edges/e3', value: ['a.out', 'c'] }]) }));
    expect(dangling(redo(adopt(drawn, without(start, 'c'))).present)).toEqual([]);
  });
  it('does not change into a node somebody else has removed', () => {
    const both = adopt(undo(done), without(start, 'c'));
    expect([dangling(redo(both).present), Object.keys(redo(both).present.flows['main']?.nodes ?? {})]).toEqual([[], ['a', 'b']]);
  });
});

describe('choosing mine where both changed a place', () => {
  const clashOf = (mine: Scenario, theirs: Scenario) => {
    const { document, clashes } = mergeScenario(start, mine, theirs);
    return { document, clash: clashes[0] ?? { place: [], mine: null, theirs: null } };
  };
  it('puts a value in place of theirs', () => {
    const { document, clash } = clashOf(change(start, { path: '/icon', value: 'zap' }), change(start, { path: '/icon', value: 'bell' }));
    expect([isOpen(document, clash), takeMine(document, clash)]).toEqual([true, { ...start, icon: 'zap' }]);
  });
  it('finds a rule by its id, wherever it stands now', () => {
    const { document, clash } = clashOf(change(start, { path: `${NODES}/b/config/rules/1/then/out`, value: 'mine' }), change(start, { path: `${NODES}/b/config/rules/1/then/out`, value: 'theirs' }));
    const moved = change(document, { path: `${NODES}/b/config/rules`, value: [rule('r0', '0'), rule('r1', '1'), rule('r2', 'theirs')] });
    const taken = takeMine(moved, clash);
    expect(taken?.flows['main']?.nodes['b']?.config['rules']).toEqual([rule('r0', '0'), rule('r1', '1'), rule('r2', 'mine')]);
    expect(taken === undefined ? undefined : isOpen(taken, clash)).toBe(false);
  });
  it('removes a node with its edges', () => {
    const { document, clash } = clashOf(without(start, 'c'), change(start, { path: `${NODES}/c/config/text`, value: 'theirs' }));
    const taken = takeMine(document, clash);
    expect([clash.place.at(-1), Object.keys(taken?.flows['main']?.nodes ?? {}), taken === undefined ? ['?'] : dangling(taken)]).toEqual(['c', ['a', 'b'], []]);
  });
  it('brings back a node they removed', () => {
    const { document, clash } = clashOf(change(start, { path: `${NODES}/c/config/text`, value: 'mine' }), without(start, 'c'));
    expect(takeMine(document, clash)?.flows['main']?.nodes['c']?.config['text']).toBe('mine');
  });
  it('cannot draw an edge to a node that is gone', () => {
    const { document, clash } = clashOf(change(start, { path: '/flows/main/edges/e3', value: ['a.out', 'c'] }), without(start, 'c'));
    expect(takeMine(document, clash)).toBeUndefined();
  });
  it('cannot change a rule whose table is gone', () => {
    expect(takeMine(without(start, 'b'), { place: ['flows', 'main', 'nodes', 'b', 'config', 'hit'], mine: 'any', theirs: 'first' })).toBeUndefined();
  });
  it('puts a list both rearranged in my order and keeps everybody’s members', () => {
    const list = (...ids: string[]): Scenario => change(start, { path: `${NODES}/b/config/rules`, value: ids.map((id) => rule(id, id)) });
    const clash = { place: ['flows', 'main', 'nodes', 'b', 'config', 'rules'], mine: list('r3', 'r2', 'r1').flows['main']?.nodes['b']?.config['rules'], theirs: [] };
    expect(JSON.stringify(takeMine(list('r2', 'r9', 'r3', 'r1'), clash)?.flows['main']?.nodes['b']?.config['rules']).match(/"id":"r\d/gu)).toEqual(['"id":"r3', '"id":"r9', '"id":"r2', '"id":"r1']);
  });
});
