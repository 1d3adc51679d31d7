import { createApp } from '../../../server/app.ts';
import type { User } from '../../../server/api/account.ts';
import { createUser } from '../../../server/services/accounts.ts';
import { demandApp } from '../../../server/services/portal.ts';
import { startApp } from '../../../server/services/start-app.ts';
import { submitTask } from '../../../server/services/tasks.ts';
import type { Store } from '../../../server/stores/store.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { openTasks } from '../../../runtime/engine/summary.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { publishDraft } from '../../../server/services/releases.ts';

const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const decide = { type: 'human.form', title: 'Decide', config: { assign: { user: 'run.starter' }, fields: [{ id: 'note', type: 'string', title: 'Note' }], outcomes: [{ port: 'yes', title: 'Yes' }] } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };

/** A form, one human task, an end. */
export const LASTING: JsonObject = {
  format: 1, id: 'lasting', title: 'Lasting', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {}, datasets: {},
  flows: { main: { nodes: { ask, decide, end }, edges: { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'end'] } } },
};

export interface StudioSide {
  /** Starts a run, finds its task, submits it; answers the run's id. @throws Error when it did not complete */
  readonly runOnce: (n: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The services behind the portal's routes, on a store: what a request does, without HTTP. */
export async function openStudioSide(store: Store): Promise<StudioSide> {
  const root = new URL('../../../', import.meta.url).pathname;
  const app = await createApp({ store, version: 'bench', templatesFolder: `${root}templates`, nodeTypes: builtIns, generate: () => [], log: false, passwords: 'quick' });
  await app.ready();
  const { studio } = app;
  const user: User = await createUser(studio, { login: 'bench', name: 'Bench', password: 'bench-bench-bench', role: 'admin', duties: [], unit: { id: 'home', name: 'Home' } }, 'bench');
  const draft = await store.documents.put('scenario', 'lasting', LASTING, { expectedVersion: 0, by: user.id });
  await publishDraft(studio, 'lasting', { note: '', baseVersion: draft.version, diagnostics: [], cases: { passed: 0, failed: 0, results: [] } }, user.id);
  const reader = { user, locale: 'en' as const };
  return {
    runOnce: async (n) => {
      const { run } = await startApp(studio, demandApp(studio, 'lasting'), user, { clientKey: `start-${n}`, input: { n }, waitMs: 60_000 });
      const [task] = openTasks(run.state);
      if (!task) throw new Error(`run ${n} has no task: ${run.state.phase}`);
      const done = await submitTask(studio, task.id, reader, { clientKey: `submit-${n}`, outcome: 'yes', data: { note: 'ok' } });
      if (done.state.phase !== 'completed') throw new Error(`run ${n} is ${done.state.phase}`);
      return done.state.id;
    },
    close: () => app.close(),
  };
}
