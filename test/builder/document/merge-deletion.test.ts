import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeScenario } from '../../../runtime/schema/merge/merge-scenario.ts';
import { isOpen, takeMine } from '../../../runtime/schema/merge/take-mine.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { insertOnEdge, removeParts } from '../../../builder/src/designer/canvas/graph-changes.ts';
import { groupNodes } from '../../../builder/src/designer/document/annotations.ts';
import { change, dangling } from '../../support/draft-deeds.ts';

const exam = JSON.parse(readFileSync(new URL('../../../templates/exam-recognition/scenario.json', import.meta.url), 'utf8')) as Scenario;
const PRICE = '/flows/main/nodes/price';

const deleted = (from: Scenario, ...nodes: string[]): Scenario => change(from, ...removeParts(from, 'main', nodes, []).changes);
const inserted = (from: Scenario, edge: string): Scenario => change(from, ...insertOnEdge(from, 'main', edge, { id: 'sum', node: { type: 'data.expression', config: {} }, at: { x: 0, y: 0 } }, 'out'));
/** The edges between some nodes, as `from.port→to`. */
const edgesAmong = (scenario: Scenario, ...nodes: string[]): readonly string[] =>
  Object.values(scenario.flows['main']?.edges ?? {}).filter(([from, to]) => nodes.includes(from.split('.')[0] ?? '') && nodes.includes(to)).map(([from, to]) => `${from}→${to}`).toSorted();
const AROUND = ['decide', 'price', 'outcome'];
const WHOLE = edgesAmong(exam, ...AROUND);
const BRIDGED = edgesAmong(deleted(exam, 'price'), ...AROUND);

describe('a node I removed and they changed', () => {
  const theirs = change(exam, { path: `${PRICE}/config/one`, value: false });
  const merged = mergeScenario(exam, deleted(exam, 'price'), theirs);
  it('stays as they have it, at its place, with its edges and without the one that bridged it', () => {
    expect(merged.document).toEqual(theirs);
    expect(BRIDGED).not.toEqual(WHOLE);
  });
  it('is one clash, and choosing mine removes and bridges it again', () => {
    expect(merged.clashes).toEqual([{ place: ['flows', 'main', 'nodes', 'price'], mine: undefined, theirs: theirs.flows['main']?.nodes['price'] }]);
    const [clash] = merged.clashes;
    if (clash === undefined) return;
    const taken = takeMine(merged.document, clash);
    expect(taken === undefined ? undefined : [edgesAmong(taken, ...AROUND), Object.hasOwn(taken.layout['main'] ?? {}, 'price'), isOpen(taken, clash), dangling(taken)]).toEqual([BRIDGED, false, false, []]);
  });
  it('stays where they put a node on an edge of it', () => {
    const edited = inserted(exam, 'e14');
    const { document, clashes } = mergeScenario(exam, deleted(exam, 'record'), edited);
    expect([document, clashes.map(({ place }) => place.at(-1))]).toEqual([edited, ['record']]);
    expect(edgesAmong(document, 'outcome', 'sum', 'record', 'done')).toEqual(['outcome.out→sum', 'record.out→done', 'sum.out→record']);
  });
  it('is bridged to alone where I removed its neighbour, too', () => {
    const edited = change(exam, { path: '/flows/main/nodes/record/config/values/choice', value: '"x"' });
    const { document } = mergeScenario(exam, deleted(exam, 'outcome', 'record'), edited);
    expect([edgesAmong(document, 'decide', 'price', 'outcome', 'record', 'done'), dangling(document)]).toEqual([['decide.ignored→record', 'decide.recognise→price', 'decide.refuse→record', 'price.out→record', 'record.out→done'], []]);
  });
  it('is in its group again', () => {
    const grouped = change(exam, ...groupNodes(exam, 'main', ['price', 'outcome'], '价格').changes);
    const edited = change(grouped, { path: `${PRICE}/config/one`, value: false });
    expect(mergeScenario(grouped, deleted(grouped, 'price'), edited).document).toEqual(edited);
    expect(mergeScenario(grouped, deleted(grouped, 'price', 'outcome'), change(edited, { path: '/flows/main/nodes/outcome/config/hitPolicy', value: 'FIRST' })).document.annotations).toEqual(grouped.annotations);
  });
  it('leaves alone what else I drew', () => {
    const mine = change(deleted(exam, 'price'), { path: '/flows/main/edges/own', value: ['decide.refuse', 'record'] });
    expect(mergeScenario(exam, mine, theirs).document).toEqual(change(theirs, { path: '/flows/main/edges/own', value: ['decide.refuse', 'record'] }));
  });
});

describe('a node they removed and I changed', () => {
  const mine = change(exam, { path: `${PRICE}/config/one`, value: false });
  const { document, clashes } = mergeScenario(exam, mine, deleted(exam, 'price'));
  it('is removed until mine is chosen, which brings back its edges and its place', () => {
    expect([edgesAmong(document, ...AROUND), clashes.map(({ place }) => place.at(-1))]).toEqual([BRIDGED, ['price']]);
    const [clash] = clashes;
    expect(clash === undefined ? undefined : takeMine(document, clash)).toEqual(mine);
  });
});

describe('a text only one node uses', () => {
  const renamed = change(exam, { path: '/texts/price/zh-CN', value: '查价' });
  it('changed by them keeps the node I removed', () => {
    const { document, clashes } = mergeScenario(exam, deleted(exam, 'price'), renamed);
    expect([document, clashes]).toEqual([renamed, [{ place: ['flows', 'main', 'nodes', 'price'], mine: undefined, theirs: exam.flows['main']?.nodes['price'] }]]);
  });
  it('changed by me makes a clash of the node they removed, and choosing mine brings back both', () => {
    const { document, clashes } = mergeScenario(exam, renamed, deleted(exam, 'price'));
    expect(clashes.map(({ place, theirs }) => [place.join('/'), theirs])).toEqual([['flows/main/nodes/price', undefined]]);
    const [clash] = clashes;
    expect(clash === undefined ? undefined : takeMine(document, clash)).toEqual(renamed);
  });
  it('comes back with the node when I removed both', () => {
    const mine = change(deleted(exam, 'price'), { path: '/texts/price' });
    const theirs = change(exam, { path: `${PRICE}/config/one`, value: false });
    expect(mergeScenario(exam, mine, theirs).document).toEqual(theirs);
  });
  it('is not one that others use, too', () => {
    const shared = change(exam, { path: '/flows/main/nodes/outcome/title', value: '@price' });
    const { document, clashes } = mergeScenario(shared, deleted(shared, 'price'), change(shared, { path: '/texts/price/zh-CN', value: '查价' }));
    expect([Object.hasOwn(document.flows['main']?.nodes ?? {}, 'price'), clashes]).toEqual([false, []]);
  });
  it('unchanged lets the deletion through', () => {
    const mine = deleted(exam, 'price');
    expect(mergeScenario(exam, mine, change(exam, { path: '/texts/record/zh-CN', value: '登记' }))).toEqual({ document: change(mine, { path: '/texts/record/zh-CN', value: '登记' }), clashes: [] });
  });
});

describe('ways that two people cut together', () => {
  const node = (text: string) => ({ type: 'output.page', config: { text } });
  const row: Scenario = {
    ...exam,
    flows: { main: { nodes: Object.fromEntries(['a', 'b', 'c', 'd', 'f'].map((id) => [id, node(id)])), edges: { e1: ['a.out', 'b'], e2: ['b.out', 'c'], e3: ['c.out', 'd'], e4: ['d.out', 'f'] } } },
    layout: { main: Object.fromEntries(['a', 'b', 'c', 'd', 'f'].map((id, index) => [id, { x: 0, y: index * 100 }])) },
  };
  const ways = (scenario: Scenario): readonly string[] => edgesAmong(scenario, 'a', 'b', 'c', 'd', 'f', 'sum');
  const both = (mine: Scenario, theirs: Scenario) => [mergeScenario(row, mine, theirs), mergeScenario(row, theirs, mine)];

  it('two neighbours, each removed by one of them: what came before leads to what came after', () => {
    for (const { document, clashes } of both(deleted(row, 'b'), deleted(row, 'c'))) expect([ways(document), dangling(document), clashes]).toEqual([['a.out→d', 'd.out→f'], [], []]);
  });
  it('three in a row', () => {
    for (const { document, clashes } of both(deleted(row, 'b', 'd'), deleted(row, 'c'))) expect([ways(document), clashes]).toEqual([['a.out→f'], []]);
  });
  it('a node put on an edge whose end the other removed stays on the way', () => {
    const { document } = mergeScenario(row, inserted(row, 'e2'), deleted(row, 'c'));
    expect([ways(document), dangling(document)]).toEqual([['a.out→b', 'b.out→sum', 'd.out→f', 'sum.out→d'], []]);
    const before = mergeScenario(row, inserted(row, 'e2'), deleted(row, 'b')).document;
    expect([ways(before), dangling(before)]).toEqual([['a.out→sum', 'c.out→d', 'd.out→f', 'sum.out→c'], []]);
  });
});
