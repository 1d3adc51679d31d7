import { createPlan } from '../../runtime/engine/plan.ts';
import type { PlanResult } from '../../runtime/engine/plan.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { pause } from '../../runtime/engine/turn.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { fail } from '../errors.ts';
import type { CalendarShelf } from './calendars.ts';
import { listConnections } from './connections.ts';
import type { Base } from './context.ts';
import { catalogueOf } from './datasets.ts';
import type { LivePlugins } from './plugins/live.ts';
import { createTurn } from './turn.ts';
import { migrateNodes } from './plugins/migrate-nodes.ts';
import type { Heavy } from '../workers/heavy.ts';

/** Compiled releases kept at once; the least used one goes. */
const KEPT = 64;

export interface PlanBase extends Base {
  readonly load: LivePlugins;
  readonly calendars: CalendarShelf;
  readonly heavy: Heavy;
}

/** Local names of the connections that exist on this server. */
export async function connectionsOf(base: Base, scenario: Scenario): Promise<string[]> {
  if (!scenario.connections) return [];
  const known = new Set((await listConnections(base)).map((connection) => connection.id));
  return Object.entries(scenario.connections).flatMap(([local, { use }]) => (known.has(use) ? [local] : []));
}

/** Compiles a scenario against this server's node types, datasets, connections and calendars. */
export async function planScenario(base: PlanBase, scenario: Scenario, missingTypes: 'refuse' | 'park'): Promise<PlanResult> {
  // A release is not written anew: where a plugin was upgraded, its nodes are taken over as they are read.
  const { document } = migrateNodes(scenario, base.load.registry);
  const datasets = await catalogueOf(base);
  const connections = await connectionsOf(base, scenario);
  const turn = createTurn();
  // A plan is made in one piece, and so not in one piece with what the same request cost before, such as its first look at its schema.
  await turn.end();
  const result = createPlan(document, { registry: base.load.registry, datasets, connections, calendars: base.calendars.get, missingTypes });
  await pause(turn);
  return result;
}

/** Plans by release id. `clear` after anything they were compiled against has changed. */
export interface PlanShelf {
  readonly get: (release: string, scenario: () => Promise<Scenario>) => Promise<Plan>;
  /** The plan, when it is compiled already. */
  readonly atHand: (release: string) => Plan | undefined;
  readonly clear: () => void;
}

interface Shelved {
  readonly plan: Promise<Plan>;
  ready: Plan | undefined;
}

export function createPlanShelf(base: PlanBase): PlanShelf {
  const plans = new Map<string, Shelved>();
  let latest: Shelved | undefined;
  const use = (release: string, shelved: Shelved): void => {
    if (shelved === latest) return;
    latest = shelved;
    plans.delete(release);
    plans.set(release, shelved);
  };
  const compile = async (release: string, scenario: () => Promise<Scenario>): Promise<Plan> => {
    const { plan, diagnostics } = await planScenario(base, await scenario(), 'park');
    if (!plan) throw fail('SCN_RUN_PLAN', { release, problem: diagnostics.find((found) => found.severity === 'error')?.code ?? '' });
    return plan;
  };
  return {
    get: (release, scenario) => {
      const known = plans.get(release);
      const shelved: Shelved = known ?? { plan: compile(release, scenario), ready: undefined };
      use(release, shelved);
      if (!known) shelved.plan.then((plan) => (shelved.ready = plan), () => plans.delete(release));
      if (plans.size > KEPT) plans.delete(plans.keys().next().value as string);
      return shelved.plan;
    },
    atHand: (release) => {
      const shelved = plans.get(release);
      if (shelved) use(release, shelved);
      return shelved?.ready;
    },
    clear: () => {
      plans.clear();
      latest = undefined;
    },
  };
}
