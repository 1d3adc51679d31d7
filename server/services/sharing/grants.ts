import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { User } from '../../api/account.ts';
import type { GrantAction, GrantAsked, GrantGiven } from '../../api/sharing.ts';
import { fail, isCoded } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit, newId } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { getDraft } from '../drafts.ts';
import { house, mayInside, mayOn, type PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { refuseAsked } from './asked.ts';
import { unitsOf } from './browsing.ts';
import { tellOfGrant } from './grant-notices.ts';
import { actionsOf, GRANT, type Grant, type Party } from './grant.ts';
import { moveGrant, refuseParty, settleGrant, type GrantStep } from './moves.ts';
import { barOf, type Bar } from './separate.ts';
import { dueAfter, readSettings, type DeadlineBase } from './settings.ts';
import type { SharingShelf } from './shelf.ts';

export interface GrantBase extends DeadlineBase, PolicyBase {
  readonly sharing: SharingShelf;
}

/** As whom a person acts on a grant. */
export function partiesOf(base: PolicyBase, grant: Pick<Grant, 'applicantUnit' | 'createdBy' | 'dataset' | 'ownerUnit'>, user: User): ReadonlySet<Party> {
  const units = unitsOf(user);
  const parties = new Set<Party>();
  if (grant.createdBy === user.id || units.includes(grant.applicantUnit)) parties.add('applicant');
  if (mayOn(user, 'house.manage', house(base))) parties.add('platform');
  // For the owner decides who manages its data, and nobody on what they asked for themselves.
  if (grant.createdBy !== user.id && mayInside(base, user, 'dataset.edit', 'dataset', grant.dataset)) parties.add('owner');
  return parties;
}

const barFor = (base: PolicyBase, grant: Grant, action: GrantAction, user: User): Bar | undefined => barOf(grant, action, { id: user.id, units: unitsOf(base.people.find(user.id) ?? user) });

/** What a person may do with a grant now. */
export function actionsFor(base: PolicyBase, grant: Grant, user: User): readonly GrantAction[] {
  return actionsOf(grant, partiesOf(base, grant, user)).filter((action) => barFor(base, grant, action, user) === undefined);
}

/** @throws SCN_API_NOT_FOUND also for whoever has no part in it */
export async function demandGrant(base: GrantBase, id: string, user: User): Promise<StoredDocument<Grant>> {
  const found = await base.store.documents.get<Grant>(GRANT, id);
  if (!found || partiesOf(base, found.body, user).size === 0) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

async function keep(base: GrantBase, grant: Grant, expectedVersion: number, by: string): Promise<StoredDocument<Grant>> {
  const saved = await base.store.documents.put<Grant>(GRANT, grant.id, grant, { expectedVersion, by });
  await base.sharing.reload();
  return saved;
}

const factsOf = ({ id, dataset, scenario, asked, given }: Grant): JsonObject => ({ grant: id, scenario, fields: (given ?? asked).fields.map((field) => field.id), until: (given ?? asked).until, dataset });

/** A draft of an application. @throws SCN_API_NOT_FOUND, SCN_GRANT_NOT_SHARED, SCN_GRANT_UNNEEDED, SCN_GRANT_ASKED */
export async function draftGrant(base: GrantBase, wanted: { readonly dataset: string; readonly scenario: string; readonly asked: GrantAsked }, user: User, locale: Locale): Promise<StoredDocument<Grant>> {
  const { dataset, scenario, asked } = wanted;
  const [definition] = await Promise.all([demandDataset(base, dataset), getDraft(base, scenario)]);
  const ownerUnit = base.sharing.unitOf('dataset', dataset);
  const applicantUnit = base.sharing.unitOf('scenario', scenario);
  if (ownerUnit === ROOT || ownerUnit === applicantUnit) throw fail('SCN_GRANT_UNNEEDED', { dataset, scenario });
  if ((definition.sharing ?? 'restricted') === 'none') throw fail('SCN_GRANT_NOT_SHARED', { dataset, scenario });
  // Only people of its unit apply for a scenario that belongs to one.
  if (applicantUnit !== ROOT && !unitsOf(user).includes(applicantUnit)) throw refuseParty(['applicant']);
  refuseAsked(definition, asked, locale);
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
  refuseAsked(await demandDataset(base, grant.dataset), wanted.asked, locale);
  return keep(base, { ...grant, asked: wanted.asked }, wanted.baseVersion, user.id);
}

/** What is agreed to is no more than what was asked for. */
function refuseGiven(definition: DatasetDefinition, asked: GrantAsked, given: GrantGiven, locale: Locale): void {
  const rank = { counted: 0, masked: 1, whole: 2 };
  const more = given.fields.flatMap((field, index): FieldProblem[] => {
    const wanted = asked.fields.find(({ id }) => id === field.id);
    return wanted && rank[field.as] <= rank[wanted.as] ? [] : [{ path: `/given/fields/${index}`, code: 'more', message: locale === 'en' ? `“${field.id}” was not asked for like this` : `“${field.id}”超出了申请的范围` }];
  });
  const until = given.until > asked.until ? [{ path: '/given/until', code: 'more', message: locale === 'en' ? 'Longer than was asked for' : '比申请的时间长' }] : [];
  refuseAsked(definition, given, locale, [...more, ...until]);
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
  if (wanted.action === 'submit') refuseAsked(definition, grant.asked, locale);
  if (wanted.given) refuseGiven(definition, grant.asked, wanted.given, locale);
  if (wanted.action === 'renew' && (wanted.until ?? '') <= (grant.given?.until ?? '')) throw fail('SCN_GRANT_STATE', { status: grant.status });
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

