import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { mergeScenario } from '../../../runtime/schema/merge/merge-scenario.ts';
import { ScenarioSchema, type Scenario } from '../../../runtime/schema/scenario.ts';
import { adopt, perform, startHistory, undo } from '../../../builder/src/designer/document/history.ts';
import { editsFor, type Change } from '../../../builder/src/designer/document/change.ts';
import { changesOf, differences } from '../../../builder/src/designer/document/diff.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { mergeInto } from '../../../builder/src/designer/document/merge-into.ts';
import { createDocumentStore } from '../../../builder/src/designer/document/store.ts';
import { sameJson } from '../../../builder/src/designer/document/equal.ts';
import { seeded } from '../../support/random.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';

const rule = (id: string, then: string) => ({ id, when: { a: '> 1' }, then: { out: then } });
const start: Scenario = {
  ...blankScenario('one', '一'),
  flows: { main: { nodes: { a: { type: 'start.form', config: { fields: [] } }, b: { type: 'rule.table', config: { rules: [rule('r1', '1'), rule('r2', '2')], hit: 'first' } }, c: { type: 'output.page', config: { text: 'x' } } }, edges: { e1: ['a.out', 'b'], e2: ['b.out', 'c'] } } },
  layout: { main: { a: { x: 0, y: 0 }, b: { x: 0, y: 100 }, c: { x: 0, y: 200 } } },
};
const change = (from: Scenario, ...changes: Change[]): Scenario => applyEdits(from, editsFor(from, changes));
const NODES = '/flows/main/nodes';
const without = (from: Scenario, node: string): Scenario => change(from, { path: `${NODES}/${node}` }, ...Object.entries(from.flows['main']?.edges ?? {}).flatMap(([id, edge]) => (edge[0].startsWith(`${node}.`) || edge[1] === node ? [{ path: `/flows/main/edges/${id}` }] : [])));
const dangling = (scenario: Scenario): readonly string[] => Object.values(scenario.flows).flatMap(({ nodes, edges }) => Object.entries(edges).flatMap(([id, [from, to]]) => ([from.split('.')[0] ?? '', to].every((end) => Object.hasOwn(nodes, end)) ? [] : [id])));

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
    expect([mergeInto(store, start, theirs, [sent]), store.get().history.present]).toEqual([true, change(start, { path: '/icon', value: 'bell' }, { path: '/zone', value: 'UTC' })]);
  });
  it('a clash leaves the document for a person to decide', () => {
    const store = createDocumentStore(start);
    store.edit({ label: '', changes: [{ path: '/icon', value: 'zap' }] });
    const before = store.get();
    expect([mergeInto(store, start, change(start, { path: '/icon', value: 'bell' }), []), store.get()]).toEqual([false, before]);
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

const random = seeded(7);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
let made = 0;

/** One deed of a person, valid by itself. */
function deed(scenario: Scenario): Scenario {
  const { nodes = {}, edges = {} } = scenario.flows['main'] ?? {};
  const ids = Object.keys(nodes);
  const node = pick(ids);
  const fresh = `v${(made += 1)}`;
  const rules = nodes[node]?.config['rules'] as readonly unknown[] | undefined;
  const deeds: readonly (() => Scenario)[] = [
    () => change(scenario, { path: `${NODES}/${node}/config/text`, value: fresh }),
    () => change(scenario, { path: `${NODES}/n${fresh}`, value: { type: 'output.page', config: { text: fresh } } }),
    () => change(scenario, { path: `/flows/main/edges/e${Object.keys(edges).length + 1}`, value: [`${pick(ids)}.out`, pick(ids)] }),
    () => (ids.length > 3 ? without(scenario, node) : scenario),
    () => change(scenario, { path: `/texts/t${Math.floor(random() * 9)}`, value: { 'zh-CN': fresh } }),
    () => (rules === undefined ? scenario : change(scenario, { path: `${NODES}/${node}/config/rules/-`, value: rule(`r${fresh}`, fresh) })),
    () => (rules === undefined || rules.length === 0 ? scenario : change(scenario, { path: `${NODES}/${node}/config/rules/${Math.floor(random() * rules.length)}/then/out`, value: fresh })),
    () => change(scenario, { path: `/layout/main/${node}`, value: { x: made, y: made } }),
  ];
  return pick(deeds)();
}

/** Every value somebody typed in, each of its own. */
const typedIn = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/"v\d+"/gu) ?? []);

describe('five people at one draft', () => {
  it('10,000 edits with cuts and undo end in equal documents, each valid, and lose nothing that is not shown', () => {
    let server = { scenario: start, version: 0 };
    const people = Array.from({ length: 5 }, () => ({ base: server, history: startHistory(start), cut: 0 }));
    let [edits, clashing, invalid, lost] = [0, 0, 0, 0];
    const save = (person: (typeof people)[number]): void => {
      const { document, clashes } = mergeScenario(person.base.scenario, person.history.present, server.scenario);
      clashing += clashes.length;
      if (dangling(document).length > 0 || !Value.Check(ScenarioSchema, document)) invalid += 1;
      const [was, mine, theirs, now] = [person.base.scenario, person.history.present, server.scenario, document].map(typedIn) as [Set<string>, Set<string>, Set<string>, Set<string>];
      const shown = typedIn(clashes);
      for (const value of mine) if (!was.has(value) && !now.has(value) && !shown.has(value)) lost += 1;
      for (const value of theirs) if (!was.has(value) && !now.has(value) && !shown.has(value)) lost += 1;
      server = sameJson(document, server.scenario) ? server : { scenario: document, version: server.version + 1 };
      person.history = adopt(person.history, server.scenario);
      person.base = server;
    };
    while (edits < 10_000) {
      const person = pick(people);
      const { present } = person.history;
      edits += 1;
      person.history = random() < 0.1 ? undo(person.history) : perform(person.history, { label: '', edits: editsFor(present, changesOf(differences(present, deed(present)))) });
      if (random() < 0.05) person.cut = 20;
      if (person.cut > 0) person.cut -= 1;
      else save(person);
    }
    for (const person of [...people, ...people]) save(person);
    expect({ equal: people.every(({ history }) => sameJson(history.present, server.scenario)), invalid, lost, clashed: clashing > 0 }).toEqual({ equal: true, invalid: 0, lost: 0, clashed: true });
  }, 120_000);
});
