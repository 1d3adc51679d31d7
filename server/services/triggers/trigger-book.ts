import { ownDatasetAddress } from '../../../runtime/engine/local-datasets.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { LiveRelease, LiveReleases } from '../releases.ts';

export type TriggerKind = 'schedule' | 'row' | 'webhook';

/** A start node of a published scenario that begins runs by itself. */
export interface Trigger {
  /** `<scenario>/<flow>/<node>` */
  readonly id: string;
  readonly kind: TriggerKind;
  readonly scenario: string;
  readonly flow: string;
  readonly node: string;
  readonly config: JsonObject;
  /** Address of the dataset it looks at. */
  readonly dataset?: string;
}

const STARTER = 'trigger:';

/** Whom a run belongs to that a trigger began. */
export function triggerStarter({ scenario, flow, node }: Pick<Trigger, 'scenario' | 'flow' | 'node'>): string {
  return `${STARTER}${scenario}/${flow}/${node}`;
}

export function isTriggered(starter: string): boolean {
  return starter.startsWith(STARTER);
}

const KINDS: Readonly<Record<string, TriggerKind>> = { 'start.schedule': 'schedule', 'start.row': 'row', 'start.webhook': 'webhook' };

const known = new WeakMap<Scenario, readonly Trigger[]>();

function addressOf(scenario: Scenario, local: unknown): string | undefined {
  if (typeof local !== 'string' || !Object.hasOwn(scenario.datasets, local)) return undefined;
  const dataset = scenario.datasets[local];
  return dataset && ('own' in dataset ? ownDatasetAddress(scenario.id, local) : dataset.use);
}

function find(scenario: Scenario): readonly Trigger[] {
  return Object.entries(scenario.flows).flatMap(([flow, { nodes }]) =>
    Object.entries(nodes).flatMap(([node, { type, config }]): Trigger[] => {
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
      if (!kind) return [];
      const dataset = kind === 'row' ? addressOf(scenario, config['dataset']) : undefined;
      return [{ id: `${scenario.id}/${flow}/${node}`, kind, scenario: scenario.id, flow, node, config: config as JsonObject, ...(dataset ? { dataset } : {}) }];
    }));
}

/** The triggers of a scenario; looked for once, because every commit asks. */
export function triggersOf(scenario: Scenario): readonly Trigger[] {
  const found = known.get(scenario) ?? find(scenario);
  known.set(scenario, found);
  return found;
}

/** The triggers of all published scenarios. */
export function liveTriggers(live: LiveReleases): readonly Trigger[] {
  return live.all().flatMap(({ scenario }) => triggersOf(scenario));
}

/** A trigger as it is in the release in force now. */
export function findTrigger(live: LiveReleases, scenario: string, source: string): { readonly trigger: Trigger; readonly release: LiveRelease } | undefined {
  const release = live.get(scenario);
  const trigger = release && triggersOf(release.scenario).find(({ flow, node }) => `${flow}/${node}` === source);
  return release && trigger ? { trigger, release } : undefined;
}
