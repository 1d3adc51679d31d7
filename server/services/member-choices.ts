import type { Locale } from '../../runtime/schema/text.ts';
import type { Unit } from '../api/account.ts';
import type { MemberChoices } from '../api/account.ts';
import { listUsers } from './accounts.ts';
import type { Base } from './context.ts';
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

/** What a member can be given, gathered from what is there: duties that scenarios ask for, units that members belong to, attributes of units that formulas read. */
export async function memberChoices(base: Base, locale: Locale): Promise<MemberChoices> {
  const drafts = (await base.store.documents.list<DraftBody>(SCENARIO)).map((document) => document.body);
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
  const units = new Map<string, Unit>();
  for (const user of await listUsers(base)) units.set(user.unit.id, user.unit);
  return {
    duties: [...duties].map(([id, duty]) => ({ id, ...duty })).sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')),
    units: [...units.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    attributes: [...attributes].sort(),
  };
}
