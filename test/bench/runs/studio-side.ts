import { createApp } from '../../../server/app.ts';
import type { User } from '../../../server/api/account.ts';
import { createUser, listUsers } from '../../../server/services/accounts.ts';
import { demandApp, viewOf } from '../../../server/services/portal.ts';
import { loadRun, type KnownRun } from '../../../server/services/runs.ts';
import { startApp } from '../../../server/services/start-app.ts';
import { submitTask } from '../../../server/services/tasks.ts';
import type { Store } from '../../../server/stores/store.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { openTasks } from '../../../runtime/engine/summary.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { freezeRelease } from '../../../server/services/releases.ts';

const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const decide = { type: 'human.form', title: 'Decide', config: { assign: { user: 'run.starter' }, fields: [{ id: 'note', type: 'string', title: 'Note' }], outcomes: [{ port: 'yes', title: 'Yes' }] } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };

/** A form, one human task, an end. */
export const LASTING: JsonObject & { readonly id: string } = {
  format: 1, id: 'lasting', title: 'Lasting', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {}, datasets: {},
  flows: { main: { nodes: { ask, decide, end }, edges: { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'end'] } } },
};

export interface StudioSide {
  /** Starts a run, finds its task, submits it; answers the run's id. @throws Error when it did not complete */
  readonly runOnce: (n: number) => Promise<string>;
  /** Starts a run and leaves it; answers its id. */
  readonly startOnly: (n: number) => Promise<string>;
  readonly publish: (scenario: JsonObject & { readonly id: string }) => Promise<void>;
  /** Starts a run of an app and answers its tasks until it has so many events. */
  readonly answerAll: (app: string, events: number) => Promise<{ readonly run: string; readonly events: number }>;
  /** Reads a run and makes the view of it that the portal shows; answers how many events it has. */
  readonly open: (run: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The services behind the portal's routes, on a store: what a request does, without HTTP. */
export async function openStudioSide(store: Store): Promise<StudioSide> {
  const app = await createApp({ store, version: 'bench', templatesFolder: 'templates', nodeTypes: builtIns, generate: () => [], log: false, passwords: 'quick' });
  await app.ready();
  const { studio } = app;
  const known = (await listUsers(studio)).find((one) => one.login === 'bench');
  const user: User = known ?? (await createUser(studio, { login: 'bench', name: 'Bench', password: 'bench-bench-bench', role: 'admin', duties: [], unit: { id: 'home', name: 'Home' } }, 'bench'));
  const reader = { user, locale: 'en' as const };
  const publish = async (scenario: JsonObject & { readonly id: string }) => {
    const { id } = scenario;
    await store.documents.put('scenario', id, scenario, { expectedVersion: 0, by: user.id });
    await freezeRelease(studio, id, { note: '', scenario }, user.id);
  };
  if (!known) await publish(LASTING);
  const start = async (name: string, n: number): Promise<KnownRun> =>
    (await startApp(studio, demandApp(studio, name), user, { clientKey: `start-${name}-${n}`, input: { n }, waitMs: 60_000 })).run;
  const answer = (run: KnownRun, key: string): Promise<KnownRun> => {
    const [task] = openTasks(run.state);
    if (!task) throw new Error(`run ${run.state.id} has no task: ${run.state.phase}`);
    return submitTask(studio, task.id, reader, { clientKey: key, outcome: 'yes', data: { note: 'ok' } });
  };
  return {
    publish,
    startOnly: async (n) => (await start('lasting', n)).state.id,
    runOnce: async (n) => {
      const done = await answer(await start('lasting', n), `submit-${n}`);
      if (done.state.phase !== 'completed') throw new Error(`run ${n} is ${done.state.phase}`);
      return done.state.id;
    },
    answerAll: async (name, events) => {
      let run = await start(name, 1);
      while (run.events.length < events) run = await answer(run, `${name}-at-${run.events.length}`);
      return { run: run.state.id, events: run.events.length };
    },
    open: async (id) => {
      const run = await loadRun(studio, id);
      await viewOf(studio, run, reader);
      return run.events.length;
    },
    close: () => app.close(),
  };
}
