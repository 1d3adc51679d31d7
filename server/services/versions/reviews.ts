import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import type { AskReview, GivenVerdict, ReviewRule } from '../../api/versions.ts';
import type { Release } from '../../api/scenario.ts';
import { fail } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { getDraft } from '../drafts.ts';
import { mayWith, subjectOf, type PolicyBase } from '../policy/policy.ts';
import { hashOf } from '../releases.ts';
import { tellDesigners } from './design-notices.ts';
import { isNamed, viewersOf } from './people-names.ts';
import { changeDocument } from './retry.ts';

export const REVIEW = 'review';
/** Verdicts on older drafts are history; so many are kept. */
const VERDICTS = 100;
const ASKED = 20;

export interface AskedEntry {
  readonly who: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

export interface VerdictEntry {
  readonly by: string;
  readonly at: string;
  readonly verdict: 'approve' | 'change';
  readonly note: string;
  readonly content: string;
}

export interface Review {
  readonly asked: readonly AskedEntry[];
  readonly verdicts: readonly VerdictEntry[];
}

export type ReviewBase = Base & PolicyBase;

/** Names what a verdict is about: moving cards and writing notes on the canvas is no change. */
export function contentOf(scenario: JsonObject): string {
  const { layout: _layout, annotations: _annotations, ...content } = scenario;
  return hashOf(content).slice(0, 32);
}

/** Of drafts that were asked about lately: pages ask again and again, and a large draft takes a while to name. */
const named = new WeakMap<Base['store'], Map<string, { readonly version: number; readonly at: string; readonly content: string }>>();
const NAMED = 50;

/** `contentOf` a draft, worked out once for each of its versions. */
export function contentOfDraft({ store }: Base, { id, version, updatedAt, body }: StoredDocument<JsonObject>): string {
  const book = named.get(store) ?? new Map<string, { readonly version: number; readonly at: string; readonly content: string }>();
  named.set(store, book);
  const known = book.get(id);
  const content = known?.version === version && known.at === updatedAt ? known.content : contentOf(body);
  book.delete(id);
  book.set(id, { version, at: updatedAt, content });
  const [oldest] = book.keys();
  if (book.size > NAMED && oldest !== undefined) book.delete(oldest);
  return content;
}

export async function readReview(base: Base, scenario: string): Promise<Review> {
  return (await base.store.documents.get<Review>(REVIEW, scenario))?.body ?? { asked: [], verdicts: [] };
}

/** The last word of each person about one content, oldest first. */
export function lastVerdicts({ verdicts }: Review, content: string): readonly VerdictEntry[] {
  const last = new Map<string, VerdictEntry>();
  for (const entry of verdicts) {
    if (entry.content !== content) continue;
    last.delete(entry.by);
    last.set(entry.by, entry);
  }
  return [...last.values()];
}

export interface Standing {
  readonly approvals: readonly VerdictEntry[];
  readonly missing: { readonly approvals: number; readonly duties: readonly string[]; readonly objections: readonly VerdictEntry[] };
}

/** How a content stands against the rule, for somebody who would publish it: their own word does not count. */
export function standing(base: ReviewBase, scenario: string, { rule, review, content, publisher }: { readonly rule: ReviewRule; readonly review: Review; readonly content: string; readonly publisher: string }): Standing {
  const said = lastVerdicts(review, content).flatMap((entry) => {
    const user = base.people.find(entry.by);
    return user && !user.disabled && user.id !== publisher && mayWith(base, user, 'scenario.view', 'scenario', scenario) ? [{ entry, user }] : [];
  });
  const approving = said.filter(({ entry }) => entry.verdict === 'approve');
  const duties = rule.duties.filter((duty) => !approving.some(({ user }) => subjectOf(user).duties.includes(duty)));
  const objections = rule.approvals === 0 ? [] : said.filter(({ entry }) => entry.verdict === 'change').map(({ entry }) => entry);
  return { approvals: approving.map(({ entry }) => entry), missing: { approvals: Math.max(0, rule.approvals - approving.length), duties, objections } };
}

/** Asks people, or everybody with a duty, to look at the draft; asking again reminds. @throws SCN_REVIEW_WHO, SCN_REVIEW_MANY */
export async function askReview(base: ReviewBase, scenario: string, { who, note }: AskReview, by: string): Promise<void> {
  await getDraft(base, scenario);
  const viewers = viewersOf(base, scenario);
  const meant = new Map(who.map((name) => [name, viewers.filter((user) => isNamed(user, name))] as const));
  for (const [name, people] of meant) if (people.filter(({ id }) => id !== by).length === 0) throw fail('SCN_REVIEW_WHO', { who: base.people.find(name.slice(2))?.name ?? name.slice(2) });
  const at = base.now().toISOString();
  await changeDocument<Review>(base, { kind: REVIEW, id: scenario, by }, (old) => {
    const asked = [...(old?.asked ?? []).filter((entry) => !who.includes(entry.who)), ...who.map((name) => ({ who: name, by, at, note: note.trim() }))];
    if (asked.length > ASKED) throw fail('SCN_REVIEW_MANY', { limit: ASKED });
    return { asked, verdicts: old?.verdicts ?? [] };
  });
  await audit(base, by, 'review.ask', scenario, { who: [...who] });
  await tellDesigners(base, [...meant.values()].flat().map(({ id }) => id), { what: 'asked', scenario, by, text: note.trim() });
}

/** @throws SCN_API_NOT_FOUND */
export async function unaskReview(base: ReviewBase, scenario: string, who: string, by: string): Promise<void> {
  if (!(await readReview(base, scenario)).asked.some((entry) => entry.who === who)) throw fail('SCN_API_NOT_FOUND', { what: who });
  await changeDocument<Review>(base, { kind: REVIEW, id: scenario, by }, (old) => ({ asked: (old?.asked ?? []).filter((entry) => entry.who !== who), verdicts: old?.verdicts ?? [] }));
  await audit(base, by, 'review.unask', scenario, { who });
}

/** The word of somebody who was asked, on the draft they looked at. @throws SCN_REVIEW_NOT_ASKED, SCN_REVIEW_MOVED, SCN_REVIEW_REASON */
export async function giveVerdict(base: ReviewBase, scenario: string, given: GivenVerdict, user: User): Promise<void> {
  const draft = await getDraft(base, scenario);
  const review = await readReview(base, scenario);
  const asking = review.asked.filter(({ who }) => isNamed(user, who));
  if (asking.length === 0) throw fail('SCN_REVIEW_NOT_ASKED');
  if (contentOfDraft(base, draft) !== given.content) throw fail('SCN_REVIEW_MOVED', { by: base.people.find(draft.updatedBy)?.name ?? draft.updatedBy, at: draft.updatedAt });
  const note = given.note.trim();
  if (given.verdict === 'change' && note === '') throw fail('SCN_REVIEW_REASON');
  const entry: VerdictEntry = { by: user.id, at: base.now().toISOString(), verdict: given.verdict, note, content: given.content };
  await changeDocument<Review>(base, { kind: REVIEW, id: scenario, by: user.id }, (old) => ({ asked: old?.asked ?? [], verdicts: [...(old?.verdicts ?? []), entry].slice(-VERDICTS) }));
  await audit(base, user.id, `review.${given.verdict}`, scenario, { version: draft.version });
  await tellDesigners(base, [...asking.map(({ by }) => by), draft.updatedBy], { what: given.verdict === 'approve' ? 'approved' : 'change', scenario, by: user.id, text: note });
}

/** After a release nobody who was asked before it is asked any more; what was said stays. */
export async function endReview(base: ReviewBase, { scenario, publishedAt, publishedBy }: Release): Promise<void> {
  const isLater = ({ at }: AskedEntry): boolean => at > publishedAt;
  if ((await readReview(base, scenario)).asked.every(isLater)) return;
  await changeDocument<Review>(base, { kind: REVIEW, id: scenario, by: publishedBy }, (old) => ({ asked: (old?.asked ?? []).filter(isLater), verdicts: old?.verdicts ?? [] }));
}
