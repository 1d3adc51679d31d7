import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import { reasonOf } from './reasons.ts';
import type { ReasonSource } from './reasons.ts';

/** The reason of every explained node by path, in the reader's language; for real runs and test runs alike. */
export function sentencesOf(source: ReasonSource & { readonly state: RunState }, events: readonly RunEvent[]): ReadonlyMap<string, Json[]> {
  const found = new Map<string, Json[]>();
  for (const event of events) {
    if (event.type !== 'node.completed') continue;
    const { prefix, node } = splitPath(event.path);
    const reason = event.explanation ? reasonOf(source, source.state.flows[prefix]?.flow ?? '', node, event.explanation) : null;
    if (reason) found.set(event.path, [reason]);
    else found.delete(event.path);
  }
  return found;
}
