import { isScenarioError } from '../../../runtime/errors.ts';
import type { HttpAnswer, SqlAnswer } from '../../../runtime/host/host.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { SourceAsk, SourceSample } from '../../api/sources.ts';
import { describe, fail } from '../../errors.ts';
import { CONNECTION, usableBy, type ConnectionPlace } from '../connection-units.ts';
import { openTrial, type ConnectionBase, type TrialConnection } from '../connections.ts';
import { audit, newId } from '../context.ts';
import { house, mayOn } from '../policy/policy.ts';
import { shortened } from '../shorten-answer.ts';
import { demandData, httpRequest, sqlRequest, type Asker } from './ask-source.ts';
import type { SourceBase } from './refresh.ts';

const SAMPLE_ROWS = 50;

export type SampleBase = SourceBase & ConnectionBase;

/** A connection the person may use, with the secret set apart for trying. @throws SCN_SOURCE_CONNECTION as if it were not there, SCN_HTTP_TRY_ACCESS */
async function trialOf(base: SampleBase, user: User, id: string, kind: SourceAsk['kind']): Promise<TrialConnection> {
  const isHouse = mayOn(user, 'house.manage', house(base));
  const found = await base.store.documents.get<ConnectionPlace>(CONNECTION, id);
  const isSeen = found && (isHouse || (await usableBy(base, user))(found.body));
  const trial = isSeen ? await openTrial(base, id) : null;
  const is = trial?.connection.kind ?? 'http';
  if (!trial || (kind === 'http' ? is !== 'http' : is !== 'postgres' && is !== 'mysql')) throw fail('SCN_SOURCE_CONNECTION', { connection: id });
  if (trial.access === 'real' && !isHouse) throw fail('SCN_HTTP_TRY_ACCESS', { connection: id });
  return trial;
}

/** Asks once as a refresh would, for a person to see and choose from. What goes wrong outside is part of the answer. @throws SCN_SOURCE_CONNECTION, SCN_HTTP_TRY_ACCESS, SCN_SOURCE_SQL */
export async function sampleSource(base: SampleBase, { connection, ask }: { readonly connection: string; readonly ask: SourceAsk }, { user, locale }: { readonly user: User; readonly locale: Locale }): Promise<SourceSample> {
  const trial = await trialOf(base, user, connection, ask.kind);
  const { signal } = base.stop;
  const asker: Asker = { http: (request) => base.http.ask(trial.connection, request, signal), sql: (request) => base.sql.ask(trial.connection, request, signal) };
  const from = performance.now();
  let answer: HttpAnswer | undefined;
  let table: SqlAnswer | undefined;
  let problem: SourceSample['problem'];
  try {
    if (ask.kind === 'sql') table = await asker.sql(sqlRequest(connection, ask.sql, SAMPLE_ROWS));
    else {
      answer = await asker.http(httpRequest(connection, ask.path, newId(base.now())));
      demandData(connection, answer);
    }
  } catch (error) {
    if (!isScenarioError(error) || error.code === 'SCN_SOURCE_SQL') throw error;
    const { detail, hint = '' } = describe(error, locale);
    problem = { code: error.code, message: `${detail}${hint}` };
  }
  await audit(base, user.id, 'connection.try', connection, { access: trial.access, method: 'GET', requests: 1, ...(answer ? { status: answer.status } : {}) });
  return { access: trial.access, ms: Math.round(performance.now() - from), requests: 1, ...(answer ? { status: answer.status, type: answer.headers['content-type'] ?? '', ...shortened(answer.body) } : {}), ...(table ? { columns: [...table.columns], ...shortened([...table.rows]) } : {}), ...(problem ? { problem } : {}) };
}
