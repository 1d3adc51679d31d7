import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';
import type { TaskRecord } from '../stores/store.ts';
import { personFacts, tokensOf, type PeopleShelf } from './people.ts';

/** In whose name a person may act, at a moment. */
export interface Actor {
  readonly user: User;
  /** Themselves first, then those who named them while away. */
  readonly as: readonly { readonly principal?: User; readonly tokens: ReadonlySet<string>; readonly apps: readonly string[] }[];
}

export function actorOf(base: { readonly people: PeopleShelf; readonly now: () => Date }, user: User): Actor {
  const principals = base.people.principalsOf(user.id, base.now().toISOString());
  return {
    user,
    as: [{ tokens: new Set(tokensOf(user)), apps: [] }, ...principals.map(({ user: principal, apps }) => ({ principal, tokens: new Set(tokensOf(principal)), apps }))],
  };
}

/** Every token the person may answer to. */
export function actingTokens(actor: Actor): string[] {
  return [...new Set(actor.as.flatMap(({ tokens }) => [...tokens]))];
}

type Asked = Pick<TaskRecord, 'candidates' | 'excluded' | 'scenario'>;

/** In which of their names a person may do a task: their own before another's; undefined when in none. */
export function nameFor(actor: Actor, task: Asked): Actor['as'][number] | undefined {
  const isBarred = (id: string | undefined) => id !== undefined && task.excluded?.includes(`u:${id}`) === true;
  if (isBarred(actor.user.id)) return undefined;
  return actor.as.find(({ principal, tokens, apps }) => !isBarred(principal?.id) && (apps.length === 0 || apps.includes(task.scenario)) && task.candidates.some((token) => tokens.has(token)));
}

/** The person as a task remembers them: for another, with whom they acted for. */
export function actingFacts(actor: Actor, task: Asked): JsonObject {
  const own = personFacts(actor.user);
  const principal = nameFor(actor, task)?.principal;
  return principal ? { ...own, onBehalfOf: { id: principal.id, name: principal.name } } : own;
}
