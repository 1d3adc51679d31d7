import type { Locale } from '../../../runtime/schema/text.ts';
import type { DesignNotice } from '../../api/versions.ts';
import { newId } from '../context.ts';
import type { Base } from '../context.ts';
import { datasetNamed } from '../dataset-named.ts';
import { SCENARIO } from '../drafts.ts';
import { mayWith, type PolicyBase } from '../policy/policy.ts';
import type { User } from '../../api/account.ts';
import { textOf } from '../texts.ts';
import { personRef } from './people-names.ts';
import { changeDocument } from './retry.ts';

const KIND = 'design-notice';
/** Older ones go: what is asked of somebody is also on the page of the scenario itself. */
const MOST = 100;
const EXCERPT = 200;

interface Told {
  readonly id: string;
  readonly what: DesignNotice['what'];
  /** One of the two. */
  readonly scenario?: string;
  readonly dataset?: string;
  readonly at: string;
  readonly by: string;
  readonly node?: string;
  readonly text: string;
  readonly readAt?: string;
}

interface Body {
  readonly items: readonly Told[];
}

/** Tells people in the designer; whoever did it is not told. */
export async function tellDesigners(base: Base, to: readonly string[], told: Omit<Told, 'id' | 'at' | 'readAt'>): Promise<void> {
  const notice: Told = { ...told, text: told.text.slice(0, EXCERPT), id: newId(base.now()), at: base.now().toISOString() };
  for (const user of new Set(to)) {
    if (user === told.by || user === 'system') continue;
    await changeDocument<Body>(base, { kind: KIND, id: user, by: told.by }, (old) => ({ items: [notice, ...(old?.items ?? [])].slice(0, MOST) }));
  }
}

async function titleOf(base: Base, { scenario, dataset }: Told, locale: Locale): Promise<string> {
  if (scenario === undefined) return datasetNamed(base, dataset ?? '', locale);
  const draft = (await base.store.documents.get<{ readonly title?: unknown; readonly texts?: unknown }>(SCENARIO, scenario))?.body;
  return draft ? textOf(draft, draft.title, locale) || scenario : scenario;
}

/** Newest first; about what the reader may still see. */
export async function listDesignNotices(base: Base & PolicyBase, reader: User, locale: Locale): Promise<DesignNotice[]> {
  const found = (await base.store.documents.get<Body>(KIND, reader.id))?.body.items ?? [];
  const seen = found.filter(({ scenario, dataset }) => (scenario === undefined ? dataset !== undefined && mayWith(base, reader, 'dataset.view', 'dataset', dataset) : mayWith(base, reader, 'scenario.view', 'scenario', scenario)));
  const titles = new Map<string, Promise<string>>();
  const subjectOf = ({ scenario, dataset }: Pick<Told, 'scenario' | 'dataset'>): string => `${scenario ?? ''} ${dataset ?? ''}`;
  for (const told of seen) if (!titles.has(subjectOf(told))) titles.set(subjectOf(told), titleOf(base, told, locale));
  return Promise.all(seen.map(async ({ by, ...told }) => ({ ...told, title: (await titles.get(subjectOf(told))) ?? '', by: personRef(base, by) })));
}

export async function readDesignNotices(base: Base, reader: User, ids: readonly string[]): Promise<void> {
  const at = base.now().toISOString();
  if (!(await base.store.documents.get(KIND, reader.id))) return;
  await changeDocument<Body>(base, { kind: KIND, id: reader.id, by: reader.id }, (old) => ({ items: (old?.items ?? []).map((item) => (ids.includes(item.id) && item.readAt === undefined ? { ...item, readAt: at } : item)) }));
}
