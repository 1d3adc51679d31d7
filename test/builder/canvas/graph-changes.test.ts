import { describe, expect, it } from 'vitest';
import type { Change } from '../../../builder/src/designer/document/change.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { pasteOn } from '../../../builder/src/designer/canvas/paste-commands.ts';
import { pasteTexts } from '../../../builder/src/designer/canvas/paste-text.ts';
import { copyPart, pastePart, readPaste } from '../../../builder/src/designer/canvas/clipboard.ts';
import { addNode, connect, freeNodeId, insertOnEdge, moveNodes, refusesLink, removeParts } from '../../../builder/src/designer/canvas/graph-changes.ts';
import { flowOrder } from '../../../builder/src/designer/canvas/flow-graph.ts';
import { isLoose, wayThrough } from '../../../builder/src/designer/canvas/splice.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import type { FlowEdge } from '../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const schemaOf = () => ({ type: 'object', properties: { value: { type: 'string', format: 'feel' } } });
const node = (type = 'rule.expression') => ({ type, config: {} });

function flowOf(ids: readonly string[], edges: Readonly<Record<string, FlowEdge>>): Scenario {
  return {
    ...blankScenario('s', 't'),
    flows: { main: { nodes: Object.fromEntries(ids.map((id) => [id, node()])), edges: { ...edges } } },
    layout: { main: Object.fromEntries(ids.map((id, index) => [id, { x: 0, y: index * 100 }])) },
  };
}

const line = flowOf(['a', 'b', 'c'], { e1: ['a.out', 'b'], e2: ['b.yes', 'c'] });
const after = (scenario: Scenario, changes: readonly Change[]): Scenario => applyEdits(scenario, editsFor(scenario, changes));

describe('drawing', () => {
  it('a new node keeps every other place', () => expect(after(line, addNode(line, 'main', { id: 'd', node: node(), at: { x: 8, y: 8 } })).layout['main']).toEqual({ ...line.layout['main'], d: { x: 8, y: 8 } }));
  it('a connection gets a free id', () => expect(after(line, connect(line, 'main', 'a', 'out', 'c')).flows['main']?.edges).toEqual({ ...line.flows['main']?.edges, e3: ['a.out', 'c'] }));
  it('inserting splits the edge and keeps its port', () => expect(after(line, insertOnEdge(line, 'main', 'e2', { id: 'x', node: node(), at: { x: 0, y: 0 } }, 'out')).flows['main']?.edges).toEqual({ e1: ['a.out', 'b'], e2: ['b.yes', 'x'], e3: ['x.out', 'c'] }));
  it('inserting moves what is below down', () => expect(after(line, insertOnEdge(line, 'main', 'e1', { id: 'x', node: node(), at: { x: 0, y: 0 } }, 'out')).layout['main']).toMatchObject({ a: { x: 0, y: 0 }, x: { x: 0, y: 102 }, b: { x: 0, y: 204 }, c: { x: 0, y: 304 } }));
  it('moving snaps to the grid', () => expect(after(line, moveNodes(line, 'main', { a: { x: 9.7, y: 3 } })).layout['main']?.['a']).toEqual({ x: 8, y: 4 }));
  it('names of the language are not given to nodes', () => expect([freeNodeId({ nodes: {}, edges: {} }, 'row'), freeNodeId({ nodes: { q: node(), q2: node() }, edges: {} }, 'q'), freeNodeId({ nodes: {}, edges: {} }, '2nd one')]).toEqual(['row2', 'q3', '_2nd_one']));
});

describe('deleting', () => {
  it('a node with one way in and one out heals the edge', () => expect(after(line, removeParts(line, 'main', ['b'], []).changes).flows['main']?.edges).toEqual({ e3: ['a.out', 'c'] }));
  it.each([
    ['a node with two ways in leads both on', { e1: ['a.out', 'c'], e2: ['b.out', 'c'], e3: ['c.out', 'd'] }, ['c'], { e4: ['a.out', 'd'], e5: ['b.out', 'd'] }, 0],
    ['two in a row are left out together', { e1: ['a.out', 'b'], e2: ['b.out', 'c'], e3: ['c.out', 'd'] }, ['b', 'c'], { e4: ['a.out', 'd'] }, 0],
    ['where ways part nothing is guessed', { e1: ['a.out', 'b'], e2: ['b.yes', 'c'], e3: ['b.no', 'd'] }, ['b'], {}, 3],
    ['ways that part and meet are one', { e1: ['a.out', 'b'], e2: ['b.yes', 'd'], e3: ['b.no', 'd'] }, ['b'], { e4: ['a.out', 'd'] }, 0],
    ['an edge that is there already is enough', { e1: ['a.out', 'b'], e2: ['b.out', 'd'], e3: ['a.out', 'd'] }, ['b'], { e3: ['a.out', 'd'] }, 0],
    ['nothing after it: the way in is cut', { e1: ['a.out', 'b'], e2: ['b.out', 'd'] }, ['d'], { e1: ['a.out', 'b'] }, 1],
  ] satisfies [string, Record<string, FlowEdge>, string[], Record<string, FlowEdge>, number][])('%s', (_, edges, gone, wanted, cuts) => {
    const flow = flowOf(['a', 'b', 'c', 'd'], edges);
    const { changes, cut } = removeParts(flow, 'main', gone, []);
    expect([after(flow, changes).flows['main']?.edges, cut]).toEqual([wanted, cuts]);
  });
  it('place and node go together', () => expect(after(line, removeParts(line, 'main', ['b'], []).changes).layout['main']).toEqual({ a: { x: 0, y: 0 }, c: { x: 0, y: 200 } }));
  it('an edge alone goes without healing', () => expect(after(line, removeParts(line, 'main', [], ['e1']).changes).flows['main']?.edges).toEqual({ e2: ['b.yes', 'c'] }));
});

describe('connecting is refused', () => {
  it.each([
    ['to itself', 'a', 'out', 'a', 'self'],
    ['twice', 'a', 'out', 'b', 'same'],
    ['in a circle', 'c', 'out', 'a', 'circle'],
    ['not otherwise', 'a', 'out', 'c', undefined],
  ])('%s', (_, source, port, target, wanted) => expect(refusesLink(line, 'main', source, port, target)).toBe(wanted));
});

describe('a card that is there already goes into an edge', () => {
  it('only when nothing leads to it and it leads nowhere', () => {
    const flow = line.flows['main'] ?? { nodes: {}, edges: {} };
    expect([isLoose(flow, 'a'), isLoose(flow, 'b'), isLoose({ ...flow, nodes: { ...flow.nodes, z: node() } }, 'z'), isLoose(flow, 'gone')]).toEqual([false, false, true, false]);
  });
  it('by its first way out that is no error', () => expect([wayThrough('rule.table', [{ id: 'error' }, { id: 'yes' }]), wayThrough('start.form', [{ id: 'out' }]), wayThrough('output.page', [])]).toEqual(['yes', undefined, undefined]));
  it('with its settings as they are, in one step', () => {
    const loose = { ...line, flows: { main: { nodes: { ...line.flows['main']?.nodes, z: node() }, edges: { e1: ['a.out', 'b'] as [string, string] } } } };
    const result = after(loose, insertOnEdge(loose, 'main', 'e1', { id: 'z', node: node(), at: { x: 0, y: 0 } }, 'out')).flows['main'];
    expect([result?.nodes, Object.values(result?.edges ?? {})]).toEqual([loose.flows.main.nodes, [['a.out', 'z'], ['z.out', 'b']]]);
  });
});

describe('order', () => {
  it('each node comes after what leads to it', () => expect(flowOrder(flowOf(['c', 'b', 'a'], { e1: ['a.out', 'b'], e2: ['b.out', 'c'] }).flows['main'] ?? { nodes: {}, edges: {} })).toEqual(['a', 'b', 'c']));
  it('a circle still lists every node', () => expect(flowOrder(flowOf(['a', 'b'], { e1: ['a.out', 'b'], e2: ['b.out', 'a'] }).flows['main'] ?? { nodes: {}, edges: {} })).toEqual(['a', 'b']));
});

const partOf = (text: string) => {
  const reading = readPaste(text);
  return reading.kind === 'part' ? reading.part : undefined;
};

describe('clipboard', () => {
  const source = { ...line, flows: { main: { nodes: { a: node(), b: { type: 'rule.expression', config: { value: 'a.x + 1' } } }, edges: { e1: ['a.out', 'b'] as [string, string] } } } };
  const text = JSON.stringify(copyPart(source, 'main', ['a', 'b']));
  it('pasting gives new ids everywhere', () => {
    const part = partOf(text);
    const pasted = part === undefined ? undefined : pastePart(source, 'main', part, { x: 40, y: 40 }, schemaOf);
    const result = after(source, pasted?.changes ?? []);
    expect([pasted?.ids, result.flows['main']?.nodes['b2'], result.flows['main']?.edges, result.layout['main']?.['a2']]).toEqual([['a2', 'b2'], { type: 'rule.expression', config: { value: 'a2.x + 1' } }, { e1: ['a.out', 'b'], e2: ['a2.out', 'b2'] }, { x: 40, y: 40 }]);
  });
  it('into another scenario the ids stay', () => {
    const part = partOf(text);
    const empty = blankScenario('other', 'o');
    expect(part === undefined ? undefined : pastePart(empty, 'main', part, { x: 0, y: 0 }, schemaOf).ids).toEqual(['a', 'b']);
  });
  it.each<[string, object]>([
    ['no place', { at: {} }], ['a place that is no number', { at: { x: '1', y: 0 } }], ['no texts', { texts: null }], ['a text that is none', { texts: { 'a.title': 1 } }],
    ['an edge that is none', { edges: [1] }], ['an edge from nowhere', { edges: [[null, 'a']] }], ['an edge to a node that is not there', { edges: [['a.out', 'b']] }], ['an edge of another kind', { edges: [['a.out', 'a', 'forth']] }],
    ['a title that is no text', { node: { type: 'x', title: { en: 'A' }, config: {} } }], ['a text in no language', { texts: { 'a.title': { en: 1 } } }], ['an id that is no name', { id: 'a b' }], ['the id of every object', { id: '__proto__' }],
  ])('a forged part with %s is no part', (_, { at = { x: 0, y: 0 }, id = 'a', node: forged = { type: 'x', title: 'A', config: {} }, ...more }: { at?: object; id?: string; node?: object }) => {
    const whole = { 'scenario-studio': 'flow-part', nodes: { [id]: { node: forged, at } }, edges: [], texts: {}, ...more };
    expect(readPaste(JSON.stringify(whole)).kind).toBe('forged');
  });
  it.each([
    ['', 'nothing'], ['  \n', 'nothing'], ['hello', 'nothing'], ['<p>hello</p>', 'nothing'], ['{}', 'foreign'], ['[1]', 'foreign'], ['{"nodes":[{"id":"1"}]}', 'foreign'], ['{"a":', 'foreign'],
    [text.slice(0, 60), 'broken'], ['{"format":1,"id":"a","flows":{}}', 'scenario'], ['{"format":9,"id":"a","flows":{}}', 'newer'], ['{"scenario-studio":"flow-part","nodes":{"a":{"node":{"type":1}}},"edges":[]}', 'forged'],
    [`{"a":"${'x'.repeat(5 * 1_048_576)}"}`, 'tooLarge'],
  ])('what is no part is told apart: %.40s', (other, kind) => expect(readPaste(other).kind).toBe(kind));
  it('says what is wrong and what to do', () => {
    const words = pasteTexts.en;
    const say = (other: string) => pasteOn(source, 'main', other, { by: { x: 0, y: 0 }, schemaOf, words });
    expect(say(JSON.stringify({ 'scenario-studio': 'flow-part', nodes: { a: {} }, edges: [] }))).toBe(words.forged('a'));
    expect(say('{"format":9,"flows":{}}')).toBe(words.newer('9'));
    const many = Object.fromEntries(Array.from({ length: 1999 }, (_unused, at) => [`n${at}`, { node: node(), at: { x: 0, y: 0 } }]));
    expect(say(JSON.stringify({ 'scenario-studio': 'flow-part', nodes: many, edges: [] }))).toBe(words.tooMany(2001, 2000));
  });
});
