import { describe, expect, it } from 'vitest';
import { localNames, nodeScope } from '../../../builder/src/designer/panel/node-scope.ts';
import { wordOfValue } from '../../../builder/src/designer/formula/formula-scope.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const info = { locals: { '': { form: {} }, asOf: { order: {} }, 'rules/*/when/age': { '?': {} }, 'values/1/expr': { first: {} } } };

describe('localNames', () => {
  it.each([
    ['the property itself', ['asOf'], { order: {} }],
    ['every position of a list', ['rules', 12, 'when', 'age'], { '?': {} }],
    ['one position of a list', ['values', 1, 'expr'], { first: {} }],
    ['the node for a property nobody described', ['fields', 0, 'check'], { form: {} }],
  ] as const)('gives the names of %s', (_, path, names) => {
    expect(localNames(info, path)).toEqual(names);
  });
});

describe('nodeScope', () => {
  it('knows the words of what a person may choose: of a list of choices, and of the decisions of a task', () => {
    const fields = [{ id: 'reason', type: 'integer', options: { list: 'reasons' } }];
    const nodes = { decide: { type: 'human.form', config: { fields, outcomes: [{ port: 'refuse', title: '@no' }, { port: 'agree' }, { port: 'later' }] } } };
    const scenario = { texts: { no: { 'zh-CN': '不互认', en: 'refuse' }, 'decide.agree': { 'zh-CN': '互认' }, 'reasons.1': { 'zh-CN': '病情变化' } }, lists: { reasons: { items: [1, 2] } }, flows: { main: { nodes } }, parameters: {} } as unknown as Scenario;
    const word = (path: string, value: string, locale: 'zh-CN' | 'en' = 'zh-CN') => wordOfValue(nodeScope(scenario, 'main', {}, undefined, locale), path, value);
    expect([word('decide.reason', '1'), word('decide.reason', '2'), word('decide.outcome', 'refuse'), word('decide.outcome', 'refuse', 'en'), word('decide.outcome', 'agree'), word('decide.outcome', 'later')]).toEqual(['病情变化', undefined, '不互认', 'refuse', '互认', undefined]);
  });
});
