import type { CaseFile } from '../../../runtime/schema/case.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { CaseRunAnswer } from '../../api/scenario.ts';
import { fail, isCoded } from '../../errors.ts';
import { writeCaseSummary } from '../case-summary.ts';
import { runCaseFile } from '../cases.ts';
import { checkDocument } from '../check.ts';
import type { CheckBase } from '../check.ts';
import { demandConnections } from '../connection-units.ts';
import { getCases, getDraft } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { demandHouseData } from '../sharing/house-data.ts';
import { freezeRelease, getRelease, refuseUnfit, releaseOfAttempt, type LiveRelease, type LiveReleases } from '../releases.ts';
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
  readonly attempt?: string;
}

/** The gate and what is behind it: no errors, every case passing, no connection of another unit, reviewed as the rules demand. @throws SCN_CONNECTION_UNIT, SCN_GRANT_HOUSE, SCN_API_NOT_PUBLISHABLE, SCN_REVIEW_NEEDED */
export async function publishContent(base: PublishBase, id: string, content: Content, by: string): Promise<LiveRelease> {
  const { diagnostics } = await checkDocument(base, content.scenario);
  const broken = diagnostics.some((found) => found.severity === 'error');
  const cases = broken ? NO_CASES : await runCaseFile(base, content.scenario, content.cases);
  refuseUnfit({ diagnostics, cases });
  await demandConnections(base, id, content.scenario);
  demandHouseData(base, base.people.find(by), id, content.scenario);
  const approvedBy = await demandReview(base, id, content.scenario, by);
  const { note, scenario, scheduled, attempt } = content;
  const live = await freezeRelease(base, id, { note, scenario, cases, approvedBy, ...(scheduled === undefined ? {} : { scheduled }), ...(attempt === undefined ? {} : { attempt }) }, by);
  await settle(base, live);
  return live;
}

/** What follows from a release that its cases passed; may be done again. */
async function settle(base: PublishBase, { release }: LiveRelease): Promise<void> {
  await endReview(base, release);
  await writeCaseSummary(base, release.scenario, { passed: release.cases?.passed ?? 0, failed: 0, at: release.publishedAt }, release.publishedBy);
}

interface PublishWish {
  readonly note: string;
  readonly baseVersion: number;
  readonly attempt?: string;
}

async function publishDraft(base: PublishBase, id: string, { note, baseVersion, attempt }: PublishWish, by: string): Promise<LiveRelease> {
  const draft = await getDraft(base, id);
  if (draft.version !== baseVersion) throw fail('SCN_STORE_CONFLICT', { version: draft.version, updatedBy: draft.updatedBy, updatedAt: draft.updatedAt });
  return publishContent(base, id, { scenario: draft.body, cases: (await getCases(base, id)).cases, note, ...(attempt === undefined ? {} : { attempt }) }, by);
}

/** What this attempt has made already, also what was left undone after it. */
async function madeBefore(base: PublishBase, id: string, by: string, attempt: string): Promise<LiveRelease | undefined> {
  const made = await releaseOfAttempt(base, id, { by, attempt });
  if (made !== undefined) await settle(base, made);
  return made;
}

async function publishOnce(base: PublishBase, id: string, wish: PublishWish & { readonly attempt: string }, by: string): Promise<LiveRelease> {
  const before = await madeBefore(base, id, by, wish.attempt);
  if (before !== undefined) return before;
  try {
    return await publishDraft(base, id, wish, by);
  } catch (error) {
    // Another server may have been asked first.
    const made = isCoded(error, 'SCN_STORE_CONFLICT') ? await madeBefore(base, id, by, wish.attempt) : undefined;
    if (made !== undefined) return made;
    throw error;
  }
}

const underWay = new WeakMap<LiveReleases, Map<string, Promise<LiveRelease>>>();

/** Publishes the draft somebody looked at; asked again with the same `attempt`, because an answer was lost, it gives what that made. @throws SCN_STORE_CONFLICT, SCN_API_NOT_PUBLISHABLE, SCN_REVIEW_NEEDED */
export async function publishNow(base: PublishBase, id: string, wish: PublishWish, by: string): Promise<LiveRelease> {
  const { attempt } = wish;
  if (attempt === undefined) return publishDraft(base, id, wish, by);
  const running = underWay.get(base.live) ?? new Map<string, Promise<LiveRelease>>();
  underWay.set(base.live, running);
  const key = JSON.stringify([id, by, attempt]);
  const joined = running.get(key);
  if (joined !== undefined) return joined;
  const work = publishOnce(base, id, { ...wish, attempt }, by);
  running.set(key, work);
  try {
    return await work;
  } finally {
    running.delete(key);
  }
}

/** Makes an older release the live one again, as a new release: numbers only grow, and runs keep the release they began with. @throws SCN_API_NOT_FOUND, SCN_ROLLBACK_LIVE, SCN_CONNECTION_UNIT, SCN_GRANT_HOUSE, SCN_API_NOT_PUBLISHABLE */
export async function rollBack(base: PublishBase, id: string, wanted: { readonly release: string; readonly reason: string }, by: string): Promise<LiveRelease> {
  const { release, scenario } = await getRelease(base, wanted.release);
  if (release.scenario !== id) throw fail('SCN_API_NOT_FOUND', { what: wanted.release });
  if (release.current) throw fail('SCN_ROLLBACK_LIVE', { number: release.number });
  const content = scenario as unknown as JsonObject;
  const { diagnostics } = await checkDocument(base, content);
  // What it needs may be gone since, such as a plugin or a shared dataset.
  refuseUnfit({ diagnostics, cases: NO_CASES });
  await demandConnections(base, id, scenario);
  demandHouseData(base, base.people.find(by), id, content);
  const before = base.live.get(id)?.release.publishedBy;
  const live = await freezeRelease(base, id, { note: wanted.reason.trim(), scenario: content, restores: release.number }, by);
  await tellDesigners(base, [release.publishedBy, ...(before === undefined ? [] : [before])], { what: 'rolled-back', scenario: id, by, text: wanted.reason.trim() });
  return live;
}
