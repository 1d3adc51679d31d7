import type { RightName, SpaceRole } from '../../api/units.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { RIGHT_ACTIONS, ROLE_ACTIONS, type Action } from './roles.ts';

/** Who asks, as far as the policy must know. */
export interface Subject {
  readonly id: string;
  readonly active: boolean;
  readonly duties: readonly string[];
  /** Units the person belongs to. */
  readonly units: readonly string[];
  /** Roles in spaces; a role of the whole house is a role in the root. */
  readonly roles: readonly { readonly unit: string; readonly role: SpaceRole }[];
}

export type ResourceKind = 'scenario' | 'dataset' | 'unit' | 'person' | 'house';

/** What is asked for: where it belongs, from the root down, and who has rights to it. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly path: readonly string[];
  readonly rights: readonly { readonly who: string; readonly right: RightName }[];
  /** What is for the people of its unit: a role in the whole house counts there only for those who belong to the unit. */
  readonly kept?: ReadonlySet<Action>;
}

/** One thing the decision looked at, and whether it allows. */
export type Step =
  | { readonly step: 'account'; readonly ok: boolean }
  | { readonly step: 'place'; readonly ok: true; readonly path: readonly string[] }
  | { readonly step: 'role'; readonly ok: boolean; readonly role: SpaceRole; readonly unit: string; readonly covers: boolean; /** Reaches there, but this is kept for the people of the unit. */ readonly kept: boolean }
  | { readonly step: 'right'; readonly ok: boolean; readonly right: RightName; readonly who: string }
  | { readonly step: 'nothing'; readonly ok: false };

export interface Decision {
  readonly allow: boolean;
  readonly steps: readonly Step[];
}

/** How lists of rights may name a person: themselves, a unit of theirs, a duty of theirs. */
export const namesOf = (subject: Subject): string[] => [`u:${subject.id}`, ...subject.units.map((unit) => `g:${unit}`), ...subject.duties.map((duty) => `r:${duty}`)];

/** A scenario reads the data of its unit as its own: who may write or try one there reads them too, so designing in the whole house is not enough. */
const READS_AS_OWN: ReadonlySet<Action> = new Set(['scenario.create', 'scenario.edit', 'scenario.try']);

/** Whether a person may do something, with every reason looked at on the way. Deny by default: without a role or a right that allows it, nothing is allowed. */
export function decide(subject: Subject, action: Action, resource: Resource): Decision {
  if (!subject.active) return { allow: false, steps: [{ step: 'account', ok: false }] };
  const belongs = subject.units.includes(resource.path.at(-1) ?? ROOT);
  const isKept = resource.kept?.has(action) === true && !belongs;
  const readsAsOwn = READS_AS_OWN.has(action) && resource.path.length > 1 && !belongs;
  const roles = subject.roles.map(({ unit, role }): Step => {
    const covers = resource.path.includes(unit);
    const kept = unit === ROOT && (isKept || (readsAsOwn && role !== 'admin'));
    return { step: 'role', ok: covers && !kept && ROLE_ACTIONS[role].has(action), role, unit, covers, kept };
  });
  const names = resource.rights.length === 0 ? [] : namesOf(subject);
  const rights = resource.rights.filter(({ who }) => names.includes(who)).map(({ right, who }): Step => ({ step: 'right', ok: RIGHT_ACTIONS[right].has(action), right, who }));
  const reasons = [...roles, ...rights];
  const allow = reasons.some(({ ok }) => ok);
  return { allow, steps: [{ step: 'account', ok: true }, { step: 'place', ok: true, path: resource.path }, ...reasons, ...(reasons.length === 0 ? [{ step: 'nothing', ok: false } as const] : [])] };
}
