import { explanationsOf } from '../../runtime/engine/explained.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import { reasonOf } from './reasons/reason.ts';
import { switchReasons } from './reasons/switch.ts';
import type { ReasonSource } from './reasons/source.ts';

/** The reason of every explained node by path, in the reader's language; for real runs and test runs alike. */
export function sentencesOf(source: ReasonSource & { readonly state: RunState }, plan: Plan, events: readonly RunEvent[]): ReadonlyMap<string, Json[]> {
  const found = new Map<string, Json[]>();
  for (const [path, explanation] of explanationsOf(plan, events)) {
    const { prefix, node } = splitPath(path);
    const reason = reasonOf(source, source.state.flows[prefix]?.flow ?? '', node, explanation);
    if (reason) found.set(path, [reason]);
  }
  for (const [prefix, flow] of Object.entries(source.state.flows)) {
    for (const reason of switchReasons(source, flow.flow, prefix)) found.set(`${prefix}${reason.node}`, [reason]);
  }
  return found;
}
