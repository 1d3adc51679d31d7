import { formulasOf } from '../../runtime/engine/config-formulas.ts';
import { planConfig } from '../../runtime/engine/config-plan.ts';
import { compileFormula, compileTools, SURROUNDINGS } from '../../runtime/engine/formula.ts';
import type { FormulaProblem } from '../../runtime/engine/formula.ts';
import { pureHost } from '../../runtime/engine/pure-host.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { Host, HttpAnswer, SqlAnswer } from '../../runtime/host/host.ts';
import type { AnyNodeType, RunFacts, WorkNode } from '../../runtime/nodes/define-node.ts';
import type { NodeEnv } from '../../runtime/nodes/node-env.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { shapeIssues } from '../../runtime/schema/shape.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { TryRequestAnswer, TryRequestWanted } from '../api/scenario.ts';
import { describe, fail, inLanguage } from '../errors.ts';
import { openTrial } from './connections.ts';
import type { ConnectionBase, TrialConnection } from './connections.ts';
import { demandConnection } from './connection-units.ts';
import { audit } from './context.ts';
import { personFacts } from './people.ts';
import { connectionsOf } from './plans.ts';
import type { RunBase } from './runs.ts';
import { shortened } from './shorten-answer.ts';

/** Nodes that may be tried: they ask one connection and touch nothing of ours. */
const TRIABLE = new Set(['data.http', 'data.sql']);

export type TrialBase = RunBase & ConnectionBase;

/** Who tries; `house` may use what runs use. */
export interface Trier {
  readonly user: User;
  readonly house: boolean;
  readonly locale: Locale;
}

interface Step {
  readonly type: WorkNode;
  readonly config: JsonObject;
  readonly scenario: Scenario;
  readonly connection: string;
  /** What asks only is `GET`. */
  readonly method: string;
}

/** @throws SCN_API_NOT_FOUND, SCN_SCHEMA_INVALID */
function stepOf(base: TrialBase, { scenario: document, flow, node }: TryRequestWanted): Step {
  const scenario = document as Scenario;
  const found = Object.hasOwn(scenario.flows ?? {}, flow) ? scenario.flows[flow]?.nodes[node] : undefined;
  const type: AnyNodeType | undefined = found && TRIABLE.has(found.type) ? (base.load.registry.find(found.type, found.version) ?? undefined) : undefined;
  if (!found || !type) throw fail('SCN_API_NOT_FOUND', { what: `${flow}/${node}` });
  const [issue] = shapeIssues(type.config, found.config);
  if (issue) throw fail('SCN_HTTP_TRY_CONFIG', { place: issue.path === '' ? node : issue.path });
  const use = scenario.connections?.[String(found.config['connection'])]?.use;
  if (use === undefined) throw fail('SCN_HTTP_TRY_CONFIG', { place: '/connection' });
  const { method } = found.config;
  return { type: type as WorkNode, config: found.config as JsonObject, scenario, connection: use, method: typeof method === 'string' ? method : 'GET' };
}

/** Real credentials are for administrators, and nobody changes a real system by trying. @throws SCN_HTTP_TRY_ACCESS, SCN_HTTP_TRY_CHANGE */
function demandAccess({ access }: TrialConnection, { method, connection }: Step, { house }: Trier): void {
  if (access === 'real' && !house) throw fail('SCN_HTTP_TRY_ACCESS', { connection });
  if (access !== 'test' && method !== 'GET') throw fail('SCN_HTTP_TRY_CHANGE', { connection, method });
}

/** The work of the node with its formulas evaluated over given values, as the engine would do it. */
async function perform(base: TrialBase, step: Step, { flow, node, values, names }: TryRequestWanted, { user }: Trier, host: Host): Promise<Json> {
  const { type, config, scenario } = step;
  const now = base.now().toISOString();
  const env: NodeEnv = { scenario, flow, node, datasets: {}, connections: await connectionsOf(base, scenario) };
  const person = personFacts(user);
  const given: JsonObject = { run: { id: 'trial', starter: user.id }, user: person, ...(values as JsonObject) };
  const schemas = { ...Object.fromEntries(Object.keys(given).map((name) => [name, {}])), ...(names as Record<string, object>) };
  const calendar = base.calendars.get(scenario.calendar);
  const scope = {
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, feel.fromJson(value, schemas[name] ?? {})])),
    [SURROUNDINGS]: feel.context({ now, zone: scenario.zone, ...(calendar ? { calendar } : {}) }),
  };
  const problems: FormulaProblem[] = [];
  const formulas = formulasOf(type, config).map((formula) => ({
    ...formula,
    code: compileFormula(feel, formula.source, { ...schemas, ...(formula.format === 'feel' ? {} : type.locals?.(config, env, formula.path.map(String))) }, formula.format === 'feel-unary' ? 'unary' : 'expression', problems),
  }));
  const compiled = type.compile?.(config, compileTools(feel, schemas, problems));
  const wrong = problems.find((problem) => problem.severity === 'error');
  if (wrong) throw fail('SCN_HTTP_TRY_CONFIG', { place: wrong.message.en });
  const run: RunFacts = { id: 'trial', starter: person, startedAt: now, now, asOf: now, zone: scenario.zone, round: 0, startInput: {}, effectKey: `trial/${node}/${now}` };
  const { output } = await type.run({ config, input: planConfig(config, formulas)(scope), compiled, scope, host, run, env, signal: AbortSignal.any([base.stop.signal, AbortSignal.timeout(60_000)]), log: () => undefined });
  return output;
}

/**
 * Tries one step that asks an outside system: really, through the same guard, with the credentials set apart for it.
 * What goes wrong outside is part of the answer, since looking at it is why somebody tries.
 * @throws SCN_API_NOT_FOUND, SCN_CONNECTION_UNIT, SCN_HTTP_TRY_CONFIG, SCN_HTTP_TRY_ACCESS, SCN_HTTP_TRY_CHANGE
 */
export async function tryRequest(base: TrialBase, id: string, wanted: TryRequestWanted, trier: Trier): Promise<TryRequestAnswer> {
  const step = stepOf(base, wanted);
  const trial = await openTrial(base, step.connection);
  if (!trial) throw fail('SCN_API_NOT_FOUND', { what: step.connection });
  await demandConnection(base, id, step.connection);
  demandAccess(trial, step, trier);
  const answers: HttpAnswer[] = [];
  const tables: SqlAnswer[] = [];
  let requests = 0;
  const refusing = pureHost(step.type.type, { pureHosts: new Map(), calendar: base.calendars.get } as unknown as Plan).host;
  const host: Host = {
    ...refusing,
    http: {
      request: async (request, signal) => {
        requests += 1;
        const answer = await base.http.ask(trial.connection, request, signal);
        answers.push(answer);
        return answer;
      },
    },
    sql: {
      query: async (request, signal) => {
        requests += 1;
        const answer = await base.sql.ask(trial.connection, request, signal);
        tables.push(answer);
        return answer;
      },
    },
  };
  const from = performance.now();
  const outcome = await perform(base, step, wanted, trier, host).then(
    (output) => ({ output }),
    (error: unknown) => {
      if (!isScenarioError(error) || error.code === 'SCN_HTTP_TRY_CONFIG') throw error;
      return { problem: { code: error.code, message: inLanguage(describe(error, trier.locale).detail, trier.locale) } };
    },
  );
  const [first] = answers;
  const [table] = tables;
  await audit(base, trier.user.id, 'connection.try', step.connection, { access: trial.access, method: step.method, requests, ...(first ? { status: first.status } : {}) });
  return { access: trial.access, ms: Math.round(performance.now() - from), requests, ...(first ? { status: first.status, type: first.headers['content-type'] ?? '', ...shortened(first.body) } : {}), ...(table ? { columns: [...table.columns], ...shortened([...table.rows]) } : {}), ...outcome };
}
