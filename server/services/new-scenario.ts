import { randomBytes } from 'node:crypto';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { SCENARIO_FORMAT } from '../../runtime/schema/limits.ts';
import type { StoredDocument } from '../stores/store.ts';
import type { User } from '../api/account.ts';
import { acceptScenario, createDraft, SCENARIO } from './drafts.ts';
import { demandFreeName, isFreeName, type NameBase } from './policy/own-data.ts';
import { readTemplate } from './templates.ts';

export interface NewScenario {
  readonly template?: string;
  readonly scenario?: unknown;
  readonly title?: string;
  readonly id?: string;
}

/** An empty scenario: one start form and a page that ends it, so that a first test run works at once. */
export function blankScenario(id: string, title: string): JsonObject {
  return {
    format: SCENARIO_FORMAT, id, title, purpose: '', zone: 'Asia/Shanghai', calendar: 'cn',
    bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, flows: { main: { nodes: {}, edges: {} } }, pages: {}, texts: {}, layout: {},
  };
}

/** An id that is free: the wanted one, or the wanted one with a short suffix. */
async function freeId(base: NameBase, user: User, wanted: string): Promise<string> {
  if ((await base.store.documents.get(SCENARIO, wanted)) === null && (await isFreeName(base, user, wanted))) return wanted;
  return `${wanted.slice(0, 55)}-${randomBytes(3).toString('hex')}`;
}

/**
 * A new draft from a template, from an uploaded document or from nothing. A chosen `id` that is taken is refused;
 * one that came with a template or was made up here gets a suffix instead.
 * @throws SCN_API_EXISTS, SCN_API_NAME_KEPT, SCN_API_SCENARIO, SCN_API_FORMAT, SCN_API_TEMPLATE
 */
export async function newScenario(base: NameBase & { readonly templatesFolder: string }, wanted: NewScenario, user: User): Promise<StoredDocument<JsonObject>> {
  let document: unknown = wanted.scenario;
  let cases: CaseFile | undefined;
  if (wanted.template !== undefined) {
    const template = await readTemplate(base.templatesFolder, wanted.template);
    document = { ...template.scenario, id: wanted.id ?? (await freeId(base, user, template.slug)) };
    cases = template.cases;
  }
  document ??= blankScenario(wanted.id ?? (await freeId(base, user, `scenario-${randomBytes(3).toString('hex')}`)), wanted.title ?? '未命名场景');
  const scenario = acceptScenario({ ...(document as JsonObject), ...(wanted.title ? { title: wanted.title } : {}), ...(wanted.id ? { id: wanted.id } : {}) });
  // One that is there already is told as that.
  if ((await base.store.documents.get(SCENARIO, scenario.id)) === null) await demandFreeName(base, user, scenario.id);
  return createDraft(base, scenario, cases, user.id);
}
