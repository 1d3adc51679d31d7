import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { Reviewers, ReviewView } from '../../api/versions.ts';
import { getDraft } from '../drafts.ts';
import { mayWith, subjectOf } from '../policy/policy.ts';
import { textOf } from '../texts.ts';
import { listThreads } from './comments.ts';
import { isNamed, personRef, viewersOf } from './people-names.ts';
import { readRule, ruleFor } from './review-rule.ts';
import { contentOfDraft, lastVerdicts, readReview, standing, type ReviewBase } from './reviews.ts';

const MOST_PEOPLE = 500;

function dutyTitle(scenario: unknown, duty: string, locale: Locale): string {
  const { roles } = scenario as { readonly roles?: Readonly<Record<string, unknown>> };
  return roles && Object.hasOwn(roles, duty) ? textOf(scenario as { readonly texts?: unknown }, roles[duty], locale) || duty : duty;
}

/** Everything about the review of a draft, as one person sees it. @throws SCN_API_NOT_FOUND */
export async function reviewView(base: ReviewBase, scenario: string, reader: User, locale: Locale): Promise<ReviewView> {
  const draft = await getDraft(base, scenario);
  const [rule, own, review, threads] = await Promise.all([ruleFor(base, scenario), readRule(base, `scenario:${scenario}`), readReview(base, scenario), listThreads(base, scenario)]);
  const content = contentOfDraft(base, draft);
  const { approvals, missing } = standing(base, scenario, { rule, review, content, publisher: reader.id });
  const current = lastVerdicts(review, content);
  const older = review.verdicts.filter((entry) => entry.content !== content && !current.some(({ by }) => by === entry.by));
  const shown = [...new Map(older.map((entry) => [entry.by, entry])).values(), ...current];
  const nameOf = (who: string) => {
    const id = who.slice(2);
    if (who.startsWith('r:')) return dutyTitle(draft.body, id, locale);
    return who.startsWith('u:') ? personRef(base, id).name : (base.units.find(id)?.name ?? id);
  };
  return {
    rule: { ...rule, duties: rule.duties.map((duty) => dutyTitle(draft.body, duty, locale)) }, own, content, version: draft.version, threads,
    mayChangeRule: mayWith(base, reader, 'scenario.share', 'scenario', scenario),
    asked: review.asked.map(({ by, ...entry }) => {
      const said = current.filter((one) => { const user = base.people.find(one.by); return user !== undefined && isNamed(user, entry.who); });
      const answered = said.find(({ verdict }) => verdict === 'change')?.verdict ?? said[0]?.verdict;
      return { ...entry, name: nameOf(entry.who), by: personRef(base, by), ...(answered ? { answered } : {}) };
    }),
    verdicts: shown.map((entry) => {
      const user = base.people.find(entry.by);
      return { by: personRef(base, entry.by), at: entry.at, verdict: entry.verdict, note: entry.note, current: entry.content === content, counts: approvals.includes(entry), duties: user ? subjectOf(user).duties.map((duty) => dutyTitle(draft.body, duty, locale)) : [] };
    }),
    missing: { approvals: missing.approvals, duties: missing.duties.map((duty) => dutyTitle(draft.body, duty, locale)), objections: missing.objections.map(({ by }) => personRef(base, by)) },
    mine: review.asked.some(({ who }) => isNamed(reader, who)),
  };
}

/** Who can be asked: whoever may look at the scenario, and the duties they have. @throws SCN_API_NOT_FOUND */
export async function reviewersOf(base: ReviewBase, scenario: string, reader: User, locale: Locale): Promise<Reviewers> {
  const draft = await getDraft(base, scenario);
  const people = viewersOf(base, scenario).filter(({ id }) => id !== reader.id);
  const counts = new Map<string, number>();
  for (const user of people) for (const duty of subjectOf(user).duties) counts.set(duty, (counts.get(duty) ?? 0) + 1);
  return {
    people: people.slice(0, MOST_PEOPLE).map(({ id, name, unit }) => ({ id, name, unit: unit.name })),
    duties: [...counts].map(([id, count]) => ({ id, title: dutyTitle(draft.body, id, locale), people: count })).sort((a, b) => a.title.localeCompare(b.title, 'zh-CN')),
  };
}
