import { splitPath } from '../../runtime/engine/path.ts';
import { deadlineIndex } from '../../runtime/engine/deadlines.ts';
import type { Dues, RunEvent } from '../../runtime/engine/run-event.ts';
import { draftOf, foldInPlace } from '../../runtime/engine/fold.ts';
import { initialState, type RunState } from '../../runtime/engine/state.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { TimelineEntry } from '../api/people.ts';
import { outcomeTitle } from './forms.ts';
import type { PeopleShelf } from './people.ts';
import type { KnownRun } from './runs.ts';
import { textOf } from './texts.ts';
import { timelineWords, type TimelineWords } from './timeline-words.ts';
import { startedBy } from './triggers/started-by.ts';
import { nodeTitle, valueText } from './words.ts';
import { stopWords } from './stop-words.ts';

interface TimelineWork {
  readonly run: KnownRun;
  readonly people: PeopleShelf;
  /** Names of accounts and keys. */
  readonly userName: (id: string) => string | undefined;
  readonly locale: Locale;
  /** Whether the reader is told why a step failed; for citizens it says nothing. */
  readonly tellsWhy: boolean;
}

interface At extends TimelineWork {
  readonly words: TimelineWords;
  /** Before the event. */
  readonly state: RunState;
}

/** Who did what when: every event of a run that concerns people, oldest first, in the reader's language. */
export function timelineOf(work: TimelineWork): TimelineEntry[] {
  const words = timelineWords(work.locale);
  const state = draftOf(initialState());
  return work.run.events.flatMap((event) => {
    const at: At = { ...work, words, state };
    const told = tell(at, event);
    foldInPlace(state, event);
    return told ? [{ at: event.at, kind: event.type, ...told }] : [];
  });
}

type Told = Omit<TimelineEntry, 'at' | 'kind'>;

function tell(at: At, event: RunEvent): Told | null {
  const teller = tellers[event.type] as ((at: At, event: RunEvent) => Told | null) | undefined;
  return teller?.(at, event) ?? null;
}

function nameOf(at: TimelineWork, person: JsonObject): string {
  const { id, name } = person;
  return typeof name === 'string' && name !== '' ? name : typeof id === 'string' ? (at.userName(id) ?? id) : '?';
}

/** Who acted, and for whom. */
function whoOf(at: At, by: JsonObject): string {
  const other = by['onBehalfOf'];
  const own = nameOf(at, by);
  return typeof other === 'object' && other !== null && !Array.isArray(other) ? at.words.onBehalf(own, nameOf(at, other as JsonObject)) : own;
}

/** Candidates as people call them. */
export function tokenName({ run, people, userName, locale }: TimelineWork, token: string): string {
  const words = timelineWords(locale);
  const rest = token.slice(2);
  const unitName = (id: string) => people.all().find((user) => user.unit.id === id)?.unit.name ?? id;
  if (token.startsWith('u:')) return userName(rest) ?? rest;
  if (token.startsWith('g:')) return unitName(rest);
  if (token.startsWith('h:')) return words.headOf(unitName(rest));
  const [role = rest, unit] = rest.split('@');
  const title = Object.hasOwn(run.scenario.roles, role) ? textOf(run.scenario, run.scenario.roles[role] ?? role, locale) : role;
  return unit === undefined ? title : words.ofUnit(unitName(unit), title);
}

function titleAt(at: At, path: string): { readonly node?: string } {
  const { prefix, node } = splitPath(path);
  const flow = at.state.flows[prefix]?.flow;
  return flow === undefined ? {} : { node: nodeTitle(at.run.scenario, flow, node, at.locale) };
}

function outcomeAt(at: At, path: string, port: string): string {
  const { prefix, node } = splitPath(path);
  return outcomeTitle(at.run.plan, at.state.flows[prefix]?.flow ?? '', node, port, at.locale);
}

const momentOf = (at: At, moment: string): string => valueText(moment, at.locale, at.run.scenario.zone);

/** The deadline a step has after its deadlines moved; undefined when only reminders did. */
function dueIn(at: At, path: string, dues: Dues): string | undefined {
  const { prefix, node } = splitPath(path);
  const entries = at.state.flows[prefix]?.nodes[node]?.wait?.until ?? [];
  const index = deadlineIndex(entries);
  const moment = index === undefined ? undefined : dues[path]?.[String(index)];
  return moment === undefined ? undefined : momentOf(at, moment);
}

function list(at: At, names: readonly string[]): string {
  return names.join(at.locale === 'en' ? ', ' : '、');
}

const noteOf = (text: unknown): { readonly note?: string } => (typeof text === 'string' && text.trim() !== '' ? { note: text } : {});

type Tellers = { readonly [Type in RunEvent['type']]?: (at: At, event: Extract<RunEvent, { type: Type }>) => Told | null };

const tellers: Tellers = {
  'run.started': (at, { starter }) => ({ text: startedBy(at.run.scenario, starter['id'], at.locale) ?? at.words.started(nameOf(at, starter)) }),
  'node.waiting': (at, { path, task }) => {
    if (!task || task.mode === 'inline') return null;
    const names = list(at, task.candidates.map((token) => tokenName(at, token)));
    const moved = task.moved;
    return { ...titleAt(at, path), text: moved ? at.words.moved(list(at, moved.from.map((token) => tokenName(at, token))), names, moved.why) : at.words.given(names) };
  },
  'node.answered': (at, { path, by, port, data }) => {
    const { prefix, node } = splitPath(path);
    // An answer that was held is told when it was given.
    if (at.state.flows[prefix]?.nodes[node]?.wait?.held) return null;
    return { ...titleAt(at, path), text: at.words.answered(whoOf(at, by), outcomeAt(at, path, port)), ...noteOf(data['comment']) };
  },
  'task.held': (at, { path, by, port, data }) => ({ ...titleAt(at, path), text: at.words.held(whoOf(at, by), outcomeAt(at, path, port)), ...noteOf(data['comment']) }),
  'task.signed': (at, { path, by, agrees, comment }) => ({ ...titleAt(at, path), text: at.words.signed(whoOf(at, by), agrees), ...noteOf(comment) }),
  'task.signers': (at, { path, by, where, signers, reason }) => ({ ...titleAt(at, path), text: at.words.signers(whoOf(at, by), list(at, signers.map(({ person }) => nameOf(at, person))), where), ...noteOf(reason) }),
  'task.assigned': (at, { path, by, why, from, candidates, to, reason }) => {
    const names = list(at, to ? to.map((person) => nameOf(at, person)) : candidates.map((token) => tokenName(at, token)));
    const text = why === 'hand-over' ? at.words.handedOver(whoOf(at, by), names) : why === 'signer' ? at.words.signers(whoOf(at, by), names, 'after') : at.words.moved(list(at, from.map((token) => tokenName(at, token))), names, why);
    return { ...titleAt(at, path), text, ...noteOf(reason) };
  },
  'task.returned': (at, { path, by, to, reason }) => {
    const { prefix } = splitPath(path);
    return { ...titleAt(at, path), text: at.words.returned(whoOf(at, by), nodeTitle(at.run.scenario, at.state.flows[prefix]?.flow ?? '', to, at.locale)), ...noteOf(reason) };
  },
  'task.copied': (at, { path, by, to, reason }) => ({ ...titleAt(at, path), text: at.words.copied(whoOf(at, by), list(at, to.map((person) => nameOf(at, person)))), ...noteOf(reason) }),
  'task.commented': (at, { path, by, text, files }) => ({ ...titleAt(at, path), text: at.words.commented(whoOf(at, by)), ...noteOf(text), ...(files ? { files: files.map((file) => ({ ...file })) } : {}) }),
  'timer.fired': (at, { path, index }) => {
    const { prefix, node } = splitPath(path);
    const entry = at.state.flows[prefix]?.nodes[node]?.wait?.until[index];
    if (!entry) return null;
    const { scenario } = at.run;
    const facts = {
      to: list(at, (entry.to ?? []).map((token) => tokenName(at, token))),
      ...(entry.title === undefined ? {} : { title: textOf(scenario, entry.title, at.locale) }),
      ...(entry.port === undefined ? {} : { port: outcomeAt(at, path, entry.port) }),
    };
    return { ...titleAt(at, path), text: at.words.timer(entry.do, facts) };
  },
  'event.received': (at, { path }) => ({ ...titleAt(at, path), text: at.words.arrived }),
  'clock.stopped': (at, { path, by, reason, until }) => ({ ...titleAt(at, path), text: at.words.stopped(by ? whoOf(at, by) : null, until === undefined ? undefined : momentOf(at, until)), ...noteOf(reason) }),
  'clock.resumed': (at, { path, by, dues }) => ({ ...titleAt(at, path), text: at.words.resumed(by ? whoOf(at, by) : null, dueIn(at, path, dues)) }),
  'extension.asked': (at, { path, by, days, working, reason }) => ({ ...titleAt(at, path), text: at.words.askedMore(whoOf(at, by), days, working), ...noteOf(reason) }),
  'extension.decided': (at, { path, by, granted, days, working, dues, comment }) => ({ ...titleAt(at, path), text: at.words.decidedMore(whoOf(at, by), granted ? { days, working, due: dueIn(at, path, dues) } : null), ...noteOf(comment) }),
  'deadlines.moved': (at, { dues }) => {
    const [path] = Object.keys(dues);
    const due = path === undefined ? undefined : dueIn(at, path, dues);
    return path === undefined || due === undefined ? null : { ...titleAt(at, path), text: at.words.dueMoved(due) };
  },
  'incident.opened': (at, { path, error }) => ({ ...titleAt(at, path), text: at.words.incident(at.tellsWhy ? stopWords(error, at.run.scenario, at.locale, path) : undefined) }),
  'incident.resolved': (at, { path, by, action }) => ({ ...titleAt(at, path), text: at.words.resolved(nameOf(at, by), action) }),
  'run.cancelled': (at, { by, reason, withdrawn }) => ({ text: at.words.cancelled(whoOf(at, by), withdrawn === true), ...noteOf(reason) }),
  'run.completed': (at) => ({ text: at.words.completed }),
  'run.failed': (at, { error }) => ({ text: at.words.incident(at.tellsWhy ? stopWords(error, at.run.scenario, at.locale) : undefined) }),
  'run.expired': (at) => ({ text: at.words.expired }),
};
