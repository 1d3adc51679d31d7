import type { Host } from '../host/host.ts';
import { engineErrors } from './engine-errors.ts';
import type { Plan, PureHost } from './plan-types.ts';

/** What a pure node gets in place of the outside world: calendars, and a coded refusal of everything else. */
export function pureHost(type: string, plan: Plan): PureHost {
  const known = plan.pureHosts.get(type);
  if (known) return known;
  const made = createPureHost(type, plan);
  plan.pureHosts.set(type, made);
  return made;
}

function createPureHost(type: string, plan: Plan): PureHost {
  const refuse = (): never => {
    throw engineErrors.SCN_NODE_HOST({ type });
  };
  const host: Host = {
    datasets: { revision: refuse, query: refuse, insert: refuse, update: refuse, delete: refuse },
    http: { request: refuse },
    notify: { send: refuse },
    events: { send: refuse },
    mail: { send: refuse },
    script: { run: refuse },
    sql: { query: refuse },
    calendar: (id) => plan.calendar(id) ?? refuse(),
  };
  return { host, signal: new AbortController().signal };
}
