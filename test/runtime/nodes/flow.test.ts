import { describe, expect, it } from 'vitest';
import { flowCall } from '../../../runtime/nodes/built-in/flow/call.ts';
import { flowEach } from '../../../runtime/nodes/built-in/flow/each.ts';
import { flowSwitch } from '../../../runtime/nodes/built-in/flow/switch.ts';
import { flowWait } from '../../../runtime/nodes/built-in/flow/wait.ts';
import { outputNotify } from '../../../runtime/nodes/built-in/output/notify.ts';
import { outputPage } from '../../../runtime/nodes/built-in/output/page.ts';
import { ruleExpression } from '../../../runtime/nodes/built-in/rule/expression.ts';
import { env, portsOf } from './node-kit.ts';
import { beginNode, completeNode, NOW, refusal, runNode } from './run-kit.ts';

describe('flow.switch', () => {
  const config = { cases: [{ port: 'big', when: 'x > 10' }, { port: 'even', when: 'even(x)' }], else: 'other' };
  it.each<[string, object, unknown, readonly string[]]>([
    ['the first that holds wins', config, 12, ['big']],
    ['a later one when the first does not', config, 4, ['even']],
    ['else when none holds', config, 3, ['other']],
    ['a condition without a value does not hold', config, null, ['other']],
    ['all: every one that holds', { ...config, mode: 'all' }, 12, ['big', 'even']],
    ['all: else when none holds', { ...config, mode: 'all' }, 3, ['other']],
  ])('%s', async (_title, given, x, ports) => {
    expect(await runNode(flowSwitch, given, { values: { x: x as never } })).toEqual({ output: { port: ports[0], ports }, port: ports });
  });
  it('without else it refuses what no case takes', async () => {
    expect(await refusal(() => runNode(flowSwitch, { cases: config.cases }, { values: { x: 3 } }))).toEqual(['SCN_RULE_NO_CASE', { cases: ['big', 'even'] }]);
  });
  it('lists each port once, else last', () => {
    expect(portsOf(flowSwitch, { cases: [...config.cases, { port: 'big', when: 'false' }], else: 'even' }).map((port) => port.id)).toEqual(['big', 'even']);
  });
});

describe('flow.each', () => {
  it('makes the input of every child from the item and its number', () => {
    expect(beginNode(flowEach, { flow: 'sub', items: 'list', input: { id: 'item.id', no: 'index' }, concurrency: 2 }, { values: { list: [{ id: 'a' }, { id: 'b' }] } })).toEqual({
      children: { flow: 'sub', items: [{ input: { id: 'a', no: 1 } }, { input: { id: 'b', no: 2 } }], concurrency: 2, onItemError: 'stop' },
    });
  });
  it('without a mapping the item is the input', () => {
    expect(beginNode(flowEach, { flow: 'sub', items: 'list' }, { values: { list: [{ id: 'a' }] } }).children?.items).toEqual([{ input: { id: 'a' } }]);
  });
  it('collect: failures are results', () => {
    const children = [{ status: 'completed' as const, output: 1 }, { status: 'failed' as const, output: null, error: 'SCN_X' }];
    expect(completeNode(flowEach, { flow: 'sub', items: 'list', onItemError: 'collect' }, [{ kind: 'children', at: NOW, children }], { values: { list: [] } })).toEqual({
      output: { results: [{ status: 'completed', output: 1, error: null }, { status: 'failed', output: null, error: 'SCN_X' }], count: 2, done: 1, failed: 1 },
    });
  });
  it.each<[string, object, unknown, string]>([
    ['what is no list', { flow: 'sub', items: 'list' }, 'text', 'SCN_RUN_NOT_A_LIST'],
    ['more items than allowed', { flow: 'sub', items: 'list', maxItems: 1 }, [1, 2], 'SCN_RUN_TOO_MANY_ITEMS'],
  ])('refuses %s', async (_title, config, list, code) => {
    expect((await refusal(() => beginNode(flowEach, config, { values: { list: list as never } })))?.[0]).toBe(code);
  });
  it('stop: a failed child is an error', async () => {
    const children = [{ status: 'failed' as const, output: null, error: 'SCN_X' }];
    expect(await refusal(() => completeNode(flowEach, { flow: 'sub', items: 'list' }, [{ kind: 'children', at: NOW, children }], { values: { list: [1] } }))).toEqual(['SCN_RUN_CHILD_FAILED', { flow: 'sub', index: 0, error: 'SCN_X' }]);
  });
});

describe('flow.call', () => {
  it('starts one child with the evaluated input and gives back its output', () => {
    const config = { flow: 'sub', input: { name: 'who' } };
    expect([
      beginNode(flowCall, config, { values: { who: '张三' } }),
      completeNode(flowCall, config, [{ kind: 'children', at: NOW, children: [{ status: 'completed', output: { ok: true } }] }], { values: { who: '张三' } }),
    ]).toEqual([
      { children: { flow: 'sub', items: [{ input: { name: '张三' } }], concurrency: 1, onItemError: 'stop' } },
      { output: { result: { ok: true } } },
    ]);
  });
});

describe('flow.wait', () => {
  const config = { until: [{ after: 'duration("PT1H")' }, { workingDays: '3', port: 'late' }, { at: 'due', port: 'late' }, { event: 'paid', key: 'id', port: 'paid' }, { after: '"PT30M"', do: 'remind', to: { user: '"li"' } }] };
  it('hands every kind of deadline to the engine; one without a time is left out', () => {
    expect(beginNode(flowWait, config, { values: { due: null, id: 'a' } }).until).toEqual([
      { on: { kind: 'after', duration: 'PT1H' }, do: 'leave', port: 'out' },
      { on: { kind: 'after', duration: 'P3D', workingDays: 3 }, do: 'leave', port: 'late' },
      { on: { kind: 'event', name: 'paid', key: 'a' }, do: 'leave', port: 'paid' },
      { on: { kind: 'after', duration: 'PT30M' }, do: 'remind', to: ['u:li'] },
    ]);
  });
  it('has a port per way to leave', () => {
    expect(portsOf(flowWait, config).map((port) => port.id)).toEqual(['out', 'late', 'paid']);
  });
  it('keeps the payload of an event', () => {
    expect(completeNode(flowWait, config, [{ kind: 'event', port: 'paid', at: NOW, data: { sum: 1 } }], { values: { due: null, id: 'a' } })).toEqual({ output: { port: 'paid', at: NOW, event: { sum: 1 } }, port: 'paid' });
  });
  it('reports a wait that nothing ends', () => {
    expect(flowWait.check?.({ until: [{ after: '1', do: 'remind' }] }, env()).map((found) => found.code)).toEqual(['SCN_NODE_WAITS_FOREVER']);
  });
});

describe('rule.expression', () => {
  it('works out formulas in order; each sees the earlier ones', async () => {
    const config = { values: [{ id: 'net', expr: 'x * 2' }, { id: 'gross', expr: 'net + 0.1', type: 'decimal' }] };
    expect(await runNode(ruleExpression, config, { values: { x: 3 } })).toEqual({ output: { net: 6, gross: '6.1' }, explanation: { kind: 'expression', inputs: { x: 3 } } });
  });
});

describe('rule.expression, declared types', () => {
  it('gives a number as a number even when it was worked out of decimals, and a decimal as text', async () => {
    const config = { values: [{ id: 'price', expr: '12.5', type: 'decimal' }, { id: 'half', expr: 'price / 2', type: 'number' }, { id: 'whole', expr: 'price * 2', type: 'integer' }] };
    expect((await runNode(ruleExpression, config, { values: {} })).output).toEqual({ price: '12.5', half: 6.25, whole: 25 });
  });
});

describe('output', () => {
  it('page: the first true tone wins; figures and facts carry raw values', async () => {
    const config = { title: '@title', text: '@done', tones: [{ when: 'x > 9', tone: 'refused' }, { when: 'x > 1', tone: 'success' }], explain: ['judged'], figures: [{ title: '@saved', value: 'x', unit: 'yuan' }], facts: [{ title: '@who', value: 'user.name' }] };
    expect((await runNode(outputPage, config, { values: { x: 3 } })).output).toEqual({
      title: '@title', text: '@done', tone: 'success', explain: ['judged'], figures: [{ title: '@saved', value: 3, unit: 'yuan' }], facts: [{ title: '@who', value: '何医师', unit: null }],
    });
  });
  it.each([['["b", "z"]', ['b']], ['[]', []], ['null', ['a', 'b']], [undefined, ['a', 'b']]])('page: explains only what %s names', async (explainOnly, explain) => {
    const config = { text: 'x', explain: ['a', 'b'], ...(explainOnly === undefined ? {} : { explainOnly }) };
    expect((await runNode(outputPage, config, { values: {} })).output).toMatchObject({ explain });
  });
  it('notify: resolves the text in both languages, fills in values and sends once per effect key', async () => {
    const sent: unknown[] = [];
    const host = { notify: { send: async (message: object) => { sent.push(message); return Promise.resolve(); } } };
    await runNode(outputNotify, { to: { role: 'manager' }, title: '@done', body: '编号 {run.id}，{missing.x}' }, { host, values: { name: '张三' } });
    await runNode(outputNotify, { to: { role: 'manager' }, title: '好了' }, { host });
    expect(sent).toEqual([
      { to: ['r:manager'], title: '张三 办好了', body: '编号 r1，—', en: { title: '张三 is done', body: '编号 r1，—' }, key: 'r1/self/0/h' },
      { to: ['r:manager'], title: '好了', body: '', key: 'r1/self/0/h' },
    ]);
  });
});
