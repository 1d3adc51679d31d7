import { createPlan } from '../../runtime/engine/plan.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../runtime/nodes/registry.ts';
import type { Registry } from '../../runtime/nodes/registry.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { PlanResult } from '../../runtime/engine/plan.ts';
import shipped from '../data/calendar-cn.json' with { type: 'json' };
import { asCalendar } from '../services/calendars.ts';

/** What a scenario meets on the command line: built-in node types, the datasets beside it, the shipped calendar. */
export interface Surroundings {
  readonly registry: Registry;
  readonly datasets: Readonly<Record<string, DatasetDefinition>>;
}

export function surroundingsOf(datasets: readonly DatasetDefinition[]): Surroundings {
  return { registry: createRegistry(builtIns), datasets: Object.fromEntries(datasets.map((definition) => [definition.id, definition])) };
}

export function planIn(surroundings: Surroundings, scenario: Scenario): PlanResult {
  const calendar = asCalendar({ ...shipped, version: 0 });
  return createPlan(scenario, { registry: surroundings.registry, datasets: surroundings.datasets, connections: Object.keys(scenario.connections ?? {}), calendars: (id) => (id === calendar.id ? calendar : undefined) });
}
