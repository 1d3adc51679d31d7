import type { FastifyRequest } from 'fastify';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { demandPerson } from '../../services/policy/people-rules.ts';
import { demand, forbidden, house, inUnit, mayAnywhere, placed } from '../../services/policy/policy.ts';
import type { Action } from '../../services/policy/roles.ts';
import type { Studio } from '../../services/studio.ts';

/** What a route is about, and where in the request that stands. `any`: about many; the route leaves out what the person may not see. */
const ABOUT = {
  scenario: ({ params }: Parts) => params['id'],
  release: ({ params }: Parts) => params['id']?.split('@')[0],
  run: ({ params }: Parts) => params['id'],
  dataset: ({ query, body }: Parts) => text(query['dataset']) ?? text(body['dataset']) ?? text((body['definition'] as Readonly<Record<string, unknown>> | undefined)?.['id']),
  unit: ({ params }: Parts) => params['id'],
  parent: ({ body }: Parts) => text(body['parent']),
  person: ({ params }: Parts) => params['id'],
  house: () => 'house',
  any: () => 'any',
} as const satisfies Readonly<Record<string, (parts: Parts) => string | undefined>>;

export type About = keyof typeof ABOUT;

interface Parts {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const record = <T>(value: unknown): Readonly<Record<string, T>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, T>>) : {});

/** Refuses who may do this nowhere, before anything of the request is read. @throws SCN_AUTH_FORBIDDEN */
export function demandSomewhere(studio: Studio, user: User, action: Action, about: About): void {
  if (about === 'house') demand(user, action, house(studio));
  else if (!mayAnywhere(studio, user, action)) throw forbidden(action);
}

/** Refuses who may not do this to the very thing the request is about. What is not there is left to the route. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN */
export async function demandAsked(studio: Studio, request: FastifyRequest, user: User, action: Action, about: About): Promise<void> {
  const id = ABOUT[about]({ params: record(request.params), query: record(request.query), body: record(request.body) });
  if (id === undefined || about === 'house' || about === 'any') return;
  if (about === 'scenario' || about === 'release') return demand(user, action, placed(studio, 'scenario', id));
  if (about === 'dataset') return demand(user, action, placed(studio, 'dataset', id));
  if (about === 'unit' || about === 'parent') return demand(user, action, inUnit(studio, id));
  if (about === 'person') {
    const person = studio.people.find(id);
    if (person) demandPerson(studio, user, person);
    return;
  }
  const run = await studio.store.runs.get(id);
  if (!run) return;
  try {
    demand(user, action, placed(studio, 'scenario', run.scenario));
  } catch (error) {
    // A run of a scenario that is not seen is not there either, under its own id.
    throw error instanceof Error && 'code' in error && error.code === 'SCN_API_NOT_FOUND' ? fail('SCN_API_NOT_FOUND', { what: id }, error) : error;
  }
}
