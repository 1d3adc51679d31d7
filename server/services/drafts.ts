import { canonicalScenario } from '../../runtime/schema/canonical.ts';
import type { CaseFile } from '../../runtime/schema/case.ts';
import { SLUG_PATTERN } from '../../runtime/schema/ids.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { migrateScenario } from '../../runtime/schema/migrations.ts';
import { SCENARIO_FORMAT } from '../../runtime/schema/limits.ts';
import type { Draft } from '../api/scenario.ts';
import { fail, isCoded } from '../errors.ts';
import type { StoredDocument } from '../stores/store.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';

export const SCENARIO = 'scenario';
export const CASES = 'cases';
const SLUG = new RegExp(SLUG_PATTERN, 'u');
const NO_CASES: CaseFile = { format: 1, cases: [] };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The document in the present format and stable key order. A draft may be full of mistakes; only its outer shape is demanded.
 * @throws SCN_API_SCENARIO, SCN_API_FORMAT
 */
export function acceptScenario(value: unknown): JsonObject & { readonly id: string } {
  if (!isObject(value)) throw fail('SCN_API_SCENARIO', { reason: 'not an object' });
  const migrated = migrateScenario(value);
  if (!migrated.ok && migrated.reason === 'newer') throw fail('SCN_API_FORMAT', { format: String(migrated.format), supported: SCENARIO_FORMAT });
  if (!migrated.ok) throw fail('SCN_API_SCENARIO', { reason: '"format"' });
  const id = migrated.document['id'];
  if (typeof id !== 'string' || !SLUG.test(id)) throw fail('SCN_API_SCENARIO', { reason: '"id"' });
  return canonicalScenario(migrated.document) as unknown as JsonObject & { readonly id: string };
}

/** @throws SCN_API_NOT_FOUND */
export async function getDraft(base: Base, id: string): Promise<StoredDocument<JsonObject>> {
  const found = await base.store.documents.get<JsonObject>(SCENARIO, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

export async function getCases(base: Base, id: string): Promise<{ cases: CaseFile; version: number }> {
  const found = await base.store.documents.get<CaseFile>(CASES, id);
  return { cases: found?.body ?? NO_CASES, version: found?.version ?? 0 };
}

export function draftAnswer(document: StoredDocument<JsonObject>, cases: { cases: CaseFile; version: number }, release: number | undefined): Draft {
  return {
    scenario: document.body, version: document.version, updatedAt: document.updatedAt, updatedBy: document.updatedBy,
    ...(release === undefined ? {} : { release }), cases: cases.cases, casesVersion: cases.version,
  };
}

/** @throws SCN_API_EXISTS */
export async function createDraft(base: Base, scenario: JsonObject & { readonly id: string }, cases: CaseFile | undefined, by: string): Promise<StoredDocument<JsonObject>> {
  let created: StoredDocument<JsonObject>;
  try {
    created = await base.store.documents.put<JsonObject>(SCENARIO, scenario.id, scenario, { expectedVersion: 0, by });
  } catch (cause) {
    if (isCoded(cause, 'SCN_STORE_CONFLICT')) throw fail('SCN_API_EXISTS', { what: scenario.id }, cause);
    throw cause;
  }
  if (cases) {
    const old = await base.store.documents.get(CASES, scenario.id);
    await base.store.documents.put<CaseFile>(CASES, scenario.id, cases, { expectedVersion: old?.version ?? 0, by });
  }
  await audit(base, by, 'scenario.create', scenario.id);
  return created;
}

/**
 * Saves a draft if nobody else saved since `baseVersion`; otherwise the error carries the other version whole,
 * so that the person can compare and loses nothing.
 * @throws SCN_STORE_CONFLICT, SCN_API_NOT_FOUND, SCN_API_SCENARIO
 */
export async function saveDraft(base: Base, id: string, value: unknown, baseVersion: number, by: string): Promise<StoredDocument<JsonObject>> {
  const scenario = acceptScenario(value);
  if (scenario.id !== id) throw fail('SCN_API_SCENARIO', { reason: `"id": ${scenario.id} ≠ ${id}` });
  const present = await getDraft(base, id);
  try {
    if (present.version !== baseVersion) throw fail('SCN_STORE_CONFLICT');
    const saved = await base.store.documents.put<JsonObject>(SCENARIO, id, scenario, { expectedVersion: baseVersion, by });
    await audit(base, by, 'scenario.save', id, { version: saved.version });
    return saved;
  } catch (cause) {
    if (!isCoded(cause, 'SCN_STORE_CONFLICT')) throw cause;
    const other = await getDraft(base, id);
    throw fail('SCN_STORE_CONFLICT', { version: other.version, updatedBy: other.updatedBy, updatedAt: other.updatedAt, scenario: other.body }, cause);
  }
}

/** @throws SCN_STORE_CONFLICT, SCN_API_NOT_FOUND */
export async function saveCases(base: Base, id: string, cases: CaseFile, baseVersion: number, by: string): Promise<StoredDocument<CaseFile>> {
  await getDraft(base, id);
  try {
    const saved = await base.store.documents.put<CaseFile>(CASES, id, cases, { expectedVersion: baseVersion, by });
    await audit(base, by, 'cases.save', id, { version: saved.version, cases: cases.cases.length });
    return saved;
  } catch (cause) {
    if (!isCoded(cause, 'SCN_STORE_CONFLICT')) throw cause;
    const other = await base.store.documents.get<CaseFile>(CASES, id);
    throw fail('SCN_STORE_CONFLICT', { version: other?.version ?? 0, updatedBy: other?.updatedBy ?? '', updatedAt: other?.updatedAt ?? '' }, cause);
  }
}

/** Drafts go; releases and runs stay, because runs are pinned to them. */
export async function deleteDraft(base: Base, id: string, by: string): Promise<void> {
  const present = await getDraft(base, id);
  await base.store.documents.delete(SCENARIO, id, { expectedVersion: present.version, by });
  const cases = await base.store.documents.get(CASES, id);
  if (cases) await base.store.documents.delete(CASES, id, { expectedVersion: cases.version, by });
  await audit(base, by, 'scenario.delete', id, { version: present.version });
}
