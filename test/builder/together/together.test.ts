import { describe, expect, it } from 'vitest';
import { mergeScenario } from '../../../runtime/schema/merge/merge-scenario.ts';
import type { OpenClash } from '../../../builder/src/designer/together/together.ts';
import { createTogether } from '../../../builder/src/designer/together/together.ts';
import { namesAt } from '../../../builder/src/designer/together/together-context.tsx';
import { change, NODES, start, without } from '../../support/draft-deeds.ts';

const AT = '2026-11-29T10:00:00Z';
const bell = change(start, { path: '/icon', value: 'bell' });
const clash = { place: ['icon'], mine: 'zap', theirs: 'bell' };

function desk() {
  const kept: (readonly OpenClash[])[] = [];
  return { kept, together: createTogether([], (clashes) => kept.push(clashes)) };
}

describe('what comes in from others', () => {
  it('is named by person, each part once', () => {
    const { together } = desk();
    const second = change(bell, { path: `${NODES}/c/config/text`, value: 'y' });
    together.arrived({ before: start, after: bell, clashes: [] }, 'u-1', AT);
    together.arrived({ before: bell, after: second, clashes: [] }, 'u-1', AT);
    together.arrived({ before: second, after: change(second, { path: `${NODES}/c/config/text`, value: 'z' }), clashes: [] }, 'u-2', AT);
    expect(together.get().arrivals.map(({ by, groups }) => [by, groups.map(({ id }) => id)])).toEqual([['u-2', ['node:main/c']], ['u-1', ['part:scenario', 'node:main/c']]]);
    together.seen();
    expect(together.get().arrivals).toEqual([]);
  });
  it('is nothing when only cards were moved', () => {
    const { together } = desk();
    together.arrived({ before: start, after: change(start, { path: '/layout/main/a', value: { x: 9, y: 9 } }), clashes: [] }, 'u-1', AT);
    expect(together.get().arrivals).toEqual([]);
  });
});

describe('clashes', () => {
  it('stay until they are decided, also on this computer', () => {
    const { together, kept } = desk();
    together.arrived({ before: bell, after: bell, clashes: [clash] }, 'u-1', AT);
    expect([together.get().clashes, kept.at(-1)]).toEqual([[{ by: 'u-1', at: AT, clash }], [{ by: 'u-1', at: AT, clash }]]);
    together.decided(clash);
    expect([together.get().clashes, kept.at(-1)]).toEqual([[], []]);
  });
  it('are over when the document says what I wanted', () => {
    const { together } = desk();
    together.arrived({ before: bell, after: bell, clashes: [clash] }, 'u-1', AT);
    together.settle(change(start, { path: '/icon', value: 'zap' }));
    expect(together.get().clashes).toEqual([]);
  });
  it('of a node I removed and they changed wait until the node is gone', () => {
    const { together } = desk();
    const theirs = change(start, { path: `${NODES}/b/config/hit`, value: 'any' });
    const { document, clashes } = mergeScenario(start, without(start, 'b'), theirs);
    together.arrived({ before: without(start, 'b'), after: document, clashes }, 'u-1', AT);
    expect(together.get().clashes.map((open) => open.clash.place)).toEqual([['flows', 'main', 'nodes', 'b']]);
    together.settle(without(start, 'b'));
    expect(together.get().clashes).toEqual([]);
  });
  it('of one place are one, with what I wrote last', () => {
    const { together } = desk();
    together.arrived({ before: bell, after: bell, clashes: [clash] }, 'u-1', AT);
    together.arrived({ before: bell, after: bell, clashes: [{ ...clash, mine: 'star' }] }, 'u-2', AT);
    expect(together.get().clashes.map((open) => [open.by, open.clash.mine])).toEqual([['u-2', 'star']]);
  });
});

describe('who is here', () => {
  const at = (page: string, name: string, ...nodes: string[]) => ({ page, id: name, name, flow: 'main', nodes });
  it('others at a node are named once, this page is not', () => {
    const people = [at('mine', '我', 'a'), at('p2', '王芳', 'a'), at('p3', '王芳', 'a'), at('p4', '李雷', 'b')];
    expect([namesAt(people, 'mine', 'main', 'a'), namesAt(people, 'mine', 'other', 'a')]).toEqual([['王芳'], []]);
  });
  it('the same list again changes nothing', () => {
    const { together } = desk();
    together.meet([at('p2', '王芳', 'a')]);
    const before = together.get();
    together.meet([at('p2', '王芳', 'a')]);
    expect([together.get() === before, together.name('王芳')]).toEqual([true, '王芳']);
  });
});
