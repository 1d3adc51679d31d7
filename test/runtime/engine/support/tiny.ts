import { Type } from 'typebox';
import { initialState } from '../../../../runtime/engine/state.ts';
import { createPlan, type PlanOptions } from '../../../../runtime/engine/plan.ts';
import type { Plan } from '../../../../runtime/engine/plan-types.ts';
import { step } from '../../../../runtime/engine/step.ts';
import type { Command, CommandBody, Effect, Step } from '../../../../runtime/engine/command.ts';
import type { RunState } from '../../../../runtime/engine/state.ts';
import type { FormulaLanguage } from '../../../../runtime/engine/formula.ts';
import { defineNode, type AnyNodeType, type NodeResult, type RunContext } from '../../../../runtime/nodes/define-node.ts';
import type { ChildrenSpec, ClockSpec, TaskRights, TaskSpec, UntilSpec } from '../../../../runtime/nodes/wait-spec.ts';
import type { Flow, FlowNode } from '../../../../runtime/schema/flow.ts';
import type { Json, JsonObject } from '../../../../runtime/schema/json.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** A formula of the tests: a dotted path into the scope (`a.x`), or a JSON literal. */
export const tiny: FormulaLanguage = {
  compile: (source, names) => {
    const literal = readLiteral(source);
    const root = source.split('.')[0] ?? '';
    const problems = literal === undefined && !Object.hasOwn(names, root)
      ? [{ code: 'SCN_RULE_NAME', severity: 'error' as const, from: 0, to: root.length, message: { 'zh-CN': root, en: root } }]
      : [];
    const evaluate = (scope: Readonly<Record<string, unknown>>): unknown => (literal !== undefined ? literal : source.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, scope));
    return { code: problems.length > 0 ? null : { ir: { op: 'null', type: { kind: 'null' }, at: [0, 0] }, schema: Type.Unsafe({}), evaluate, toJson: (value: unknown) => (value ?? null) as Json }, problems };
  },
  context: (clock) => clock,
  toJson: (value) => (value ?? null) as Json,
  fromJson: (value) => value,
};

function readLiteral(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

const text = { 'zh-CN': '测', en: 'test' };
const base = { version: 1, title: text, summary: text, icon: 'box', example: {}, output: Type.Unsafe({}) } as const;
const Feel = Type.Optional(Type.String({ format: 'feel' }));
const anyPort = (config: { ports?: string[] }) => (config.ports ?? ['out']).map((id) => ({ id, title: text }));

export const startNode = defineNode({
  ...base, type: 'start.test', category: 'start', effect: 'pure',
  config: Type.Object({ asOf: Type.Optional(Type.String({ format: 'feel-row' })), refuse: Type.Optional(Type.Boolean()) }),
  locals: (_config, env) => ({ [env.node]: Type.Unsafe({}) }),
  run: ({ run, config }) => {
    if (config.refuse === true) throw Object.assign(new Error('no'), { code: 'SCN_FORM_INVALID', details: {} });
    return { output: run.startInput };
  },
});

/** Yields its evaluated `value`; leaves by `port`; throws when `fail` is set. */
const Work = Type.Object({ value: Feel, port: Type.Optional(Type.Unsafe<string | string[]>({})), portFrom: Feel, fail: Type.Optional(Type.String()), ports: Type.Optional(Type.Array(Type.String())) });
function work({ config, input }: { config: { port?: string | string[]; fail?: string }; input: Readonly<Record<string, unknown>> }): NodeResult {
  if (config.fail !== undefined) throw new Error(config.fail);
  const port = (input['portFrom'] as string | string[] | undefined) ?? config.port;
  return { output: { v: (input['value'] ?? null) as Json }, ...(port === undefined ? {} : { port }) };
}
export const pureNode = defineNode({ ...base, type: 'test.pure', category: 'rule', effect: 'pure', config: Work, ports: anyPort, run: work });
export const readNode = defineNode({ ...base, type: 'test.read', category: 'data', effect: 'read', config: Work, ports: anyPort, run: work });
export const writeNode = defineNode({ ...base, type: 'test.write', category: 'data', effect: 'write', repeat: 'safe', config: Work, ports: anyPort, run: work });
export const keyedNode = defineNode({ ...base, type: 'test.keyed', category: 'data', effect: 'write', repeat: 'keyed', config: Work, ports: anyPort, run: work });
export const askNode = defineNode({ ...base, type: 'test.ask', category: 'data', effect: 'write', repeat: 'ask', config: Work, ports: anyPort, run: work });
export const laterNode = defineNode({ ...base, type: 'test.later', category: 'rule', effect: 'pure', config: Work, run: (c) => Promise.resolve(work(c)) });
export const reachNode = defineNode({ ...base, type: 'test.reach', category: 'rule', effect: 'pure', config: Work, run: ({ host }) => { void host.notify.send({ to: [], title: '', body: '', key: '' }); return { output: null }; } });

/** Sends its value outside with its effect key, then yields what came back. */
const sends = { ...base, category: 'data', effect: 'write', config: Work, ports: anyPort, run: async (context: RunContext<{ port?: string | string[]; fail?: string }>) => {
  const value = (context.input['value'] ?? null) as Json;
  const { body } = await context.host.http.request({ connection: 'far', method: 'POST', path: '/', body: value, timeoutMs: 1000, key: context.run.effectKey }, context.signal);
  return work({ config: context.config, input: { ...context.input, value: body } });
} } as const;
export const sendKeyedNode = defineNode({ ...sends, type: 'test.send-keyed', repeat: 'keyed' });
export const sendAskNode = defineNode({ ...sends, type: 'test.send-ask', repeat: 'ask' });

/** Writes one row into `t` and yields its id; updates the row `id` of its config when there is one, with a conflict port. */
export const rowNode = defineNode({
  ...base, type: 'test.row', category: 'data', effect: 'write', repeat: 'safe', config: Type.Object({ expect: Type.Optional(Type.Integer()) }),
  ports: [{ id: 'out', title: text }, { id: 'conflict', title: text }],
  run: async ({ host, run, config }) => {
    const answer = await host.datasets.update({ dataset: 't', where: null as never, set: (row) => ({ n: Number(row['n'] ?? 0) + 1 }), key: run.effectKey, ...(config.expect === undefined ? {} : { expectedVersion: config.expect }) });
    return { output: { ids: [...answer.ids] }, port: answer.conflict ? 'conflict' : 'out' };
  },
});

/** Never answers; listens to its signal only when told to. */
export const hangNode = defineNode({
  ...base, type: 'test.hang', category: 'data', effect: 'read', config: Type.Object({}),
  run: ({ signal, log }) => new Promise<NodeResult>(() => { signal.addEventListener('abort', () => { log('aborted'); }); }),
});

/** A person: answers leave by their outcome. `all: n` waits for n people; a data `{"bad": true}` is refused. */
export const taskNode = defineNode({
  ...base, type: 'human.test', category: 'human', effect: 'wait',
  config: Type.Object({ ports: Type.Optional(Type.Array(Type.String())), candidates: Type.Optional(Type.Array(Type.String())), excluded: Type.Optional(Type.Array(Type.String())), fallback: Type.Optional(Type.Array(Type.String())), rights: Type.Optional(Type.Unsafe<TaskRights>({})), order: Type.Optional(Type.Unsafe<'sequence'>({})), all: Type.Optional(Type.Integer()), until: Type.Optional(Type.Unsafe<UntilSpec[]>({})), clock: Type.Optional(Type.Unsafe<ClockSpec>({})) }),
  ports: (config) => [...anyPort(config), ...(config.until ?? []).flatMap((entry) => (entry.port === undefined ? [] : [{ id: entry.port, title: text }]))],
  begin: ({ config }) => ({
    task: {
      candidates: config.candidates ?? ['u:a'], ...(config.excluded ? { excluded: config.excluded } : {}), ...(config.fallback ? { fallback: config.fallback } : {}), ...(config.rights ? { rights: config.rights } : {}), ...(config.order ? { order: config.order } : {}), mode: 'task', fields: [], shown: [], values: {},
      outcomes: (config.ports ?? ['out']).map((port) => ({ port, preselect: false })), answers: config.all === undefined ? 'one' : 'each-candidate',
    } satisfies TaskSpec,
    ...(config.until ? { until: config.until } : {}),
    ...(config.clock ? { clock: config.clock } : {}),
  }),
  complete: ({ config, answer, answers }) => {
    if (answer.data?.['bad'] === true) throw Object.assign(new Error('mend it'), { code: 'SCN_FORM_INVALID', details: {} });
    if (answer.data?.['crash'] === true) throw new Error('crash');
    if (config.all !== undefined && answers.length < config.all) return 'still-waiting';
    return { output: { outcome: answer.port ?? null, by: answer.by ?? null, n: answers.length }, ...(answer.port === undefined ? {} : { port: answer.port }) };
  },
});

export const timerNode = defineNode({
  ...base, type: 'flow.pause', category: 'flow', effect: 'wait',
  config: Type.Object({ until: Type.Optional(Type.Unsafe<UntilSpec[]>({})) }),
  ports: (config) => (config.until ?? []).map((entry) => ({ id: entry.port ?? 'out', title: text })).concat([{ id: 'out', title: text }]),
  begin: ({ config }) => (config.until ? { until: config.until } : {}),
  complete: ({ answer }) => ({ output: { kind: answer.kind, data: answer.data ?? null }, ...(answer.port === undefined ? {} : { port: answer.port }) }),
});

export const eachNode = defineNode({
  ...base, type: 'flow.each', category: 'flow', effect: 'wait',
  config: Type.Object({ flow: Type.Optional(Type.String()), items: Type.Optional(Type.String({ format: 'feel' })), concurrency: Type.Optional(Type.Integer()), onItemError: Type.Optional(Type.Unsafe<'stop' | 'collect'>({})), enough: Type.Optional(Type.Integer()) }),
  begin: ({ config, input }) => ({ children: { flow: config.flow ?? '', items: ((input['items'] ?? []) as Json[]).map((item) => ({ input: item })), concurrency: config.concurrency ?? 1, onItemError: config.onItemError ?? 'stop', ...(config.enough === undefined ? {} : { enough: config.enough }) } satisfies ChildrenSpec }),
  complete: ({ answer }) => ({ output: (answer.children ?? []) as unknown as Json }),
});

export const testTypes: readonly AnyNodeType[] = [startNode, pureNode, readNode, writeNode, keyedNode, askNode, laterNode, reachNode, sendKeyedNode, sendAskNode, rowNode, hangNode, taskNode, timerNode, eachNode];

export const AT = '2026-03-02T01:00:00.000Z';

type NodeShort = [type: string, config?: JsonObject, more?: Partial<FlowNode>];

/** `flow({ a: ['start.test'], b: ['test.pure', {…}] }, 'a.out b', 'b.back a back')` */
export function flow(nodes: Record<string, NodeShort>, ...edges: string[]): Flow {
  return {
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, config, more]]) => [id, { type, config: config ?? {}, ...more }])),
    edges: Object.fromEntries(edges.map((edge, index) => {
      const [from, to, back] = edge.split(' ');
      const source = from?.includes('.') === true ? from : `${from ?? ''}.out`;
      return [`e${index + 1}`, back === 'back' ? [source, to ?? '', 'back'] : [source, to ?? '']];
    })),
  };
}

export function scenario(flows: Record<string, Flow>, more: Partial<Scenario> = {}): Scenario {
  return { format: 1, id: 'test', title: 'test', purpose: 'test', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {}, flows, ...more };
}

export function registry(types: readonly AnyNodeType[] = testTypes) {
  return { find: (type: string) => types.find((one) => one.type === type) };
}

export function planOf(flows: Record<string, Flow> | Flow, options: Partial<PlanOptions> = {}, more: Partial<Scenario> = {}): Plan {
  const all = 'nodes' in flows && 'edges' in flows ? { main: flows as Flow } : flows;
  const { plan, diagnostics } = createPlan(scenario(all, more), { registry: registry(), language: tiny, ...options });
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

export function startCommand(input: JsonObject = {}, more: Partial<Extract<CommandBody, { type: 'start' }>> = {}): Command {
  return { type: 'start', at: AT, jitter: 0, runId: 'r1', release: 'test@1', flow: 'main', input, starter: { id: 'wang' }, ...more };
}

export function started(plan: Plan, input: JsonObject = {}, more: Partial<Extract<CommandBody, { type: 'start' }>> = {}): Step {
  return step(plan, initialState(), startCommand(input, more));
}

/** Steps on with commands that take their time from the last. */
export function go(plan: Plan, state: RunState, body: CommandBody, at = AT): Step {
  return step(plan, state, { at, jitter: 0, ...body });
}

export function completed(effect: Effect, output: Json = null, port?: string): CommandBody {
  return { type: 'effect.completed', path: effect.path, round: effect.round, key: effect.key, result: { output, ...(port === undefined ? {} : { port }) } };
}

export function answer(state: RunState, path: string, outcome = 'out', by = 'a', data: JsonObject = {}): CommandBody {
  return { type: 'task.answered', path, taskId: taskId(state, path), by: { id: by }, outcome, data };
}

export function taskId(state: RunState, path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return state.flows[path.slice(0, slash)]?.nodes[path.slice(slash)]?.wait?.taskId ?? '?';
}

/** Events without the parts that never matter: `['node.completed b', …]`. */
export function brief(events: Step['events']): string[] {
  return events.map((event) => `${event.type}${'path' in event ? ` ${event.path}` : ''}`);
}
