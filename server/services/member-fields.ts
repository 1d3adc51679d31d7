import { answerKind } from '../../runtime/schema/answer-kind.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import { nodeErrors } from '../../runtime/nodes/node-errors.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import { regionPath } from '../../runtime/schema/region/regions.ts';
import type { User } from '../api/account.ts';
import type { Choice } from './choice-index.ts';
import { choiceIndexOf } from './choices.ts';
import type { ChoiceBase } from './choices.ts';
import { mayStandIn } from './people.ts';
import type { Spaces } from './spaces/open-spaces.ts';

const SHOWN = 20;

type MemberBase = Pick<Spaces, 'people' | 'units'>;

/** A field whose choices are the accounts or units of this server, or a dataset of regions. */
export function isLookedUp(field: FormField): boolean {
  const kind = answerKind(field);
  return kind === 'region' ? field.options !== undefined : (kind === 'person' || kind === 'unit') && field.options === undefined;
}

export function lookedUpIn(fields: readonly FormField[], data: JsonObject): readonly FormField[] {
  return fields.filter((field) => isLookedUp(field) && typeof data[field.id] === 'object' && data[field.id] !== null);
}

/** Whom a person may name: themselves and their colleagues. Somebody without duties finds nobody else. */
const mayName = (user: User) => {
  const isColleague = mayStandIn(user);
  return (candidate: User) => candidate.id === user.id || isColleague(candidate);
};

/** People or units whose name holds what was typed. */
export function memberChoices(base: MemberBase, user: User, field: FormField, typed: string): { choices: Choice[]; more: boolean } {
  const word = typed.trim().toLowerCase();
  const holds = (...texts: readonly string[]) => word === '' || texts.some((text) => text.toLowerCase().includes(word));
  const isNamed = mayName(user);
  const choice = (id: string, name: string, detail?: string): Choice => ({ value: { id, name }, label: name, ...(detail === undefined ? {} : { detail }) });
  const found = answerKind(field) === 'unit'
    ? base.units.all().filter(({ closedAt, name }) => closedAt === undefined && holds(name)).map(({ id, name, parent }) => choice(id, name, parent === undefined ? undefined : base.units.find(parent)?.name))
    : base.people.all().filter((person) => holds(person.name, person.login, person.unit.name) && isNamed(person)).map(({ id, name, unit }) => choice(id, name, unit.name));
  return { choices: found.slice(0, SHOWN), more: found.length > SHOWN };
}

/** What lies in a region of a dataset of regions: the rows whose code is the shortest that begins with that of the region. */
export async function regionChoices(base: ChoiceBase, plan: Plan, field: FormField, parent: string): Promise<{ choices: Choice[]; more: boolean }> {
  if (!field.options || !('dataset' in field.options)) return { choices: [], more: false };
  const index = await choiceIndexOf(base, plan, field.options);
  const inside = index.all.flatMap((choice) => (typeof choice.value === 'string' && choice.value.length > parent.length && choice.value.startsWith(parent) ? [{ choice, length: choice.value.length }] : []));
  const shortest = inside.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  return { choices: inside.filter(({ length }) => length === shortest).map(({ choice }) => choice), more: false };
}

async function regionFacts(base: ChoiceBase, plan: Plan, field: FormField, code: Json | undefined): Promise<JsonObject | undefined> {
  if (!field.options || !('dataset' in field.options) || typeof code !== 'string') return undefined;
  const index = await choiceIndexOf(base, plan, field.options);
  if (!index.byValue(code)) return undefined;
  return { code, name: [...new Set([...regionPath(code), code])].map((part) => index.byValue(part)?.label ?? '').join('') };
}

function memberFacts({ people, units }: MemberBase, user: User, field: FormField, id: Json | undefined): JsonObject | undefined {
  if (typeof id !== 'string') return undefined;
  if (answerKind(field) === 'unit') {
    const unit = units.find(id);
    return unit && unit.closedAt === undefined ? { id, name: unit.name } : undefined;
  }
  const person = people.find(id);
  return person && mayName(user)(person) ? { id, name: person.name } : undefined;
}

/**
 * The answer with people, units and regions as this server knows them, whatever the caller says of them.
 * @throws SCN_FORM_INVALID for one that is not in the list of whoever answers
 */
export async function takeMembers(base: ChoiceBase & MemberBase, plan: () => Promise<Plan>, user: User, fields: readonly FormField[], data: JsonObject): Promise<JsonObject> {
  const taken: Record<string, Json> = { ...data };
  for (const field of lookedUpIn(fields, data)) {
    const given = data[field.id] as JsonObject;
    const facts = answerKind(field) === 'region' ? await regionFacts(base, await plan(), field, given['code']) : memberFacts(base, user, field, given['id']);
    if (!facts) throw nodeErrors.SCN_FORM_INVALID({ problems: [{ field: field.id, kind: 'choice', zh: `“${field.id}”选的这项不在名单里，请重选`, en: `What was chosen for "${field.id}" is not in the list; choose again` }] });
    taken[field.id] = facts;
  }
  return taken;
}
