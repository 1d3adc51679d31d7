import type { Ground, Reply, Sent } from '../ground.ts';

/** A scenario with everything around its nodes that a scenario needs. */
export function scenarioWith(id: string, nodes: object, edges: object, more: object = {}): object {
  return {
    format: 1, id, title: '试', purpose: '试', zone: 'Asia/Shanghai', calendar: 'cn', synthetic: true, bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {}, texts: {},
    flows: { main: { nodes, edges } }, ...more,
  };
}

export const ask = { type: 'start.form', title: '问', config: { roles: [], fields: [{ id: 'a', type: 'string', title: '甲', optional: true }] } };
export const end = { type: 'output.page', title: '完', config: { text: '好' } };

interface Trace {
  readonly nodes?: Readonly<Record<string, { readonly output?: unknown; readonly error?: { readonly code: string } }>>;
  readonly code?: string;
}

/** Asks again while the server says it is busy with others. */
export async function patiently(ground: Ground, sent: Sent): Promise<Reply> {
  let reply = await ground.send(sent);
  for (let time = 0; time < 10 && reply.status === 503; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    reply = await ground.send(sent);
  }
  return reply;
}

/** A test run as the designer would do it; the answer of the server, and what each node gave. */
export async function testRun(ground: Ground, scenario: object, start: object = {}): Promise<{ readonly status: number; readonly text: string; readonly trace: Trace }> {
  const { id } = scenario as { id: string };
  const { status, text } = await ground.send({ method: 'POST', path: `/api/scenarios/${id}/test-run`, as: ground.people.designer, body: { scenario, start } });
  return { status, text, trace: text.startsWith('{') ? (JSON.parse(text) as Trace) : {} };
}

export async function createScenario(ground: Ground, scenario: object): Promise<void> {
  const made = await patiently(ground, { method: 'POST', path: '/api/scenarios', as: ground.people.designer, body: { scenario } });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
}

export async function publishScenario(ground: Ground, scenario: object): Promise<void> {
  await createScenario(ground, scenario);
  const { id } = scenario as { id: string };
  const made = await patiently(ground, { method: 'POST', path: `/api/scenarios/${id}/publish`, as: ground.people.designer, body: { note: '', baseVersion: 1 } });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
}

let keys = 0;
/** A run of an app, waited for. */
export async function startRun(ground: Ground, app: string, input: object, as = ground.people.user): Promise<{ readonly status: number; readonly text: string; readonly id: string }> {
  const { status, text } = await ground.send({ method: 'POST', path: `/api/portal/apps/${app}/runs`, as, headers: { prefer: 'wait=10' }, body: { clientKey: `key-${String((keys += 1)).padStart(8, '0')}`, input } });
  const id = /"id":"([^"]+)"/.exec(text)?.[1] ?? '';
  return { status, text, id };
}
