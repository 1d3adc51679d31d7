import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { GrantItem, GrantView, SharingSettings } from '../../api/sharing.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { SCENARIO } from '../drafts.ts';
import { textOf } from '../texts.ts';
import { readEvent, type Grant } from './grant.ts';
import type { GrantBase } from './grants.ts';
import { dueOf, isOverdue } from './moves.ts';
import { actionsFor, maySeeGrant, partiesOf, waitsFor, waitsOf } from './parties.ts';
import { daysLeft, limitOf } from './settings.ts';

/** What lists of grants put into words. */
export interface GrantWords {
  readonly unit: (id: string) => string;
  readonly dataset: (id: string) => string;
  readonly scenario: (id: string) => string;
}

/** Names of units, of datasets and of scenarios. */
export async function grantWords(base: GrantBase, locale: Locale): Promise<GrantWords> {
  const [datasets, scenarios] = await Promise.all([base.store.datasets.list(), base.store.documents.list<JsonObject>(SCENARIO)]);
  const titles = new Map(datasets.map((definition) => [definition.id, titleIn(definition, locale)]));
  const scenarioTitles = new Map(scenarios.map(({ id, body }) => [id, textOf(body, typeof body['title'] === 'string' ? body['title'] : id, locale)]));
  return {
    unit: (id) => base.units.find(id)?.name ?? id,
    dataset: (id) => titles.get(id) ?? id,
    scenario: (id) => scenarioTitles.get(id) ?? id,
  };
}

export function grantItem(base: GrantBase, grant: Grant, words: GrantWords): GrantItem {
  const { id, dataset, scenario, applicantUnit, ownerUnit, status, asked, given, renewal } = grant;
  const due = dueOf(grant);
  const left = due === undefined ? undefined : daysLeft(base, due);
  return {
    id, dataset, scenario, status,
    datasetTitle: words.dataset(dataset),
    scenarioTitle: words.scenario(scenario),
    applicant: { id: applicantUnit, name: words.unit(applicantUnit) },
    owner: { id: ownerUnit, name: words.unit(ownerUnit) },
    purpose: asked.purpose,
    from: (given ?? asked).from,
    until: (given ?? asked).until,
    overdue: isOverdue(grant, base.now()),
    ...(due === undefined ? {} : { due }),
    ...(left === undefined ? {} : { daysLeft: left }),
    ...(renewal ? { renewal: { ...renewal } } : {}),
  };
}

export type GrantList = 'mine' | 'inbox' | 'all';

function isListed(base: GrantBase, grant: Grant, list: GrantList, user: User): boolean {
  if (list === 'inbox') return waitsFor(base, grant, user);
  const parties = partiesOf(base, grant, user);
  return list === 'all' ? parties.has('owner') || parties.has('platform') : parties.has('applicant') || (parties.size === 0 && maySeeGrant(base, grant, user));
}

/** Grants a person asked for, those that wait for them, or all they may see: what is late first, then by deadline, then newest. */
export async function listGrants(base: GrantBase, list: GrantList, user: User, locale: Locale): Promise<GrantItem[]> {
  const words = await grantWords(base, locale);
  const found = base.sharing.grants().filter((grant) => isListed(base, grant, list, user));
  const order = (grant: Grant): string => dueOf(grant) ?? '9999';
  return found.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.id < b.id ? 1 : -1)).map((grant) => grantItem(base, grant, words));
}

/** Columns the scenario as it is now reads of the dataset. */
function usedFields(scenario: JsonObject | undefined, dataset: string): ReadonlySet<string> {
  const datasets = scenario?.['datasets'];
  const entries = typeof datasets === 'object' && datasets !== null ? Object.values(datasets) : [];
  return new Set(entries.flatMap((entry: unknown) => {
    const use = entry as { readonly use?: unknown; readonly fields?: unknown };
    return use.use === dataset && Array.isArray(use.fields) ? use.fields.map(String) : [];
  }));
}

function fieldViews(definition: DatasetDefinition | null): GrantView['fields'] {
  return (definition?.fields ?? []).map(({ id, title, sharing, level, personal, mask }) => ({ id, title: title ?? id, personal: personal ?? false, ...(sharing ? { sharing } : {}), ...(level ? { level } : {}), ...(mask ? { mask } : {}) }));
}

/** How many of the last thousand entries of the record are uses of the grant. */
async function readsOf(base: GrantBase, id: string): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const found = await base.store.audit.list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    count += found.items.filter(({ action, details }) => action === 'data.disclose' && details?.['grant'] === id).length;
    cursor = found.next;
    if (cursor === undefined) break;
  }
  return count;
}

export async function grantView(base: GrantBase, document: StoredDocument<Grant>, reader: { readonly user: User; readonly locale: Locale }, settings: SharingSettings): Promise<GrantView> {
  const { body: grant, version } = document;
  const [words, names, definition, scenario, reads] = await Promise.all([
    grantWords(base, reader.locale), actorNames(base), base.store.datasets.get(grant.dataset), base.store.documents.get<JsonObject>(SCENARIO, grant.scenario), readsOf(base, grant.id),
  ]);
  const used = usedFields(scenario?.body, grant.dataset);
  const limit = limitOf(grant, settings);
  const waits = waitsOf(base, grant);
  return {
    item: grantItem(base, grant, words),
    asked: grant.asked,
    ...(grant.given ? { given: grant.given } : {}),
    surplus: grant.asked.fields.map(({ id }) => id).filter((id) => !used.has(id)),
    fields: fieldViews(definition),
    actions: [...actionsFor(base, grant, reader.user)],
    ...(limit ? { limit } : {}),
    ...(waits ? { waits } : {}),
    events: grant.events.map(readEvent).map((event) => ({ ...event, byName: names.get(event.by) ?? event.by })),
    reads,
    version,
  };
}
