import { isScenarioError } from '../../../runtime/errors.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Source } from '../../api/sources.ts';
import { fail, isCoded } from '../../errors.ts';
import type { GuardedHttp } from '../../host/http-host.ts';
import type { GuardedSql } from '../../host/sql-host.ts';
import type { Heavy } from '../../workers/heavy.ts';
import { mayFeed, type UnitsBase } from '../connection-units.ts';
import { audit, newId } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { bringRows } from '../imports/import-rows.ts';
import { inUnit, mayOn, mayWith, type PolicyBase } from '../policy/policy.ts';
import type { WriteBase } from '../write-rows.ts';
import { sourceRows, type Asker } from './ask-source.ts';
import { findSource, findState, listSources, nextTime, putState, type Outcome, type StoredSource } from './source-book.ts';

export interface SourceBase extends WriteBase, PolicyBase, Omit<UnitsBase, keyof PolicyBase> {
  readonly heavy: Heavy;
  readonly http: GuardedHttp;
  readonly sql: GuardedSql;
  readonly stop: AbortController;
}

/** A server that began and said nothing for so long is gone. */
export const GONE_MS = 10 * 60_000;
const TOLD = 20;

/** The connection is lent to the unit of the dataset. @throws SCN_SOURCE_CONNECTION, SCN_SOURCE_UNIT */
export async function demandFeed(base: UnitsBase, dataset: string, { connection }: Pick<Source, 'connection'>): Promise<void> {
  const may = await mayFeed(base, dataset, connection);
  if (may === undefined) throw fail('SCN_SOURCE_CONNECTION', { connection });
  if (!may) throw fail('SCN_SOURCE_UNIT', { connection, dataset });
}

/** Whoever saved a source may still change the rows and still decide what is asked with the real secret. @throws SCN_SOURCE_PERSON */
function demandPerson(base: PolicyBase, dataset: string, { by }: StoredSource): void {
  const user = base.people.find(by);
  const may = user && !user.disabled && mayWith(base, user, 'dataset.edit', 'dataset', dataset) && mayWith(base, user, 'dataset.write', 'dataset', dataset) && mayOn(user, 'scenario.publish', inUnit(base, base.places.of('dataset', dataset).unit));
  if (may !== true) throw fail('SCN_SOURCE_PERSON', { dataset });
}

/** Fetches and writes: rows go by key, and those that do not fit stay out and are told. An answer without rows changes nothing. */
async function fetchInto(base: SourceBase, dataset: string, source: StoredSource): Promise<Outcome> {
  const definition = await demandDataset(base, dataset);
  demandPerson(base, dataset, source);
  await demandFeed(base, dataset, source);
  const isEmpty = (await base.store.datasets.query(dataset, { limit: 1 })).count === 0;
  if (!definition.key && !isEmpty) throw fail('SCN_SOURCE_KEY', { dataset });
  const filled = new Set(definition.fields.filter(({ compute }) => compute === undefined).map(({ id }) => id).concat(definition.dated ? ['valid_from', 'valid_to'] : []));
  const wanted: Source = { ...source, columns: source.columns.filter(({ field }) => filled.has(field)) };
  const { signal } = base.stop;
  const asker: Asker = { http: (request) => base.http.request(request, signal), sql: (request) => base.sql.query(request, signal) };
  const rows = await sourceRows(wanted, newId(base.now()), asker);
  if (rows.length === 0) return { made: 0, changed: 0, same: 0, bad: 0, problems: [] };
  const { made, changed, same, bad, problems } = await bringRows(base, { dataset, format: 'json', text: JSON.stringify(rows), mode: definition.key ? 'upsert' : 'append', accept: 'good-rows' }, source.by);
  return { made, changed, same, bad, problems: problems.slice(0, TOLD) };
}

const NOTHING: Omit<Outcome, 'problem'> = { made: 0, changed: 0, same: 0, bad: 0, problems: [] };

/** What says nothing about the far side or the rows: tried again as if it had not been. */
const isPassing = (error: unknown): boolean => !isScenarioError(error) || error.code.startsWith('SCN_STORE_') || error.code === 'SCN_WORK_BUSY';

/** Refreshes a dataset once, of many servers one. What goes wrong outside is kept for people to see, and no row is touched then. @param by who asked, absent for the clock @throws SCN_API_NOT_FOUND, SCN_SOURCE_BUSY */
export async function refreshDataset(base: SourceBase, dataset: string, by?: string): Promise<Outcome> {
  const [found, before] = await Promise.all([findSource(base, dataset), findState(base, dataset)]);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: dataset });
  const source = found.body;
  const at = base.now();
  const { begun, ...known } = before?.body ?? {};
  if (begun !== undefined && Date.parse(begun) + GONE_MS > at.getTime()) throw fail('SCN_SOURCE_BUSY', { dataset });
  const actor = by ?? source.by;
  const taken = await putState(base, dataset, before, { ...known, begun: at.toISOString() }, actor).catch((error: unknown) => {
    throw isCoded(error, 'SCN_STORE_CONFLICT') ? fail('SCN_SOURCE_BUSY', { dataset }, error) : error;
  });
  const outcome = await fetchInto(base, dataset, source).catch(async (error: unknown): Promise<Outcome> => {
    if (!isScenarioError(error) || isPassing(error)) {
      await putState(base, dataset, taken, { ...known, next: new Date(base.now().getTime() + 300_000).toISOString() }, actor).catch(() => undefined);
      throw error;
    }
    return { ...NOTHING, problem: { code: error.code, message: error.message, details: error.details } };
  });
  const { problem, made, changed, same, bad } = outcome;
  const failures = problem ? (known.failures ?? 0) + 1 : 0;
  const next = nextTime(source, base.now(), failures);
  await putState(base, dataset, taken, { ...(next === undefined ? {} : { next }), ...(failures > 0 ? { failures } : {}), last: { ...outcome, at: base.now().toISOString(), ...(by === undefined ? {} : { by }) } }, actor);
  const facts: JsonObject = { connection: source.connection, made, changed, same, bad, ...(problem ? { code: problem.code } : {}) };
  await audit(base, by ?? 'system', 'dataset.refresh', dataset, facts);
  return outcome;
}

/** Datasets whose time has come, and those that a server left in the middle. */
export async function takeDueRefreshes(base: SourceBase, take: (name: string, work: () => Promise<unknown>) => void): Promise<void> {
  const now = base.now().getTime();
  for (const { id } of (await listSources(base)).filter(({ body }) => body.every !== 'never')) {
    const state = (await findState(base, id))?.body;
    const isLeft = state?.begun !== undefined && Date.parse(state.begun) + GONE_MS <= now;
    const isDue = state?.begun === undefined && (state?.next === undefined || Date.parse(state.next) <= now);
    if (isLeft || isDue) take(`dataset-refresh ${id}`, () => refreshDataset(base, id).catch((error: unknown) => { if (!isCoded(error, 'SCN_SOURCE_BUSY')) throw error; }));
  }
}
