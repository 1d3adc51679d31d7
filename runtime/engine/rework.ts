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
    if ((place.flow.resets[target] ?? 0) + 1 >= limit) return toRunError(engineErrors.SCN_RUN_ROUNDS({ target, limit }));
  }
  return null;
}

/** E4: resets what a rework edge leads back to, with all descendants. */
export function rework(work: Work, place: Place, ports: readonly string[]): void {
  const { prefix } = splitPath(place.path);
  for (const target of targetsOf(place, ports)) {
    const region = work.plan.flows[place.flow.flow]?.nodes[target]?.region ?? [];
    emit(work, {
      type: 'region.reset',
      from: place.path,
      paths: region.map((id) => `${prefix}${id}`),
      round: nextRound(work, prefix, region),
      keep: region.filter((id) => keepsResult(work, place, id)).map((id) => `${prefix}${id}`),
    });
    touch(work, place.path);
  }
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
