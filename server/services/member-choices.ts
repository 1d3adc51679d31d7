import type { Locale } from '../../runtime/schema/text.ts';
import type { MemberChoices, Unit, User } from '../api/account.ts';
import { dutiesOf, visibleDrafts, type DutyBase } from './policy/duty-rules.ts';
import { inUnit, mayOn } from './policy/policy.ts';

/** What a member can be given, gathered from what the reader may see: duties that scenarios ask for, open units they manage, attributes of units that formulas read. */
export async function memberChoices(base: DutyBase, reader: User, locale: Locale): Promise<MemberChoices> {
  const drafts = await visibleDrafts(base, reader);
  const duties = dutiesOf(base, drafts, reader, locale);
  const attributes = new Set<string>();
  for (const draft of drafts) {
    for (const [, name] of JSON.stringify(draft).matchAll(/\buser\.unit\.([\p{L}_][\p{L}\p{N}_]*)/gu)) if (name && name !== 'id' && name !== 'name') attributes.add(name);
  }
  const units = base.units.all().filter(({ id, closedAt }) => closedAt === undefined && mayOn(reader, 'person.manage', inUnit(base, id)));
  return {
    duties: [...duties].map(([id, duty]) => ({ id, ...duty })).sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')),
    units: units.map(({ id, name, attributes }): Unit => ({ id, name, ...(attributes ? { attributes } : {}) })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
    attributes: [...attributes].sort(),
  };
}
