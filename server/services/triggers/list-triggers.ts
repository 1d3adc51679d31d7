import { nextTimes } from '../../../runtime/schema/cron.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { ScenarioError } from '../../../runtime/errors.ts';
import type { DeliveryItem, DeliveryResults, TriggerItem } from '../../api/triggers.ts';
import { describe, fail } from '../../errors.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { audit } from '../context.ts';
import type { RunBase } from '../runs.ts';
import { payloadText } from '../payload-text.ts';
import { nodeTitle } from '../words.ts';
import { textStart } from '../../../runtime/schema/cut-text.ts';
import { attempt } from './attempt.ts';
import { findHook, hookId } from './hooks.ts';
import { triggersOf } from './trigger-book.ts';
import type { Trigger } from './trigger-book.ts';
import { readTriggerState } from './trigger-state.ts';

export function hookPath(trigger: string): string {
  return `/api/hooks/${hookId(trigger)}`;
}

async function itemOf(base: RunBase, trigger: Trigger, locale: Locale, names: ReadonlyMap<string, string>): Promise<TriggerItem> {
  const { id, kind, flow, node, config, dataset } = trigger;
  const scenario = base.live.get(trigger.scenario)?.scenario;
  const state = (await readTriggerState(base, id))?.body;
  const hook = kind === 'webhook' ? await findHook(base, hookId(id)) : null;
  const byName = state?.paused && names.get(state.paused.by);
  const on = config['on'] ?? 'inserted';
  return {
    source: `${flow}/${node}`,
    kind,
    title: scenario ? nodeTitle(scenario, flow, node, locale) : node,
    ...(state?.paused ? { paused: { ...state.paused, ...(byName ? { byName } : {}) } } : {}),
    ...(kind === 'schedule' && typeof config['cron'] === 'string' && scenario ? { cron: config['cron'], zone: scenario.zone, next: [...nextTimes(config['cron'], scenario.zone, base.now().toISOString(), 3)] } : {}),
    ...(state?.last ? { last: state.last } : {}),
    ...(dataset ? { dataset, ...(typeof on === 'string' ? { on } : {}) } : {}),
    ...(hook ? { hook: { path: hookPath(id), secrets: hook.body.secrets.filter(({ until }) => until === undefined || until > base.now().toISOString()).map(({ createdAt, until }) => ({ createdAt: createdAt.split('#')[0] ?? createdAt, ...(until ? { until } : {}) })) } } : {}),
  };
}

/** The triggers of the release in force, with what is kept about them. */
export async function listTriggers(base: RunBase, scenario: string, locale: Locale): Promise<TriggerItem[]> {
  const live = base.live.get(scenario);
  if (!live) return [];
  const names = await actorNames(base);
  return Promise.all(triggersOf(live.scenario).map((trigger) => itemOf(base, trigger, locale, names)));
}

function aboutOf({ kind, payload }: DeliveryRecord): string {
  const say = (name: string) => payloadText(payload, name);
  if (kind === 'event') return textStart(`${say('name')} · ${JSON.stringify(payload['key'] ?? null)}`, 200);
  if (kind === 'message') return say('channel');
  if (payload['trigger'] === 'schedule') return say('at');
  if (payload['trigger'] === 'row') return say('id') === '' ? say('dataset') : `${say('dataset')}#${say('id')}`;
  return say('delivery');
}

/** A refused form names its fields; counts alone would help nobody. */
function toldError({ code, details }: NonNullable<DeliveryRecord['error']>, locale: Locale): { detail: string; hint?: string } {
  const problems = Array.isArray(details['problems']) ? (details['problems'] as readonly { readonly zh: string; readonly en: string }[]) : undefined;
  if (code === 'SCN_FORM_INVALID' && problems) return { detail: problems.map(({ zh, en }) => (locale === 'en' ? en : zh)).join(locale === 'en' ? '; ' : '；') };
  return describe(new ScenarioError(code, code, details), locale);
}

function deliveryItem(base: RunBase, delivery: DeliveryRecord, locale: Locale, names: ReadonlyMap<string, string>): DeliveryItem {
  const { id, kind, status, source, at, dueAt, attempts, error } = delivery;
  const [flow = '', node = ''] = source.split('/');
  const scenario = base.live.get(delivery.scenario)?.scenario;
  const told = error ? toldError(error, locale) : undefined;
  return {
    id, kind, status, source, at, dueAt, attempts,
    title: kind === 'run' && scenario ? nodeTitle(scenario, flow, node, locale) : (names.get(source) ?? source),
    about: aboutOf(delivery),
    ...(error && told ? { problem: { code: error.code, ...told } } : {}),
  };
}

/** What waits or failed of a scenario, newest first. */
export async function listDeliveries(base: RunBase, scenario: string, query: { status?: DeliveryRecord['status']; cursor?: string; limit: number }, locale: Locale): Promise<{ items: DeliveryItem[]; next?: string }> {
  const [page, names] = await Promise.all([base.store.deliveries.list({ scenario, ...query }), actorNames(base)]);
  return { items: page.items.map((delivery) => deliveryItem(base, delivery, locale, names)), ...(page.next ? { next: page.next } : {}) };
}

async function ownDelivery(base: RunBase, scenario: string, id: string): Promise<DeliveryRecord> {
  const found = await base.store.deliveries.get(id);
  if (found?.scenario !== scenario) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

type Result = DeliveryResults['results'][number];

async function each(ids: readonly string[], locale: Locale, work: (id: string) => Promise<Omit<Result, 'id'>>): Promise<Result[]> {
  const results: Result[] = [];
  for (const id of ids) {
    try {
      results.push({ id, ...(await work(id)) });
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      results.push({ id, ok: false, code: error.code, message: describe(error, locale).detail });
    }
  }
  return results;
}

/** Tries some again now, whatever their state; each by itself. */
export async function retryDeliveries(base: RunBase, scenario: string, ids: readonly string[], by: string, locale: Locale): Promise<Result[]> {
  await audit(base, by, 'trigger.retry', scenario, { deliveries: [...ids] });
  return each(ids, locale, async (id) => {
    const { run, error } = await attempt(base, await ownDelivery(base, scenario, id));
    if (error) throw error;
    return { ok: true, ...(run ? { run: run.state.id } : {}) };
  });
}

/** Gives some up, with a reason that stays in the audit. */
export async function dropDeliveries(base: RunBase, scenario: string, ids: readonly string[], reason: string, by: string, locale: Locale): Promise<Result[]> {
  await audit(base, by, 'trigger.drop', scenario, { deliveries: [...ids], reason });
  return each(ids, locale, async (id) => {
    if (!(await base.store.deliveries.settle(await ownDelivery(base, scenario, id), null))) throw fail('SCN_TRIGGER_BUSY');
    return { ok: true };
  });
}
