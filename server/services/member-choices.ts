import type { Locale } from '../../runtime/schema/text.ts';
import type { MemberChoices, Unit, User } from '../api/account.ts';
import type { Base } from './context.ts';
import { inUnit, mayOn, mayWith } from './policy/policy.ts';
import type { PolicyBase } from './policy/policy.ts';
import { SCENARIO } from './drafts.ts';
import { textOf } from './texts.ts';

interface DraftBody {
  readonly id?: unknown;
  readonly title?: unknown;
  readonly roles?: unknown;
  readonly texts?: unknown;
}

/** Drafts may be malformed: what is no record has no entries. */
const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

/** What a member can be given, gathered from what the reader may see: duties that scenarios ask for, open units they manage, attributes of units that formulas read. */
export async function memberChoices(base: Base & PolicyBase, reader: User, locale: Locale): Promise<MemberChoices> {
  const drafts = (await base.store.documents.list<DraftBody>(SCENARIO)).filter(({ id }) => mayWith(base, reader, 'scenario.view', 'scenario', id)).map((document) => document.body);
  const duties = new Map<string, { title: string; apps: string[] }>();
  const attributes = new Set<string>();
  for (const draft of drafts) {
    for (const [id, title] of entriesOf(draft.roles)) {
      const known = duties.get(id) ?? { title: textOf(draft, title, locale) || id, apps: [] };
      known.apps.push(textOf(draft, draft.title, locale));
      duties.set(id, known);
    }
    for (const [, name] of JSON.stringify(draft).matchAll(/\buser\.unit\.([\p{L}_][\p{L}\p{N}_]*)/gu)) if (name && name !== 'id' && name !== 'name') attributes.add(name);
  }
  const units = base.units.all().filter(({ id, closedAt }) => closedAt === undefined && mayOn(reader, 'person.manage', inUnit(base, id)));
  return {
    duties: [...duties].map(([id, duty]) => ({ id, ...duty })).sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')),
    units: units.map(({ id, name, attributes }): Unit => ({ id, name, ...(attributes ? { attributes } : {}) })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    attributes: [...attributes].sort(),
  };
}
