import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { caseChanges } from '../../../builder/src/designer/rename/case-places.ts';
import { changesFor, clashes, hitsOf, renameChanges, type Named } from '../../../builder/src/designer/rename/rename.ts';
import { readFormula } from '../../../builder/src/designer/rename/read-formula.ts';
import { shapeOf, UNKNOWN, type Names } from '../../../builder/src/designer/rename/shape.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { CaseFile } from '../../../runtime/schema/case.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const schemas = new Map(builtIns.map((node) => [node.type, node.config]));
const schemaOf = (type: string): unknown => schemas.get(type);

describe('names in a formula', () => {
  const row = shapeOf({ d: { mark: 'd', shape: UNKNOWN } });
  const names: Names = (name) => (name === 'a' ? { mark: 'a', shape: shapeOf({ rows: { mark: 'rows', shape: row }, d: { mark: 'other', shape: UNKNOWN } }) } : undefined);
  const uses = (source: string): string => {
    const found: string[] = [];
    readFormula(source, 'expression', names, (mark, from, to) => void found.push(`${mark}@${source.slice(from, to)}`));
    return found.filter((one) => one.startsWith('d@')).join(' ');
  };
  it.each([
    ['a.rows.d', 'd@d'],
    ['a.d', ''],
    ['a.rows[d > 1].d', 'd@d d@d'],
    ['a.rows[item.d > 1]', 'd@d'],
    ['for d in a.rows return d.d', 'd@d'],
    ['for x in a.rows return {d: x.d}', 'd@d'],
    ['some x in a.rows satisfies x.d = "d"', 'd@d'],
    ['sort(a.rows, function(x, y) x.d < y.d)[1].d', 'd@d d@d d@d'],
    ['{a: 1, b: a.rows}', ''],
    ['(if a.d then a.rows else []).d', 'd@d'],
    ['get value(a.rows[1], "d")', 'd@d'],
    ['count(a.rows.d) // a.rows.d', 'd@d'],
    ['a.`rows`.`d`', 'd@d'],
    ['"a.rows.d"', ''],
    ['a.rows.', ''],
  ])('%s', (source, wanted) => expect(uses(source)).toBe(wanted));
});

const scenario: Scenario = {
  ...blankScenario('s', 't'),
  datasets: { cars: { own: { title: '车', fields: [{ id: 'plate', type: 'string' }, { id: 'state', type: 'string' }], index: [['plate']] }, unique: ['plate'] } },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', config: { fields: [{ id: 'n1x', type: 'number' }, { id: 'items', type: 'list', widget: 'table', columns: [{ id: 'price', type: 'number' }], visible: 'form.n1x > 1' }] } },
        sum: { type: 'rule.expression', config: { values: [{ id: 'total', expr: 'sum(ask.items.price)' }, { id: 'twice', expr: 'total * ask.n1x' }] } },
        judge: { type: 'rule.table', config: { hitPolicy: 'FIRST', inputs: [{ id: 'amount', expr: 'sum.total' }], outputs: [{ id: 'verdict', type: 'string' }], rules: [{ id: 'R1', when: { amount: '> 3' }, then: { verdict: 'string(amount) + "amount"' } }] } },
        way: { type: 'flow.switch', config: { cases: [{ port: 'good', when: 'judge.verdict = "good"' }], else: 'bad' } },
        keep: { type: 'data.insert', config: { dataset: 'cars', values: { plate: '"x"', state: 'if way.port = "good" then judge.verdict else "bad"' } } },
        seen: { type: 'data.query', config: { dataset: 'cars', where: 'row.plate = "plate"', fields: ['plate'], orderBy: [['plate', 'asc']] } },
        end: { type: 'output.page', config: { text: '{seen.rows} {sum.total}', facts: [{ title: 'x', value: 'seen.rows[plate != null].plate' }] } },
      },
      edges: { e1: ['way.good', 'keep'], e2: ['way.bad', 'end'], e3: ['judge.out', 'way'] },
    },
  },
  pages: { board: { type: 'blocks', roles: [], blocks: [{ id: 'list', block: 'list', dataset: 'cars', columns: ['plate'], where: 'row.plate != null' }] } },
  texts: { ...blankScenario('s', 't').texts, 'sum.total': { 'zh-CN': '合计', en: 'Total' }, 'ask.items.price': { 'zh-CN': '价', en: 'Price' }, 'board.list': { 'zh-CN': '表', en: 'List' }, 'way.good': { 'zh-CN': '好', en: 'Good' } },
};
const cases: CaseFile = { format: 1, cases: [{ id: 'c', title: 'c', at: '2026-01-01T00:00:00Z', start: { n1x: 1, items: [{ price: 2 }] }, expect: { outputs: { sum: { total: 2 }, way: { port: 'good' } }, rows: { cars: [{ plate: 'x' }] } } }] };

const usesOf = (kind: string, ...path: readonly string[]) => hitsOf(scenario, { kind, path }, schemaOf).filter(({ own }) => !own).map((hit) => hit.path.join('/').replace('flows/main/nodes/', ''));
const after = (named: Named, to: string): string => JSON.stringify(applyEdits(scenario, editsFor(scenario, renameChanges(scenario, named, to, schemaOf))));

describe('what uses a name', () => {
  it('a question: conditions of the form, formulas of others, whatever the digits in its name', () => expect(usesOf('results', 'main', 'ask', 'n1x')).toEqual(['ask/config/fields/1/visible', 'sum/config/values/1/expr']));
  it('a column of a table of answers, through functions', () => expect(usesOf('cells', 'main', 'ask', 'items', 'price')).toEqual(['sum/config/values/0/expr', 'texts/ask.items.price']));
  it('a value: the values after it, other nodes, texts and their keys', () => expect(usesOf('results', 'main', 'sum', 'total')).toEqual(['sum/config/values/1/expr', 'judge/config/inputs/0/expr', 'end/config/text', 'texts/sum.total']));
  it('a condition column: results that read it, not the texts in them', () => {
    expect(usesOf('inputs', 'main', 'judge', 'amount')).toEqual(['judge/config/rules/0/then/verdict']);
    expect(after({ kind: 'inputs', path: ['main', 'judge', 'amount'] }, 'money')).toContain(String.raw`"when":{"money":"> 3"},"then":{"verdict":"string(money) + \"amount\""}`);
  });
  it('a way out: the edge, and texts that are compared with it', () => {
    expect(usesOf('ports', 'main', 'way', 'good')).toEqual(['main/edges/e1/0/port', 'keep/config/values/state', 'texts/way.good'].map((path) => path.replace('main/edges', 'flows/main/edges')));
    const made = after({ kind: 'ports', path: ['main', 'way', 'good'] }, 'fine');
    expect([made.includes('["way.fine","keep"]'), made.includes(String.raw`judge.verdict = \"good\"`)]).toEqual([true, true]);
  });
  it('a column of an own dataset: writes, reads, orders, pages and constraints', () => {
    expect(usesOf('columns', 'cars', 'plate')).toEqual(['keep/config/values/plate', 'seen/config/where', 'seen/config/fields/0', 'seen/config/orderBy/0/0', 'end/config/facts/0/value', 'datasets/cars/unique/0', 'datasets/cars/own/index/0/0', 'pages/board/blocks/0/where', 'pages/board/blocks/0/columns/0']);
    expect(after({ kind: 'columns', path: ['cars', 'plate'] }, 'number')).toContain('seen.rows[number != null].number');
  });
  it('a block of a page: its words', () => expect(usesOf('blocks', 'board', 'list')).toEqual(['texts/board.list']));
  it('cases: what is entered and what is expected', () => {
    const made = (named: Named, to: string) => JSON.stringify(applyEdits(cases, editsFor(cases, caseChanges(scenario, cases, named, to))).cases[0]);
    expect(made({ kind: 'cells', path: ['main', 'ask', 'items', 'price'] }, 'cost')).toContain('"items":[{"cost":2}]');
    expect(made({ kind: 'results', path: ['main', 'sum', 'total'] }, 'all')).toContain('"sum":{"all":2}');
    expect(made({ kind: 'ports', path: ['main', 'way', 'good'] }, 'fine')).toContain('"way":{"port":"fine"}');
    expect(made({ kind: 'columns', path: ['cars', 'plate'] }, 'number')).toContain('"cars":[{"number":"x"}]');
    expect(made({ kind: 'nodes', path: ['main', 'sum'] }, 'add')).toContain('"add":{"total":2}');
  });
});

describe('a new name that means something already', () => {
  const clash = (named: Named, to: string): number => clashes(scenario, applyEdits(scenario, editsFor(scenario, changesFor(scenario, hitsOf(scenario, named, schemaOf), to))), named, to, schemaOf).length;
  it('is found where another name would hide it', () => {
    expect(clash({ kind: 'inputs', path: ['main', 'judge', 'amount'] }, 'sum')).toBeGreaterThan(0);
    expect(clash({ kind: 'inputs', path: ['main', 'judge', 'amount'] }, 'money')).toBe(0);
    expect(clash({ kind: 'results', path: ['main', 'sum', 'total'] }, 'ask')).toBeGreaterThan(0);
  });
});

it('finds what uses a name among 1,000 nodes while somebody types', () => {
  const nodes = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`v${index}`, { type: 'rule.expression', config: { values: [{ id: 'total', expr: index === 0 ? '1' : `v${index - 1}.total + ${index}` }, { id: 'more', expr: `total * 2 + v${Math.max(0, index - 2)}.more` }] } }]));
  const large: Scenario = { ...blankScenario('s', 't'), flows: { main: { nodes, edges: {} } } };
  const named: Named = { kind: 'results', path: ['main', 'v500', 'total'] };
  expect(hitsOf(large, named, schemaOf)).toHaveLength(3);
  const again = performance.now();
  hitsOf(large, { kind: 'results', path: ['main', 'v400', 'more'] }, schemaOf);
  const done = performance.now();
  expect(done - again).toBeLessThan(1000);
});
