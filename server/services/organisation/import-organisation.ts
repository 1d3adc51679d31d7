import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { OrganisationFiles, OrganisationReport } from '../../api/organisation.ts';
import type { NewUnit } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import { changeUser, createUser } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import { audit, newId } from '../context.ts';
import { demandGift, demandPerson } from '../policy/people-rules.ts';
import { demand, inUnit } from '../policy/policy.ts';
import type { DutyBase } from '../policy/duty-rules.ts';
import { newToken } from '../sessions.ts';
import { addUnit, changeUnit } from '../spaces/unit-work.ts';
import { isSame, planOrganisation } from './plan-import.ts';
import type { OrganisationPlan, WantedPerson } from './plan-import.ts';

const KIND = 'organisation-import';
const SHOWN = 500;

export interface OrganisationBase extends Accounts, DutyBase {}

type UnitFacts = Pick<NewUnit, 'name' | 'level' | 'parent'>;
type PersonFacts = Pick<User, 'name' | 'unit' | 'duties' | 'head' | 'spaces'>;

/** What an import changed, so that it can be taken back. */
interface Undo {
  readonly units: readonly { readonly id: string; readonly before?: UnitFacts; readonly after: UnitFacts }[];
  readonly people: readonly { readonly id: string; readonly before?: PersonFacts; readonly after: PersonFacts }[];
  readonly by: string;
}

interface Sorted {
  readonly units: { readonly add: readonly NewUnit[]; readonly change: readonly NewUnit[] };
  readonly people: { readonly add: readonly WantedPerson[]; readonly change: readonly { readonly user: User; readonly wanted: WantedPerson }[] };
}

function sorted(base: OrganisationBase, plan: OrganisationPlan): Sorted {
  const byLogin = new Map(base.people.all().map((user) => [user.login.toLowerCase(), user]));
  const known = plan.people.map((wanted) => ({ wanted, user: byLogin.get(wanted.login.toLowerCase()) }));
  const differs = (wanted: NewUnit) => {
    const node = base.units.find(wanted.id);
    return node !== undefined && (node.name !== wanted.name || node.level !== wanted.level || node.parent !== wanted.parent);
  };
  return {
    units: { add: plan.units.filter(({ id }) => !base.units.find(id)), change: plan.units.filter(differs) },
    people: { add: known.flatMap(({ wanted, user }) => (user ? [] : [wanted])), change: known.flatMap(({ wanted, user }) => (user && !isSame(user, wanted) ? [{ user, wanted }] : [])) },
  };
}

/** Nobody imports what they could not do by hand. @throws SCN_AUTH_FORBIDDEN, SCN_AUTH_DUTY, SCN_API_NOT_FOUND */
async function demandAll(base: OrganisationBase, { units, people }: Sorted, by: User): Promise<void> {
  const fresh = new Set(units.add.map(({ id }) => id));
  const held = (id: string) => (fresh.has(id) ? [] : [id]);
  for (const id of [...units.add, ...units.change].flatMap(({ parent }) => held(parent)).concat(units.change.map(({ id: changed }) => changed))) demand(by, 'unit.manage', inUnit(base, id));
  for (const { wanted, user } of [...people.add.map((added) => ({ wanted: added, user: undefined })), ...people.change]) {
    await demandGift(base, by, { duties: wanted.duties, spaces: wanted.spaces.filter(({ unit }) => !fresh.has(unit)), ...(fresh.has(wanted.unit) ? {} : { unit: { id: wanted.unit } }) }, user);
  }
  for (const { user } of people.change) demandPerson(base, by, user);
}

const reportOf = (plan: OrganisationPlan, work: Sorted, done: boolean): OrganisationReport => ({
  units: { add: work.units.add.length, change: work.units.change.length, same: plan.units.length - work.units.add.length - work.units.change.length },
  people: { add: work.people.add.length, change: work.people.change.length, same: plan.people.length - work.people.add.length - work.people.change.length },
  bad: plan.bad.slice(0, SHOWN),
  badRows: plan.badRows,
  done,
});

const unitFacts = ({ name, level, parent }: UnitFacts): UnitFacts => ({ name, level, parent });
const personFacts = ({ name, unit, duties, head, spaces }: PersonFacts): PersonFacts => ({ name, unit, duties, ...(head === true ? { head } : {}), ...(spaces ? { spaces } : {}) });

function wantedFacts(base: OrganisationBase, { name, unit, duties, head, spaces }: WantedPerson): PersonFacts & { readonly head: boolean; readonly spaces: NonNullable<User['spaces']> } {
  return { name, unit: { id: unit, name: base.units.find(unit)?.name ?? unit }, duties: [...duties], head, spaces: [...spaces] };
}

async function carryOut(base: OrganisationBase, work: Sorted, by: User): Promise<Undo> {
  const units: Undo['units'][number][] = [];
  const people: Undo['people'][number][] = [];
  for (const wanted of work.units.add) {
    await addUnit(base, wanted, by.id);
    units.push({ id: wanted.id, after: unitFacts(wanted) });
  }
  for (const wanted of work.units.change) {
    const { name, level, parent = '' } = base.units.find(wanted.id) ?? wanted;
    await changeUnit(base, wanted.id, unitFacts(wanted), by.id);
    units.push({ id: wanted.id, before: { name, level, parent }, after: unitFacts(wanted) });
  }
  for (const wanted of work.people.add) {
    const user = await createUser(base, { ...wantedFacts(base, wanted), login: wanted.login, password: newToken(), role: 'user' }, by.id);
    people.push({ id: user.id, after: personFacts(user) });
  }
  for (const { user, wanted } of work.people.change) {
    const changed = await changeUser(base, user.id, wantedFacts(base, wanted), by.id);
    people.push({ id: user.id, before: personFacts(user), after: personFacts(changed) });
  }
  return { units, people, by: by.id };
}

/** What an import would do. @throws SCN_ORG_FILE, SCN_AUTH_FORBIDDEN, SCN_AUTH_DUTY, SCN_API_NOT_FOUND */
export async function previewOrganisation(base: OrganisationBase, files: OrganisationFiles, by: User, locale: Locale): Promise<OrganisationReport> {
  const plan = planOrganisation(base.units, files, locale);
  const work = sorted(base, plan);
  await demandAll(base, work, by);
  return reportOf(plan, work, false);
}

/** Imports what is right; with wrong rows and without `skipBad`, nothing. @throws those of `previewOrganisation` */
export async function importOrganisation(base: OrganisationBase, files: OrganisationFiles, by: User, locale: Locale): Promise<OrganisationReport> {
  const plan = planOrganisation(base.units, files, locale);
  const work = sorted(base, plan);
  await demandAll(base, work, by);
  if (plan.badRows > 0 && files.skipBad !== true) return reportOf(plan, work, false);
  const undo = await carryOut(base, work, by);
  await base.people.reload();
  if (undo.units.length + undo.people.length === 0) return reportOf(plan, work, true);
  const id = newId(base.now());
  await base.store.documents.put<Undo>(KIND, id, undo, { expectedVersion: 0, by: by.id });
  await audit(base, by.id, 'org.import', id, { units: undo.units.length, people: undo.people.length, badRows: plan.badRows });
  return { ...reportOf(plan, work, true), undo: id };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Takes an import back: what it changed is as before, what it added is closed. What somebody changed since stays.
 * @throws SCN_API_NOT_FOUND
 */
export async function undoOrganisation(base: OrganisationBase, id: string, by: User): Promise<{ undone: number; kept: number }> {
  const found = await base.store.documents.get<Undo>(KIND, id);
  if (!found || found.body.by !== by.id) throw fail('SCN_API_NOT_FOUND', { what: id });
  let [undone, kept] = [0, 0];
  for (const { id: person, before, after } of found.body.people.toReversed()) {
    const user = base.people.find(person);
    if (!user || user.disabled || !same(personFacts(user), after)) kept += 1;
    else {
      await changeUser(base, person, before ? { head: false, spaces: [], ...before } : { disabled: true }, by.id);
      undone += 1;
    }
  }
  for (const { id: unit, before, after } of found.body.units.toReversed()) {
    const node = base.units.find(unit);
    if (!node || node.closedAt !== undefined || !same(unitFacts({ ...node, parent: node.parent ?? '' }), after)) kept += 1;
    else {
      await changeUnit(base, unit, before ?? { closed: true }, by.id);
      undone += 1;
    }
  }
  await base.store.documents.delete(KIND, id, { expectedVersion: found.version, by: by.id });
  await base.people.reload();
  await audit(base, by.id, 'org.undo', id, { undone, kept });
  return { undone, kept };
}
