import { defaultFlow, simulate } from '../../runtime/engine/simulate.ts';
import type { Script } from '../../runtime/engine/simulate.ts';
import { initialState } from '../../runtime/engine/state.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { traceOf } from '../../runtime/engine/trace.ts';
import { pause } from '../../runtime/engine/turn.ts';
import type { TaskSpec } from '../../runtime/nodes/wait-spec.ts';
import type { CaseAnswer } from '../../runtime/schema/case.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { User } from '../api/account.ts';
import type { Trace } from '../api/scenario.ts';
import { fail } from '../errors.ts';
import { openDisclosures } from './disclosures.ts';
import { createRunHost } from '../host/run-host.ts';
import { getCases } from './drafts.ts';
import { demandSameScenario } from './named-scenario.ts';
import { personFacts } from './people.ts';
import type { PolicyBase } from './policy/policy.ts';
import { demandHouseData } from './sharing/house-data.ts';
import { createTurn } from './turn.ts';
import { planScenario } from './plans.ts';
import type { RunBase } from './runs.ts';
import { refusalText } from './form-refusal.ts';
import { subjectIn } from './run-trace.ts';
import { sentencesOf } from './trace-sentences.ts';
import { nodeTitle } from './words.ts';
import { stopWords } from './stop-words.ts';

export interface TestWanted {
  readonly scenario: unknown;
  readonly flow?: string;
  readonly caseId?: string;
  readonly start?: JsonObject;
  readonly at?: string;
  readonly user?: JsonObject;
  readonly data?: 'case' | 'live';
  readonly answers?: readonly CaseAnswer[];
  readonly pins?: Readonly<Record<string, Json>>;
  readonly pinPorts?: Readonly<Record<string, readonly string[]>>;
  readonly rows?: Readonly<Record<string, readonly JsonObject[]>>;
}

interface RawWaiting {
  readonly path: string;
  readonly task?: TaskSpec;
}

/** What waits, as the designer's panel draws it. */
function waitingItem(plan: Plan, flow: string, raw: RawWaiting, locale: Locale): unknown {
  const node = raw.path.split('/').at(-1) ?? raw.path;
  const { task } = raw;
  const outcomes = (plan.scenario.flows[flow]?.nodes[node]?.config['outcomes'] ?? []) as readonly { port: string; title?: string }[];
  const titles = new Map(Array.isArray(outcomes) ? outcomes.map((outcome) => [outcome.port, outcome.title]) : []);
  return {
    ...raw,
    node,
    title: nodeTitle(plan.scenario, flow, node, locale),
    fields: task?.fields ?? [],
    values: task?.values ?? {},
    shown: task?.shown ?? [],
    outcomes: (task?.outcomes ?? []).map(({ port }) => ({ port, ...(titles.get(port) ? { title: titles.get(port) } : {}) })),
  };
}

/** A case gives everything that was not said; without one the designer is the starter. */
async function scriptOf(base: RunBase, id: string, wanted: TestWanted, user: User): Promise<Script> {
  const { cases } = await getCases(base, id);
  const chosen = wanted.caseId === undefined ? undefined : cases.cases.find((one) => one.id === wanted.caseId);
  if (wanted.caseId !== undefined && !chosen) throw fail('SCN_API_NOT_FOUND', { what: wanted.caseId });
  const flow = wanted.flow ?? chosen?.flow;
  const answers = wanted.answers ?? chosen?.answers;
  return {
    at: wanted.at ?? chosen?.at ?? base.now().toISOString(),
    start: wanted.start ?? (chosen?.start as JsonObject | undefined) ?? {},
    user: wanted.user ?? (chosen?.user as JsonObject | undefined) ?? personFacts(user),
    rows: wanted.rows ?? { ...(cases.rows as Script['rows']), ...(chosen?.rows as Script['rows']) },
    ...(flow === undefined ? {} : { flow }),
    ...(chosen?.calendar === undefined ? {} : { calendar: chosen.calendar }),
    ...(answers ? { answers } : {}),
    ...(wanted.pins ? { pins: wanted.pins } : {}),
    ...(wanted.pinPorts ? { pinPorts: wanted.pinPorts } : {}),
  };
}

/** The form of a node, whose words a refusal is told in. */
function formAt(scenario: Scenario, flow: string, path: string) {
  const node = path.slice(path.lastIndexOf('/') + 1);
  return { scenario, node, fields: (scenario.flows[flow]?.nodes[node]?.config['fields'] as readonly FormField[] | undefined) ?? [] };
}

/** Runs a draft without side effects: writes stay in memory, and with `live` only reads go to the real datasets. @throws SCN_API_OTHER_SCENARIO, SCN_RUN_PLAN, SCN_GRANT_HOUSE */
export async function testScenario(base: RunBase & PolicyBase, id: string, wanted: TestWanted, user: User, locale: Locale): Promise<Trace> {
  demandSameScenario(id, wanted.scenario);
  const { plan, diagnostics } = await planScenario(base, wanted.scenario as Scenario, 'refuse');
  if (!plan) {
    const first = diagnostics.find((found) => found.severity === 'error');
    throw fail('SCN_RUN_PLAN', { release: 'draft', problem: first ? `${first.code} ${first.message[locale]}` : '' });
  }
  const script = await scriptOf(base, id, wanted, user);
  const turn = createTurn();
  const live = wanted.data === 'live';
  if (live) demandHouseData(base, user, id, wanted.scenario);
  const disclosures = openDisclosures(base, () => ({ by: user.id, scenario: plan.scenario.id, use: 'test' }));
  const { events, state, world, refused } = await simulate(plan, {
    ...script,
    script: base.scripts,
    turn,
    ...(live ? { hostFor: (effect, world) => (effect.kind === 'read' ? createRunHost(base, plan, effect, initialState(), disclosures) : world.hostFor(effect)) } : {}),
  });
  await disclosures.recorded();
  await pause(turn);
  const trace = traceOf(plan, events, Object.keys(script.pins ?? {}));
  const sentences = sentencesOf({ scenario: plan.scenario, state, locale, releaseNumber: undefined }, plan, events);
  const nodes = Object.fromEntries(Object.entries(trace.nodes).map(([path, node]) => [path, { ...node, ...(node.error ? { error: { ...node.error, message: stopWords(node.error, plan.scenario, locale, path) } } : {}), ...(sentences.has(path) ? { sentences: sentences.get(path) } : {}) }]));
  const flow = trace.flow || (script.flow ?? defaultFlow(plan));
  const error = refused ? { code: refused.error.code, message: refusalText(refused.error, formAt(plan.scenario, flow, refused.node), locale) ?? refused.error.message } : trace.error;
  return JSON.parse(JSON.stringify({
    ...trace,
    ...subjectIn(trace, plan.scenario, locale),
    nodes,
    flow,
    scenario: plan.scenario.id,
    status: refused && trace.nodes && Object.keys(trace.nodes).length === 0 ? 'refused' : trace.status,
    writes: world.writes,
    waiting: trace.waiting.map((raw) => waitingItem(plan, flow, raw as unknown as RawWaiting, locale)),
    ...(error ? { error: { ...error, message: stopWords(error, plan.scenario, locale) } } : {}),
  })) as Trace;
}
