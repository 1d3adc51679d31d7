import { isOpen } from '../../../../runtime/schema/merge/take-mine.ts';
import type { Clash } from '../../../../runtime/schema/merge/merge-json.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { PersonAtDraft } from '../../../../server/api/together.ts';
import type { Arrived } from '../document/merge-into.ts';
import { sameJson } from '../document/equal.ts';
import { compareScenarios, type ChangeGroup } from '../changes/compare.ts';

/** What one person's saves brought, until somebody has looked. */
export interface Arrival {
  readonly by: string;
  readonly at: string;
  readonly groups: readonly ChangeGroup[];
}

/** A place both changed: theirs is in the document, mine is kept here until its author has chosen. */
export interface OpenClash {
  readonly by: string;
  readonly at: string;
  readonly clash: Clash;
}

export interface TogetherState {
  /** Everybody at the draft, this page too. */
  readonly people: readonly PersonAtDraft[];
  readonly arrivals: readonly Arrival[];
  readonly clashes: readonly OpenClash[];
}

export interface Together {
  readonly get: () => TogetherState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly meet: (people: readonly PersonAtDraft[]) => void;
  /** Others' changes came in. `by`: id of whoever saved, `at`: ISO date-time. */
  readonly arrived: (what: Arrived, by: string, at: string) => void;
  /** Name of a person seen here before. */
  readonly name: (id: string, name?: string) => string | undefined;
  readonly seen: () => void;
  readonly decided: (clash: Clash) => void;
  /** Forgets clashes the document has settled meanwhile. */
  readonly settle: (document: Scenario) => void;
}

const MOST_ARRIVALS = 20;
const MOST_CLASHES = 200;

const placeOf = ({ place }: Clash): string => JSON.stringify(place);

/** One line for each person: what they changed again is named once. */
function withArrival(arrivals: readonly Arrival[], { by, at, groups }: Arrival): readonly Arrival[] {
  if (groups.length === 0) return arrivals;
  const old = arrivals.find((arrival) => arrival.by === by);
  const fresh = new Set(groups.map(({ id }) => id));
  const all = [...(old?.groups.filter(({ id }) => !fresh.has(id)) ?? []), ...groups];
  return [{ by, at, groups: all }, ...arrivals.filter((arrival) => arrival !== old)].slice(0, MOST_ARRIVALS);
}

/** Who else is at a draft and what came of it: no clock, no network. `keep` is given every change of the open clashes. */
export function createTogether(kept: readonly OpenClash[], keep: (clashes: readonly OpenClash[]) => void): Together {
  let state: TogetherState = { people: [], arrivals: [], clashes: kept };
  const names = new Map<string, string>();
  const listeners = new Set<() => void>();
  const put = (next: Partial<TogetherState>): void => {
    state = { ...state, ...next };
    if (next.clashes !== undefined) keep(next.clashes);
    for (const listener of listeners) listener();
  };
  const putClashes = (clashes: readonly OpenClash[]): void => {
    if (clashes.length !== state.clashes.length || clashes.some((one, at) => one !== state.clashes[at])) put({ clashes });
  };
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    meet: (people) => {
      for (const { id, name } of people) names.set(id, name);
      if (!sameJson(people, state.people)) put({ people });
    },
    arrived: ({ before, after, clashes }, by, at) => {
      const places = new Set(clashes.map(placeOf));
      const open = clashes.filter((clash) => isOpen(after, clash)).map((clash): OpenClash => ({ by, at, clash }));
      put({ arrivals: withArrival(state.arrivals, { by, at, groups: compareScenarios(before, after) }) });
      putClashes([...state.clashes.filter(({ clash }) => !places.has(placeOf(clash)) && isOpen(after, clash)), ...open].slice(-MOST_CLASHES));
    },
    name: (id, name) => {
      if (name !== undefined) names.set(id, name);
      return names.get(id);
    },
    seen: () => (state.arrivals.length === 0 ? undefined : put({ arrivals: [] })),
    decided: (clash) => putClashes(state.clashes.filter((one) => placeOf(one.clash) !== placeOf(clash))),
    settle: (document) => putClashes(state.clashes.filter(({ clash }) => isOpen(document, clash))),
  };
}
