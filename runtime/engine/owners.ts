import type { Directory } from '../host/directory.ts';
import { idsOf } from '../nodes/assign.ts';
import { nodeErrors } from '../nodes/node-errors.ts';
import type { Moved, TaskSpec } from '../nodes/wait-spec.ts';
import type { JsonObject } from '../schema/json.ts';

/** What is known about people when a task looks for its owner. */
export interface Surround {
  readonly starter: JsonObject;
  /** Absent where nobody can log in, such as in a test run: tokens are taken as they are. */
  readonly people: Directory | undefined;
}

/**
 * E13.1: a task has an owner, always. Closed accounts give way to their substitute or the head of their unit, a program
 * that started the run to whoever has its duties in its unit, a duty or unit whose last holders left to their substitutes; when nobody is left, to the author's fallback, the heads of the units that were asked for, the head of the starter's unit.
 * @throws SCN_TASK_NOBODY
 */
export function withOwners(task: TaskSpec, surround: Surround, path: string): TaskSpec {
  const wanted = task.candidates;
  const found = ownersOf(wanted, task, surround);
  if (found.tokens.length === 0) throw nodeErrors.SCN_TASK_NOBODY({ assign: wanted.join(', ') || path });
  const candidates = task.answers === 'each-candidate' && surround.people ? peopleOf(found.tokens, surround.people) : found.tokens;
  return { ...task, candidates, ...(found.why === null ? {} : { moved: { from: wanted, why: found.why } }) };
}

interface Owners {
  readonly tokens: readonly string[];
  /** Null when they are the wanted ones. */
  readonly why: Moved['why'] | null;
}

export function ownersOf(wanted: readonly string[], task: Pick<TaskSpec, 'excluded' | 'fallback'>, { starter, people }: Surround): Owners {
  if (people === undefined && wanted.length > 0) return { tokens: wanted, why: null };
  const excluded = new Set((task.excluded ?? []).map((token) => token.slice(2)));
  const isHeld = (token: string) => people === undefined || people.members(token).some((id) => !excluded.has(id));
  const replaced = people === undefined ? [] : unique(wanted.flatMap((token) => standIns(token, people, isHeld, starter)));
  if (replaced.some(isHeld)) return { tokens: replaced, why: replaced.every((token, index) => token === wanted[index]) && replaced.length === wanted.length ? null : 'left' };
  const heirs = people === undefined ? [] : unique(wanted.flatMap((token) => heirsOf(token, people, isHeld)));
  if (heirs.length > 0) return { tokens: heirs, why: 'left' };
  const next = [task.fallback ?? [], unique(wanted.flatMap(headsFor)), starterHead(starter)].find((tokens) => tokens.some(isHeld));
  return { tokens: next ?? [], why: 'nobody' };
}

/** A person who left is replaced, and so is the program that started the run; everything else stays as it was asked for. */
function standIns(token: string, people: Directory, isHeld: (token: string) => boolean, starter: JsonObject): readonly string[] {
  if (!token.startsWith('u:') || people.members(token).length > 0) return [token];
  const substitute = people.substitute(token.slice(2));
  if (substitute !== null && isHeld(`u:${substitute}`)) return [`u:${substitute}`];
  const unit = people.unitOf(token.slice(2));
  if (unit === null) return idsOf(starter['id']).some((id) => token === `u:${id}`) ? dutiesOf(starter).filter(isHeld) : [];
  return isHeld(`h:${unit}`) ? [`h:${unit}`] : [];
}

/** Of a duty or a unit whose last holders left: whoever was named to do their work. */
function heirsOf(token: string, people: Directory, isHeld: (token: string) => boolean): readonly string[] {
  return people.leavers(token).flatMap((id) => {
    const substitute = people.substitute(id);
    return substitute !== null && isHeld(`u:${substitute}`) ? [`u:${substitute}`] : [];
  });
}

function dutiesOf(starter: JsonObject): readonly string[] {
  const [unit] = idsOf(starter['unit']);
  return unit === undefined ? [] : idsOf(starter['duties']).map((duty) => `r:${duty}@${unit}`);
}

function headsFor(token: string): readonly string[] {
  if (token.startsWith('g:')) return [`h:${token.slice(2)}`];
  const at = token.startsWith('r:') ? token.indexOf('@') : -1;
  return at < 0 ? [] : [`h:${token.slice(at + 1)}`];
}

function starterHead(starter: JsonObject): readonly string[] {
  return idsOf(starter['unit']).map((unit) => `h:${unit}`);
}

/** Everybody has to answer, so everybody is named. */
function peopleOf(tokens: readonly string[], people: Directory): readonly string[] {
  return unique(tokens.flatMap((token) => (token.startsWith('u:') ? [token] : people.members(token).map((id) => `u:${id}`))));
}

function unique(tokens: readonly string[]): readonly string[] {
  return [...new Set(tokens)];
}
