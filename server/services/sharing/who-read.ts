import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { AccessItem } from '../../api/sharing.ts';
import { encodeCursor } from '../../stores/core/sorted-list.ts';
import type { AuditEntry, Page } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { audit } from '../context.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { SCENARIO } from '../drafts.ts';
import type { PeopleShelf } from '../people.ts';
import type { LiveReleases } from '../releases.ts';
import { textOf } from '../texts.ts';

export interface AccessBase extends DisclosureBase {
  readonly live: LiveReleases;
  readonly people: PeopleShelf;
}

const textIn = (details: JsonObject, key: string): string | undefined => (typeof details[key] === 'string' ? details[key] : undefined);

/** Titles that the entries of one page need, each looked up once. */
async function wordsFor(base: AccessBase, entries: readonly AuditEntry[], locale: Locale) {
  const names = await actorNames(base);
  const definitions = new Map<string, DatasetDefinition>();
  for (const id of new Set(entries.map(({ target }) => target))) {
    const found = await base.store.datasets.get(id);
    if (found) definitions.set(id, found);
  }
  const scenarios = new Map<string, JsonObject>();
  for (const id of new Set(entries.flatMap(({ details }) => textIn(details ?? {}, 'scenario') ?? []))) {
    const body = (base.live.get(id)?.scenario as JsonObject | undefined) ?? (await base.store.documents.get<JsonObject>(SCENARIO, id))?.body;
    if (body) scenarios.set(id, body);
  }
  const scenarioText = (id: string, key: 'purpose' | 'title'): string | undefined => {
    const body = scenarios.get(id);
    const text = body?.[key];
    return body && typeof text === 'string' && text !== '' ? textOf(body, text, locale) : undefined;
  };
  return { names, definitions, scenarioText, locale };
}

type Words = Awaited<ReturnType<typeof wordsFor>>;

function itemOf(base: AccessBase, { seq, at, by, target, details = {} }: AuditEntry, { names, definitions, scenarioText, locale }: Words): AccessItem {
  const definition = definitions.get(target);
  const titleOf = (id: string): string => titleIn(definition?.fields.find((field) => field.id === id) ?? { title: id }, locale) ?? id;
  const [scenario, node, run, use, grant] = ['scenario', 'node', 'run', 'use', 'grant'].map((key) => textIn(details, key));
  const fields = Array.isArray(details['fields']) ? details['fields'].map(String) : [];
  const purpose = textIn(details, 'purpose') ?? (scenario === undefined ? undefined : scenarioText(scenario, 'purpose'));
  const unit = base.people.find(by)?.unit.name;
  const title = scenario === undefined ? undefined : scenarioText(scenario, 'title');
  return {
    seq, at, by, byName: names.get(by) ?? by, dataset: target, datasetTitle: definition ? titleIn(definition, locale) : target,
    fields: fields.map((id) => ({ id, title: titleOf(id) })),
    ...(unit ? { unit } : {}), ...(scenario ? { scenario } : {}), ...(title ? { scenarioTitle: title } : {}), ...(purpose ? { purpose } : {}),
    ...(node ? { node } : {}), ...(run ? { run } : {}), ...(use ? { use } : {}), ...(grant ? { grant } : {}),
  };
}

const READS: ReadonlySet<string> = new Set(['data.disclose', 'dataset.read']);

/** Readings of what a mark stands for, newest first. */
export async function readingsOf(base: AccessBase, mark: string, { locale, cursor, limit }: { readonly locale: Locale; readonly cursor?: string; readonly limit: number }): Promise<Page<AccessItem>> {
  const page = await base.store.audit.list({ subject: mark, limit, ...(cursor === undefined ? {} : { cursor }) });
  const entries = page.items.filter(({ action }) => READS.has(action));
  const words = await wordsFor(base, entries, locale);
  return { items: entries.map((entry) => itemOf(base, entry, words)), ...(page.next === undefined ? {} : { next: page.next }) };
}

/** One reading of what a mark stands for, by its number. */
export async function readingAt(base: AccessBase, mark: string, seq: number, locale: Locale): Promise<AccessItem | null> {
  const [entry] = (await base.store.audit.list({ subject: mark, limit: 1, cursor: encodeCursor([seq + 1, '']) })).items;
  if (entry?.seq !== seq || !READS.has(entry.action)) return null;
  return itemOf(base, entry, await wordsFor(base, [entry], locale));
}

/** Who read a person's data and why. That somebody asked is itself on record, with the mark and not the value. */
export async function whoRead(base: AccessBase, subject: string, asked: { readonly by: string; readonly locale: Locale; readonly cursor?: string; readonly limit: number }): Promise<Page<AccessItem>> {
  const mark = base.markSubject(subject);
  if (asked.cursor === undefined) await audit(base, asked.by, 'access.search', mark);
  return readingsOf(base, mark, asked);
}
