import type { Case, CaseAnswer } from '../schema/case.ts';
import type { Explanation } from '../schema/explanation.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import { shortened } from '../schema/cut-text.ts';
import { differences } from './compare-subset.ts';
import { explainedCompletions, explanationsOf } from './explained.ts';
import type { Plan } from './plan-types.ts';
import type { RunEvent } from './run-event.ts';
import { simulate, type Script, type Simulation } from './simulate.ts';
import { standingsOf } from './standing.ts';
import { openTasks, summarize } from './summary.ts';
import { traceOf, type Trace } from './trace.ts';

export interface CaseFailure {
  /** Where in `expect`: `/outputs/outcome/choice`. */
  readonly path: string;
  readonly expected?: Json;
  readonly actual?: Json;
  readonly message: LocalText;
}

/** What a case went through in one flow. */
export interface CoveredFlow {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  /** Rules that hit, by node. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
}

export interface Covered {
  /** Nodes in the order they were first done, whatever flow they stand in. */
  readonly nodes: readonly string[];
  readonly rules: Readonly<Record<string, readonly string[]>>;
  /** The same flow by flow: two flows may have a node of one name. */
  readonly flows: Readonly<Record<string, CoveredFlow>>;
}

export interface CaseOutcome {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  readonly ms: number;
  readonly failures: readonly CaseFailure[];
  readonly covered: Covered;
  readonly trace: Trace;
}

export type CaseOptions = Pick<Script, 'pins' | 'http' | 'script' | 'signal'> & {
  /** Rows shared by every case of the file; a case replaces a dataset by naming it. */
  readonly rows?: Script['rows'];
};

/** Runs one scenario test against a plan, in memory and with its own clock. Never rejects for a wrong result. */
export async function runCase(plan: Plan, testCase: Case, options: CaseOptions = {}): Promise<CaseOutcome> {
  const from = performance.now();
  const script = scriptOf(testCase, options);
  const simulation = await simulate(plan, script);
  const failures = judge(plan, testCase, simulation);
  return {
    id: testCase.id,
    title: testCase.title,
    passed: failures.length === 0,
    ms: performance.now() - from,
    failures,
    covered: coverage(plan, simulation.events),
    trace: traceOf(plan, simulation.events, Object.keys(options.pins ?? {})),
  };
}

/** A case as something that can be simulated. */
export function scriptOf(testCase: Case, options: CaseOptions = {}): Script {
  const { flow, at, calendar, user, start, rows, answers } = testCase;
  return {
    at,
    start: start as JsonObject,
    rows: { ...options.rows, ...(rows as Script['rows']) },
    ...(flow === undefined ? {} : { flow }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(user ? { user: user as JsonObject } : {}),
    ...(answers ? { answers } : {}),
    ...(options.pins ? { pins: options.pins } : {}),
    ...(options.http ? { http: options.http } : {}),
    ...(options.script ? { script: options.script } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

export interface TestRun {
  readonly trace: Trace;
  readonly writes: readonly Json[];
  readonly refused?: Simulation['refused'];
  readonly unused: readonly CaseAnswer[];
}

/** The designer's test run: as far as the answers go, then what waits; values may be pinned. */
export async function testRun(plan: Plan, script: Script): Promise<TestRun> {
  const { events, world, refused, unused } = await simulate(plan, script);
  return { trace: traceOf(plan, events, Object.keys(script.pins ?? {})), writes: world.writes as unknown as readonly Json[], unused, ...(refused ? { refused } : {}) };
}

type Expect = Case['expect'];
type Judge = (facts: Facts, wanted: never) => readonly CaseFailure[];

interface Facts {
  readonly plan: Plan;
  readonly simulation: Simulation;
  readonly status: string;
  readonly explanations: ReadonlyMap<string, Explanation>;
}

function judge(plan: Plan, testCase: Case, simulation: Simulation): readonly CaseFailure[] {
  const facts: Facts = { plan, simulation, status: statusOf(plan, simulation), explanations: explanationsOf(plan, simulation.events) };
  const unexpected = simulation.refused && !testCase.expect.refused && testCase.expect.error === undefined
    ? [failure('/refused', null, simulation.refused.error.message, `没有预料到的拒绝：${simulation.refused.error.message}`, `Unexpected refusal: ${simulation.refused.error.message}`)]
    : [];
  const unused = simulation.unused.map((answer) => failure('/answers', answer.node, null, `答复给了 ${answer.node}，但它没有在等`, `An answer was given to ${answer.node}, which was not waiting`));
  const wanted = Object.entries(testCase.expect).flatMap(([key, value]) => (judges[key as keyof Expect] as (facts: Facts, wanted: unknown) => readonly CaseFailure[])(facts, value));
  return [...unexpected, ...unused, ...wanted];
}

function statusOf(plan: Plan, simulation: Simulation): string {
  return simulation.state.phase === 'new' ? 'refused' : summarize(plan, simulation.state).status;
}

const judges: { readonly [Key in keyof Required<Expect>]: Judge } = {
  status: (facts, wanted: string) => same('/status', wanted, facts.status),
  due: ({ simulation }, wanted: Readonly<Record<string, string | null>>) =>
    Object.entries(wanted).flatMap(([node, moment]) => {
      const open = openTasks(simulation.state).find(({ path, asked }) => !asked && (path === node || path.endsWith(`/${node}`)));
      return same(`/due/${node}`, moment === null ? null : new Date(moment).toISOString(), open?.clock.dueAt ?? null);
    }),
  end: (facts, wanted: string) => {
    const ends = facts.simulation.state.end ?? [];
    return ends.includes(wanted) ? [] : same('/end', wanted, ends.join(', '));
  },
  outputs: (facts, wanted: Readonly<Record<string, Json>>) =>
    Object.entries(wanted).flatMap(([node, value]) => subset(`/outputs/${node}`, value, facts.simulation.state.flows['']?.nodes[node]?.output)),
  rules: (facts, wanted: Readonly<Record<string, Json>>) => Object.entries(wanted).flatMap(([node, value]) => rulesDiffer(facts, node, value)),
  rows: (facts, wanted: Readonly<Record<string, readonly Json[]>>) =>
    Object.entries(wanted).flatMap(([dataset, rows]) => rowsDiffer(`/rows/${dataset}`, rows, Object.hasOwn(facts.plan.datasets, dataset) ? facts.simulation.world.rows(dataset).map((row) => ({ ...row.data, _id: row.id, _version: row.version })) : [])),
  path: (facts, wanted: readonly string[]) => {
    const order = facts.simulation.events.flatMap((event) => (event.type === 'node.completed' ? [event.path] : []));
    let at = 0;
    for (const path of order) if (path === wanted[at]) at += 1;
    return at === wanted.length ? [] : [failure('/path', [...wanted], order, `没有走到 ${wanted[at] ?? ''}`, `The run did not pass ${wanted[at] ?? ''} in this order`)];
  },
  dead: (facts, wanted: readonly string[]) => {
    const flow = facts.simulation.state.flows[''];
    const plan = flow && facts.plan.flows[flow.flow];
    const standings = flow && plan ? standingsOf(plan, flow) : {};
    return wanted.filter((node) => standings[node] !== 'dead').map((node) => failure('/dead', node, standings[node] ?? null, `${node} 应该走不到`, `${node} should be dead`));
  },
  refused: (facts, wanted: { readonly node: string; readonly fields: readonly string[] }) => {
    const { refused } = facts.simulation;
    if (!refused) return [failure('/refused', { node: wanted.node, fields: [...wanted.fields] }, null, '应该被拒绝，却通过了', 'It should have been refused and was not')];
    return [...same('/refused/node', wanted.node, refused.node), ...wanted.fields.filter((field) => !refused.fields.includes(field)).map((field) => failure('/refused/fields', field, [...refused.fields], `字段 ${field} 应该有问题`, `Field ${field} should have a problem`))];
  },
  error: (facts, wanted: string) => {
    const { refused, state } = facts.simulation;
    const codes = [refused?.error.code, state.error?.code, ...Object.values(state.flows).flatMap((flow) => Object.values(flow.nodes).map((node) => node.error?.code))].filter((code) => code !== undefined);
    return codes.includes(wanted) ? [] : same('/error', wanted, codes.join(', '));
  },
};

/** One id: the rule of the picked (or first) judgement; a list: every rule of the only judgement, or the first of each. */
function rulesDiffer(facts: Facts, node: string, wanted: Json): readonly CaseFailure[] {
  const explanation = facts.explanations.get(node);
  const judgements = explanation?.kind === 'table' ? explanation.judgements : [];
  const picked = judgements[explanation?.kind === 'table' ? (explanation.picked ?? 0) : 0];
  if (Array.isArray(wanted)) {
    const rules = judgements.length > 1 ? judgements.map((one) => one.rules[0] ?? null) : [...(picked?.rules ?? [])];
    return subset(`/rules/${node}`, wanted, rules);
  }
  return same(`/rules/${node}`, wanted, picked?.rules[0] ?? null);
}

/** Each expected row must be there, by what it names; an empty list means no row at all. */
function rowsDiffer(path: string, wanted: readonly Json[], actual: readonly Json[]): readonly CaseFailure[] {
  if (wanted.length === 0) return actual.length === 0 ? [] : same(path, 0, actual.length);
  const left = [...actual];
  return wanted.flatMap((row, index) => {
    const at = left.findIndex((candidate) => differences(row, candidate, '').length === 0);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [failure(`${path}/${index}`, row, [...left], '没有这样一行', 'There is no such row')];
  });
}

function subset(path: string, expected: Json, actual: Json | undefined): readonly CaseFailure[] {
  return differences(expected, actual, path).map((found) => failure(found.path, found.expected, found.actual, `应为 ${text(found.expected)}，实为 ${text(found.actual)}`, `Expected ${text(found.expected)}, got ${text(found.actual)}`));
}

function same(path: string, expected: Json, actual: Json): readonly CaseFailure[] {
  return subset(path, expected, actual);
}

function text(value: Json): string {
  const written = JSON.stringify(value);
  return shortened(written, 200);
}

function failure(path: string, expected: Json, actual: Json, zh: string, en: string): CaseFailure {
  return { path, expected, actual, message: { 'zh-CN': zh, en } };
}

interface Gathered {
  readonly nodes: Set<string>;
  readonly edges: Set<string>;
  readonly rules: Map<string, Set<string>>;
}

function gathered(): Gathered {
  return { nodes: new Set(), edges: new Set(), rules: new Map() };
}

function addRules({ rules }: Gathered, node: string, hit: readonly string[]): void {
  const known = rules.get(node) ?? new Set();
  for (const rule of hit) known.add(rule);
  rules.set(node, known);
}

function written({ nodes, edges, rules }: Gathered): CoveredFlow {
  return { nodes: [...nodes], edges: [...edges], rules: Object.fromEntries([...rules].map(([node, hit]) => [node, [...hit]])) };
}

function coverage(plan: Plan, events: readonly RunEvent[]): Covered {
  const all = gathered();
  const flows = new Map<string, Gathered>();
  for (const { path, flow, ports, explanation } of explainedCompletions(plan, events)) {
    const id = path.slice(path.lastIndexOf('/') + 1);
    const own = flows.get(flow) ?? gathered();
    flows.set(flow, own);
    const hit = explanation?.kind === 'table' ? explanation.judgements.flatMap((one) => one.rules) : undefined;
    for (const into of [all, own]) {
      into.nodes.add(id);
      if (hit !== undefined) addRules(into, id, hit);
    }
    for (const edge of edgesLeft(plan, flow, id, ports)) own.edges.add(edge);
  }
  const { nodes, rules } = written(all);
  return { nodes, rules, flows: Object.fromEntries([...flows].map(([flow, own]) => [flow, written(own)])) };
}

/** Edges that leave a node by the ports it was left by, rework edges among them. */
function edgesLeft(plan: Plan, flow: string, node: string, ports: readonly string[]): readonly string[] {
  return Object.entries(plan.scenario.flows[flow]?.edges ?? {}).flatMap(([edge, [end]]) => (ports.some((port) => end === `${node}.${port}`) ? [edge] : []));
}
