import { describe, expect, it } from 'vitest';
import { createPlan } from '../../../runtime/engine/plan.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { sourcesAt } from '../../../server/services/provenance.ts';
import { PATIENT, scenarioWith } from './support.ts';

const form = (fields: readonly object[]) => ({ type: 'start.form', title: '填写', config: { roles: [], fields } });
const ask = form([{ id: 'pid', type: 'string', title: '编号' }]);
const values = (entries: Readonly<Record<string, string>>) => ({ type: 'rule.expression', title: '算', config: { values: Object.entries(entries).map(([id, expr]) => ({ id, expr })) } });
const query = (config: object) => ({ type: 'data.query', title: '查', config: { dataset: 'patient', ...config } });
const chain = (...ids: readonly string[]) => Object.fromEntries(ids.slice(1).map((id, index) => [`e${index}`, [`${ids[index]}.out`, id]]));

/** Columns behind each of these nodes, sorted. */
function behind(flows: Readonly<Record<string, { nodes: object; edges: object }>>, paths: readonly string[], at: Readonly<Record<string, { flow: string }>> = { '': { flow: 'main' } }) {
  const scenario = { ...scenarioWith('p', {}, ['pid', 'name', 'cost']), flows } as unknown as Scenario;
  const { plan, diagnostics } = createPlan(scenario, { registry: createRegistry(builtIns), datasets: { 'health/patient': PATIENT as never }, connections: [] });
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return paths.map((path) => sourcesAt(plan, at as never, path).map(({ local, column }) => `${local}.${column}`).sort().join(' '));
}

const found = query({ fields: ['pid', 'name'], where: 'row.pid = ask.pid' });

describe('of which columns a value may be made', () => {
  it('is told of a query by the columns it reads, and of what names one column by that column', () => {
    const nodes = { ask, found, one: values({ who: 'found.rows[1].name' }), any: values({ all: 'found.rows' }), first: values({ who: 'found.rows[item.pid = ask.pid].name' }), many: values({ n: 'count(found.rows)' }), none: values({ x: 'ask.pid' }), after: values({ y: 'one.who' }) };
    expect(behind({ main: { nodes, edges: chain('ask', 'found', 'one', 'any', 'first', 'many', 'none', 'after') } }, ['found', 'one', 'any', 'first', 'many', 'none', 'after'])).toEqual([
      'patient.name patient.pid', 'patient.name', 'patient.name patient.pid', 'patient.name patient.pid', 'patient.name patient.pid', '', 'patient.name',
    ]);
  });

  it('goes through the figures of a group, and through what another query was asked with', () => {
    const sums = query({ group: { pid: 'row.pid' }, measures: { total: 'sum(rows.cost)' } });
    const next = query({ fields: ['pid'], where: 'row.pid = name.who' });
    const nodes = { ask, found, name: values({ who: 'found.rows[1].name' }), next, sums, end: values({ t: 'sums.rows[1].total' }), last: values({ p: 'next.rows[1].pid' }) };
    expect(behind({ main: { nodes, edges: chain('ask', 'found', 'name', 'next', 'sums', 'end', 'last') } }, ['next', 'sums', 'end', 'last'])).toEqual(['patient.name patient.pid', 'patient.cost patient.pid', 'patient.cost patient.pid', 'patient.name patient.pid']);
  });

  it('goes into a flow that is called and comes back out of it', () => {
    const sub = { nodes: { ask: form([{ id: 'who', type: 'string', title: '谁' }]), use: values({ x: 'ask.who' }) }, edges: chain('ask', 'use') };
    const call = { type: 'flow.call', title: '调用', config: { flow: 'sub', input: { who: 'found.rows[1].name' } } };
    const main = { nodes: { ask, found, call, out: values({ r: 'call.result' }) }, edges: chain('ask', 'found', 'call', 'out') };
    const at = { '': { flow: 'main' }, 'call[0]/': { flow: 'sub' } };
    expect(behind({ main, sub }, ['call', 'call[0]/use', 'out', 'ask'], at)).toEqual(['patient.name', 'patient.name', 'patient.name', '']);
  });
});
