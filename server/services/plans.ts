import { createPlan } from '../../runtime/engine/plan.ts';
import type { PlanResult } from '../../runtime/engine/plan.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { fail } from '../errors.ts';
import type { CalendarShelf } from './calendars.ts';
import { listConnections } from './connections.ts';
import type { Base } from './context.ts';
import { catalogueOf } from './datasets.ts';
import type { PluginLoad } from './plugins.ts';

/** Compiled releases kept at once; the least used one goes. */
const KEPT = 64;

export interface PlanBase extends Base {
  readonly load: PluginLoad;
  readonly calendars: CalendarShelf;
}

/** Local names of the connections that exist on this server. */
async function connectionsOf(base: Base, scenario: Scenario): Promise<string[]> {
  if (!scenario.connections) return [];
  const known = new Set((await listConnections(base)).map((connection) => connection.id));
  return Object.entries(scenario.connections).flatMap(([local, { use }]) => (known.has(use) ? [local] : []));
}

/** Compiles a scenario against this server's node types, datasets, connections and calendars. */
export async function planScenario(base: PlanBase, scenario: Scenario, missingTypes: 'refuse' | 'park'): Promise<PlanResult> {
  return createPlan(scenario, {
    registry: base.load.registry,
    datasets: await catalogueOf(base),
    connections: await connectionsOf(base, scenario),
    calendars: base.calendars.get,
    missingTypes,
  });
}

/** Plans by release id. `clear` after anything they were compiled against has changed. */
export interface PlanShelf {
  readonly get: (release: string, scenario: () => Promise<Scenario>) => Promise<Plan>;
  readonly clear: () => void;
}

export function createPlanShelf(base: PlanBase): PlanShelf {
  const plans = new Map<string, Promise<Plan>>();
  const compile = async (release: string, scenario: () => Promise<Scenario>): Promise<Plan> => {
    const { plan, diagnostics } = await planScenario(base, await scenario(), 'park');
    if (!plan) throw fail('SCN_RUN_PLAN', { release, problem: diagnostics.find((found) => found.severity === 'error')?.code ?? '' });
    return plan;
  };
  return {
    get: (release, scenario) => {
      const known = plans.get(release);
      const plan = known ?? compile(release, scenario);
      plans.delete(release);
      plans.set(release, plan);
      if (!known) plan.catch(() => plans.delete(release));
      if (plans.size > KEPT) plans.delete(plans.keys().next().value as string);
      return plan;
    },
    clear: () => plans.clear(),
  };
}
