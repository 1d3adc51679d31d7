import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import type { GrantAsked, GrantGiven } from '../../api/sharing.ts';
import { fail, FieldsError, isCoded } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit, newId } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { getDraft } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { periodProblems, refuseAsked, type Period } from './asked.ts';
import { tellOfGrant } from './grant-notices.ts';
import { GRANT, type Grant } from './grant.ts';
import { moveGrant, refuseParty, settleGrant, type GrantStep } from './moves.ts';
import { barFor, mayApply, maySeeGrant, partiesOf } from './parties.ts';
import { dueAfter, readSettings, todayOf, type DeadlineBase } from './settings.ts';
import type { SharingShelf } from './shelf.ts';

export interface GrantBase extends DeadlineBase, PolicyBase {
  readonly sharing: SharingShelf;
}

/** @throws SCN_API_NOT_FOUND also for whoever has no part in it */
export async function demandGrant(base: GrantBase, id: string, user: User): Promise<StoredDocument<Grant>> {
  const found = await base.store.documents.get<Grant>(GRANT, id);
  if (!found || !maySeeGrant(base, found.body, user)) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

async function keep(base: GrantBase, grant: Grant, expectedVersion: number, by: string): Promise<StoredDocument<Grant>> {
  const saved = await base.store.documents.put<Grant>(GRANT, grant.id, grant, { expectedVersion, by });
  await base.sharing.reload();
  return saved;
}

const factsOf = ({ id, dataset, scenario, asked, given }: Grant): JsonObject => ({ grant: id, scenario, fields: (given ?? asked).fields.map((field) => field.id), until: (given ?? asked).until, dataset });

/** What the days of an application are held against. */
async function periodOf(base: GrantBase): Promise<Period> {
  return { today: todayOf(base), longest: (await readSettings(base)).longestGrant };
}

/** A draft of an application. @throws SCN_API_NOT_FOUND, SCN_GRANT_NOT_SHARED, SCN_GRANT_UNNEEDED, SCN_GRANT_ASKED */
export async function draftGrant(base: GrantBase, wanted: { readonly dataset: string; readonly scenario: string; readonly asked: GrantAsked }, user: User, locale: Locale): Promise<StoredDocument<Grant>> {
  const { dataset, scenario, asked } = wanted;
  const [definition] = await Promise.all([demandDataset(base, dataset), getDraft(base, scenario)]);
  const ownerUnit = base.sharing.unitOf('dataset', dataset);
  const applicantUnit = base.sharing.unitOf('scenario', scenario);
  if (ownerUnit === ROOT || ownerUnit === applicantUnit) throw fail('SCN_GRANT_UNNEEDED', { dataset, scenario });
  if ((definition.sharing ?? 'restricted') === 'none') throw fail('SCN_GRANT_NOT_SHARED', { dataset, scenario });
  if (!mayApply(base, user, { scenario, unit: applicantUnit })) throw refuseParty(['applicant']);
  refuseAsked(definition, asked, await periodOf(base), { locale });
  const at = base.now().toISOString();
  const grant: Grant = { id: newId(base.now()), dataset, scenario, applicantUnit, ownerUnit, createdBy: user.id, status: 'draft', asked, events: [{ at, by: user.id, action: 'create' }] };
  const saved = await keep(base, grant, 0, user.id);
  await audit(base, user.id, 'grant.create', dataset, factsOf(grant));
  return saved;
}

/** @throws SCN_STORE_CONFLICT, SCN_GRANT_STATE, SCN_GRANT_PARTY, SCN_GRANT_ASKED */
export async function changeAsked(base: GrantBase, id: string, wanted: { readonly asked: GrantAsked; readonly baseVersion: number }, user: User, locale: Locale): Promise<StoredDocument<Grant>> {
  const { body: grant } = await demandGrant(base, id, user);
  if (!partiesOf(base, grant, user).has('applicant')) throw refuseParty(['applicant']);
  if (grant.status !== 'draft' && grant.status !== 'returned') throw fail('SCN_GRANT_STATE', { status: grant.status });
  refuseAsked(await demandDataset(base, grant.dataset), wanted.asked, await periodOf(base), { locale });
  return keep(base, { ...grant, asked: wanted.asked }, wanted.baseVersion, user.id);
}

/** What is agreed to is no more than what was asked for. */
function refuseGiven(definition: DatasetDefinition, { asked, given, period }: { readonly asked: GrantAsked; readonly given: GrantGiven; readonly period: Period }, locale: Locale): void {
  const rank = { counted: 0, masked: 1, whole: 2 };
  const more = given.fields.flatMap((field, index): FieldProblem[] => {
    const wanted = asked.fields.find(({ id }) => id === field.id);
    return wanted && rank[field.as] <= rank[wanted.as] ? [] : [{ path: `/given/fields/${index}`, code: 'more', message: locale === 'en' ? `“${field.id}” was not asked for like this` : `“${field.id}”超出了申请的范围` }];
  });
  const until = given.until > asked.until ? [{ path: '/given/until', code: 'more', message: locale === 'en' ? 'Longer than was asked for' : '比申请的时间长' }] : [];
  refuseAsked(definition, given, period, { locale, at: '/given', more: [...more, ...until] });
}

/** A renewal goes beyond what there is, and is counted from its end. */
function refuseRenewal(grant: Grant, until: string, period: Period, locale: Locale): void {
  const before = grant.given?.until ?? '';
  const path = '/until';
  const longer = until > before ? [] : [{ path, code: 'order', message: locale === 'en' ? `It holds until ${before} as it is: choose a later day` : `现在就到 ${before}，请选更晚的日期` }];
  const problems = longer.length > 0 ? longer : periodProblems({ from: before < period.today ? period.today : before, until }, period, { path, locale });
  if (problems.length > 0) throw new FieldsError('SCN_GRANT_ASKED', problems);
}

/** One of an older grant of the same scene and dataset goes out of force when a newer one comes into it. */
async function supersede(base: GrantBase, grant: Grant, by: string): Promise<void> {
  for (const old of base.sharing.grants()) {
    if (old.id === grant.id || old.status !== 'in-force' || old.dataset !== grant.dataset || old.scenario !== grant.scenario) continue;
    const document = await base.store.documents.get<Grant>(GRANT, old.id);
    if (!document) continue;
    const ended: Grant = { ...document.body, status: 'ended', events: [...document.body.events, { at: base.now().toISOString(), by, action: 'supersede', reason: grant.id }] };
    await keep(base, ended, document.version, by);
  }
}

/**
 * One step of the way of a grant.
 * @throws SCN_GRANT_PARTY, SCN_GRANT_STATE, SCN_GRANT_REASON, SCN_GRANT_APPLIED, SCN_GRANT_TWICE, SCN_GRANT_ASKED, SCN_STORE_CONFLICT
 */
export async function actOnGrant(base: GrantBase, id: string, wanted: GrantStep, user: User, locale: Locale): Promise<StoredDocument<Grant>> {
  const { body: grant } = await demandGrant(base, id, user);
  const [definition, settings] = await Promise.all([demandDataset(base, grant.dataset), readSettings(base)]);
  const period = { today: todayOf(base), longest: settings.longestGrant };
  if (wanted.action === 'submit') refuseAsked(definition, grant.asked, period, { locale });
  if (wanted.given) refuseGiven(definition, { asked: grant.asked, given: wanted.given, period }, locale);
  if (wanted.action === 'renew') refuseRenewal(grant, wanted.until ?? '', period, locale);
  const at = base.now().toISOString();
  const moved = moveGrant(grant, wanted, { by: user.id, at, parties: partiesOf(base, grant, user), settings, dueAfter: (days) => dueAfter(base, at, days) });
  const bar = barFor(base, grant, wanted.action, user);
  if (bar) throw fail(bar === 'applied' ? 'SCN_GRANT_APPLIED' : 'SCN_GRANT_TWICE', { scenario: grant.scenario });
  const saved = await keep(base, moved, wanted.baseVersion, user.id);
  await audit(base, user.id, `grant.${wanted.action}`, grant.dataset, { ...factsOf(moved), ...(wanted.reason ? { reason: wanted.reason } : {}), ...(wanted.objection === undefined ? {} : { objection: wanted.objection }) });
  await tellOfGrant(base, moved, (one) => partiesOf(base, moved, one));
  if (moved.status === 'in-force' && grant.status !== 'in-force') await supersede(base, moved, user.id);
  return saved;
}

/** What time does to all grants; whoever else did the same first, did it. */
export async function settleGrants(base: GrantBase): Promise<void> {
  for (const grant of base.sharing.grants()) {
    if (!settleGrant(grant, base.now())) continue;
    const document = await base.store.documents.get<Grant>(GRANT, grant.id);
    const settled = document ? settleGrant(document.body, base.now()) : null;
    if (!document || !settled) continue;
    try {
      await keep(base, settled, document.version, 'system');
      await audit(base, 'system', `grant.${settled.events.at(-1)?.action ?? 'settle'}`, grant.dataset, factsOf(settled));
      await tellOfGrant(base, settled, (one) => partiesOf(base, settled, one));
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

