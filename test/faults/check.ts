import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { Row, RunRecord, Store } from '../../server/stores/store.ts';
import { brokenAuditLink } from '../../server/stores/core/audit-chain.ts';
import type { Ledger } from './load.ts';
import { LATE_SECONDS, lotOf } from './scenario.ts';
import { wholeAudit } from '../support/whole-audit.ts';

/** What the outcome is held to: what people were told, and what the outside service did. */
export interface Evidence {
  readonly ledger: Ledger;
  /** Keys under which the outside service did something, by number. */
  readonly effects: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface Verdict {
  readonly runs: number;
  readonly completed: number;
  /** Acknowledged and not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly doubled: readonly string[];
  /** Neither ended nor waiting as they should, or with a history that cannot be. */
  readonly wrong: readonly string[];
}

interface Found {
  readonly record: RunRecord;
  readonly events: readonly RunEvent[];
}

async function everyRun(store: Store): Promise<readonly RunRecord[]> {
  const all: RunRecord[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.runs.list({ scenario: 'fault-work', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return all;
  }
}

async function everyRow(store: Store): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { rows } = await store.datasets.query('fault-work/done', { limit: 1000, offset: all.length });
    all.push(...rows);
    if (rows.length < 1000) return all;
  }
}

function byNumber<T>(items: readonly T[], numberOf: (item: T) => number): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const item of items) found.set(numberOf(item), [...(found.get(numberOf(item)) ?? []), item]);
  return found;
}

/** Reads what is stored, with none of the engine's own functions, and holds it against what was told and done. */
export async function judge(store: Store, { ledger, effects }: Evidence): Promise<Verdict> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const wrong: string[] = [];
  const runs = await everyRun(store);
  const known = new Set(runs.map((run) => run.id));
  const runsOf = byNumber(runs, (run) => Number(run.subject));
  const rowsOf = byNumber(await everyRow(store), (row) => Number(row.data['n']));
  for (const [n, ids] of ledger.starts) {
    if (ids.size > 1) doubled.push(`start ${n} was told as ${[...ids].join(', ')}`);
    for (const id of ids) if (!known.has(id)) lost.push(`start ${n}: run ${id}`);
  }
  for (const [n, all] of runsOf) if (all.length > 1) doubled.push(`number ${n} has ${all.length} runs`);
  for (const [n, outcomes] of ledger.decisions) if (outcomes.size > 1) doubled.push(`decision ${n}: both outcomes were told as taken`);
  for (const [n, rows] of rowsOf) if (rows.length > 1) doubled.push(`number ${n} has ${rows.length} rows`);
  for (const [n, keys] of effects) if (keys.size > 1) doubled.push(`number ${n} was done under ${keys.size} keys`);

  for (const run of runs) {
    const n = Number(run.subject);
    const found: Found = { record: run, events: await store.runs.events(run.id) };
    const told = [...(ledger.decisions.get(n) ?? [])];
    const taken = decisionIn(found.events);
    if (told.length > 0 && !told.some((outcome) => outcome === taken)) lost.push(`decision ${n}: told ${told.join('/')}, stored ${taken ?? 'none'}`);
    wrong.push(...historyFaults(found), ...standingFaults(found, n));
    if (run.status === 'completed' && lotOf(n) !== 'patient') {
      const [row] = rowsOf.get(n) ?? [];
      if (!row) lost.push(`row of ${n}`);
      else if (row.data['choice'] !== (taken ?? 'late') || row.data['version'] !== Number(run.release.split('@')[1])) wrong.push(`row of ${n}: ${JSON.stringify(row.data)}, decided ${taken ?? 'late'} under ${run.release}`);
      if (!effects.has(n)) lost.push(`effect of ${n}`);
    }
    if (taken === null && lotOf(n) === 'decided' && effects.has(n)) wrong.push(`number ${n} was done outside though nobody decided`);
    if ((await store.runs.outbox(run.id)).length > 0 && run.status !== 'incident') wrong.push(`run of ${n} (${run.status}) has effects under way`);
  }
  const audit = brokenAuditLink(await wholeAudit(store));
  if (audit !== null) wrong.push(`the audit chain is broken at ${audit}`);
  for (const odd of ledger.odd) wrong.push(`answer: ${odd}`);
  return { runs: runs.length, completed: runs.filter((run) => run.status === 'completed').length, lost, doubled, wrong };
}

function decisionIn(events: readonly RunEvent[]): string | null {
  for (const event of events) if (event.type === 'node.answered' && event.path === 'decide') return event.port;
  return null;
}

/** Numbers without gaps, nothing completed twice, no timer before its time. */
function historyFaults({ record, events }: Found): readonly string[] {
  const faults: string[] = [];
  if (events.length !== record.seq || events.some((event, i) => event.seq !== i + 1)) faults.push(`run ${record.id}: events ${events.length}, seq ${record.seq}`);
  const completed = events.filter((event) => event.type === 'node.completed').map((event) => event.path);
  if (new Set(completed).size !== completed.length) faults.push(`run ${record.id}: a node was completed twice: ${completed.join(' ')}`);
  const due = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'node.waiting') for (const [index, entry] of (event.until ?? []).entries()) due.set(`${event.path} ${index}`, entry.dueAt ?? '');
    if (event.type === 'timer.fired' && event.at < (due.get(`${event.path} ${event.index}`) ?? '')) faults.push(`run ${record.id}: a timer fired early, at ${event.at}`);
  }
  return faults;
}

/** Where a run of this lot may stand when nothing is broken any more. */
function standingFaults({ record, events }: Found, n: number): readonly string[] {
  const decided = decisionIn(events) !== null;
  const allowed = new Set({ decided: decided ? ['completed'] : ['waiting'], late: ['completed'], poisoned: decided ? ['incident'] : ['waiting'], patient: ['waiting'] }[lotOf(n)]);
  const faults = allowed.has(record.status) ? [] : [`run ${record.id} of ${n} (${lotOf(n)}, ${decided ? 'decided' : 'undecided'}) is ${record.status} at ${record.at ?? '?'}`];
  const began = Date.parse(events[0]?.at ?? '');
  const fired = events.find((event) => event.type === 'timer.fired' && event.path === 'decide');
  if (fired && Date.parse(fired.at) - began < LATE_SECONDS * 1000) faults.push(`run ${record.id}: its deadline came after ${Date.parse(fired.at) - began} ms`);
  return faults;
}
