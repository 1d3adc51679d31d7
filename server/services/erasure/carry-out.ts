import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { ErasureCounts } from '../../api/erasure.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import { dropHanging, type RunDocuments } from '../retention/hangs-on-run.ts';
import { heldNow } from '../retention/holds.ts';
import { datasetOf } from './find-person.ts';
import { listRequests, putRequest, subjectOf, type ErasureBase, type ErasureRequest, type ErasureWishBody } from './requests.ts';
import { revisedRun, tracePerson, type Traces } from './trace-person.ts';

export interface ErasingBase extends ErasureBase, RunDocuments {}

/** The process stops: the request goes back to those that are taken up with the next start, by whichever server. */
class Stopping extends Error {}

/** Taken out at once, so that nobody waits for it. */
const BATCH = 50;
/** People go on working meanwhile, so it is looked again until nothing is left, so often. */
const PASSES = 5;
/** A server that said nothing for so long is gone. */
const GONE_MS = 30 * 60_000;
/** So long until runs that must end first are looked for again. */
const AGAIN_MS = 10 * 60_000;
/** Digests of runs in one entry of the audit. */
const LISTED = 200;

function* batches<T>(items: readonly T[], size = BATCH): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

const isNothing = ({ rows, runs, seen, documents, notices, deliveries }: Traces): boolean => rows.length + runs.size + seen.size + documents.length + notices.length + deliveries.length === 0;

const countsOf = ({ rows, runs, seen, documents, notices, deliveries }: Traces): ErasureCounts => ({ rows: rows.length, runs: runs.size, redacted: seen.size, documents: documents.length, notices: notices.length, deliveries: deliveries.length });

const sum = (a: ErasureCounts | undefined, b: ErasureCounts): ErasureCounts => (a ? { rows: a.rows + b.rows, runs: a.runs + b.runs, redacted: a.redacted + b.redacted, documents: a.documents + b.documents, notices: a.notices + b.notices, deliveries: a.deliveries + b.deliveries } : b);

/** Says what is about to go, with the digests of runs: before it does, so that no crash leaves a gap without a record. */
async function record(base: ErasingBase, request: ErasureRequest, traces: Traces): Promise<void> {
  const { mark, reason, confirmedBy } = request.body;
  const digests = [...traces.runs].map(([id, { digest }]) => [id, digest] as const);
  const rows = new Map<string, number>();
  for (const { dataset, left } of traces.rows) if (!left) rows.set(dataset, (rows.get(dataset) ?? 0) + 1);
  const sums: JsonObject = { ...countsOf(traces), rows: Object.fromEntries(rows), reason };
  const parts = digests.length === 0 ? [{}] : [...batches(digests, LISTED)].map((some): JsonObject => ({ digests: Object.fromEntries(some) }));
  for (const [n, part] of parts.entries()) await audit(base, confirmedBy ?? 'system', 'person.erase', mark, { request: request.id, ...(n === 0 ? sums : {}), ...part, subjects: [mark] });
}

async function wipeRuns(base: ErasingBase, traces: Traces, look: () => void): Promise<void> {
  for (const some of batches([...traces.runs.values()].map(({ run }) => run))) {
    look();
    await dropHanging(base, some);
    await base.store.wipe({ runs: some.map(({ id }) => id) });
  }
  for (const run of traces.seen.values()) {
    look();
    await base.store.wipe({ revised: await revisedRun(base.store, run, traces) });
  }
}

async function wipeDocuments(base: ErasingBase, { documents }: Traces, look: () => void): Promise<void> {
  for (const { kind, id, version } of documents) {
    look();
    try {
      await base.store.documents.delete(kind, id, { expectedVersion: version, by: 'system' });
      if (kind === 'feedback') await base.feedback.reload(id);
    } catch (error) {
      // Changed or gone meanwhile: the next look finds what is left.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

async function wipe(base: ErasingBase, traces: Traces, { look, alive }: { readonly look: () => void; readonly alive: () => Promise<void> }): Promise<void> {
  await wipeRuns(base, traces, look);
  await alive();
  await wipeDocuments(base, traces, look);
  await alive();
  for (const rows of batches(traces.rows)) {
    look();
    await base.store.wipe({ rows });
  }
  await base.store.wipe({ notices: traces.notices, deliveries: traces.deliveries });
  await alive();
}

/** Kinds only: names of documents may be the person's. */
function leftByKind({ left }: Traces): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of left) {
    const kind = name.slice(0, name.indexOf(' '));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** A row on hold is told by its dataset: its id may be the person. */
const heldName = (id: string): string => (id.startsWith('row:') ? datasetOf(id) : id);

/** Whether what was left for its hold is on hold still: one may have been refused or released meanwhile. */
async function areHeld(base: ErasingBase, held: readonly string[]): Promise<boolean> {
  const now = held.length > 0 ? await heldNow(base) : new Map<string, unknown>();
  return held.every((id) => now.has(id));
}

/** Gives signs while something takes long, so that no other server takes it up too. */
async function withSigns<T>(alive: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let sign = Promise.resolve();
  // One that another server overtook is noticed by the next step.
  const timer = setInterval(() => {
    sign = sign.then(alive).catch(() => undefined);
  }, GONE_MS / 6);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await sign;
  }
}

async function carryOut(base: ErasingBase, found: ErasureRequest, isStopping: () => boolean): Promise<void> {
  let request = found;
  const put = async (more: Partial<ErasureWishBody>): Promise<void> => {
    request = await putRequest(base, request, { ...request.body, ...more }, 'system');
  };
  const look = () => {
    if (isStopping()) throw new Stopping();
  };
  const alive = () => put({ begun: base.now().toISOString() });
  try {
    await put({ state: 'running', begun: base.now().toISOString() });
  } catch (error) {
    // Another server was first.
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return;
    throw error;
  }
  const subject = subjectOf(base, request);
  const finish = async (traces: Traces): Promise<void> => {
    await withSigns(alive, () => base.store.shred(isStopping));
    look();
    const { subject: _subject, begun: _begun, open: _open, problem: _problem, ...rest } = request.body;
    if (!rest.counts) await record(base, request, traces);
    await putRequest(base, request, { ...rest, counts: rest.counts ?? countsOf(traces), state: 'done', doneAt: base.now().toISOString(), held: traces.held.map(heldName), left: leftByKind(traces) }, 'system');
  };
  try {
    for (let pass = 0; pass < PASSES; pass += 1) {
      const traces = await withSigns(alive, () => tracePerson(base, subject, look));
      if (traces.open.length > 0) return await put({ state: 'blocked', open: traces.open.map(({ id }) => id).slice(0, 50) });
      const isDone = isNothing(traces);
      if (isDone && (await areHeld(base, traces.held))) return await finish(traces);
      if (isDone) continue;
      await record(base, request, traces);
      await put({ counts: sum(request.body.counts, countsOf(traces)), begun: base.now().toISOString() });
      await wipe(base, traces, { look, alive });
    }
    // Somebody goes on writing of the person: from the beginning, in a while.
    await put({ state: 'blocked', problem: 'SCN_STORE_CONFLICT' });
  } catch (error) {
    if (error instanceof Stopping) {
      await put({ state: 'confirmed' });
      return;
    }
    // Such as a total that would not hold without these rows: said on the page, and tried again.
    if (!isScenarioError(error) || error.code.startsWith('SCN_STORE_')) throw error;
    await put({ state: 'blocked', problem: error.code });
  }
}

/** Takes up what was confirmed, of many servers one for each; and what a server that is gone had begun. */
export async function sweepErasures(base: ErasingBase, take: (id: string, work: () => Promise<unknown>) => void, isStopping: () => boolean): Promise<void> {
  const now = base.now().getTime();
  for (const found of await listRequests(base)) {
    const { state, begun } = found.body;
    const since = begun === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(begun);
    if (state === 'confirmed' || (state === 'running' && since > GONE_MS) || (state === 'blocked' && since > AGAIN_MS)) take(`erasure ${found.id}`, () => carryOut(base, found, isStopping));
  }
}
