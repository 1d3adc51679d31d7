import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { freeNodeId } from '../../../builder/src/designer/canvas/graph-changes.ts';
import { doneSteps, stepNow, TOUR_STEPS } from '../../../builder/src/designer/tour/tour-steps.ts';

const node = (type: string, config: object = {}) => ({ type, config });

function scenario(nodes: object, edges: object = {}): Scenario {
  return { format: 1, id: 'a', title: 'a', purpose: 'a', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, flows: { main: { nodes, edges } }, pages: {}, texts: {}, layout: {} } as Scenario;
}

const NOTHING = { tried: false, cases: 0, published: false };
const one = node('start.form', { fields: [{ id: 'name', type: 'string' }] });
const two = node('start.form', { fields: [{ id: 'name', type: 'string' }, { id: 'age', type: 'integer' }] });

describe('the tour', () => {
  it('ticks what is really there, in whatever order it came, and asks for the first that is missing', () => {
    expect(stepNow(doneSteps({ scenario: scenario({}), ...NOTHING }))).toBe('start');
    const asked = doneSteps({ scenario: scenario({ ask: one, judge: node('rule.table') }), ...NOTHING });
    expect([[...asked], stepNow(asked)]).toEqual([['start', 'table'], 'field']);
    const all = doneSteps({ scenario: scenario({ ask: two, judge: node('rule.table'), end: node('output.page') }, { e1: ['ask.out', 'judge'], e2: ['judge.out', 'end'] }), tried: true, cases: 1, published: true });
    expect([[...all], stepNow(all)]).toEqual([[...TOUR_STEPS], undefined]);
  });

  it('calls it connected when a form leads by a table to a page, also by other steps, and not when the table is passed by', () => {
    const nodes = { ask: two, judge: node('rule.table'), more: node('rule.expression'), end: node('output.page') };
    const isConnected = (edges: object) => doneSteps({ scenario: scenario(nodes, edges), ...NOTHING }).has('connect');
    expect(isConnected({ e1: ['ask.out', 'more'], e2: ['more.out', 'judge'], e3: ['judge.out', 'end'] })).toBe(true);
    expect(isConnected({ e1: ['ask.out', 'end'], e2: ['judge.out', 'end'] })).toBe(false);
    expect(isConnected({ e1: ['ask.out', 'judge'], e2: ['ask.out', 'end'] })).toBe(false);
    // What goes round in a circle is looked at once.
    expect(isConnected({ e1: ['ask.out', 'judge'], e2: ['judge.out', 'more'], e3: ['more.out', 'judge'] })).toBe(false);
  });
});

it('names what a person adds so that it can be published: never by a word of the formulas', () => {
  const empty = scenario({}).flows['main'];
  expect(['form', 'date', 'row', 'table'].map((wish) => freeNodeId(empty as NonNullable<typeof empty>, wish))).toEqual(['form2', 'date2', 'row2', 'table']);
});
