import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { refusesName } from '../../../builder/src/designer/rename/named-things.ts';
import { changesFor, hitsOf } from '../../../builder/src/designer/rename/rename.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { tilesOf } from '../../../runtime/schema/page.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const schemaOf = (type: string): unknown => builtIns.find((node) => node.type === type)?.config;

const scenario: Scenario = {
  ...blankScenario('s', 't'),
  bases: { law: { title: '办法', level: 'national' } },
  parameters: { limit: { type: 'integer', values: [{ from: null, value: 3, basis: 'law' }] }, other: { type: 'integer', values: [{ from: null, value: 1 }] } },
  roles: { doctor: '@role.doctor', clerk: '经办' },
  lists: { reasons: { items: ['a', 1] } },
  flows: {
    main: {
      nodes: {
        start: { type: 'start.form', config: { roles: ['doctor', 'clerk'], fields: [{ id: 'why', type: 'string', options: { list: 'reasons' }, visible: 'param.limit > row.param.limit' }] } },
        task: { type: 'human.form', basis: ['law'], config: { assign: [{ role: 'doctor' }, { user: 'run.starter' }], fields: [{ id: 'doctor', type: 'string' }], outcomes: [{ port: 'ok' }], until: [{ after: 'duration("P1D")', do: 'reassign', to: { role: 'doctor' } }] } },
        judge: { type: 'rule.table', config: { hitPolicy: 'FIRST', inputs: [{ id: 'n', expr: 'start.n' }], outputs: [{ id: 'v', type: 'string' }], rules: [{ id: 'R1', basis: ['law'], when: { n: '<= param.limit' }, then: { v: '"param.limit"' } }] } },
      },
      edges: {},
    },
  },
  pages: { board: { type: 'dashboard', roles: ['doctor'], tiles: [{ id: 'n', dataset: 'd', where: 'row.n > param.limit', measures: { c: { count: 'row.n = param.other' } }, values: { v: 'c' }, basis: ['law'] }] } },
  texts: { 'param.limit': { 'zh-CN': '限期' }, note: { 'zh-CN': '{param.limit} 天，limit 不变', en: '{param.limit} days' }, 'reasons.a': { 'zh-CN': '甲' }, 'reasons.x': { 'zh-CN': '别的' }, 'role.doctor': { 'zh-CN': '医师' } },
  layout: {},
};

const after = (kind: string, from: string, to: string) => {
  const hits = hitsOf(scenario, { kind, path: [from] }, schemaOf);
  return { made: applyEdits(scenario, editsFor(scenario, changesFor(scenario, hits, to))), uses: hits.filter(({ own }) => !own).map(({ path }) => path.join('/')) };
};

describe('renaming an entry of the settings', () => {
  it('a parameter: formulas of nodes and pages, placeholders and its own text follow', () => {
    const { made, uses } = after('parameters', 'limit', 'days');
    expect(Object.keys(made.parameters)).toEqual(['days', 'other']);
    expect(JSON.stringify(made.flows).match(/param\.(limit|days)/g)).toEqual(['param.days', 'param.limit', 'param.days', 'param.limit']);
    expect([made.pages['board'] && tilesOf(made.pages['board'])[0]?.where, made.texts['param.days'], made.texts['param.limit'], made.texts['note']]).toEqual(['row.n > param.days', { 'zh-CN': '限期' }, undefined, { 'zh-CN': '{param.days} 天，limit 不变', en: '{param.days} days' }]);
    expect(uses).toEqual(['flows/main/nodes/start/config/fields/0/visible', 'flows/main/nodes/judge/config/rules/0/when/n', 'pages/board/tiles/0/where', 'texts/param.limit', 'texts/note/zh-CN', 'texts/note/en']);
  });

  it('a role: who may start, who is asked, pages; a field of the same name stays', () => {
    const { made, uses } = after('roles', 'doctor', 'physician');
    expect([made.roles, made.flows['main']?.nodes['start']?.config['roles'], made.pages['board']?.roles]).toEqual([{ physician: '@role.doctor', clerk: '经办' }, ['physician', 'clerk'], ['physician']]);
    expect(made.flows['main']?.nodes['task']?.config).toMatchObject({ assign: [{ role: 'physician' }, { user: 'run.starter' }], fields: [{ id: 'doctor' }], until: [{ to: { role: 'physician' } }] });
    expect(uses).toEqual(['flows/main/nodes/start/config/roles/0', 'flows/main/nodes/task/config/assign/0/role', 'flows/main/nodes/task/config/until/0/to/role', 'pages/board/roles/0']);
  });

  it('a list: choices of forms and the words of its items', () => {
    const { made } = after('lists', 'reasons', 'grounds');
    expect([made.flows['main']?.nodes['start']?.config['fields'], made.texts['grounds.a'], made.texts['reasons.a'], made.texts['reasons.x']]).toMatchObject([[{ options: { list: 'grounds' } }], { 'zh-CN': '甲' }, undefined, { 'zh-CN': '别的' }]);
  });

  it('a basis: parameters, nodes, rules and tiles', () => {
    const { made, uses } = after('bases', 'law', 'rule-2022');
    expect([made.bases, JSON.stringify(made).includes('"law"')]).toEqual([{ 'rule-2022': { title: '办法', level: 'national' } }, false]);
    expect(uses).toHaveLength(4);
  });

  it('is refused under a name that is taken or that no formula could read', () => {
    expect([['roles', 'clerk'], ['roles', '1a'], ['bases', '1-a'], ['lists', 'reasons']].map(([kind = '', to = '']) => refusesName(scenario, { kind, path: [Object.keys((scenario as unknown as Record<string, object>)[kind] ?? {})[0] ?? ''] }, to, schemaOf))).toEqual(['taken', 'bad', undefined, undefined]);
  });
});
