import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import type { Base } from '../context.ts';
import { SCENARIO } from '../drafts.ts';
import { postsOf } from '../people.ts';
import type { LiveReleases } from '../releases.ts';
import { textOf } from '../texts.ts';
import { house, mayOn, mayWith } from './policy.ts';
import type { PolicyBase } from './policy.ts';

export interface DutyBase extends Base, PolicyBase {
  readonly live: LiveReleases;
}

/** As much of a draft as is read here; it may be malformed. */
export interface DraftBody {
  readonly title?: unknown;
  readonly roles?: unknown;
  readonly texts?: unknown;
}

export interface OfferedDuty {
  readonly title: string;
  /** Titles of the scenarios that ask for it. */
  readonly apps: string[];
}

/** What is no record has no entries. */
const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

/** Drafts that somebody may see. */
export async function visibleDrafts(base: DutyBase, reader: User): Promise<readonly DraftBody[]> {
  return (await base.store.documents.list<DraftBody>(SCENARIO)).filter(({ id }) => mayWith(base, reader, 'scenario.view', 'scenario', id)).map(({ body }) => body);
}

/** A duty opens every scenario that asks for it: it is given only by who may see all of them that are live. A draft of one's own that names it opens nothing. */
function isHidden(base: DutyBase, reader: User): (duty: string) => boolean {
  const hidden = new Set(base.live.all().flatMap(({ scenario }) => (mayWith(base, reader, 'scenario.view', 'scenario', scenario.id) ? [] : Object.keys(scenario.roles))));
  return (duty) => hidden.has(duty);
}

/** Duties somebody may give: those that scenarios they may see ask for, and none that they may not see. */
export function dutiesOf(base: DutyBase, drafts: readonly DraftBody[], reader: User, locale: Locale): ReadonlyMap<string, OfferedDuty> {
  const duties = new Map<string, OfferedDuty>();
  const hidden = isHidden(base, reader);
  for (const draft of drafts) {
    for (const [id, title] of entriesOf(draft.roles)) {
      if (hidden(id)) continue;
      const known = duties.get(id) ?? { title: textOf(draft, title, locale) || id, apps: [] };
      known.apps.push(textOf(draft, draft.title, locale));
      duties.set(id, known);
    }
  }
  return duties;
}

/**
 * Nobody but who manages the people of the whole house gives a duty they are not offered; what the person has already stays.
 * @throws SCN_AUTH_DUTY
 */
export async function demandDuties(base: DutyBase, by: User, given: readonly string[], before: User | undefined): Promise<void> {
  const held = new Set(before ? postsOf(before).flatMap(({ duties }) => duties) : []);
  const added = given.filter((duty) => !held.has(duty));
  if (added.length === 0 || mayOn(by, 'person.manage', house(base))) return;
  const offered = dutiesOf(base, await visibleDrafts(base, by), by, by.locale ?? 'zh-CN');
  const refused = [...new Set(added)].filter((duty) => !offered.has(duty));
  if (refused.length > 0) throw fail('SCN_AUTH_DUTY', { duties: refused.slice(0, 10).join('、') });
}
