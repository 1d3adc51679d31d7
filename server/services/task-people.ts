import { returnTargets } from '../../runtime/engine/decide-return.ts';
import { engineErrors } from '../../runtime/engine/engine-errors.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import { openTasks, type OpenTask } from '../../runtime/engine/summary.ts';
import type { Circle } from '../../runtime/nodes/wait-spec.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { PeopleAnswer, TaskActions } from '../api/people.ts';
import { actorOf, nameFor } from './acting.ts';
import { postsOf, tokensOf } from './people.ts';
import type { Reader } from './portal.ts';
import type { KnownRun, RunBase } from './runs.ts';
import { nodeTitle } from './words.ts';

/** What people are chosen for. */
export type Purpose = 'handOver' | 'addSigner' | 'copy';

const SHOWN = 30;

/** The duties a task asks for. */
function dutiesOf(candidates: readonly string[], user: User): readonly string[] {
  const asked = candidates.filter((token) => token.startsWith('r:')).map((token) => token.slice(2).split('@')[0] ?? '');
  return asked.length > 0 ? asked : user.duties;
}

/** Whether a person is among those the author lets people choose from. */
function isIn(circle: Circle, candidate: User, user: User, candidates: readonly string[]): boolean {
  if (circle === 'nobody') return false;
  if (circle === 'anyone') return true;
  if (circle === 'unit') return postsOf(candidate).some(({ unit }) => unit.id === user.unit.id);
  if (circle === 'duty') return dutiesOf(candidates, user).some((duty) => postsOf(candidate).some(({ duties }) => duties.includes(duty)));
  return tokensOf(candidate).some((token) => candidates.includes(token));
}

/** Whom the reader may choose for a task; those who may not do it and the reader are left out. */
export function choosable(open: OpenTask, purpose: Purpose, user: User): (candidate: User) => boolean {
  const circle = open.task.rights?.[purpose] ?? (purpose === 'handOver' ? 'candidates' : 'nobody');
  const barred = purpose === 'copy' ? [] : (open.task.excluded ?? []);
  return (candidate) => !candidate.disabled && candidate.id !== user.id && !barred.includes(`u:${candidate.id}`) && isIn(circle, candidate, user, open.task.candidates);
}

/** The first people whose name, log-in or unit holds what was typed. */
export function searchPeople(base: RunBase, isWanted: (candidate: User) => boolean, typed: string): PeopleAnswer {
  const word = typed.trim().toLowerCase();
  const found: User[] = [];
  for (const user of base.people.all()) {
    if (word !== '' && ![user.name, user.login, user.unit.name].some((text) => text.toLowerCase().includes(word))) continue;
    if (!isWanted(user)) continue;
    found.push(user);
    if (found.length > SHOWN) break;
  }
  return { people: found.slice(0, SHOWN).map(({ id, name, unit }) => ({ id, name, unit: unit.name })), more: found.length > SHOWN };
}

/** People by id, as the run remembers them. @throws SCN_TASK_PERSON */
export function demandPeople(base: RunBase, ids: readonly string[], isWanted: (candidate: User) => boolean): JsonObject[] {
  return ids.map((id) => {
    const user = base.people.find(id);
    if (!user || !isWanted(user)) throw engineErrors.SCN_TASK_PERSON({ person: user?.name ?? id, why: !user ? 'unknown' : user.disabled ? 'left' : 'circle' });
    return { id: user.id, name: user.name };
  });
}

/** What the reader may do with a task; of a task that rests or asks for a signature, only the harmless things. */
export function actionsOf(base: RunBase, { state, plan, scenario }: KnownRun, open: OpenTask, { user, locale }: Reader): TaskActions {
  const { rights } = open.task;
  const { prefix, node } = splitPath(open.path);
  const flow = state.flows[prefix];
  const own = open.task.kind === undefined;
  const main = own ? open : openTasks(state).find((task) => task.path === open.path && task.task.kind === undefined);
  const has = (purpose: Purpose) => base.people.all().some(choosable(open, purpose, user));
  const mayAct = own && open.resting !== true && nameFor(actorOf(base, user), { candidates: open.task.candidates, scenario: scenario.id, ...(open.task.excluded ? { excluded: open.task.excluded } : {}) }) !== undefined;
  const targets = mayAct && flow ? returnTargets(plan, flow, node) : [];
  return {
    handOver: mayAct && has('handOver'),
    addSigner: mayAct && has('addSigner'),
    copy: own && has('copy'),
    comment: (main?.task.rights ?? rights)?.comment ?? true,
    returnTo: targets.map((target) => ({ node: target, title: nodeTitle(scenario, flow?.flow ?? '', target, locale) })),
  };
}
