import { ScenarioError } from '../../../runtime/errors.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { Source, SourceView } from '../../api/sources.ts';
import { describe, fail } from '../../errors.ts';
import { audit } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { demand, inUnit, placed } from '../policy/policy.ts';
import { sqlRequest } from './ask-source.ts';
import { demandFeed, GONE_MS, type SourceBase } from './refresh.ts';
import { changeState, dropSource, findSource, findState, keepSource, nextTime, type RefreshState } from './source-book.ts';

/**
 * Where the rows of a dataset come from. A refresh asks with the real secret, as a release does: it takes the right to publish in the unit of the dataset.
 * @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, SCN_SOURCE_CONNECTION, SCN_SOURCE_UNIT, SCN_SOURCE_KEY, SCN_SOURCE_SQL
 */
export async function saveSource(base: SourceBase, dataset: string, source: Source, user: User): Promise<void> {
  const definition = await demandDataset(base, dataset);
  demand(user, 'dataset.write', placed(base, 'dataset', dataset));
  demand(user, 'scenario.publish', inUnit(base, base.places.of('dataset', dataset).unit));
  await demandFeed(base, dataset, source);
  if (source.ask.kind === 'sql') sqlRequest(source.connection, source.ask.sql, 1);
  if (source.every !== 'never' && !definition.key) throw fail('SCN_SOURCE_KEY', { dataset });
  await keepSource(base, dataset, { ...source, by: user.id });
  const next = nextTime(source, base.now());
  await changeState(base, dataset, user.id, ({ next: _next, failures: _failures, ...state }) => ({ ...state, ...(next === undefined ? {} : { next }) }));
  await audit(base, user.id, 'dataset.source', dataset, { connection: source.connection, every: source.every, fields: source.columns.map(({ field }) => field) });
}

/** Rows stay; nothing is fetched any more. @throws SCN_API_NOT_FOUND */
export async function removeSource(base: SourceBase, dataset: string, by: string): Promise<void> {
  if (!(await findSource(base, dataset))) throw fail('SCN_API_NOT_FOUND', { what: dataset });
  await dropSource(base, dataset, by);
  await audit(base, by, 'dataset.source-remove', dataset);
}

function lastView(base: SourceBase, { problem, problems, by, ...counts }: NonNullable<RefreshState['last']>, locale: Locale): NonNullable<SourceView['last']> {
  return {
    ...counts,
    ...(by === undefined ? {} : { by: base.people.find(by)?.name ?? by }),
    problems: problems.map(({ message, ...one }) => ({ ...one, message: message[locale] })),
    ...(problem ? { problem: { code: problem.code, ...describe(new ScenarioError(problem.code, problem.message, problem.details), locale) } } : {}),
  };
}

/** How it stands with the source of a dataset. */
export async function viewSource(base: SourceBase, dataset: string, locale: Locale): Promise<SourceView> {
  await demandDataset(base, dataset);
  const [found, state] = await Promise.all([findSource(base, dataset), findState(base, dataset)]);
  if (!found) return { running: false };
  const { by, ...source } = found.body;
  const { begun, next, last } = state?.body ?? {};
  const running = begun !== undefined && Date.parse(begun) + GONE_MS > base.now().getTime();
  return { source, by: base.people.find(by)?.name ?? by, running, ...(next === undefined || source.every === 'never' ? {} : { next }), ...(last ? { last: lastView(base, last, locale) } : {}) };
}
