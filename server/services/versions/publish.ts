import type { CaseFile } from '../../../runtime/schema/case.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { CaseRunAnswer } from '../../api/scenario.ts';
import { fail } from '../../errors.ts';
import { writeCaseSummary } from '../case-summary.ts';
import { runCaseFile } from '../cases.ts';
import { checkDocument } from '../check.ts';
import type { CheckBase } from '../check.ts';
import { getCases, getDraft } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { freezeRelease, getRelease, hashOf, refuseUnfit, type LiveRelease, type LiveReleases } from '../releases.ts';
import { tellDesigners } from './design-notices.ts';
import { ruleFor } from './review-rule.ts';
import { contentOf, endReview, readReview, standing } from './reviews.ts';

export type PublishBase = CheckBase & PolicyBase & { readonly live: LiveReleases };

const NO_CASES: CaseRunAnswer = { passed: 0, failed: 0, results: [] };

/** @throws SCN_REVIEW_NEEDED when the rule of the scenario or of a unit above it is not met */
async function demandReview(base: PublishBase, id: string, scenario: JsonObject, publisher: string): Promise<readonly { readonly by: string; readonly at: string }[]> {
  const [rule, review] = await Promise.all([ruleFor(base, id), readReview(base, id)]);
  const { approvals, missing } = standing(base, id, { rule, review, content: contentOf(scenario), publisher });
  if (missing.approvals > 0 || missing.duties.length > 0 || missing.objections.length > 0) {
    throw fail('SCN_REVIEW_NEEDED', { needed: rule.approvals, given: approvals.length, duties: [...missing.duties], objections: missing.objections.map(({ by }) => base.people.find(by)?.name ?? by) });
  }
  return approvals.map(({ by, at }) => ({ by, at }));
}

export interface Content {
  readonly scenario: JsonObject;
  readonly cases: CaseFile;
  readonly note: string;
  /** The planned publication this is done for. */
  readonly scheduled?: string;
}

/** The gate and what is behind it: no errors, every case passing, reviewed as the rules demand. @throws SCN_API_NOT_PUBLISHABLE, SCN_REVIEW_NEEDED */
export async function publishContent(base: PublishBase, id: string, content: Content, by: string): Promise<LiveRelease> {
  const { diagnostics } = await checkDocument(base, content.scenario);
  const broken = diagnostics.some((found) => found.severity === 'error');
  const cases = broken ? NO_CASES : await runCaseFile(base, content.scenario, content.cases);
  refuseUnfit({ diagnostics, cases });
  const approvedBy = await demandReview(base, id, content.scenario, by);
  const live = await freezeRelease(base, id, { note: content.note, scenario: content.scenario, cases, approvedBy, ...(content.scheduled === undefined ? {} : { scheduled: content.scheduled }) }, by);
  await endReview(base, id, by);
  await writeCaseSummary(base, id, { passed: cases.passed, failed: cases.failed, at: base.now().toISOString() }, by);
  return live;
}

/** Publishes the draft somebody looked at; `again` when the answer to the same request was lost, and then what that one made is the answer. @throws SCN_STORE_CONFLICT, SCN_API_NOT_PUBLISHABLE, SCN_REVIEW_NEEDED */
export async function publishNow(base: PublishBase, id: string, wanted: { readonly note: string; readonly baseVersion: number; readonly again?: boolean }, by: string): Promise<LiveRelease> {
  const draft = await getDraft(base, id);
  if (draft.version !== wanted.baseVersion) throw fail('SCN_STORE_CONFLICT', { version: draft.version, updatedBy: draft.updatedBy, updatedAt: draft.updatedAt });
  const live = base.live.get(id);
  if (wanted.again === true && live?.release.publishedBy === by && live.release.note === wanted.note && live.release.hash === hashOf(draft.body)) return live;
  return publishContent(base, id, { scenario: draft.body, cases: (await getCases(base, id)).cases, note: wanted.note }, by);
}

/** Makes an older release the live one again, as a new release: numbers only grow, and runs keep the release they began with. @throws SCN_API_NOT_FOUND, SCN_ROLLBACK_LIVE, SCN_API_NOT_PUBLISHABLE */
export async function rollBack(base: PublishBase, id: string, wanted: { readonly release: string; readonly reason: string }, by: string): Promise<LiveRelease> {
  const { release, scenario } = await getRelease(base, wanted.release);
  if (release.scenario !== id) throw fail('SCN_API_NOT_FOUND', { what: wanted.release });
  if (release.current) throw fail('SCN_ROLLBACK_LIVE', { number: release.number });
  const content = scenario as unknown as JsonObject;
  const { diagnostics } = await checkDocument(base, content);
  // What it needs may be gone since, such as a plugin or a shared dataset.
  refuseUnfit({ diagnostics, cases: NO_CASES });
  const before = base.live.get(id)?.release.publishedBy;
  const live = await freezeRelease(base, id, { note: wanted.reason.trim(), scenario: content, restores: release.number }, by);
  await tellDesigners(base, [release.publishedBy, ...(before === undefined ? [] : [before])], { what: 'rolled-back', scenario: id, by, text: wanted.reason.trim() });
  return live;
}
