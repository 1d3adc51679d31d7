import { randomBytes } from 'node:crypto';
import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { LocalText, Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { DepartmentUnit, NewDraft } from '../api/scenario.ts';
import type { GrantAsked } from '../api/sharing.ts';
import type { TemplateDepartmentsView } from '../api/templates.ts';
import { fail, FieldsError, isCoded } from '../errors.ts';
import { newPlace } from './policy/new-things.ts';
import { demand, inUnit, mayOn, type PolicyBase } from './policy/policy.ts';
import { draftGrant, type GrantBase } from './sharing/grants.ts';
import { readSettings, todayOf } from './sharing/settings.ts';
import { ROOT } from './spaces/unit-shelf.ts';
import { addUnit, demandOpenUnit, type UnitBase } from './spaces/unit-work.ts';
import type { Template, TemplateAccess } from './templates.ts';

const DAY_MS = 86_400_000;
const TRIES = 5;

const pairOf = (title: (locale: Locale) => string): LocalText => ({ 'zh-CN': title('zh-CN'), en: title('en') });

const unitName = ({ units }: PolicyBase, id: string) => ({ id, name: units.find(id)?.name ?? id });

/** The bare name of an office: what is in brackets says where or what for. */
const plainName = (name: string): string => name.replace(/[（(].*$/u, '').trim();

/** The one open unit whose name is that of a department, with or without the place it is in. */
function suggestedUnit({ units }: PolicyBase, title: LocalText): string | undefined {
  const names = Object.values(title).map(plainName);
  return units.all().find(({ id, name, closedAt }) => id !== ROOT && closedAt === undefined && names.some((wanted) => plainName(name).endsWith(wanted)))?.id;
}

function columnTitles(definition: DatasetDefinition | undefined, { fields }: TemplateAccess): readonly LocalText[] {
  return fields.map(({ id }) => pairOf((locale) => titleIn(definition?.fields.find((field) => field.id === id) ?? { title: id }, locale) || id));
}

/** Whose data the scenario of a template needs, and which units of this house may stand for them. @throws SCN_AUTH_FORBIDDEN */
export function viewDepartments(base: PolicyBase, { datasets, parties }: Template, known: ReadonlySet<string>, user: User): TemplateDepartmentsView {
  const byId = new Map(datasets.map((definition) => [definition.id, definition]));
  return {
    departments: Object.entries(parties.departments).map(([id, { title, datasets: owned }]) => {
      const suggested = suggestedUnit(base, title);
      return {
        id, title, ...(suggested === undefined ? {} : { suggested }),
        datasets: owned.map((dataset) => ({ id: dataset, title: pairOf((locale) => titleIn(byId.get(dataset) ?? { title: dataset }, locale)), ...(known.has(dataset) ? { unit: unitName(base, base.places.of('dataset', dataset).unit) } : {}) })),
        access: parties.access.filter(({ dataset }) => owned.includes(dataset)).map((access) => ({ dataset: access.dataset, fields: [...columnTitles(byId.get(access.dataset), access)], purpose: access.purpose, basis: access.basis, days: access.days })),
      };
    }),
    units: base.units.all().filter(({ id, closedAt }) => id !== ROOT && closedAt === undefined && mayOn(user, 'dataset.edit', inUnit(base, id))).map(({ id, name }) => ({ id, name })),
    mayCreate: mayOn(user, 'unit.manage', inUnit(base, ROOT)),
    applicant: unitName(base, newPlace(base, user, 'scenario.create', undefined)),
  };
}

/** Nothing is pushed into a unit in which the person may not make datasets. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, SCN_UNIT_CLOSED */
export function demandDepartments(base: PolicyBase, { parties }: Template, wanted: Readonly<Record<string, DepartmentUnit>>, user: User): void {
  for (const [id, choice] of Object.entries(wanted)) {
    if (!Object.hasOwn(parties.departments, id)) throw fail('SCN_API_NOT_FOUND', { what: id });
    if (choice.create !== undefined) demand(user, 'unit.manage', inUnit(base, ROOT));
    else demand(user, 'dataset.edit', inUnit(base, demandOpenUnit(base.units, choice.unit ?? '').id));
  }
}

async function createUnit(base: UnitBase, id: string, name: string, by: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const free = base.units.find(id) === undefined ? id : `${id}-${randomBytes(2).toString('hex')}`;
    try {
      return (await addUnit(base, { id: free, name, level: 'department', parent: ROOT }, by)).id;
    } catch (error) {
      if (attempt === TRIES || !isCoded(error, 'SCN_API_EXISTS')) throw error;
    }
  }
}

/** The unit that owns each dataset of a template whose department somebody stands for, and of the lead; units that are to be made are made. None is named: all are the whole house's. */
export async function settleDepartments(base: UnitBase, { parties }: Template, { wanted, lead, by }: { readonly wanted: Readonly<Record<string, DepartmentUnit>>; readonly lead: string; readonly by: string }): Promise<ReadonlyMap<string, string>> {
  const owners = new Map(Object.keys(wanted).length === 0 ? [] : parties.lead.map((dataset) => [dataset, lead] as const));
  for (const [id, choice] of Object.entries(wanted)) {
    const unit = choice.create === undefined ? choice.unit : await createUnit(base, id, choice.create, by);
    if (unit === undefined) continue;
    for (const dataset of parties.departments[id]?.datasets ?? []) owners.set(dataset, unit);
  }
  return owners;
}

function askedFor(access: TemplateAccess, { today, longest }: { readonly today: string; readonly longest: number }, locale: Locale): GrantAsked {
  const { fields, rows, purpose, basis, days } = access;
  const until = new Date(Date.parse(today) + (Math.min(days, longest) - 1) * DAY_MS).toISOString().slice(0, 10);
  return { fields: fields.map((field) => ({ ...field })), ...(rows === undefined ? {} : { rows }), purpose: purpose[locale], basis: basis[locale], from: today, until };
}

/** Drafts what has to be applied for; whoever made the scenario reads it and hands it in. Nothing is granted by it. */
export async function draftApplications(base: GrantBase, { datasets, parties }: Template, { scenario, user, locale }: { readonly scenario: string; readonly user: User; readonly locale: Locale }): Promise<NonNullable<NewDraft['applications']>> {
  const period = { today: todayOf(base), longest: (await readSettings(base)).longestGrant.days };
  const made: NonNullable<NewDraft['applications']> = [];
  for (const access of parties.access) {
    const { dataset } = access;
    const owner = base.sharing.unitOf('dataset', dataset);
    if (owner === ROOT || owner === base.sharing.unitOf('scenario', scenario)) continue;
    const one = { dataset, title: titleIn(datasets.find(({ id }) => id === dataset) ?? { title: dataset }, locale), owner: base.sharing.unitName(owner) };
    try {
      const { id } = await draftGrant(base, { dataset, scenario, asked: askedFor(access, period, locale) }, user, locale);
      made.push({ ...one, grant: id });
    } catch (error) {
      // The owner has changed its columns or its class since, or the person is not of the unit: it is applied for by hand.
      if (!(error instanceof FieldsError) && !isCoded(error, 'SCN_GRANT_PARTY') && !isCoded(error, 'SCN_GRANT_NOT_SHARED')) throw error;
      made.push(one);
    }
  }
  return made;
}
