import * as fc from 'fast-check';
import type { AnyNodeType, WorkNode } from '../../../../runtime/nodes/define-node.ts';
import type { Plan } from '../../../../runtime/engine/plan-types.ts';
import type { FlowState, RunState } from '../../../../runtime/engine/state.ts';
import { standingsOf } from '../../../../runtime/engine/standing.ts';
import type { Flow, FlowNode } from '../../../../runtime/schema/flow.ts';
import type { JsonObject } from '../../../../runtime/schema/json.ts';
import type { OracleAnswer, OracleModel, OracleNode, OracleVerdict } from '../../../support/slow-oracle.ts';
import { flow, planOf, registry, testTypes, tiny } from './tiny.ts';

/** One random scenario, told twice: to the oracle and to the engine. */
export interface Sample {
  readonly model: OracleModel;
  readonly flows: Readonly<Record<string, Flow>>;
}

const KINDS = ['pure', 'pure', 'read', 'send', 'task', 'pause', 'each', 'all', 'row'] as const;
type Kind = 'start' | (typeof KINDS)[number];
const ORACLE_KIND: Readonly<Record<Kind, OracleNode['kind']>> = { start: 'start', pure: 'work', all: 'work', read: 'effect', send: 'effect', row: 'effect', task: 'wait', pause: 'wait', each: 'each' };
const TYPE: Readonly<Record<Kind, string>> = { start: 'start.test', pure: 'test.pure', all: 'test.pure', read: 'test.read', send: 'test.send-keyed', row: 'test.write', task: 'human.test', pause: 'flow.pause', each: 'flow.each' };
const PORTS = ['p', 'q', 'r'];
const portsOf = (kind: Kind): readonly string[] => (kind === 'start' || kind === 'each' ? ['out'] : kind === 'pause' ? ['p'] : PORTS);
const LEAVES = [['p'], ['q'], ['p', 'q'], ['q', 'r'], ['p', 'q', 'r'], []];

const Draw = fc.record({
  kind: fc.nat(KINDS.length - 1),
  leave: fc.nat(5),
  failures: fc.integer({ min: -3, max: 2 }),
  retries: fc.integer({ min: 0, max: 2 }),
  from: fc.array(fc.record({ source: fc.nat(1000), port: fc.nat(4) }), { minLength: 0, maxLength: 3 }),
  value: fc.nat(1000),
  rework: fc.nat(2),
});
const Back = fc.record({ from: fc.nat(1000), to: fc.nat(1000), times: fc.integer({ min: 1, max: 2 }), maxRounds: fc.constantFrom(2, 20) });

export const samples: fc.Arbitrary<Sample> = fc.record({ draws: fc.array(Draw, { minLength: 1, maxLength: 9 }), back: fc.option(Back, { freq: 2 }) }).map(({ draws, back }) => makeSample(draws, back));

/** Flows of pure nodes only; the node of one port and the one of several. */
export const pureSamples: fc.Arbitrary<Sample> = fc.array(Draw, { minLength: 1, maxLength: 12 }).map((draws) => makeSample(draws.map((draw) => ({ ...draw, kind: draw.kind % 2 === 0 ? KINDS.indexOf('pure') : KINDS.indexOf('all') })), null));

type DrawOf = typeof Draw extends fc.Arbitrary<infer Value> ? Value : never;
type BackOf = typeof Back extends fc.Arbitrary<infer Value> ? Value : never;

function makeSample(draws: readonly DrawOf[], drawn: BackOf | null): Sample {
  const kinds: Kind[] = ['start', ...draws.map((draw) => KINDS[draw.kind] ?? 'pure')];
  const edges = new Map<string, readonly [string, string, string]>();
  draws.forEach((draw, index) => {
    for (const { source, port } of draw.from) {
      const from = source % (index + 1);
      const ports = [...portsOf(kinds[from] ?? 'pure'), 'error'];
      const edge = [`n${from}`, ports[port % ports.length] ?? 'out', `n${index + 1}`] as const;
      edges.set(edge.join(' '), edge);
    }
  });
  const list = [...edges.values()];
  const before = (id: string): string[] => list.filter(([, , target]) => target === id).flatMap(([source]) => [source, ...before(source)]);
  const nodes = [
    { id: 'n0', kind: 'start', leaves: ['out'], failures: 0, retries: 0, value: 0 } satisfies OracleNode,
    ...draws.map((draw, index): OracleNode => oracleNode(`n${index + 1}`, draw, kinds[index + 1] ?? 'pure', [...new Set(before(`n${index + 1}`))])),
  ];
  const tasks = nodes.filter((_node, index) => kinds[index] === 'task' && before(`n${index}`).length > 0);
  const task = drawn && tasks[drawn.from % tasks.length];
  const targets = task ? [...new Set(before(task.id))] : [];
  const to = targets[(drawn?.to ?? 0) % targets.length];
  const back = drawn && task && to !== undefined && to !== 'n0' ? { from: task.id, to, times: drawn.times } : undefined;
  const model: OracleModel = { nodes, edges: list, maxRounds: drawn?.maxRounds ?? 20, ...(back ? { back } : {}) };
  return { model, flows: flowsOf(model, draws, kinds) };
}

function oracleNode(id: string, draw: DrawOf, kind: Kind, before: readonly string[]): OracleNode {
  const ports = portsOf(kind);
  const canFail = kind === 'pure' || kind === 'read' || kind === 'send' || kind === 'row';
  // A pure node fails every time or never: it does not know which attempt it is.
  const failures = !canFail || draw.failures <= 0 ? 0 : kind === 'pure' ? 99 : draw.failures;
  const source = before[draw.value % Math.max(1, before.length)];
  return {
    id, kind: ORACLE_KIND[kind], failures, retries: canFail ? draw.retries : 0,
    leaves: kind === 'all' ? (LEAVES[draw.leave] ?? []) : [ports[draw.leave % ports.length] ?? 'out'],
    value: source === undefined || source === 'n0' || draw.value % 3 === 0 ? draw.value : { of: source },
  };
}

function flowsOf(model: OracleModel, draws: readonly DrawOf[], kinds: readonly Kind[]): Record<string, Flow> {
  const nodes = Object.fromEntries(model.nodes.map((node, index): [string, [string, JsonObject, Partial<FlowNode>]] => {
    const kind = kinds[index] ?? 'start';
    const rework = draws[index - 1]?.rework;
    return [node.id, [TYPE[kind], configOf(node, kind, model), {
      ...(node.retries > 0 ? { retry: { max: node.retries } } : {}),
      ...(kind === 'send' && rework !== undefined && rework > 0 ? { onRework: rework === 1 ? 'keep' as const : 'again' as const } : {}),
    }]];
  }));
  const main = flow(nodes, ...model.edges.map(([source, port, target]) => `${source}.${port} ${target}`), ...(model.back ? [`${model.back.from}.back ${model.back.to} back`] : []));
  const sub = flow({ s: ['start.test'], r: ['test.read', { value: 's.item' }], t: ['human.test'] }, 's r', 'r t');
  return { main: { ...main, maxRounds: model.maxRounds }, sub };
}

function configOf(node: OracleNode, kind: Kind, model: OracleModel): JsonObject {
  if (kind === 'start') return {};
  if (kind === 'task') return { ports: model.back?.from === node.id ? [...PORTS, 'back'] : PORTS };
  if (kind === 'pause') return { until: [{ on: { kind: 'after', duration: 'PT1H' }, do: 'leave', port: 'p' }] };
  if (kind === 'each') return { flow: 'sub', items: '[1,2,3]', concurrency: 2 };
  const value = typeof node.value === 'number' ? String(node.value) : `${node.value.of}.v`;
  return { ports: PORTS, port: kind === 'all' ? [...node.leaves] : (node.leaves[0] ?? ''), value, ...(kind === 'pure' && node.failures > 0 ? { fail: 'as drawn' } : {}) };
}

/** Told of every evaluation; may throw. */
export type Watch = (what: string, effectKey: string) => void;

export function planSample(sample: Sample, watch: Watch = () => {}): Plan {
  const types = testTypes.map((type): AnyNodeType => (type.effect === 'wait'
    ? { ...type, begin: (context) => { watch(type.type, ''); return type.begin(context); }, complete: (context) => { watch(type.type, ''); return type.complete(context); } }
    : { ...type, run: (context: Parameters<WorkNode['run']>[0]) => { watch(type.type, type.effect === 'pure' ? '' : context.run.effectKey); return type.run(context); } }));
  const language = {
    ...tiny,
    compile: (...given: Parameters<typeof tiny.compile>) => {
      const made = tiny.compile(...given);
      const { code } = made;
      return { ...made, code: code && { ...code, evaluate: (...at: Parameters<typeof code.evaluate>) => { watch('formula', ''); return code.evaluate(...at); } } };
    },
  };
  return planOf({ ...sample.flows }, { registry: registry(types), language });
}

/** The final state in the words of the oracle. */
export function verdictsOf(plan: Plan, state: RunState): OracleAnswer {
  const own = state.flows[''];
  const flowPlan = plan.flows['main'];
  if (!own || !flowPlan) throw new Error('the run did not start');
  const standings = standingsOf(flowPlan, own);
  const nodes = Object.fromEntries(flowPlan.order.map(({ id }) => [id, verdictOf(own, id, standings[id] === 'dead')]));
  return { nodes, completed: state.phase === 'completed', ends: [...(state.end ?? [])].sort() };
}

function verdictOf(own: FlowState, id: string, dead: boolean): OracleVerdict {
  const node = own.nodes[id];
  const round = node?.round ?? own.round;
  if (dead) return { status: 'dead', round };
  if (node?.status === 'done') {
    const v = (node.output as { v?: number | null } | null)?.v;
    return { status: 'done', round, ports: node.ports ?? [], v: v ?? null };
  }
  return { status: node?.status === 'incident' ? 'incident' : (node?.status ?? 'idle') as 'idle', round };
}

/** Without what may differ between two orders of the same answers: times, counts of events and of repeated work, and ids made of them. */
export function comparable(state: RunState): unknown {
  return JSON.parse(JSON.stringify(state, (key, value: unknown) => (['seq', 'steps', 'at', 'updatedAt', 'endedAt', 'taskId', 'task', 'dueAt', 'retryAt'].includes(key) ? undefined : value))) as unknown;
}
