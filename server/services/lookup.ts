import { openTasks } from '../../runtime/engine/summary.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { answerKind } from '../../runtime/schema/answer-kind.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import { fail } from '../errors.ts';
import { datasetChoices, fixedChoices } from './choices.ts';
import type { Choice } from './choice-index.ts';
import { isLookedUp, memberChoices, regionChoices } from './member-fields.ts';
import { actorOf, nameFor } from './acting.ts';
import { demandApp } from './portal.ts';
import type { Reader } from './portal.ts';
import { mayStart } from './public/starter.ts';
import { startFormOf } from './release-api.ts';
import { loadRun, planOf } from './runs.ts';
import type { RunBase } from './runs.ts';

interface Place {
  readonly plan: Plan;
  readonly node: string;
  readonly fields: readonly FormField[];
  readonly run?: string;
}

async function appPlace(base: RunBase, id: string, reader: Reader): Promise<Place | null> {
  const live = demandApp(base, id);
  const start = startFormOf(live.scenario);
  if (!start || !mayStart(reader.user, start)) return null;
  return { plan: await planOf(base, live.release.id), node: start.node, fields: start.fields };
}

async function taskPlace(base: RunBase, id: string, reader: Reader): Promise<Place | null> {
  const record = await base.store.tasks.get(id);
  if (!record || nameFor(actorOf(base, reader.user), record) === undefined) return null;
  const { state, plan } = await loadRun(base, record.runId);
  const open = openTasks(state).find((task) => task.id === id);
  return open ? { plan, node: open.path.split('/').at(-1) ?? open.path, fields: open.task.fields, run: record.runId } : null;
}

/** Choices of a field with too many to send, for what was typed so far. @throws SCN_API_NOT_FOUND */
export async function lookupChoices(base: RunBase, reader: Reader, query: { app?: string; task?: string; field: string; q?: string }): Promise<{ choices: Choice[]; more: boolean }> {
  const place = query.task ? await taskPlace(base, query.task, reader) : query.app ? await appPlace(base, query.app, reader) : null;
  const field = place?.fields.find((candidate) => candidate.id === query.field);
  if (!place || !field) throw fail('SCN_API_NOT_FOUND', { what: query.field });
  if (isLookedUp(field)) return answerKind(field) === 'region' ? regionChoices(base, place.plan, field, query.q ?? '') : memberChoices(base, reader.user, field, query.q ?? '');
  if (field.options && 'dataset' in field.options) {
    const to = { by: reader.user.id, scenario: place.plan.scenario.id, ...(place.run === undefined ? {} : { run: place.run }), use: 'options' as const };
    return datasetChoices(base, { plan: place.plan, node: place.node, field, locale: reader.locale, to }, field.options, query.q ?? '');
  }
  return { choices: fixedChoices({ plan: place.plan, node: place.node, field, locale: reader.locale }) ?? [], more: false };
}
