import type { Command } from './command.ts';
import { engineErrors } from './engine-errors.ts';
import { finish } from './outcome.ts';
import { roundOf } from './surroundings.ts';
import { emit, placeOf, touch, type Work } from './work.ts';

/**
 * E5: an operator retries, skips or edits a stopped node.
 * @throws SCN_RUN_NO_INCIDENT, SCN_RUN_PORT
 */
export function decideIncident(work: Work, command: Extract<Command, { type: 'incident.resolved' }>): void {
  const { path, by, action } = command;
  const place = placeOf(work, path);
  const state = place?.flow.nodes[place.node.id];
  if (!place || state?.status !== 'incident' || roundOf(place.flow, place.node.id) !== command.round) throw engineErrors.SCN_RUN_NO_INCIDENT({ path });
  const { ports } = place.node;
  const port = command.port ?? ports[0] ?? 'out';
  if (action === 'skip' && !ports.includes(port)) throw engineErrors.SCN_RUN_PORT({ path, port, ports: ports.join(', ') });
  emit(work, { type: 'incident.resolved', path, round: command.round, by, action, ...(action === 'edit' && command.input ? { input: command.input } : {}), ...(command.reason === undefined ? {} : { reason: command.reason }) });
  // The node is idle again, so `retry` and `edit` are done by the next walk.
  if (action === 'skip') finish(work, place, { output: command.output ?? null, port });
  touch(work, path);
}
