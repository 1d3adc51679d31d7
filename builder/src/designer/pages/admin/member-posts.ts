import type { SpaceGrant, Unit, User } from '../../../../../server/api/account.ts';
import type { SpaceRole } from '../../../../../server/api/units.ts';
import { freshKey } from '../../../client/fresh-key.ts';

type Post = NonNullable<User['further']>[number];

export const SPACE_ROLES = ['admin', 'designer', 'publisher', 'operator', 'auditor', 'protector'] as const satisfies readonly SpaceRole[];

/** One more unit of a person while it is edited; without a unit until one is chosen. */
export interface PostRow {
  readonly key: string;
  readonly unit: Unit | undefined;
  readonly duties: readonly string[];
  readonly head: boolean;
}

/** A role in a part of the house while it is edited. */
export interface GrantRow {
  readonly key: string;
  readonly unit: string;
  readonly role: SpaceRole;
}

export const newPost = (): PostRow => ({ key: freshKey(), unit: undefined, duties: [], head: false });
export const newGrant = (): GrantRow => ({ key: freshKey(), unit: '', role: 'designer' });

export function postRows(further: User['further']): PostRow[] {
  return (further ?? []).map(({ unit, duties, head }) => ({ ...newPost(), unit, duties, head: head === true }));
}

export function grantRows(spaces: User['spaces']): GrantRow[] {
  return (spaces ?? []).map((grant) => ({ ...newGrant(), ...grant }));
}

/** As they are saved; rows without a unit are left out. */
export function furtherOf(rows: readonly PostRow[]): Post[] {
  return rows.flatMap(({ unit, duties, head }) => (unit === undefined ? [] : [{ unit, duties: [...duties], ...(head ? { head } : {}) }]));
}

export function spacesOf(rows: readonly GrantRow[]): SpaceGrant[] {
  return rows.filter(({ unit }) => unit !== '').map(({ unit, role }) => ({ unit, role }));
}

type RowProblem = 'empty' | 'twice';

/** What is wrong with each row: no unit chosen, or one that is the main unit or stands above already. */
export function postProblems(main: string, rows: readonly PostRow[]): (RowProblem | undefined)[] {
  return rows.map(({ unit }, at) => {
    if (unit === undefined) return 'empty';
    return unit.id === main || rows.slice(0, at).some((above) => above.unit?.id === unit.id) ? 'twice' : undefined;
  });
}

export function grantProblems(rows: readonly GrantRow[]): (RowProblem | undefined)[] {
  return rows.map(({ unit, role }, at) => {
    if (unit === '') return 'empty';
    return rows.slice(0, at).some((above) => above.unit === unit && above.role === role) ? 'twice' : undefined;
  });
}
