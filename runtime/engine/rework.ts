import { engineErrors } from './engine-errors.ts';
import type { RunError } from './run-event.ts';
import { toRunError } from './engine-errors.ts';
import { splitPath } from './path.ts';
import { roundOf, type Place } from './surroundings.ts';
import { emit, touch, type Work } from './work.ts';

/** E4: why a port may not be taken any more, or null. */
export function roundLimit(work: Work, place: Place, ports: readonly string[]): RunError | null {
  const limit = work.plan.flows[place.flow.flow]?.maxRounds ?? 1;
  for (const target of targetsOf(place, ports)) {
    if (roundsLeft(work, place, target) <= 0) return toRunError(engineErrors.SCN_RUN_ROUNDS({ target, limit }));
  }
  return null;
}

/** E4: resets what a rework edge leads back to, with all descendants. */
export function rework(work: Work, place: Place, ports: readonly string[]): void {
  for (const target of targetsOf(place, ports)) resetTo(work, place, target);
}

/** Resets a node and everything after it. */
export function resetTo(work: Work, place: Place, target: string): void {
  const { prefix } = splitPath(place.path);
  const region = regionFrom(work, place, target);
  emit(work, {
    type: 'region.reset',
    from: place.path,
    paths: region.map((id) => `${prefix}${id}`),
    round: nextRound(work, prefix, region),
    keep: region.filter((id) => keepsResult(work, place, id)).map((id) => `${prefix}${id}`),
  });
  touch(work, place.path);
}

/** Planned for targets of rework edges; for a step a person chose, found now. */
function regionFrom(work: Work, place: Place, target: string): readonly string[] {
  const flow = work.plan.flows[place.flow.flow];
  const planned = flow?.nodes[target]?.region ?? [];
  if (planned.length > 0 || !flow) return planned;
  return [target, ...flow.order.filter((node) => node.ancestors.includes(target)).map((node) => node.id)];
}

/** How often a node may still be reset. */
export function roundsLeft(work: Work, place: Place, target: string): number {
  const limit = work.plan.flows[place.flow.flow]?.maxRounds ?? 1;
  return limit - 1 - (place.flow.resets[target] ?? 0);
}

export function leadsBack(place: Place, ports: readonly string[]): boolean {
  return targetsOf(place, ports).length > 0;
}

function targetsOf(place: Place, ports: readonly string[]): readonly string[] {
  if (!place.node.leadsBack) return [];
  return [...new Set(ports.flatMap((port) => (Object.hasOwn(place.node.back, port) ? (place.node.back[port] ?? []) : [])))];
}

function keepsResult(work: Work, place: Place, id: string): boolean {
  const definition = work.plan.flows[place.flow.flow]?.nodes[id]?.definition;
  return definition?.onRework !== undefined;
}

/** Higher than any round in the region and in the child flows below it, so that nothing late can be mistaken for new. */
function nextRound(work: Work, prefix: string, region: readonly string[]): number {
  const own = work.draft.flows[prefix];
  let highest = own?.round ?? 1;
  for (const id of region) {
    if (own) highest = Math.max(highest, roundOf(own, id));
    for (const [below, flow] of Object.entries(work.draft.flows)) {
      if (!below.startsWith(`${prefix}${id}[`)) continue;
      for (const node of Object.values(flow.nodes)) highest = Math.max(highest, node.round);
    }
  }
  return highest + 1;
}
