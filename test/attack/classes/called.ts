import type { Ground } from '../ground.ts';
import { startRun } from './scenario.ts';

export interface Called {
  /** The code with which the node ended; `none` when it went through. */
  readonly code: string;
  readonly text: string;
  /** Hosts and ports that were dialled meanwhile. */
  readonly dials: readonly string[];
}

interface Run {
  readonly status: string;
  readonly nodes?: Readonly<Record<string, { readonly error?: { readonly code: string }; readonly output?: { readonly code?: string } }>>;
}

/** The longest that a run is waited for, on a busy machine. */
const MOST_MS = 45_000;

/** The run once it does nothing more. */
async function ended(ground: Ground, id: string): Promise<string> {
  for (const began = performance.now(); ;) {
    const { text } = await ground.send({ path: `/api/runs/${id}`, as: ground.people.designer });
    const { status } = JSON.parse(text) as Run;
    if (status !== 'running' || performance.now() - began > MOST_MS) return text;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Runs a scenario whose node `call` asks somebody outside, and reads how that went. @throws when there was no run */
export async function called(ground: Ground, app: string, a: string): Promise<Called> {
  await ground.facts();
  const { status, id, text: started } = await startRun(ground, app, { a });
  if (status !== 200 && status !== 201 && status !== 202) throw new Error(`no run, so nothing is proved: ${status} ${started.slice(0, 120)}`);
  const text = await ended(ground, id);
  const { dials } = await ground.facts();
  const call = (JSON.parse(text) as Run).nodes?.['call'];
  return { code: call?.error?.code ?? call?.output?.code ?? 'none', text, dials };
}

/** What a run looks like whose call went through. */
export const wentThrough = { id: 'run-open', status: 'completed', nodes: { call: { status: 'done', output: { reached: true } } } };
