import type { Wipe, Wiped } from '../store.ts';
import { undoAll, type Journal, type WipeEntry } from './journal.ts';
import type { State } from './state.ts';
import { applyWipe } from './wipe.ts';

/** Of what is asked, what may go: runs that are at rest, and what is there. */
function entryOf(state: State, { runs = [], revised, notices = [], deliveries = [], audit = 0 }: Wipe): WipeEntry {
  const mayGo = (run: string) => state.runs.isAtRest(run) && state.outbox.ofRun(run).length === 0;
  const going = [...new Set(runs)].filter(mayGo);
  const stays = revised && mayGo(revised.run.id) && state.runs.byId.get(revised.run.id)?.record.seq === revised.run.seq ? { revised } : {};
  const there = notices.filter(({ to, id }) => state.notices.has(to, id));
  const known = deliveries.filter((id) => state.deliveries.byId.has(id));
  const cut = audit >= state.audit.first && audit < state.audit.seq ? { audit } : {};
  return { t: 'wipe', ...stays, ...cut, ...(going.length > 0 ? { runs: going } : {}), ...(there.length > 0 ? { notices: there } : {}), ...(known.length > 0 ? { deliveries: known } : {}) };
}

/** Applied when it returns, durable when it resolves. */
export async function wipeStore(state: State, journal: Journal, wipe: Wipe): Promise<Wiped> {
  const { catalog } = state;
  const wanted = wipe.rows ?? [];
  for (let wait = catalog.notReady(wanted); wait; wait = catalog.notReady(wanted)) await wait;
  const { changes, undo } = catalog.wipe(wanted);
  const entry: WipeEntry = { ...entryOf(state, wipe), ...(changes.length > 0 ? { rows: changes } : {}) };
  const { runs = [], revised, notices = [], deliveries = [] } = entry;
  const { first } = state.audit;
  const steps = [undo, applyWipe(state, entry)];
  if (Object.keys(entry).length > 1) {
    await journal.append(entry, {
      undo: () => undoAll(steps),
      durable: (at) => {
        if (revised) state.runs.settleRevised(revised, at);
        catalog.settle(changes);
      },
    });
  }
  return { runs: revised ? [...runs, revised.run.id] : runs, rows: changes.length, notices: notices.length, deliveries: deliveries.length, audit: entry.audit === undefined ? 0 : entry.audit - first + 1 };
}
