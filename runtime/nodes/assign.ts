import { Type, type Static } from 'typebox';
import type { Json } from '../schema/json.ts';
import { label } from '../schema/property-text.ts';
import { closed, feel, name } from './config-parts.ts';
import type { EvaluatedValue } from './define-node.ts';
import { nodeErrors } from './node-errors.ts';

const words = label('交给谁', 'Assign to', '一个人、一个角色（可限单位），或几个', 'A person, a role (of a unit), or several');
const UserSchema = Type.Object({ user: feel('人员', 'Person', '账号，或带 id 的人员，例如 run.starter', 'An account, or a person with an id, such as run.starter') }, { ...closed, ...label('一个人', 'A person') });
const RoleSchema = Type.Object({ role: name('角色', 'Role'), unit: Type.Optional(feel('单位', 'Unit', '只限这个单位的', 'Only those of this unit')) }, { ...closed, ...label('一个角色', 'A role') });
const UnitSchema = Type.Object({ unit: feel('单位', 'Unit', '这个单位的每个人都可以办', 'Everybody of this unit may do it') }, { ...closed, ...label('整个单位', 'A whole unit') });
const HeadSchema = Type.Object({ headOf: feel('哪个单位的负责人', 'Head of unit') }, { ...closed, ...label('单位负责人', 'The head of a unit') });
const parts = [UserSchema, RoleSchema, UnitSchema, HeadSchema] as const;

/** `{user: feel}`, `{role, unit?: feel}`, `{unit: feel}`, `{headOf: feel}`, or a list of them. */
export const AssignSchema = Type.Union([...parts, Type.Array(Type.Union([...parts]), { minItems: 1, maxItems: 20, ...label('几个', 'Several') })], words);
export type Assign = Static<typeof AssignSchema>;

/** Candidate tokens of an evaluated assignment, see `Directory`; none when its formulas found nobody. */
export function tokensIn(assign: EvaluatedValue | undefined): readonly string[] {
  const given: readonly EvaluatedValue[] = Array.isArray(assign) ? assign : [assign ?? null];
  return [...new Set(given.flatMap(tokensOf))];
}

/** @throws SCN_TASK_NOBODY when a formula found nobody; the engine makes an incident of it. */
export function candidatesOf(assign: EvaluatedValue | undefined): readonly string[] {
  const tokens = tokensIn(assign);
  if (tokens.length === 0) throw nodeErrors.SCN_TASK_NOBODY({ assign: JSON.stringify(assign ?? null) });
  return tokens;
}

function tokensOf(part: EvaluatedValue): readonly string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
  const given = part as { readonly [key: string]: Json };
  const role = given['role'];
  if (given['headOf'] !== undefined) return idsOf(given['headOf']).map((unit) => `h:${unit}`);
  if (typeof role !== 'string' && given['unit'] !== undefined) return idsOf(given['unit']).map((unit) => `g:${unit}`);
  if (typeof role !== 'string') return idsOf(given['user']).map((id) => `u:${id}`);
  if (given['unit'] === undefined) return [`r:${role}`];
  // A unit that was asked for and not found must not widen the task to every unit.
  return idsOf(given['unit']).map((unit) => `r:${role}@${unit}`);
}

/** An id, an object with an id, or a list of either. */
export function idsOf(value: Json | undefined): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(idsOf);
  return typeof value === 'object' ? idsOf((value as { readonly [key: string]: Json })['id']) : [];
}
