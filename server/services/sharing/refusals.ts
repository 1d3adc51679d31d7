import { isScenarioError } from '../../../runtime/errors.ts';
import type { Base } from '../context.ts';

type Recording = Pick<Base, 'now' | 'store'>;

const MINUTE_MS = 60_000;

/** The last minute each kind of refusal was put on record, so that a scenario that tries again and again does not fill the audit. */
const told = new WeakMap<Recording['store'], Map<string, number>>();

/** Puts on record that a scenario asked for what is not shared with it. Whatever else went wrong is none of its business. */
export async function noteRefusal({ store, now }: Recording, asked: { readonly scenario: string; readonly dataset: string }, error: unknown): Promise<void> {
  if (!isScenarioError(error) || !error.code.startsWith('SCN_GRANT_')) return;
  const minutes = told.get(store) ?? new Map<string, number>();
  told.set(store, minutes);
  const fields = typeof error.details['fields'] === 'string' ? error.details['fields'].split(', ') : [];
  const key = JSON.stringify([asked.scenario, asked.dataset, error.code, fields]);
  const minute = Math.floor(now().getTime() / MINUTE_MS);
  if (minutes.get(key) === minute) return;
  minutes.set(key, minute);
  await store.audit.append({ by: `scenario:${asked.scenario}`, action: 'grant.deny', target: asked.dataset, at: now().toISOString(), details: { scenario: asked.scenario, code: error.code, ...(fields.length > 0 ? { fields } : {}) } });
}
