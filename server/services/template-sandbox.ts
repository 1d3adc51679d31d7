import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { createMemoryStore } from '../stores/memory/memory-store.ts';
import { fail } from '../errors.ts';
import { createChoiceIndexes } from './choices.ts';
import { ownDatasets } from './own-datasets.ts';
import { planScenario } from './plans.ts';
import type { RunBase } from './runs.ts';
import { createSharingShelf } from './sharing/shelf.ts';
import { createPlaceShelf } from './spaces/place-shelf.ts';
import { readTemplate, type Template } from './templates.ts';

/** A template in a store of its own, which goes with the request: what is tried there touches nothing here. */
export interface Sandbox {
  readonly base: RunBase;
  readonly template: Template;
  readonly plan: Plan;
}

export interface SandboxBase extends RunBase {
  readonly templatesFolder: string;
}

/** @throws SCN_API_TEMPLATE, SCN_RUN_PLAN */
export async function openSandbox(studio: SandboxBase, slug: string): Promise<Sandbox> {
  const template = await readTemplate(studio.templatesFolder, slug);
  const scenario = template.scenario as unknown as Scenario;
  const store = createMemoryStore({ now: () => studio.now().toISOString() });
  const kept = { store, now: studio.now, log: studio.log };
  for (const definition of [...template.datasets, ...(await ownDatasets(kept, scenario))]) await store.datasets.define(definition);
  const places = await createPlaceShelf(kept);
  const base: RunBase = { ...studio, ...kept, places, sharing: await createSharingShelf(kept, { places, units: studio.units }, studio.markSubject), choiceIndexes: createChoiceIndexes() };
  const { plan, diagnostics } = await planScenario(base, scenario, 'park');
  if (!plan) throw fail('SCN_RUN_PLAN', { release: slug, problem: diagnostics.find((found) => found.severity === 'error')?.code ?? '' });
  for (const [local, rows] of Object.entries(template.cases.rows ?? {})) {
    const dataset = plan.datasets[local];
    if (dataset) await store.datasets.load(dataset.id, rows as readonly JsonObject[], 'system');
  }
  return { base, template, plan };
}
