import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';

const registry = createRegistry(builtIns);
const law = { law: { title: '示例办法', level: 'national' } };

interface Given {
  readonly values: readonly object[];
  readonly formula?: string;
  readonly key?: object;
}

/** Codes about parameters of a scenario with one table `x` and one formula, each with its place. */
function found({ values, formula = '1', key = {} }: Given): readonly (readonly [string, string])[] {
  const scenario = {
    format: 1, id: 'tables', title: 'T', purpose: 'T', zone: 'Asia/Shanghai', calendar: 'cn', bases: law, roles: {}, lists: { counties: { items: ['杭州', '宁波'] } }, datasets: {}, pages: {}, texts: {}, layout: {},
    parameters: { x: { type: 'integer', key, values: values.map((value) => ({ from: null, basis: 'law', ...value })) } },
    flows: { main: { nodes: { ask: { type: 'start.form', config: { fields: [{ id: 'county', type: 'string' }] } }, sum: { type: 'rule.expression', config: { values: [{ id: 'v', expr: formula }] } } }, edges: { e: ['ask.out', 'sum'] } } },
  };
  const { diagnostics } = checkScenario(scenario, { nodeType: registry.find, catalogue: {}, language: feel });
  return diagnostics.filter(({ code }) => code.includes('PARAMETER') || code.startsWith('SCN_RULE') || code === 'SCN_SCHEMA_LIST_UNKNOWN').map(({ code, place }) => [code, place.path]);
}

const at = '/flows/main/nodes/sum/config/values/0/expr';

describe('parameter tables', () => {
  it('are content with a value for every key, by value or by name', () => {
    const values = [{ key: '杭州', value: 1 }, { value: 2 }];
    expect([found({ values, formula: 'lookup(param.x, ask.county)' }), found({ values, formula: '查表(param.x, "杭州")' }), found({ values, formula: 'param.x.杭州 + 1' })]).toEqual([[], [], []]);
  });

  it.each([
    ['a literal that is no key', { values: [{ key: '杭州', value: 1 }], formula: 'lookup(param.x, "湖州")' }, [['SCN_SCHEMA_PARAMETER_KEY', at]]],
    ['no value for other keys', { values: [{ key: '杭州', value: 1 }], formula: 'lookup(param.x, ask.county)' }, [['SCN_SCHEMA_PARAMETER_DEFAULT', '/parameters/x/values']]],
    ['a key that its list lacks', { values: [{ key: '湖州', value: 1 }, { value: 2 }], key: { list: 'counties' } }, [['SCN_SCHEMA_PARAMETER_KEY', '/parameters/x/values/0/key']]],
    ['a list that is not there', { values: [{ value: 1 }], key: { list: 'gone' } }, [['SCN_SCHEMA_LIST_UNKNOWN', '/parameters/x/key/list']]],
    ['two values of one key on a day', { values: [{ key: '杭州', value: 1 }, { key: '杭州', from: '2026-01-01', value: 2, to: '2026-12-31' }, { key: '杭州', from: '2026-06-01', value: 3 }] }, [['SCN_SCHEMA_PARAMETER_OVERLAP', '/parameters/x/values/2']]],
    ['days of a key without a value', { values: [{ key: '杭州', value: 1, to: '2025-12-31' }, { key: '杭州', from: '2026-02-01', value: 2 }] }, [['SCN_SCHEMA_PARAMETER_GAP', '/parameters/x/values/1']]],
    ['a value of another type', { values: [{ key: '杭州', value: 'many' }] }, [['SCN_SCHEMA_PARAMETER_VALUE', '/parameters/x/values/0/value']]],
  ])('say so of %s', (_name, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  it('need no value for other keys when the list is complete', () => {
    expect(found({ values: [{ key: '杭州', value: 1 }, { key: '宁波', value: 2 }], key: { list: 'counties' }, formula: 'lookup(param.x, ask.county)' })).toEqual([]);
  });

  it('give two keys their own days', () => {
    expect(found({ values: [{ key: '杭州', value: 1 }, { key: '宁波', value: 2 }] })).toEqual([]);
  });
});
