import type { NewObjection, ObjectionAction, ObjectionOutcome, ObjectionState, ObjectionWanted } from '../../api/objections.ts';
import type { SharingSettings } from '../../api/sharing.ts';
import { fail } from '../../errors.ts';

export const OBJECTION = 'objection';

export interface ObjectionEvent {
  readonly at: string;
  readonly by: string;
  readonly action: ObjectionAction | 'file' | 'overdue';
  readonly reason?: string;
}

interface Decision {
  readonly outcome: ObjectionOutcome;
  readonly answer: string;
  readonly at: string;
  readonly by: string;
}

/** What somebody has to say against a use of their data or against what the data say, with the reading it is about. */
export interface Objection {
  readonly by: string;
  readonly at: string;
  readonly text: string;
  readonly about: NonNullable<NewObjection['about']>;
  readonly state: ObjectionState;
  readonly use?: { readonly seq: number; readonly at: string; readonly by: string; readonly dataset: string; readonly fields: readonly string[]; readonly purpose?: string; readonly scenario?: string; readonly run?: string; readonly grant?: string };
  /** Until when the present step must be decided. */
  readonly due?: string;
  readonly extended?: true;
  readonly decision?: Decision;
  readonly review?: Decision;
  /** What a decision still has to do to the grant; gone once it is done. */
  readonly owed?: { readonly outcome: 'stopped' | 'noted'; readonly by: string };
  readonly events: readonly ObjectionEvent[];
}

/** `owner`: of the unit whose data they are; `protector`: answers for personal data in the whole house. */
export type Handler = 'owner' | 'protector';

const OPEN: ReadonlySet<ObjectionState> = new Set(['received', 'verifying', 'review']);
export const isOpen = ({ state }: Pick<Objection, 'state'>): boolean => OPEN.has(state);

export function isLate({ state, due }: Pick<Objection, 'state' | 'due'>, now: Date): boolean {
  return OPEN.has(state) && due !== undefined && Date.parse(due) < now.getTime();
}

/** What a handler may do now. Who decided does not decide on the review, which is for the protector. */
export function handlerActions({ state, extended, decision }: Objection, handlers: ReadonlySet<Handler>, user: string): readonly ObjectionAction[] {
  if (state === 'review') return handlers.has('protector') && decision?.by !== user ? ['decide'] : [];
  if (handlers.size === 0 || !OPEN.has(state)) return [];
  return [...(state === 'received' ? ['take' as const] : []), ...(extended === true ? [] : ['extend' as const]), 'decide'];
}

const ABOUT_CONTENT: readonly ObjectionOutcome[] = ['corrected', 'deleted', 'added', 'kept'];

/** What may come of one: data are corrected, a use is ended (where its grant can be) or noted. */
export function outcomesOf(about: Objection['about'], canEnd: boolean): readonly ObjectionOutcome[] {
  return about === 'content' ? ABOUT_CONTENT : [...(canEnd ? ['stopped' as const] : []), 'noted', 'kept'];
}

/** What whoever filed it may do now: take it back while nobody decided, ask once for a second look. */
export function ownActions({ state, review }: Objection): readonly ('withdraw' | 'review')[] {
  if (state === 'received' || state === 'verifying') return ['withdraw'];
  return state === 'decided' && review === undefined ? ['review'] : [];
}

export interface MoveFacts {
  readonly by: string;
  readonly at: string;
  readonly settings: SharingSettings;
  readonly dueAfter: (from: string, days: number) => string;
}

function demandWords(reason: string | undefined): string {
  const words = (reason ?? '').trim();
  if (words.length < 5) throw fail('SCN_OBJECTION_REASON');
  return words;
}

function withoutDue({ due: _due, ...rest }: Objection): Objection {
  return rest;
}

export function withoutOwed({ owed: _owed, ...rest }: Objection): Objection {
  return rest;
}

/** The objection after a step. Pure: whoever calls it knows who may. @throws SCN_OBJECTION_REASON */
export function moveObjection(old: Objection, wanted: Pick<ObjectionWanted, 'outcome' | 'reason'> & { readonly action: ObjectionAction }, { by, at, settings, dueAfter }: MoveFacts): Objection {
  const { action } = wanted;
  const reason = action === 'take' || action === 'withdraw' ? wanted.reason?.trim() : demandWords(wanted.reason);
  const events = [...old.events, { at, by, action, ...(reason ? { reason } : {}) }];
  if (action === 'take') return { ...old, state: 'verifying', events };
  if (action === 'extend') return { ...old, extended: true, due: dueAfter(old.at, settings.objectionLongest.days), events };
  if (action === 'withdraw') return { ...withoutDue(old), state: 'withdrawn', events };
  if (action === 'review') return { ...old, state: 'review', due: dueAfter(at, settings.objection.days), events };
  if (wanted.outcome === undefined) throw fail('SCN_OBJECTION_REASON');
  const decision: Decision = { outcome: wanted.outcome, answer: reason ?? '', at, by };
  const { outcome } = wanted;
  const owed = old.use?.grant !== undefined && (outcome === 'stopped' || outcome === 'noted') ? { owed: { outcome, by } } : {};
  const rest = { ...withoutOwed(withoutDue(old)), ...owed, events };
  return old.state === 'review' ? { ...rest, state: 'reviewed', review: decision } : { ...rest, state: 'decided', decision };
}
