import type { Dues, RunEvent, RunEventBody } from './run-event.ts';
import { childPrefix, splitPath } from './path.ts';
import { initialState, type Extension, type FlowState, type NodeState, type RunState, type Stop, type WaitState } from './state.ts';

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
type Of<Type extends RunEventBody['type']> = Extract<RunEvent, { type: Type }>;

/** A copy of the state whose own maps may be changed; node states are replaced, never changed. */
interface StateDraft extends Draft<Omit<RunState, 'flows'>> {
  flows: Record<string, FlowDraft>;
}
type FlowDraft = Draft<Omit<FlowState, 'nodes' | 'resets'>> & { nodes: Record<string, NodeState>; resets: Record<string, number> };

/** Copies the maps once, so that a step may fold many events without copying again. */
export function draftOf(state: RunState): StateDraft {
  const flows: Record<string, FlowDraft> = {};
  for (const prefix of Object.keys(state.flows)) {
    const flow = state.flows[prefix];
    if (flow) flows[prefix] = { ...flow, nodes: { ...flow.nodes }, resets: { ...flow.resets } };
  }
  return { ...state, flows };
}

/** The state after one more event. Only copies from the event (E7): no node type and no plan is looked at. */
export function fold(state: RunState, event: RunEvent): RunState {
  const draft = draftOf(state);
  foldInPlace(draft, event);
  return draft;
}

export function foldAll(events: readonly RunEvent[], from: RunState = initialState()): RunState {
  const draft = draftOf(from);
  for (const event of events) foldInPlace(draft, event);
  return draft;
}

/** Changes `draft`; meant for states made by `draftOf`. */
export function foldInPlace(draft: StateDraft, event: RunEvent): void {
  const apply = folders[event.type] as (draft: StateDraft, event: RunEvent) => void;
  apply(draft, event);
  draft.seq = event.seq;
  draft.updatedAt = event.at;
}

const folders: { readonly [Type in RunEventBody['type']]: (draft: StateDraft, event: Of<Type>) => void } = {
  'run.started': (draft, event) => {
    draft.phase = 'live';
    draft.id = event.runId;
    draft.release = event.release;
    draft.starter = event.starter;
    draft.startedAt = event.at;
    draft.asOf = event.asOf;
    draft.calendar = event.calendar ?? '';
    if (event.caption) draft.caption = event.caption;
    draft.flows[''] = { flow: event.flow, start: event.start, input: event.input, round: 1, nodes: {}, resets: {} };
  },
  'node.started': (draft, event) => {
    replace(draft, event, (node) => ({ status: 'running', attempt: event.attempt, effectKey: event.effectKey, ...kept(node) }));
  },
  'node.completed': (draft, event) => {
    replace(draft, event, (node) => ({ status: 'done', ports: event.ports, output: event.output, ...finishedTask(node, event.at) }));
    dropChildren(draft, event.path);
    draft.steps += 1;
  },
  'node.failed': (draft, event) => {
    replace(draft, event, (node) => ({
      status: event.retryAt === undefined ? 'failed' : 'retrying',
      attempt: event.attempt,
      error: event.error,
      ...(event.retryAt === undefined ? {} : { retryAt: event.retryAt }),
      ...(node?.effectKey === undefined ? {} : { effectKey: node.effectKey }),
      ...kept(node),
    }));
    dropChildren(draft, event.path);
  },
  'node.waiting': (draft, event) => {
    replace(draft, event, (node) => ({ status: 'waiting', wait: waitOf(event), ...kept(node) }));
  },
  'node.answered': (draft, event) => {
    changeWait(draft, event.path, (wait) => ({ answers: [...wait.answers, { by: event.by, port: event.port, data: event.data, at: event.at }] }));
  },
  'task.assigned': (draft, event) => {
    const { signer, extension, candidates } = event;
    if (signer !== undefined) changeWait(draft, event.path, (wait) => ({ signers: (wait.signers ?? []).map((one) => (one.id === signer ? { ...one, person: { id: (candidates[0] ?? '').slice(2) } } : one)) }));
    else if (extension !== undefined) changeWait(draft, event.path, (wait) => ({ extensions: (wait.extensions ?? []).map((one) => (one.id === extension ? { ...one, to: candidates } : one)) }));
    else changeWait(draft, event.path, (wait) => (wait.task ? { task: { ...wait.task, candidates } } : {}));
  },
  'task.signers': (draft, event) => {
    const { where, by, reason, at } = event;
    changeWait(draft, event.path, (wait) => ({ signers: [...(wait.signers ?? []), ...event.signers.map(({ id, person }) => ({ id, where, person, by, reason, at }))] }));
  },
  'task.held': (draft, event) => {
    changeWait(draft, event.path, () => ({ held: { by: event.by, port: event.port, data: event.data, at: event.at } }));
  },
  'task.signed': (draft, event) => {
    changeSigners(draft, event);
  },
  // What follows, a reset of the region, is an event of its own.
  'task.returned': () => {},
  'task.copied': (draft, event) => {
    changeWait(draft, event.path, (wait) => ({ copies: [...new Set([...(wait.copies ?? []), ...event.to.flatMap(({ id }) => (typeof id === 'string' ? [`u:${id}`] : []))])] }));
  },
  'task.commented': () => {},
  'timer.fired': (draft, event) => {
    changeWait(draft, event.path, (wait) => ({ fired: [...wait.fired, event.index], ...reassigned(wait, event.index) }));
  },
  'event.received': (draft, event) => {
    changeWait(draft, event.path, (wait) => ({ fired: [...wait.fired, event.index], ...reassigned(wait, event.index) }));
  },
  'clock.stopped': (draft, event) => {
    const stop: Stop = { from: event.at, ...(event.by ? { by: event.by } : {}), ...(event.reason === undefined ? {} : { reason: event.reason }), ...(event.until === undefined ? {} : { until: event.until }) };
    if (event.whole) draft.stops = [...(draft.stops ?? []), { ...stop, path: event.path }];
    else changeWait(draft, event.path, (wait) => ({ stops: [...(wait.stops ?? []), stop] }));
  },
  'clock.resumed': (draft, event) => {
    if (event.whole) draft.stops = (draft.stops ?? []).map((stop) => (stop.to === undefined && stop.path === event.path ? { ...stop, to: event.at } : stop));
    else changeWait(draft, event.path, (wait) => ({ stops: (wait.stops ?? []).map((stop) => (stop.to === undefined ? { ...stop, to: event.at } : stop)) }));
    setDues(draft, event.dues);
  },
  'extension.asked': (draft, { path, id, at, by, days, working, reason, to }) => {
    const asked: Extension = { id, at, by, days, working, reason, to };
    changeWait(draft, path, (wait) => ({ extensions: [...(wait.extensions ?? []), asked] }));
  },
  'extension.decided': (draft, { path, round, id, at, by, granted, days, working, comment, dues }) => {
    const decided = { at, by, granted, days, ...(comment === undefined ? {} : { comment }) };
    changeWait(draft, path, (wait) => ({ extensions: (wait.extensions ?? []).map((one) => (one.id === id ? { ...one, decided } : one)) }));
    if (granted) draft.granted = { ...draft.granted, [path]: [...(draft.granted?.[path] ?? []), { at, days, working, round }] };
    setDues(draft, dues);
  },
  'deadlines.moved': (draft, event) => {
    setDues(draft, event.dues);
  },
  'child.started': (draft, event) => {
    changeWait(draft, event.path, () => ({ started: event.index + 1 }));
    draft.flows[childPrefix(event.path, event.index)] = { flow: event.flow, start: event.start, input: event.input, round: event.round, nodes: {}, resets: {} };
  },
  'child.ended': (draft, event) => {
    const result = { status: event.status, output: event.output, ...(event.error ? { error: event.error } : {}) };
    changeWait(draft, event.path, (wait) => ({ started: Math.max(wait.started, event.index + 1), results: { ...wait.results, [event.index]: result } }));
    dropFlows(draft, childPrefix(event.path, event.index));
  },
  'region.reset': (draft, event) => {
    const keep = new Set(event.keep);
    for (const path of event.paths) {
      replace(draft, { path, round: event.round, at: event.at }, (node) => ({ status: 'idle', ...earlier(node, keep.has(path)) }));
      dropChildren(draft, path);
    }
    const target = splitPath(event.paths[0] ?? '');
    const flow = draft.flows[target.prefix];
    if (flow) flow.resets[target.node] = (flow.resets[target.node] ?? 0) + 1;
  },
  'incident.opened': (draft, event) => {
    replace(draft, event, (node) => ({
      status: 'incident',
      error: event.error,
      mayHaveHappened: event.mayHaveHappened,
      ...(node?.attempt === undefined ? {} : { attempt: node.attempt }),
      ...(node?.effectKey === undefined ? {} : { effectKey: node.effectKey }),
      ...kept(node),
    }));
    dropChildren(draft, event.path);
  },
  'incident.resolved': (draft, event) => {
    replace(draft, event, (node) => ({
      status: 'idle',
      ...kept(node),
      ...(event.input ? { override: event.input } : {}),
    }));
  },
  'run.completed': (draft, event) => {
    draft.end = event.end;
    end(draft, 'completed', event.at);
  },
  'run.failed': (draft, event) => {
    draft.error = event.error;
    end(draft, 'failed', event.at);
  },
  'run.cancelled': (draft, event) => {
    draft.error = { code: 'SCN_RUN_CANCELLED', message: event.reason };
    end(draft, 'cancelled', event.at);
  },
  'run.expired': (draft, event) => {
    end(draft, 'expired', event.at);
  },
};

function end(draft: StateDraft, phase: RunState['phase'], at: string): void {
  draft.phase = phase;
  draft.endedAt = at;
}

type Placed = { readonly path: string; readonly round: number; readonly at: string };

function replace(draft: StateDraft, event: Placed, make: (node: NodeState | undefined) => Omit<NodeState, 'round' | 'at'>): void {
  const { prefix, node } = splitPath(event.path);
  const flow = draft.flows[prefix];
  if (flow) flow.nodes[node] = Object.assign(make(flow.nodes[node]), { round: event.round, at: event.at });
}

function changeWait(draft: StateDraft, path: string, change: (wait: WaitState) => Partial<WaitState>): void {
  const { prefix, node } = splitPath(path);
  const flow = draft.flows[prefix];
  const current = flow?.nodes[node];
  if (flow && current?.wait) flow.nodes[node] = { ...current, wait: { ...current.wait, ...change(current.wait) } };
}

/** Whoever does not agree gives the answer back to the person who gave it; the signers after it are asked no more. */
function changeSigners(draft: StateDraft, event: Of<'task.signed'>): void {
  const { by, agrees, comment, at } = event;
  const current = nodeAt(draft, event.path);
  const flow = draft.flows[splitPath(event.path).prefix];
  if (!flow || !current?.wait) return;
  const { held, ...wait } = current.wait;
  const signers = (wait.signers ?? []).map((signer) => (signer.id === event.signer ? { ...signer, opinion: { agrees, comment, by, at } } : signer));
  const refused = held !== undefined && !agrees;
  flow.nodes[splitPath(event.path).node] = { ...current, wait: { ...wait, signers: refused ? signers.filter((signer) => signer.where === 'before' || signer.opinion) : signers, ...(held === undefined || refused ? {} : { held }) } };
}

function nodeAt(draft: StateDraft, path: string): NodeState | undefined {
  const { prefix, node } = splitPath(path);
  return draft.flows[prefix]?.nodes[node];
}

function kept(node: NodeState | undefined): Pick<NodeState, 'override' | 'previous'> {
  return { ...(node?.override ? { override: node.override } : {}), ...(node?.previous ? { previous: node.previous } : {}) };
}

/** A rework keeps the newest finished result, also through a round in which the node was not reached again. */
function earlier(node: NodeState | undefined, keep: boolean): Pick<NodeState, 'previous'> {
  if (!keep || !node) return {};
  if (node.status === 'done') return { previous: { output: node.output ?? null, ports: node.ports ?? [] } };
  return node.previous ? { previous: node.previous } : {};
}

function finishedTask(node: NodeState | undefined, at: string): Pick<NodeState, 'task'> {
  const id = node?.wait?.taskId;
  if (id === undefined) return {};
  return { task: { id, by: node?.wait?.answers.at(-1)?.by ?? {}, at } };
}

function waitOf(event: Of<'node.waiting'>): WaitState {
  return {
    ...(event.taskId === undefined ? {} : { taskId: event.taskId }),
    ...(event.task === undefined ? {} : { task: event.task }),
    ...(event.task?.copyTo === undefined ? {} : { copies: event.task.copyTo }),
    ...(event.children === undefined ? {} : { children: event.children }),
    ...(event.clock === undefined ? {} : { clock: event.clock }),
    until: event.until ?? [],
    fired: [],
    answers: [],
    started: 0,
    results: {},
  };
}

/** An entry with a new moment is to come, also when it came before. */
function setDues(draft: StateDraft, dues: Dues): void {
  for (const [path, moments] of Object.entries(dues)) {
    changeWait(draft, path, (wait) => ({
      until: wait.until.map((entry, index) => (moments[index] === undefined ? entry : { ...entry, dueAt: moments[index] })),
      fired: wait.fired.filter((index) => moments[index] === undefined),
    }));
  }
}

function reassigned(wait: WaitState, index: number): Partial<WaitState> {
  const entry = wait.until[index];
  if (!wait.task || !entry?.to) return {};
  if (entry.do === 'reassign') return { task: { ...wait.task, candidates: entry.to } };
  if (entry.do === 'escalate') return { task: { ...wait.task, candidates: [...new Set([...wait.task.candidates, ...entry.to])] } };
  return {};
}

function dropChildren(draft: StateDraft, path: string): void {
  dropFlows(draft, `${path}[`);
}

function dropFlows(draft: StateDraft, start: string): void {
  for (const prefix in draft.flows) if (prefix.startsWith(start)) delete draft.flows[prefix];
}
