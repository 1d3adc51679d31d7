import { describe, expect, it } from 'vitest';
import { firstConfig, firstId, firstPorts, type Surroundings } from '../../../builder/src/designer/canvas/first-config.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { start } from '../../support/draft-deeds.ts';

function typeOf(id: string) {
  const type = builtIns.find((one) => one.type === id);
  if (type === undefined) throw new Error(id);
  return { type: type.type, category: type.category, example: type.example as Record<string, unknown> };
}

const datasets: Scenario['datasets'] = {
  models: { use: 'ebike/model', fields: ['code', 'maker'] },
  book: { own: { title: '台账', fields: [{ id: 'plate', type: 'string' }, { id: 'model', type: 'string' }] } },
};
const columns = (dataset: string) => (dataset === 'models' ? [{ id: 'code' }, { id: 'maker' }] : [{ id: 'plate' }, { id: 'model' }]);
const place = (change: Partial<Surroundings> = {}): Surroundings => ({ scenario: { ...start, datasets: {}, roles: {} }, flow: 'main', columns, result: { title: '结论', yes: '通过', no: '不通过' }, before: [], ...change });
const full = place({ scenario: { ...start, datasets, roles: { clerk: '受理员' } }, before: [{ node: 'judge', type: 'rule.table', outputs: { result: { enum: ['可以', '不可以', '再看', null] } } }, { node: 'ask', type: 'human.form', outputs: { model: {}, outcome: { enum: ['a', 'b'] } } }, { node: 'apply', type: 'start.form', outputs: { plate: {}, code: {}, model: {} } }] });

describe('what a new node begins with', () => {
  it('reads the first dataset of the catalogue, all its columns, and the row whose value a node before has', () => {
    expect(firstConfig(typeOf('data.query'), full)).toEqual({ dataset: 'models', where: 'row.code = apply.code', fields: ['code', 'maker'], limit: 50 });
  });
  it('writes into a dataset of its own what the nearest nodes before know under the same name', () => {
    expect(firstConfig(typeOf('data.insert'), full)).toEqual({ dataset: 'book', values: { plate: 'apply.plate', model: 'ask.model' } });
    expect(firstConfig(typeOf('data.update'), full)).toEqual({ dataset: 'book', where: 'row.plate = apply.plate', set: {} });
  });
  it('takes a role, and leaves out a dataset, a flow and a connection that are not there', () => {
    expect(firstConfig(typeOf('human.approval'), full)).toEqual({ assign: { role: 'clerk' }, mode: 'any' });
    expect(['data.query', 'flow.call', 'flow.each', 'data.http', 'start.row'].map((type) => Object.keys(firstConfig(typeOf(type), place())).filter((key) => ['dataset', 'flow', 'connection'].includes(key)))).toEqual([[], [], [], [], []]);
  });
  it('has a way out for every value of the nearest table, and explains that table on the page', () => {
    expect(firstConfig(typeOf('flow.switch'), full)).toEqual({ cases: [{ port: 'case1', when: 'judge.result = "可以"', title: '可以' }, { port: 'case2', when: 'judge.result = "不可以"', title: '不可以' }], else: 'other' });
    expect(firstConfig(typeOf('flow.switch'), place())).toEqual(typeOf('flow.switch').example);
    expect(firstConfig(typeOf('output.page'), full)).toEqual({ text: '已办结', explain: ['judge'] });
  });
  it('judges by a closed choice of a node before, else by yes or no or a number, else as its example', () => {
    const table = (outputs: Surroundings['before'][number]['outputs']) => firstConfig(typeOf('rule.table'), place({ before: [{ node: 'apply', type: 'start.form', outputs }] }));
    const made = (name: string, cell: string) => ({ hitPolicy: 'FIRST', inputs: [{ id: name, expr: `apply.${name}` }], outputs: [{ id: 'result', type: 'string', enum: ['通过', '不通过'], title: '结论' }], rules: [{ id: 'R1', when: { [name]: cell }, then: { result: '"通过"' } }, { id: 'R2', when: {}, then: { result: '"不通过"' } }] });
    expect(table({ plate: { type: 'string' }, mass: { type: 'number' }, fine: { type: ['boolean', 'null'] }, kind: { enum: ['old', 'new'] } })).toEqual(made('kind', '"old"'));
    expect(table({ plate: { type: 'string' }, mass: { type: 'number' }, fine: { type: ['boolean', 'null'] } })).toEqual(made('fine', 'true'));
    expect(table({ plate: { type: 'string' }, mass: { type: 'number' } })).toEqual(made('mass', '> 0'));
    expect(table({ plate: { type: 'string' } })).toEqual(typeOf('rule.table').example);
  });
  it('never names a dataset that the scenario does not have, whatever the type', () => {
    const told = builtIns.map(({ type }) => [type, firstConfig(typeOf(type), full)['dataset']] as const).filter(([, dataset]) => dataset !== undefined && !Object.hasOwn(datasets, dataset as string));
    expect(told).toEqual([]);
  });
  it('goes on by a way out that it really has', () => {
    const env = { datasets: {}, flows: {}, connections: {}, roles: {}, parameters: {}, lists: {}, texts: {} };
    const ports = (id: string) => {
      const config = firstConfig(typeOf(id), full);
      const { ports: made } = builtIns.find(({ type }) => type === id) ?? {};
      const real = typeof made === 'function' ? made(config, env as never) : (made ?? []);
      const guessed = firstPorts({ type: id, ports: Array.isArray(made) ? [...made] : [{ id: 'out', title: { 'zh-CN': '', en: '' } }] }, config);
      return [guessed[0], real.some((port) => port.id === guessed[0])];
    };
    expect(['flow.switch', 'human.form', 'human.approval', 'data.query', 'data.update', 'rule.table', 'flow.wait'].map(ports)).toEqual([['case1', true], ['done', true], ['approve', true], ['out', true], ['out', true], ['out', true], ['out', true]]);
  });
  it('is called so that formulas can read it', () => {
    expect(['start.form', 'human.form', 'rule.table'].map(firstId)).toEqual(['apply', 'fill', 'table']);
  });
});
